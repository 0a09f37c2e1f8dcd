"""Offsets in UTF-16 code units, as Java and JavaScript count, from and to code points."""

from __future__ import annotations

from bisect import bisect_left

from reader.text.lazily import lazily

ASTRAL = lazily(r"[\U00010000-\U0010ffff]")
"""What takes two units."""


class Units:
    """The offsets of one text."""

    __slots__ = ("_points", "_units", "length")

    def __init__(self, text: str) -> None:
        self._points = [] if text.isascii() else [match.start() for match in ASTRAL().finditer(text)]
        self._units = [point + number for number, point in enumerate(self._points)]
        self.length = len(text) + len(self._points)
        """The units of the whole text."""

    def of(self, point: int) -> int:
        """The unit that a code point begins with."""
        return point + bisect_left(self._points, point)

    def point(self, unit: int) -> int:
        """The code point that a unit belongs to: of the second of a pair, the one it is part of."""
        return unit - bisect_left(self._units, unit)

    def point_after(self, unit: int) -> int:
        """The same for the end of a span: behind the code point when the unit is the second of a pair."""
        number = bisect_left(self._units, unit)
        return unit - number + (number > 0 and self._units[number - 1] + 1 == unit)
