"""Annotations of which no two overlap, for formats that have room for one label at a place."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from reader.core.annotation import Annotation


def flat(annotations: Iterable[Annotation], which: str = "outermost") -> list[Annotation]:
    """Those that are kept, in order.

    The longest are taken first or, for `innermost`, the shortest, and of equally long ones the first in order: each
    unless it overlaps one that was taken already.
    """
    sign = 1 if which == "innermost" else -1
    starts: list[int] = []
    kept: list[Annotation] = []
    for annotation in sorted(annotations, key=lambda a: (sign * len(a.span), a.order)):
        place = bisect_left(starts, annotation.span.start)
        before = kept[place - 1] if place else None
        behind = kept[place] if place < len(kept) else None
        if (before is None or before.span.end <= annotation.span.start) and (
            behind is None or annotation.span.end <= behind.span.start
        ):
            starts.insert(place, annotation.span.start)
            kept.insert(place, annotation)
    return kept
