"""Which cells of a line look different, as whole words: those are what a screen reader can read out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import takewhile
from operator import eq

from rich.segment import Segment
from textual.strip import Strip

from reader.widgets.page.singles import NARROW

SIGNS = "\u2190-\u2193\u2500-\u259f●○✓✗"
"""Inside of a character class: the arrows, bars and marks that we draw ourselves."""


def changed(before: Strip, after: Strip) -> tuple[int, int] | None:
    """The first cell of the words of a line that look different, and the one after the last; None when none do.

    Of a line with other than one-cell characters all are given, as terminals differ in what is how wide.
    """
    old, new = list(before), list(after)
    if before is after or old == new:
        return None
    width = after.cell_length
    if before.cell_length != width or not (_is_plain(before) and _is_plain(after)):
        return 0, width
    start, end = _alike(old, new), width - _alike_at_end(old, new)
    text = after.text
    last = text.find(" ", max(start, end))
    return text.rfind(" ", 0, start) + 1, width if last < 0 else last


def _alike(old: Sequence[Segment], new: Sequence[Segment]) -> int:
    """How many cells look the same before the first that does not."""
    cells = 0
    for (text, style, _), (other, look, _) in zip(old, new, strict=False):
        if style != look:
            break
        if text != other:
            return cells + _common(text, other)
        cells += len(text)
    return cells


def _alike_at_end(old: Sequence[Segment], new: Sequence[Segment]) -> int:
    """How many cells look the same after the last that does not."""
    cells = 0
    for (text, style, _), (other, look, _) in zip(reversed(old), reversed(new), strict=False):
        if style != look:
            break
        if text != other:
            return cells + _common(text[::-1], other[::-1])
        cells += len(text)
    return cells


def _common(text: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    return sum(takewhile(bool, map(eq, text, other)))


def _is_plain(strip: Strip) -> bool:
    """Is every code point of a line one cell, whatever the terminal?"""
    return _plain().fullmatch(strip.text) is not None


@cache
def _plain() -> re.Pattern[str]:
    return re.compile(f"[{NARROW}{SIGNS}]*")
