"""spaCy: documents to train on, with all spans in `doc.spans["sc"]` or those that do not overlap in `doc.ents`."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from reader.core.annotation import Annotation
from reader.core.change import STATUSES
from reader.core.errors import FormatError
from reader.core.span import Span
from reader.formats.docbin import Bin, Document, Marked, documents
from reader.formats.flat import flat
from reader.formats.format import Entry, Fault, Format, Loaded, LoadedSpan, Loss, Options, Piece, Source
from reader.formats.parts import PARTS, part_of
from reader.formats.tokens import tokens

KEY = "sc"
"""Where spaCy's span categorizer looks for spans, and Prodigy as well."""
OWN = "reader"
"""Where `doc.user_data` has what spaCy has no place for."""
A_FILE = 500_000
"""Tokens after which another file is begun: what is in one file is in memory at once, here and in spaCy."""
ZLIB = (b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda")
"""How a compressed file begins."""
KEPT = ("annotator", "note", "flag", "created", "updated")
"""What is kept of each annotation beside its span, label and id."""


def dump(entries: Iterable[Entry], options: Options) -> Iterator[Piece]:
    """A folder for each part, with one file or more: `spacy train` takes the folders."""
    bins: dict[str, Bin] = {}
    numbers = dict.fromkeys(_parts(options), 0)
    for entry in entries:
        part = part_of(entry.article.id, options.split, options.seed)
        held = bins.setdefault(part, Bin(options.ents))
        held.add(document(entry, options))
        if held.tokens >= A_FILE:
            yield f"{part}/{numbers[part]:05}.spacy", bins.pop(part).packed()
            numbers[part] += 1
    for part, number in numbers.items():
        if part in bins or not number:
            yield f"{part}/{number:05}.spacy", bins.get(part, Bin(options.ents)).packed()


def _parts(options: Options) -> Iterator[str]:
    return (part for part, share in zip(PARTS, options.split if any(options.split) else (1,), strict=False) if share)


def document(entry: Entry, options: Options) -> Document:
    """An article as spaCy has it. Raises ValueError when an annotation does not stand on its words."""
    article, record = entry
    for annotation in record.annotations:
        if not annotation.fits(article.text):
            raise ValueError(f"{article.id}: annotation {annotation.id} does not fit the text")
    kept = list(record.annotations) if not options.ents else flat(_solid(record.annotations), options.flatten)
    words, spaces = laid(article.text, [annotation.span for annotation in kept])
    starts, ends = ({getattr(word, edge): n for n, word in enumerate(words)} for edge in ("start", "end"))
    marked = [Marked(starts[a.span.start], ends[a.span.end] + 1, a.label, a.id) for a in kept]
    covered = [word.of(article.text) for word in words]
    groups: Mapping[str, Sequence[Marked]] = {} if options.ents else {KEY: marked}
    return Document(covered, spaces, groups, marked if options.ents else None, {OWN: _own(entry)})


def _own(entry: Entry) -> dict[str, object]:
    article, record = entry
    said = {"id": article.id, "title": article.title, "status": record.status, "note": record.note}
    spans = {a.id: {name: getattr(a, name) for name in KEPT} for a in record.annotations}
    return {**said, "flag": record.flag, "spans": spans}


def laid(text: str, spans: Sequence[Span]) -> tuple[list[Span], list[bool]]:
    """The tokens of a text, and of each whether a blank stands behind it: together they are the text.

    As spaCy cuts them, one blank behind a token belongs to it and other blanks are tokens; but where a span begins or
    ends at a blank, that is a token as well.
    """
    first, last = {span.start for span in spans}, {span.end for span in spans}
    edges = sorted(first | last)
    words: list[Span] = []
    spaces: list[bool] = []
    at = 0
    for word in [*tokens(text, spans), None]:
        start = word.start if word else len(text)
        if at and at < start and text[at] == " " and at not in first and at + 1 not in last:
            spaces[-1] = True
            at += 1
        found: list[Span] = []
        if at < start:
            cuts = [at, *edges[bisect_right(edges, at) : bisect_left(edges, start)], start]
            found = [Span(*ends) for ends in pairwise(cuts)]
        found += [word] if word else []
        words += found
        spaces += [False] * len(found)
        at = word.end if word else at
    return words, spaces


def _solid(annotations: Iterable[Annotation]) -> Iterator[Annotation]:
    """Without blanks at their edges, which spaCy's entities may not have."""
    for annotation in annotations:
        words = annotation.text.strip()
        if words == annotation.text:
            yield annotation
        elif words:
            start = annotation.span.start + len(annotation.text) - len(annotation.text.lstrip())
            yield annotation._replace(span=Span(start, start + len(words)), text=words)


def losses(entry: Entry, options: Options) -> Iterator[Loss]:
    """Nothing, but for entities: those may not overlap, nor have blanks at their edges."""
    if not options.ents:
        return
    solid = {annotation.id: annotation for annotation in _solid(entry.record.annotations)}
    kept = {annotation.id for annotation in flat(solid.values(), options.flatten)}
    for annotation in entry.record.annotations:
        lost = (entry.article.id, annotation.id, annotation.label)
        if annotation.id not in solid:
            yield Loss(*lost, "dropped", "an entity may not consist of blanks")
        elif annotation.id not in kept:
            yield Loss(*lost, "flattened", "it overlaps another, which entities may not")
        elif solid[annotation.id].span != annotation.span:
            yield Loss(*lost, "cut", "an entity may not have blanks at its edges")


def load(source: Source, options: Options) -> Iterator[Loaded | Fault]:
    """Every document of every file; `doc.spans` and `doc.ents`, what is in both but once."""
    del options
    names = [name for name in source.names if name.endswith(".spacy")] or list(source.names)
    for name in names:
        with source.open(name) as file:
            data = file.read()
        try:
            for number, found in enumerate(documents(data), 1):
                yield _loaded(f"{name}, document {number}", found)
        except FormatError as error:
            if len(names) == 1:
                raise
            yield Fault(name, str(error), data[:1000])


def _loaded(where: str, found: Document | str) -> Loaded | Fault:
    if isinstance(found, str):
        return Fault(where, found)
    text = "".join(word + " " * space for word, space in zip(found.words, found.spaces, strict=True))
    own = _dict(found.data.get(OWN))
    details = _dict(own.get("spans"))
    starts, at = [], 0
    for word, space in zip(found.words, found.spaces, strict=True):
        starts.append(at)
        at += len(word) + space
    groups = sorted(found.groups, key=lambda key: key != KEY)
    made: dict[tuple[int, int, str], LoadedSpan] = {}
    for each in [*(each for key in groups for each in found.groups[key]), *(found.ents or ())]:
        start, end = starts[each.start], starts[each.end - 1] + len(found.words[each.end - 1])
        if start < end:
            made.setdefault((start, end, each.label), _span(start, end, each, _dict(details.get(each.id))))
    return Loaded(
        where,
        _str(own.get("id")),
        text,
        tuple(made.values()),
        _str(own.get("title")),
        own["status"] if own.get("status") in STATUSES else None,
        _str(own.get("note")),
        own.get("flag") is True,
    )


def _span(start: int, end: int, each: Marked, details: Mapping[str, Any]) -> LoadedSpan:
    annotator, note, created, updated = (
        _str(details.get(name)) for name in ("annotator", "note", "created", "updated")
    )
    flag = details.get("flag") is True
    return LoadedSpan(start, end, each.label, None, each.id, annotator, note, flag, created, updated)


def _dict(value: object) -> Mapping[Any, Any]:
    return value if isinstance(value, dict) else {}


def _str(value: object) -> str:
    return value if isinstance(value, str) else ""


def looks(name: str, head: bytes) -> bool:
    """By its name, and compressed."""
    return name.endswith(".spacy") and head.startswith(ZLIB)


FORMAT = Format(
    "spacy",
    'spaCy\'s DocBin: documents with spans in doc.spans["sc"], or in doc.ents, in a folder for each part',
    "",
    "spans, nested and crossing ones as well, labels, ids, notes, flags, status",
    "nothing in doc.spans; in doc.ents what overlaps",
    dump,
    load,
    losses,
    looks,
    "spacy",
    takes=("ents", "flatten", "split", "seed"),
)
"""The format."""
