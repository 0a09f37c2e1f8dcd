"""doccano's JSON Lines: `{"text": …, "label": [[start, end, "name"]]}` is written; its lines of entities are read too.

Offsets count UTF-16 units unless something else is asked for, as a project of doccano's does that is not set to count
grapheme clusters. The other keys of a line stay with it in doccano, and come back from there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from reader.core.annotation import Annotation
from reader.core.change import STATUSES
from reader.formats.format import Entry, Fault, Format, Loaded, LoadedSpan, Loss, Options, Piece, Source, Unit
from reader.formats.jsonlines import Line, fault, lines, patiently, written
from reader.formats.offsets import UNITS, Ruler, guess
from reader.formats.spans import RefusedSpanError, identity, loaded, offsets, string, words

USUAL: Unit = "utf16"


def dump(entries: Iterable[Entry], options: Options) -> Iterator[Piece]:
    """A line an article, spans in order."""
    unit = options.offsets or USUAL
    for article, record in entries:
        ruler = Ruler(article.text, unit)
        label = [[*_offsets(ruler, annotation), annotation.label] for annotation in record.annotations]
        about = {"article": article.id, "offsets": unit, "status": record.status, "title": article.title}
        yield "", written({**about, "text": article.text, "label": label}) + b"\n"


def losses(entry: Entry, options: Options) -> Iterator[Loss]:
    """Grapheme clusters have no offsets inside of them."""
    ruler = Ruler(entry.article.text, options.offsets or USUAL)
    for annotation in entry.record.annotations:
        start, end = annotation.span.start, annotation.span.end
        if ruler.widened(start, end) != (start, end):
            why = "its edges are inside of grapheme clusters, and moved to theirs"
            yield Loss(entry.article.id, annotation.id, annotation.label, "moved", why)


def _offsets(ruler: Ruler, annotation: Annotation) -> tuple[int, int]:
    start, end = ruler.widened(annotation.span.start, annotation.span.end)
    return ruler.offset(start), ruler.offset(end)


def load(source: Source, options: Options) -> Iterator[Loaded | Fault]:
    """An article a line; what its offsets count is guessed when neither the options nor the line say it."""
    return patiently(_parts(source, options), "JSON Lines of doccano")


def _parts(source: Source, options: Options) -> Iterator[Loaded | Fault]:
    usual = USUAL
    for line in lines(source):
        if isinstance(line, Fault):
            yield line
            continue
        value = line.value
        spans = _written(value) if isinstance(value, dict) else None
        if spans is None or not isinstance(value.get("text"), str):
            yield fault(line.where, "it has no text, or no list of labels or entities", line.data)
            continue
        good, faults = _good(line, spans)
        unit, remark = options.offsets or _said(value), ""
        if unit is None:
            found = guess(value["text"], [span[:3] for span in good], usual)
            unit, remark = found.unit, found.remark
            usual = unit if found.sure else usual
        yield from _article(line, good, faults, unit, remark)


def _written(value: dict[str, Any]) -> list[Any] | None:
    """The list of spans, under whichever of its names."""
    lists = [value[name] for name in ("label", "labels", "entities") if isinstance(value.get(name), list)]
    return max(lists, key=len) if lists else None


def _said(value: dict[str, Any]) -> Unit | None:
    return next((unit for unit in UNITS if unit == value.get("offsets")), None)


Good = tuple[int, int, str | None, object]
"""Offsets, covered text and label of a span."""


def _good(line: Line, spans: list[Any]) -> tuple[list[Good], list[Fault]]:
    good: list[Good] = []
    faults = []
    for number, span in enumerate(spans, 1):
        try:
            match span:
                case [start, end, label, *_]:
                    good.append((*offsets(start, end), None, label))
                case {"start_offset": start, "end_offset": end, "label": label}:
                    good.append((*offsets(start, end), words(span.get("text")), label))
                case _:
                    raise RefusedSpanError("a label that is no span")  # noqa: TRY301  # told as any other
        except RefusedSpanError as error:
            faults.append(fault(f"{line.where}, span {number}", str(error), line.data))
    return good, faults


def _article(line: Line, good: list[Good], faults: list[Fault], unit: Unit, remark: str) -> Iterator[Loaded | Fault]:
    value, text = line.value, line.value["text"]
    ruler, spans = Ruler(text, unit), []
    for start, end, covered, label in good:
        try:
            spans.append(_span(text, ruler, (start, end, covered), label))
        except RefusedSpanError as error:
            faults.append(fault(line.where, str(error), line.data))
    remarks = [*line.remarks, remark, "relations were passed over" if value.get("relations") else ""]
    yield Loaded(
        line.where,
        string(value.get("article")) or identity(value.get("id")),
        text,
        tuple(spans),
        string(value.get("title")),
        STATUSES.get(string(value.get("status"))),
        remarks=tuple(filter(None, remarks)),
    )
    yield from faults


def _span(text: str, ruler: Ruler, written: tuple[int, int, str | None], label: object) -> LoadedSpan:
    start, end, covered = written
    first, last = ruler.place(start), ruler.place(end)
    if first is None or last is None:
        raise RefusedSpanError(f"[{start}, {end}) is outside of the text, or inside of a character")
    return loaded(text, first, last, label, text=covered)


def looks(name: str, head: bytes) -> bool:
    """Lines of objects with labels or entities."""
    del name
    first = head.lstrip(b"\xef\xbb\xbf \t\r\n").partition(b"\n")[0]
    ours = first.startswith(b'{"article":') and b'"offsets":' in first
    spans = any(b'"%b":' % key in first for key in (b"label", b"labels", b"entities"))
    return ours or (first.startswith(b"{") and b'"text":' in first and spans and b'"spans"' not in first)


FORMAT = Format(
    "doccano",
    "JSON Lines of doccano, its labels as [start, end, name]",
    ".jsonl",
    "spans, labels, status; with overlapping spans where the project allows them",
    "ids, notes, flags, who and when; grapheme offsets widen spans inside of a cluster; doccano takes no empty article",
    dump,
    load,
    losses,
    looks,
    takes=("offsets",),
)
"""The format."""
