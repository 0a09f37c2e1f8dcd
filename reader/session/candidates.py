"""What is worth a stop: names, numbers and remembered strings that nobody has tagged yet, in the order of the text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from heapq import merge

from reader.core.annotations import Annotations
from reader.core.label import LabelSet
from reader.core.span import Span
from reader.session.memory import Memory
from reader.text import names, numbers

WINDOW = 2_000
"""Code points looked through in one piece."""

FAR = 100_000
"""How far a key looks for the next candidate: in a wholly tagged book it must not look to the end."""


class Candidates:
    """Where a text may have something to tag."""

    def __init__(self, text: str, annotations: Annotations, labels: LabelSet, memory: Memory) -> None:
        self._text = text
        self._annotations = annotations
        self._labels = labels
        self._memory = memory

    def next_from(self, offset: int) -> Span | None:
        """The first untagged candidate that begins at or after an offset, at most `FAR` on."""
        end = min(len(self._text), offset + FAR)
        for low in range(offset, end, WINDOW):
            for span in self.within(low, min(end, low + WINDOW)):
                if not self._tagged(span):
                    return span
        return None

    def last_before(self, offset: int) -> Span | None:
        """The last untagged candidate that begins before an offset, at most `FAR` back."""
        high = offset
        while high > max(0, offset - FAR):
            low = max(0, high - WINDOW)
            free = [span for span in self.within(low, high) if not self._tagged(span)]
            if free:
                return free[-1]
            high = low
        return None

    def within(self, start: int, end: int) -> Sequence[Span]:
        """The candidates that begin in `[start, end)`, tagged or not; where two overlap, the first or longer one."""
        kept: list[Span] = []
        for span in merge(*self._sources(start, end), key=lambda span: (span.start, -span.end)):
            if not kept or not kept[-1].overlaps(span):
                kept.append(span)
        return kept

    def _sources(self, start: int, end: int) -> Iterator[Iterator[Span]]:
        text = self._text
        yield names.names(text, start, end)
        yield numbers.numbers(text, start, end)
        yield self._memory.occurrences(text, start, end)

    def _tagged(self, span: Span) -> bool:
        """Does a short span share a code point with it?"""
        return any(not self._labels.is_long(a.label) for a in self._annotations.overlapping(span))
