"""What of a text was on the screen: a union of ranges, kept while the article is worked on."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence

from reader.core.span import Span
from reader.text import paragraphs


class Seen:
    """Ranges of code points that were shown, disjoint and in order."""

    def __init__(self, ranges: Iterable[tuple[int, int]] = ()) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in ranges:
            self.note(start, end)

    def __iter__(self) -> Iterator[tuple[int, int]]:
        return zip(self._starts, self._ends, strict=True)

    def note(self, start: int, end: int) -> None:
        """`[start, end)` is shown."""
        if start >= end:
            return
        first, last = bisect_left(self._ends, start), bisect_right(self._starts, end)
        if first < last:
            start, end = min(start, self._starts[first]), max(end, self._ends[last - 1])
        self._starts[first:last] = [start]
        self._ends[first:last] = [end]

    def share(self, length: int) -> float:
        """How much of a text of so many code points was shown, from 0 to 1."""
        return min(1.0, sum(end - start for start, end in self) / length) if length else 1.0

    def unseen(self, text: str) -> Sequence[Span]:
        """The parts of the text that were never shown, without blanks at their ends, in order."""
        trimmed = (paragraphs.trimmed(text, start, end) for start, end in self._gaps(len(text)))
        return [span for span in trimmed if span is not None]

    def _gaps(self, length: int) -> Iterator[tuple[int, int]]:
        at = 0
        for start, end in self:
            if at < min(start, length):
                yield at, min(start, length)
            at = end
        if at < length:
            yield at, length
