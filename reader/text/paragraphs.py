"""Paragraphs: what stands between blank lines."""

from __future__ import annotations

from collections.abc import Iterator

from reader.core.span import Span
from reader.text.lazily import lazily

BLANK = r"[\s\x1c-\x1f]"
"""A blank, as `str.isspace` has it: `\\s` leaves out four control characters."""
BREAK = lazily(rf"\r?\n{BLANK}*\n")
"""A newline and at least one blank line."""
LAST_BREAK = lazily(rf"(?r)\r?\n{BLANK}*\n")
REACH = 20_000
"""How far from an offset the ends of its paragraph are looked for, in code points. Longer ones are cut."""
STEP = 64
"""How many code points are looked at first for one that is no blank, and how many times more at each further step."""
WIDEST = 250_000
"""The widest gap of blanks that is looked over."""


def paragraph_at(text: str, offset: int) -> Span | None:
    """The paragraph over a code point, without blanks around it; None in a blank line."""
    start, top = _start(text, offset), offset + REACH
    found = BREAK().search(text, start, top)
    if found and found.end() <= offset:
        start, found = found.end(), BREAK().search(text, found.end(), top)
    if found and found.start() <= offset:
        return None
    return trimmed(text, start, found.start() if found else min(len(text), top))


def next_start(text: str, offset: int) -> int | None:
    """Where the next paragraph begins."""
    return next((p.start for p in _from(text, offset) if p.start > offset), None)


def next_end(text: str, offset: int) -> int | None:
    """Where the first paragraph that ends after the offset ends."""
    return next((p.end for p in _from(text, offset) if p.end > offset), None)


def previous_start(text: str, offset: int) -> int | None:
    """Where the last paragraph that begins before the offset begins."""
    solid = last_solid(text, max(0, offset - WIDEST), offset)
    paragraph = paragraph_at(text, solid) if solid is not None else None
    return paragraph.start if paragraph else None


def trimmed(text: str, start: int, end: int) -> Span | None:
    """The range without blanks at both ends; None when nothing else is in it."""
    first, last = first_solid(text, start, end), last_solid(text, start, end)
    return Span(first, last + 1) if first is not None and last is not None else None


def first_solid(text: str, start: int, end: int) -> int | None:
    """The first code point of the range that is no blank."""
    width = STEP
    while start < end:
        piece = text[start : min(end, start + width)]
        if rest := piece.lstrip():
            return start + len(piece) - len(rest)
        start, width = start + len(piece), width * STEP
    return None


def last_solid(text: str, start: int, end: int) -> int | None:
    """The last code point of the range that is no blank."""
    width = STEP
    while start < end:
        piece = text[max(start, end - width) : end]
        if rest := piece.rstrip():
            return end - len(piece) + len(rest) - 1
        end, width = end - len(piece), width * STEP
    return None


def _from(text: str, offset: int) -> Iterator[Span]:
    start: int | None = _start(text, offset)
    while start is not None and start < len(text):
        found = BREAK().search(text, start, start + REACH)
        end = found.start() if found else min(len(text), start + REACH)
        if paragraph := trimmed(text, start, end):
            yield paragraph
        start = first_solid(text, end, min(len(text), end + WIDEST))


def _start(text: str, offset: int) -> int:
    """Where the text begins that no blank line parts from the last character at or before the offset."""
    low = max(0, offset - REACH)
    solid = last_solid(text, low, min(len(text), offset + 1))
    found = LAST_BREAK().search(text, low, solid) if solid is not None else None
    return found.end() if found else low
