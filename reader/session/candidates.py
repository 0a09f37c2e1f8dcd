"""What is worth a stop: names, numbers and remembered strings that nobody has tagged yet, in the order of the text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from heapq import merge
from itertools import chain

from reader.core.annotations import NO_ANNOTATIONS, Annotations
from reader.core.label import LabelSet
from reader.core.span import Span
from reader.session.memory import Memory
from reader.text import names, numbers

FIRST, LARGEST = 250, 4_000
"""Code points looked through in the first piece, and at most in one: the next candidate is mostly near."""

BEFORE = 120
"""Code points before a piece that are looked through too: a longer candidate may reach into it."""

FAR = 100_000
"""How far a key looks for the next candidate: in a wholly tagged book it must not look to the end."""


BLOCK = 1_000
"""Code points whose names and numbers are found together, and kept: one hop after the other goes through them."""


@lru_cache(256)
def _standing(text: str, block: int) -> Sequence[Span]:
    """The names and numbers that begin in a block of the text, in order, longest first."""
    start, end = block * BLOCK, min(len(text), (block + 1) * BLOCK)
    found = [*names.names(text, start, end), *numbers.numbers(text, start, end)]
    return sorted(found, key=lambda span: (span.start, -span.end))


class Candidates:
    """Where a text may have something to tag."""

    def __init__(
        self,
        text: str,
        annotations: Annotations,
        labels: LabelSet,
        memory: Memory,
        suggestions: Annotations = NO_ANNOTATIONS,
    ) -> None:
        """Where something is suggested, that is what is stopped at: nothing under it is a candidate."""
        self._text = text
        self._annotations = annotations
        self._labels = labels
        self._memory = memory
        self._suggestions = suggestions

    def next_from(self, offset: int) -> Span | None:
        """The first untagged candidate that begins at or after an offset, at most `FAR` on."""
        low, size, end = offset, FIRST, min(len(self._text), offset + FAR)
        while low < end:
            high = min(end, low + size)
            for span in self.within(low, high):
                if not self._tagged(span):
                    return span
            low, size = high, min(LARGEST, 2 * size)
        return None

    def last_before(self, offset: int) -> Span | None:
        """The last untagged candidate that begins before an offset, at most `FAR` back."""
        high, size, end = offset, FIRST, max(0, offset - FAR)
        while high > end:
            low = max(end, high - size)
            free = self.untagged(low, high)
            if free:
                return free[-1]
            high, size = low, min(LARGEST, 2 * size)
        return None

    def untagged(self, start: int, end: int) -> Sequence[Span]:
        """The untagged candidates that begin in `[start, end)`."""
        return [span for span in self.within(start, end) if not self._tagged(span)]

    def within(self, start: int, end: int) -> Sequence[Span]:
        """The candidates that begin in `[start, end)`, tagged or not; where two overlap, the first or longer one."""
        kept: list[Span] = []
        for span in merge(*self._sources(max(0, start - BEFORE), end), key=lambda span: (span.start, -span.end)):
            if not kept or not kept[-1].overlaps(span):
                kept.append(span)
        return [span for span in kept if span.start >= start]

    def _sources(self, start: int, end: int) -> Iterator[Iterator[Span]]:
        blocks = range(start // BLOCK, (end - 1) // BLOCK + 1) if end > start else ()
        standing = chain.from_iterable(_standing(self._text, block) for block in blocks)
        yield (span for span in standing if start <= span.start < end)
        yield self._memory.occurrences(self._text, start, end)

    def _tagged(self, span: Span) -> bool:
        """Does a short span share a code point with it, tagged or suggested?"""
        there = chain(self._annotations.overlapping(span), self._suggestions.overlapping(span))
        return any(not self._labels.is_long(a.label) for a in there)
