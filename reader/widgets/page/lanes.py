"""Which gutter lane the bar of each long span runs in, worked out for the part of an article that is looked at."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from reader.core.annotation import Annotation
from reader.core.annotations import Annotations
from reader.core.label import LabelSet
from reader.core.span import Span

LANES = 3
"""Lanes the gutter has; where more spans run side by side a `+` says so."""

STEPS = 64
"""How many spans a chain of overlaps is followed back. Longer chains begin anew there: only made-up ones are."""


def lanes_over(annotations: Annotations, labels: LabelSet, span: Span) -> Mapping[str, int]:
    """The lane of each long span that shares a code point with this part, by annotation id, from 0.

    The lanes are those that the whole article would give, as they depend only on the chain of overlaps to the left.
    """
    part = Span(_chain_start(annotations, labels, span.start), span.end)
    return lanes(a for a in annotations.overlapping(part) if labels.is_long(a.label))


def lanes(long_spans: Iterable[Annotation]) -> dict[str, int]:
    """A lane for each span by annotation id, from 0: the first in which no span before it is still running.

    The spans come in order. Lanes from `LANES` on are not drawn.
    """
    ends: list[int] = []
    given: dict[str, int] = {}
    for annotation in long_spans:
        lane = next((lane for lane, end in enumerate(ends) if end <= annotation.span.start), len(ends))
        if lane == len(ends):
            ends.append(0)
        ends[lane] = annotation.span.end
        given[annotation.id] = lane
    return given


def _chain_start(annotations: Annotations, labels: LabelSet, offset: int) -> int:
    """The last place at or before the offset over which no long span runs on."""
    for _ in range(STEPS):
        starts = [a.span.start for a in annotations.at(offset) if labels.is_long(a.label)]
        if min(starts, default=offset) == offset:
            break
        offset = min(starts)
    return offset
