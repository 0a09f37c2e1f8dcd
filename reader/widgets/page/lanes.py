"""Which gutter lane the bar of each long span runs in, worked out once an edit."""

from __future__ import annotations

from collections.abc import Iterable

from reader.core.annotation import Annotation

LANES = 3
"""Lanes the gutter has; where more spans run side by side a `+` says so."""


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
