"""Paragraphs: what stands between blank lines."""

from __future__ import annotations

from collections.abc import Iterator

from reader.core.span import Span
from reader.text.lazily import lazily

BLANK = r"[\s\x1c-\x1f]"
"""A blank, as `str.isspace` has it: `\\s` leaves out four control characters."""
SOLID = lazily(r"[^\s\x1c-\x1f]")
"""Anything else."""
LAST_SOLID = lazily(r"(?r)[^\s\x1c-\x1f]")
BREAK = lazily(rf"\r?\n{BLANK}*\n")
"""A newline and at least one blank line."""
LAST_BREAK = lazily(rf"(?r)\r?\n{BLANK}*\n")


def paragraph_at(text: str, offset: int) -> Span | None:
    """The paragraph over a code point, without blanks around it; None in a blank line."""
    start = _start(text, offset)
    found = BREAK().search(text, start)
    if found and found.end() <= offset:
        start, found = found.end(), BREAK().search(text, found.end())
    if found and found.start() <= offset:
        return None
    return trimmed(text, start, found.start() if found else len(text))


def next_start(text: str, offset: int) -> int | None:
    """Where the next paragraph begins."""
    return next((p.start for p in _from(text, offset) if p.start > offset), None)


def next_end(text: str, offset: int) -> int | None:
    """Where the first paragraph that ends after the offset ends."""
    return next((p.end for p in _from(text, offset) if p.end > offset), None)


def previous_start(text: str, offset: int) -> int | None:
    """Where the last paragraph that begins before the offset begins."""
    solid = LAST_SOLID().search(text, 0, offset)
    paragraph = paragraph_at(text, solid.start()) if solid else None
    return paragraph.start if paragraph else None


def trimmed(text: str, start: int, end: int) -> Span | None:
    """The range without blanks at both ends; None when nothing else is in it."""
    first = SOLID().search(text, start, end)
    last = LAST_SOLID().search(text, start, end)
    return Span(first.start(), last.end()) if first and last else None


def _from(text: str, offset: int) -> Iterator[Span]:
    start = _start(text, offset)
    while start < len(text):
        found = BREAK().search(text, start)
        if paragraph := trimmed(text, start, found.start() if found else len(text)):
            yield paragraph
        start = found.end() if found else len(text)


def _start(text: str, offset: int) -> int:
    """Where the text begins that no blank line parts from the last character at or before the offset; 0 without one."""
    solid = LAST_SOLID().search(text, 0, offset + 1)
    found = LAST_BREAK().search(text, 0, solid.start()) if solid else None
    return found.end() if found else 0
