"""Where a person is in an article: the cursor, the selection, and the annotation picked out."""

from __future__ import annotations

from typing import NamedTuple

from reader.core.annotation import Annotation
from reader.core.span import Span
from reader.session.edges import Edge
from reader.text import graphemes, units


class Selection(NamedTuple):
    """What is picked out but not yet annotated."""

    anchor: Span
    """What it began with; never smaller than this while it is moved."""
    span: Span
    """What it covers now."""
    moving: bool = False
    """Does moving the cursor extend it?"""
    rungs: tuple[Span, ...] = ()
    """The smaller spans it grew from, smallest first."""


class Place(NamedTuple):
    """A cursor on one code point of a text, with what is highlighted."""

    cursor: int = 0
    """The first code point of the cluster the cursor is on."""
    selection: Selection | None = None
    """What a label key tags."""
    picked: Annotation | None = None
    """An existing annotation that label keys relabel and `d` deletes. Never beside a selection."""

    @property
    def highlight(self) -> Span | None:
        """What is drawn as highlighted: the selection, else the picked annotation."""
        if self.selection is not None:
            return self.selection.span
        return self.picked.span if self.picked is not None else None

    def at(self, text: str, offset: int) -> Place:
        """The cursor moved to the cluster over an offset. A moving selection follows, anything else is let go."""
        cursor = on_cluster(text, offset)
        if self.selection is None or not self.selection.moving or not text:
            return Place(cursor)
        anchor = self.selection.anchor
        return Place(cursor, self.selection._replace(span=anchor.hull(graphemes.cluster_at(text, cursor)), rungs=()))

    def selecting(self, text: str) -> Place:
        """With a moving selection begun at the cursor or from what is selected; without one when it moves already."""
        if not text or (self.selection is not None and self.selection.moving):
            return Place(self.cursor)
        anchor = self.highlight or graphemes.cluster_at(text, self.cursor)
        cursor = on_cluster(text, anchor.end - 1) if self.highlight else self.cursor
        return Place(cursor, Selection(anchor, anchor, moving=True))

    def dragged(self, text: str, start: int, end: int) -> Place:
        """With everything between two offsets selected, both their clusters included; `end` may come first."""
        anchor = graphemes.cluster_at(text, on_cluster(text, start))
        cursor = on_cluster(text, end)
        return Place(cursor, Selection(anchor, anchor.hull(graphemes.cluster_at(text, cursor))))

    def over(self, span: Span) -> Place:
        """With a span selected and the cursor at its start."""
        return Place(span.start, Selection(span, span))

    def grown(self, text: str) -> Place:
        """With the next larger unit selected; the same when nothing is larger."""
        span = self.highlight
        unit = units.grown(text, self.cursor, span)
        if unit is None:
            return self
        rungs = self.selection.rungs if self.selection is not None else ()
        return Place(self.cursor, Selection(unit, unit, rungs=(*rungs, span) if span else rungs))

    def shrunk(self, text: str) -> Place:
        """With the selection it grew from, else the next smaller unit; without one when nothing is smaller."""
        if self.selection is None:
            return Place(self.cursor)
        if self.selection.rungs:
            *rungs, span = self.selection.rungs
            return Place(self.cursor, Selection(span, span, rungs=tuple(rungs)))
        unit = units.shrunk(text, self.cursor, self.selection.span)
        return Place(self.cursor, Selection(unit, unit) if unit else None)

    def ending_at(self, text: str, edge: Edge) -> Place:
        """With the cursor on the first or the last cluster of what is highlighted."""
        span = self.highlight
        if span is None:
            return self
        return self._replace(cursor=on_cluster(text, span.start if edge == "start" else span.end - 1))

    def picking(self, annotation: Annotation) -> Place:
        """With an annotation picked out and the cursor at its start."""
        return Place(annotation.span.start, picked=annotation)


def on_cluster(text: str, offset: int) -> int:
    """The start of the cluster over an offset, the offset brought into the text first; 0 in an empty text."""
    if not text:
        return 0
    return graphemes.cluster_at(text, min(max(offset, 0), len(text) - 1)).start
