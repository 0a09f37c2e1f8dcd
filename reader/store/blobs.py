"""One article's document as bytes, in the one layout that the state file has: a line for every annotation.

    {"id":"a.txt","title":"A","sha256":"…","length":9,"status":"open","note":"","flag":false,"annotations":[
    {"id":"…","start":0,"end":4,"label":"claim",…},
    {"id":"…","start":5,"end":9,"label":"actor",…}
    ]}

Suggestions follow in a list of their own, where there are some: `],"suggestions":[` stands on a line between the two.

A store of a million annotations is kept like this in memory: an article is understood when somebody asks for it, and
only the lines that change are made anew. A string in JSON holds no newline of its own, so lines part everything.
"""

from __future__ import annotations

import hashlib
import re
from bisect import insort
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from typing import Any, NamedTuple

import orjson

from reader.store.records import annotation_document, annotation_order, head_document

Blob = bytes
"""An article's document in this layout."""

HEAD_END = b"]}"
"""What makes a document without annotations of the first line."""

PARTED = b",\n"
"""Between two annotations."""

MIDDLE = b'\n],"suggestions":[\n'
"""Between the annotations and the suggestions. No string in JSON holds a newline, so nothing else looks like it."""

LABELLED = rb'"label":%b([^"\\]*(?:\\.[^"\\]*)*","text":"[^"\\]*(?:\\.[^"\\]*)*)"'
"""The label and the text of an annotation, as JSON writes them, with what stands between them."""

BETWEEN = b'","text":"'
"""That. Inside a string its quotation marks would have a backslash before them."""

LABEL = re.compile(rb'"label":"([^"\\]*(?:\\.[^"\\]*)*)"')
NOTE = re.compile(rb'"note":"(?!")([^"\\]*(?:\\.[^"\\]*)*)"')
"""What they are as JSON writes them; a note that is not empty."""

SEARCHED = 16
"""About how many lines are understood to find the place for a new one among many; from there on all are sorted."""


def new_blob(head: Mapping[str, Any]) -> Blob:
    """The document of an article without annotations."""
    return _joined(_first(head), [], [])


def blob_of(document: Mapping[str, Any]) -> Blob:
    """A document in this layout: the same content gives the same bytes, whatever layout it was read from."""
    return _joined(_first(document), _documents(document["annotations"]), _documents(document.get("suggestions") or ()))


def document_of(blob: Blob) -> dict[str, Any]:
    """The whole document."""
    document: dict[str, Any] = orjson.loads(blob)
    return document


def head_of(blob: Blob) -> dict[str, Any]:
    """The document without its annotations and suggestions."""
    head: dict[str, Any] = orjson.loads(first_line(blob) + HEAD_END)
    return head


def first_line(blob: Blob) -> bytes:
    """All that stands before the annotations."""
    return blob[: blob.index(b"\n")]


def count_of(blob: Blob) -> int:
    """How many annotations it has."""
    middle = blob.find(MIDDLE)
    return blob.count(b"\n") - 1 if middle < 0 else blob.count(b"\n", 0, middle)


def has_suggestions(blob: Blob) -> bool:
    """Is anything suggested in it?"""
    return MIDDLE in blob


def strings(some: Iterable[Blob], without: Collection[str] = ()) -> Counter[tuple[str, str]]:
    """How often each text was given each label, suggestions left out, and labels that nobody asks for.

    Read with a regular expression, six times as quick as JSON: a key cannot stand inside a string, where its quotation
    marks would have a backslash before them.
    """
    found: Counter[bytes] = Counter()
    labelled = _labelled(without)
    for blob in some:
        middle = blob.find(MIDDLE)
        found.update(labelled.findall(blob if middle < 0 else blob[:middle]))
    counts: Counter[tuple[str, str]] = Counter()
    for both, times in found.items():
        label, _, text = both.partition(BETWEEN)
        counts[_string(text), _string(label)] += times
    return counts


def _labelled(without: Collection[str]) -> re.Pattern[bytes]:
    """`LABELLED` without some labels."""
    others = b"|".join(re.escape(orjson.dumps(label)) for label in without)
    return re.compile(LABELLED % (b'(?!%b)"' % others if others else b'"'))


