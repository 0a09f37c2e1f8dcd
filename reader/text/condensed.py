"""A text without its blanks, and the way from there to the offsets of the text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate


class Condensed:
    """The code points of a text that are no blanks: the same for other line ends, wraps and indents."""

    def __init__(self, text: str) -> None:
        words = text.split()
        self.string = "".join(words)
        """The text without its blanks."""
        self._starts = [0, *_starts(text, words)]
        self._before = [0, *accumulate(map(len, words), initial=0)]

    def offset(self, index: int) -> int:
        """The offset in the text of a code point of `string`, in code points."""
        word = bisect_right(self._before, index, hi=len(self._starts)) - 1
        return self._starts[word] + index - self._before[word]

    def index(self, offset: int) -> int:
        """How many code points of `string` stand before an offset of the text."""
        word = bisect_right(self._starts, offset) - 1
        return min(self._before[word] + offset - self._starts[word], self._before[word + 1])


def condensed(text: str) -> str:
    """The text without its blanks."""
    return "".join(text.split())


def _starts(text: str, words: Iterable[str]) -> Iterable[int]:
    end = 0
    for word in words:
        start = text.find(word, end)
        end = start + len(word)
        yield start
