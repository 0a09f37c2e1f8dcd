"""How far parts of a text were shifted by an edit, and which shifts are plausible."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from reader.core.span import Span

ENOUGH = 128
"""Code points of the old text, seen to be shifted alike, that need no neighbour to be believed: no article holds such
a stretch twice unless whole paragraphs are copied."""


class Anchor(NamedTuple):
    """A piece of the old text whose place in the new one is certain."""

    start: int
    """Where the annotation began in the old text."""
    first: int
    """Where the old text begins that is known to stand in the new one unchanged: its context, when that is verbatim."""
    last: int
    """Where that ends."""
    shift: int
    """What is to be added to an old offset there."""
    verbatim: bool
    """Does the context stand there with the very same blanks?"""

    def covers(self, span: Span) -> bool:
        """Does a span of the old text lie in the unchanged piece?"""
        return self.verbatim and self.first <= span.start and span.end <= self.last

    def touches(self, other: Anchor) -> bool:
        """Is there no gap between the two unchanged pieces?"""
        return self.verbatim and self.first <= other.last and other.first <= self.last

    def end(self, moved: int) -> int:
        """Where the unchanged piece ends in the old text (`moved` 0) or in the new one (1)."""
        return self.last + moved * self.shift

    def contradicts(self, later: Anchor, moved: int) -> bool:
        """Does one that does not begin before it share a part of the old text with it, or of the new, shifted otherwise?"""
        return self.shift != later.shift and later.first + moved * later.shift < self.end(moved)


def plausible(anchors: Sequence[Anchor], start: Anchor, end: Anchor) -> Sequence[Anchor]:
    """Those that can be believed of some in the order of the old text; `start` and `end` stand for the ends of the text.

    Where some jumped over others, the most that kept their order. Of these a run of equal shifts over a long stretch;
    any other must lie between the shifts of those runs around it, as it does when text was put in or taken out between
    them: else it was perhaps taken out itself, and a copy of it was elsewhere.
    """
    runs = [list(run) for _, run in groupby(_in_order(anchors), key=lambda anchor: anchor.shift)]
    long = [_stretch(run) >= ENOUGH for run in runs]
    before = _nearest(runs, long, start)
    after = reversed(list(_nearest(runs[::-1], long[::-1], end)))
    believed: list[Anchor] = []
    for run, is_long, left, right in zip(runs, long, before, after, strict=True):
        if is_long or min(left.shift, right.shift) <= run[0].shift <= max(left.shift, right.shift):
            believed += run
    return believed


def _in_order(anchors: Sequence[Anchor]) -> Sequence[Anchor]:
    """The longest choice of them that stand in the new text in the same order (patience sorting)."""
    piles: list[int] = []
    tops: list[int] = []
    below: list[int] = []
    for index, anchor in enumerate(anchors):
        place = anchor.start + anchor.shift
        pile = bisect_right(piles, place)
        below.append(tops[pile - 1] if pile else -1)
        piles[pile : pile + 1] = [place]
        tops[pile : pile + 1] = [index]
    chosen = []
    index = tops[-1] if tops else -1
    while index >= 0:
        chosen.append(anchors[index])
        index = below[index]
    return chosen[::-1]


def _stretch(run: Sequence[Anchor]) -> int:
    """How many code points of the old text the anchors cover together."""
    covered, reached = 0, 0
    for anchor in run:
        covered += max(0, anchor.last - max(reached, anchor.first))
        reached = max(reached, anchor.last)
    return covered


def _nearest(runs: Sequence[Sequence[Anchor]], long: Sequence[bool], nearest: Anchor) -> Iterator[Anchor]:
    """The nearest anchor of a long run before each."""
    for run, is_long in zip(runs, long, strict=True):
        yield nearest
        if is_long:
            nearest = run[-1]
