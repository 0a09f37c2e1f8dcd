"""One row of the page as segments: gutter bars, tints, label looks, selection and cursor. Pure."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style

from reader.core.annotation import Annotation
from reader.core.annotations import NO_ANNOTATIONS, Annotations
from reader.core.label import DEFAULT_LABELS, LabelSet
from reader.core.span import Span
from reader.text.graphemes import cluster_at
from reader.text.search import occurrences
from reader.theme import Colours
from reader.widgets.page.cells import draw
from reader.widgets.page.lanes import LANES
from reader.widgets.page.rows import Rows

GUTTER = LANES + 1
"""Cells left of the text: a lane each, and one that holds `+` or stays free."""


UNDIMMED = Style(dim=False)
"""Takes the dimness of a style away."""


class Scene(NamedTuple):
    """Everything that decides how rows look."""

    rows: Rows
    annotations: Annotations
    colours: Colours
    lanes: Mapping[str, int] = MappingProxyType({})
    labels: LabelSet = DEFAULT_LABELS
    highlight: Span | None = None
    cursor: int | None = 0
    """The code point the cursor is on; None when no cursor is drawn."""
    query: str = ""
    """What is searched for: its occurrences are marked."""
    suggestions: Annotations = NO_ANNOTATIONS
    """What is suggested: drawn dim, with a `?` in the gutter."""
    unseen: Sequence[Span] = ()
    """What was never on the screen, in order: marked in the gutter."""


def paint_row(scene: Scene, row: int) -> list[Segment]:
    """The gutter and the text of one row."""
    start, end = scene.rows.bounds(row)
    reach = Span(start, max(end, start + 1))
    here = scene.annotations.overlapping(reach)
    long_spans = [a for a in here if scene.labels.is_long(a.label)]
    offered = scene.suggestions.overlapping(reach) if scene.suggestions else ()
    gutter = _gutter(scene, long_spans, offered, reach)
    return [*gutter, *_text(scene, here, offered, start, end)]


def _gutter(scene: Scene, long_spans: Sequence[Annotation], offered: Sequence[Annotation], row: Span) -> list[Segment]:
    cells: list[tuple[str, Style]] = [(" ", Style.null())] * GUTTER
    after = bisect_left(scene.unseen, row.start, key=lambda span: span.end - 1)
    if after < len(scene.unseen) and scene.unseen[after].overlaps(row):
        cells[LANES] = ("·", scene.colours.soft)
    for suggestion in offered[:1]:
        cells[LANES] = ("?", Style(color=scene.colours.label(suggestion.label).color))
    for annotation in long_spans:
        lane = scene.lanes.get(annotation.id, LANES)
        mark = _bar(annotation.span, row, beside=lane < LANES and cells[lane][0] == "┗")
        cells[min(lane, LANES)] = (mark if lane < LANES else "+", scene.colours.label(annotation.label))
    return [Segment(mark, style) for mark, style in cells]


def _bar(span: Span, row: Span, *, beside: bool) -> str:
    """The piece of a bar in one row; `beside` says that another span ends in the row and lane."""
    begins, ends = span.start >= row.start, span.end <= row.end
    if beside:
        return "┣"
    if begins and ends:
        return "╺"
    return "┏" if begins else "┗" if ends else "┃"


def _text(
    scene: Scene, here: Sequence[Annotation], offered: Sequence[Annotation], start: int, end: int
) -> list[Segment]:
    text = scene.rows.text
    cursor = _cursor_span(scene, start, end)
    cuts = {start, end}
    found = list(occurrences(text, scene.query, start, end))
    for span in (*(a.span for a in here), *(s.span for s in offered), *found, scene.highlight, cursor):
        if span is not None:
            cuts.update(_whole(text, offset) for offset in (span.start, span.end) if start < offset < end)
    segments, cell = [], 0
    edges = sorted(cuts)
    for low, high in pairwise(edges):
        shown, width = draw(text[low:high], cell)
        style = _look(scene, here, low, offered)
        if any(span.holds(low) for span in found):
            style += scene.colours.found
        if cursor is not None and cursor.holds(low):
            marked = any(span.holds(low) for span in (*found, scene.highlight) if span is not None)
            style += scene.colours.cursor_selected if marked else scene.colours.cursor
        segments.append(Segment(shown, style))
        cell += width
    if cursor is not None and cursor.start >= end:
        selected = scene.highlight is not None and scene.highlight.holds(end)
        look = scene.colours.cursor_selected if selected else scene.colours.cursor
        segments.append(Segment(" ", _look(scene, here, end) + look))
    elif scene.highlight is not None and start <= end < scene.highlight.end and scene.highlight.start <= end:
        segments.append(Segment(" ", scene.colours.selection))
    return segments


def _whole(text: str, offset: int) -> int:
    """The offset, or the start of the cluster it cuts: spans from elsewhere may end inside one."""
    return cluster_at(text, offset).start


def _look(scene: Scene, here: Sequence[Annotation], offset: int, offered: Sequence[Annotation] = ()) -> Style:
    """The style of one code point: suggestions, tint by depth, the labels from the outside in, then the selection."""
    style = scene.colours.outside
    for suggestion in sorted((s for s in offered if s.span.holds(offset)), key=lambda s: -len(s.span)):
        style += scene.colours.suggested(suggestion.label)
    stack = sorted((a for a in here if a.span.holds(offset)), key=lambda a: -len(a.span))
    depth = sum(scene.labels.is_tinted(a.label) for a in stack)
    if depth:
        style += scene.colours.tints[min(depth, len(scene.colours.tints)) - 1]
    for annotation in stack:
        if not scene.labels.is_tinted(annotation.label):
            style += scene.colours.label(annotation.label)
    if scene.highlight is not None and scene.highlight.holds(offset):
        # What is suggested is dim elsewhere; here it would not be readable.
        style += scene.colours.selection + UNDIMMED
    return style


def _cursor_span(scene: Scene, start: int, end: int) -> Span | None:
    """The cluster under the cursor when it is on this row."""
    cursor, text = scene.cursor, scene.rows.text
    if cursor is None or not start <= cursor <= end:
        return None
    if cursor < len(text):
        cluster = cluster_at(text, cursor)
        newline = text[cluster.end - 1] == "\n"
        return cluster if cursor < end or newline else None
    return Span(cursor, cursor + 1) if not text else None
