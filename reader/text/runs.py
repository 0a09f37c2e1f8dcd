"""Runs: parts of a text that may be searched alone, because nothing that is looked for goes on over their ends.

A phrase found from an offset nearby is then the phrase that a pass over the whole text finds.
"""

from __future__ import annotations

from collections.abc import Iterator

from reader.text.lazily import lazily

REACH = 480
"""The longest run, in code points. Longer ones, as in tables and dumps, are cut at multiples of it."""
SLACK = 64
"""How far behind such a multiple a comma or a blank is looked for, so that no phrase and no word is cut."""


class Runs:
    """The runs of any text that end where an expression matches."""

    def __init__(self, seam: str, flags: int = 0) -> None:
        """`seam` matches the characters at the end of a run; every two matches must be apart, found from either side."""
        self._first = lazily(seam, flags)
        self._last = lazily(f"(?r){seam}", flags)

    def around(self, text: str, offset: int) -> tuple[int, int]:
        """Start and end of the run over a code point, or of its part when it is too long."""
        seam = self._last().search(text, max(0, offset - REACH - SLACK), offset)
        before = seam.end() if seam else None
        if before is None and offset <= REACH + SLACK:
            before = 0
        if before is not None and (after := self._end(text, before, before + REACH)) is not None:
            return before, after
        start = max(before or 0, _cut_before(text, offset))
        cut = _cut_after(text, offset)
        return start, self._end(text, start, cut) or cut

    def over(self, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Stretches of whole runs that together cover `[start, end)`, in order."""
        low = start
        while low < min(end, len(text)):
            low, high = self.around(text, low)
            wider = self._last().search(text, high, high + REACH) if self._ends_at(text, high) else None
            high = wider.end() if wider else high
            yield low, high
            low = high

    def _end(self, text: str, start: int, limit: int) -> int | None:
        """The end of the run from its start; None when it lies behind the limit."""
        seam = self._first().search(text, start, min(limit, len(text)))
        if seam:
            return seam.end()
        return len(text) if limit >= len(text) else None

    def _ends_at(self, text: str, offset: int) -> bool:
        """Does a run end here by itself?"""
        seam = self._last().search(text, max(0, offset - REACH), offset)
        return seam is not None and seam.end() == offset


def _cut(text: str, multiple: int) -> int:
    """Where a run that is too long is cut at a multiple of `REACH`: behind the next comma, line or blank, else there."""
    near = text[multiple : multiple + SLACK]
    for mark in (",", "\n", " "):
        if (place := near.find(mark)) >= 0:
            return multiple + place + 1
    return min(multiple, len(text))


def _cut_before(text: str, offset: int) -> int:
    """The last cut at or before the offset."""
    multiple = offset - offset % REACH
    cut = _cut(text, multiple) if multiple else 0
    return cut if cut <= offset else _cut(text, multiple - REACH) if multiple > REACH else 0


def _cut_after(text: str, offset: int) -> int:
    """The first cut after the offset; the length of the text at its end."""
    multiple = offset - offset % REACH
    cut = _cut(text, multiple) if multiple else 0
    return cut if cut > offset else _cut(text, multiple + REACH)
