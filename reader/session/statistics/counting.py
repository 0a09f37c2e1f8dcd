"""What is counted of the spans of one article: how deep they lie, in which labels, how much of the text they cover."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter

from reader.core.annotation import Annotation

Enclosed = tuple[str, frozenset[str]]
"""A label, and the labels of the spans that one of its spans lies in."""

NOWHERE = frozenset[str]()

EXTENT = itemgetter(0, 1)
"""The span of a row of start, end and label."""


def covered(annotations: Sequence[Annotation]) -> dict[str, tuple[int, int]]:
    """Of each label how many spans there are, and how many code points lie in them, each counted once.

    The annotations come in their order.
    """
    found: dict[str, list[int]] = {}
    for annotation in annotations:
        start, end = annotation.span.start, annotation.span.end
        figures = found.get(annotation.label)
        if figures is None:
            found[annotation.label] = [1, end - start, end]
            continue
        figures[0] += 1
        if end > figures[2]:
            figures[1] += end - max(start, figures[2])
            figures[2] = end
    return {label: (spans, characters) for label, (spans, characters, _) in found.items()}


def nested(annotations: Sequence[Annotation], depths: Counter[int], inside: Counter[Enclosed]) -> None:
    """Count the depth of each and the labels around it; the annotations come in their order.

    Of several on the very same words each lies in the others, and is deeper than those before it.
    """
    around: list[tuple[int, str]] = []
    reach = 0
    extents = [(a.span.start, a.span.end, a.label) for a in annotations]
    for (start, end), group in groupby(extents, key=EXTENT):
        if start >= reach:
            around.clear()
        elif around:
            around = [outer for outer in around if outer[0] > start]
        holding = [label for past, label in around if past >= end]
        same = [label for _, _, label in group]
        for place, label in enumerate(same):
            outers = [*holding, *same[:place], *same[place + 1 :]] if len(same) > 1 else holding
            depths[len(holding) + place] += 1
            inside[label, frozenset(outers) if outers else NOWHERE] += 1
            around.append((end, label))
        reach = max(reach, end)


def pairs(inside: Counter[Enclosed]) -> Counter[tuple[str, str]]:
    """How many spans of the second label lie in one of the first."""
    found: Counter[tuple[str, str]] = Counter()
    for (inner, outers), times in inside.items():
        for outer in outers:
            found[outer, inner] += times
    return found


def lengths_of(annotations: Sequence[Annotation]) -> Iterator[tuple[str, int]]:
    """The label and the length of each."""
    return ((a.label, a.span.end - a.span.start) for a in annotations)
