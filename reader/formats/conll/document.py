"""One document of CoNLL columns: its text, where its tokens are in it, and its spans."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import orjson

from reader.formats.conll.tags import chunks, is_tag
from reader.formats.format import Fault, Loaded, LoadedSpan, Source

REACH = 200
"""How far on a token is looked for that does not follow on the last one."""

TREEBANK = {"-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "-LCB-": "{", "-RCB-": "}", "``": '"', "''": '"'}
"""How treebanks write what their columns or brackets could not hold."""


@dataclass(slots=True)
class Block:
    """One sentence."""

    text: str | None = None
    """Its text as the comment has it."""
    rows: list[list[str]] = field(default_factory=list)
    """The columns of its tokens."""


@dataclass(slots=True)
class Document:
    """One document, as its lines have it."""

    line: int
    """The line where it begins."""
    id: str = ""
    """Its id; empty when none is given."""
    named: bool = False
    """Does a comment say that it begins?"""
    ours: bool = False
    """Are all of its columns but the first tags, by its own word?"""
    blocks: list[Block] = field(default_factory=list)
    """Its sentences."""
    broken: Fault | None = None
    """Why it cannot be read."""


def loaded(document: Document, name: str, source: Source, where: str) -> Loaded | Fault:
    """The article of a document."""
    if document.broken:
        return document.broken
    passed: Counter[str] = Counter()
    token, columns = _columns(document, passed)
    if columns is None:
        return Fault(where, "it has no column of tags")
    forms = [[row[token] if token < len(row) else "" for row in block.rows] for block in document.blocks]
    text, remark = _text(document, forms, name, source)
    places = _places(text, forms)
    missing = sum(place is None for block in places for place in block)
    if missing:
        passed["tokens that are not in the text"] = missing
    spans = tuple(_spans(document, columns, text, places, passed))
    said = (f"{number} {what} passed over" for what, number in passed.items())
    return Loaded(where, document.id, text, spans, remarks=(*([remark] if remark else []), *said))


def _columns(document: Document, passed: Counter[str]) -> tuple[int, Sequence[int] | None]:
    """Which column has the tokens, and which have tags; no tags at all when the rest is something else."""
    rows = [row for block in document.blocks for row in block.rows]
    width = max(map(len, rows), default=1)
    if document.ours:
        return 0, range(1, width)
    others = range(1, width)
    token = 1 if len(others) > 1 and all(row[0].isdigit() for row in rows) else 0
    others = range(token + 1, width)
    tagged = [column for column in others if all(is_tag(row[column]) for row in rows if column < len(row))]
    if len(tagged) == len(others):
        return token, tagged
    if tagged:
        passed["columns"] = len(others) - 1
        return token, tagged[-1:]
    return token, None


def _text(document: Document, forms: list[list[str]], name: str, source: Source) -> tuple[str, str]:
    """The text, and what is to be said of where it is from."""
    given = [block.text for block in document.blocks if block.text is not None]
    if len(given) == len(document.blocks) and (given or document.named):
        pieces = [_unquoted(text) for text in given]
        if None not in pieces:
            return "".join(piece for piece in pieces if piece is not None), ""
        return " ".join(given), "text put together from its sentences"
    at_hand = source.text_of(document.id or name)
    if at_hand is not None:
        return at_hand, ""
    return "\n".join(map(" ".join, forms)), "text put together from its tokens"


def _unquoted(value: str) -> str | None:
    try:
        read = orjson.loads(value)
    except orjson.JSONDecodeError:
        return None
    return read if isinstance(read, str) else None


def _places(text: str, forms: list[list[str]]) -> list[list[tuple[int, int] | None]]:
    """Where each token is in the text; None where it is not found."""
    at = 0
    places: list[list[tuple[int, int] | None]] = []
    for block in forms:
        found: list[tuple[int, int] | None] = []
        for form in block:
            place = _place(text, form, at)
            at = place[1] if place else at
            found.append(place)
        places.append(found)
    return places


def _place(text: str, form: str, at: int) -> tuple[int, int] | None:
    while at < len(text) and text[at].isspace():
        at += 1
    if form and text.startswith(form, at):
        return at, at + len(form)
    for other in (form, TREEBANK.get(form, "")):
        start = text.find(other, at, at + REACH) if other else -1
        if start >= 0:
            return start, start + len(other)
    return None


def _spans(
    document: Document,
    columns: Sequence[int],
    text: str,
    places: list[list[tuple[int, int] | None]],
    passed: Counter[str],
) -> Iterator[LoadedSpan]:
    for column in columns:
        for block, found in zip(document.blocks, places, strict=True):
            tags = [row[column] if column < len(row) else "O" for row in block.rows]
            passed.update("tags that cannot be read" for tag in tags if document.ours and not is_tag(tag))
            for first, end, label in chunks(tags):
                start, stop = found[first], found[end - 1]
                if start is None or stop is None:
                    passed["spans whose words are not in the text"] += 1
                else:
                    yield LoadedSpan(start[0], stop[1], label, text[start[0] : stop[1]])
