"""Lines and columns, as people and their tools count them: both from 1, a column a code point."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate


class Positions:
    """Where the offsets of a text are; its lines are looked for when the first is asked for."""

    __slots__ = ("_starts", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts: list[int] = []

    def at(self, offset: int) -> tuple[int, int]:
        """The line and the column of a code point. Only a newline parts lines."""
        if not self._starts:
            lengths = (len(line) + 1 for line in self._text.split("\n"))
            self._starts = list(accumulate(lengths, initial=0))[:-1]
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1
