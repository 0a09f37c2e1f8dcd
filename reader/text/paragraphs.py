"""Paragraphs: what stands between blank lines."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from reader.core.span import Span

BREAK = regex.compile(r"\r?\n(?:[^\S\n]*\r?\n)+")
"""A newline and at least one blank line."""


def paragraph_at(text: str, offset: int) -> Span | None:
    """The paragraph over a code point, without blanks around it; None in a blank line."""
    start = _last_break(text, offset)
    found = BREAK.search(text, start)
    if found and found.end() <= offset:
        start, found = found.end(), BREAK.search(text, found.end())
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
    here = offset
    while here > 0:
        here = _last_break(text, here - 1)
        paragraph = trimmed(text, here, _end(text, here))
        if paragraph and paragraph.start < offset:
            return paragraph.start
    return None


def trimmed(text: str, start: int, end: int) -> Span | None:
    """The range without blanks at both ends; None when nothing else is in it."""
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None


def _from(text: str, offset: int) -> Iterator[Span]:
    start = _last_break(text, offset)
    while start < len(text):
        found = BREAK.search(text, start)
        if paragraph := trimmed(text, start, found.start() if found else len(text)):
            yield paragraph
        start = found.end() if found else len(text)


def _end(text: str, start: int) -> int:
    found = BREAK.search(text, start)
    return found.start() if found else len(text)


def _last_break(text: str, offset: int) -> int:
    """Where the text after the last blank line that ends at or before the offset begins; 0 without one."""
    end = offset
    while (newline := text.rfind("\n", 0, end)) >= 0:
        before = text.rfind("\n", 0, newline)
        if before >= 0 and not text[before:newline].strip():
            return newline + 1
        end = newline
    return 0