def suggested(some: Iterable[Blob]) -> Counter[str]:
    """How many suggestions have each label, found as `strings` finds it."""
    found: Counter[bytes] = Counter()
    for blob in some:
        middle = blob.find(MIDDLE)
        if middle >= 0:
            found.update(LABEL.findall(blob, middle))
    return Counter({_string(label): times for label, times in found.items()})


def has_label(blob: Blob, label: str) -> bool:
    """Has one of its annotations or suggestions this label? A key cannot stand inside a string."""
    return b'"label":%b,"text":' % orjson.dumps(label) in blob


def _string(data: bytes) -> str:
    return orjson.loads(b'"%b"' % data) if b"\\" in data else data.decode()


class About(NamedTuple):
    """What can be looked for in a document without understanding it."""

    labels: frozenset[str] = frozenset()
    """The labels of its annotations."""
    notes: tuple[str, ...] = ()
    """The notes on the article and on its spans."""
    flagged: bool = False
    """Is the article or one of its spans marked as unsure?"""


NOTHING = About()
"""What is said in a document that is not there."""


def about(blob: Blob) -> About:
    """What is said in a document, found as `strings` finds it."""
    labels = {_string(label) for label in LABEL.findall(blob, 0, _annotations_end(blob))}
    notes = tuple(map(_string, NOTE.findall(blob)))
    return About(frozenset(labels), notes, b'"flag":true' in blob)


def _annotations_end(blob: Blob) -> int:
    middle = blob.find(MIDDLE)
    return len(blob) if middle < 0 else middle


def digest_of_all(pieces: Iterable[bytes]) -> int:
    """The checksum of bytes that come in pieces."""
    digest = hashlib.blake2b(digest_size=8)
    for piece in pieces:
        digest.update(piece)
    return int.from_bytes(digest.digest())


def digest_of(data: bytes) -> int:
    """A checksum of 64 bits."""
    return int.from_bytes(hashlib.blake2b(data, digest_size=8).digest())


class Edit(NamedTuple):
    """What is to be other in one list of a document."""

    removed: Collection[str] = ()
    """The ids of those that go."""
    added: Collection[Mapping[str, Any]] = ()
    """Those that come, or come in the place of those with their ids."""


def edited(blob: Blob, head: Mapping[str, Any], annotations: Edit, suggestions: Edit) -> Blob:
    """The document with another head and with other annotations and suggestions, in their places by order.

    Doing it twice is the same as doing it once.
    """
    middle = blob.find(MIDDLE)
    start, end = blob.index(b"\n") + 1, len(blob) - len(b"\n]}")
    offered = [] if middle < 0 else blob[middle + len(MIDDLE) : end].split(PARTED)
    body = blob[start : end if middle < 0 else middle]
    return _joined(
        _first({**head_of(blob), **head}),
        _edited(body.split(PARTED) if body else [], annotations),
        _edited(offered, suggestions),
    )


def _edited(lines: list[bytes], edit: Edit) -> list[bytes]:
    gone = {_opening(identity) for identity in (*edit.removed, *(item["id"] for item in edit.added))}
    if gone:
        lines = [line for line in lines if _opens(line) not in gone]
    new = _documents(edit.added)
    if len(new) * SEARCHED > len(lines):
        return sorted([*lines, *new], key=_order)
    for line in new:
        insort(lines, line, key=_order)
    return lines


def _first(head: Mapping[str, Any]) -> bytes:
    return orjson.dumps({**head_document(head), "annotations": []})[: -len(HEAD_END)]


def _documents(items: Iterable[Mapping[str, Any]]) -> list[bytes]:
    return [orjson.dumps(annotation_document(item)) for item in items]


def _joined(first: bytes, lines: list[bytes], suggested: list[bytes]) -> Blob:
    begun = b"%b\n%b" % (first, PARTED.join(lines)) if lines else first
    return b"%b%b%b\n]}" % (begun, MIDDLE, PARTED.join(suggested)) if suggested else begun + b"\n]}"


def _opening(identity: str) -> bytes:
    """How the line of an annotation begins."""
    return b'{"id":' + orjson.dumps(identity)


def _opens(line: bytes) -> bytes:
    end = line.index(b'"', 7)
    # A quotation mark inside an id, which is none of ours.
    return line[: end + 1] if line[end - 1 : end] != b"\\" else _opening(orjson.loads(line)["id"])


def _order(line: bytes) -> tuple[int, int, str, str]:
    return annotation_order(orjson.loads(line))
