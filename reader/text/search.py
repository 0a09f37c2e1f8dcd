"""Finding a string in a text: in any case when it is typed in lower case, blanks matching any blanks."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import regex

from reader.core.span import Span

LONGEST = 1_000
"""Code points around a part of a text in which an occurrence that reaches into it is looked for."""


@lru_cache(8)
def pattern(query: str) -> regex.Pattern[str]:
    """The expression of a query: case matters when it has an upper-case letter; one blank stands for any blanks."""
    words = [regex.escape(word, special_only=True) for word in query.split()]
    lead, trail = (r"\s" if query[:1].isspace() else ""), (r"\s" if query[-1:].isspace() else "")
    source = lead + r"\s+".join(words) + trail if words else regex.escape(query)
    return regex.compile(source, 0 if query != query.lower() else regex.IGNORECASE)


def occurrences(text: str, query: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """Every occurrence that shares a code point with `[start, end)`, in order; none of an empty query."""
    if not query:
        return
    end = len(text) if end is None else end
    for match in pattern(query).finditer(text, max(0, start - LONGEST), min(len(text), end + LONGEST)):
        if match.start() >= end:
            return
        if match.end() > start and match.end() > match.start():
            yield Span(match.start(), match.end())


def next_after(text: str, query: str, offset: int) -> Span | None:
    """The first occurrence that begins after an offset."""
    found = pattern(query).search(text, offset + 1) if query else None
    return Span(*found.span()) if found else None


def last_before(text: str, query: str, offset: int) -> Span | None:
    """The last occurrence that begins before an offset."""
    low = offset
    while query and low > 0:
        high, low = low, max(0, low - 64 * LONGEST)
        starts = [
            m.span() for m in pattern(query).finditer(text, low, min(len(text), high + LONGEST)) if m.start() < high
        ]
        if starts:
            return Span(*starts[-1])
    return None
