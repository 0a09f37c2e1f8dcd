"""The rows of an article: tokens, and parts of tokens where spans begin or end inside of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence

from reader.core.span import Span
from reader.formats.tokens import tokens


def rows_of(text: str, parts: Sequence[Span], spans: Sequence[Span]) -> list[Span]:
    """Tokens as INCEpTION takes them, and blanks as far as spans begin or end in them.

    A part has a row that begins where it does, as its place is told from its first token.
    """
    whole = tokens(text, parts)
    starts, ends = {place.start for place in (*spans, *parts)}, {span.end for span in spans}
    return sorted([*whole, *_blanks(len(text), whole, starts, ends)])


def _blanks(length: int, whole: Sequence[Span], starts: set[int], ends: set[int]) -> Iterator[Span]:
    """What stands between tokens, cut where spans begin and end; of that, what a span begins or ends with."""
    gap_starts = [0, *(token.end for token in whole)]
    gap_ends = [*(token.start for token in whole), length]
    edges = sorted(starts | ends)
    for start, end in zip(gap_starts, gap_ends, strict=True):
        if start < end:
            after, before = bisect_right(edges, start), bisect_left(edges, end)
            if after == before and start not in starts and end not in ends:
                continue
            inside = edges[after:before]
            for first, last in zip([start, *inside], [*inside, end], strict=True):
                if first in starts or last in ends:
                    yield Span(first, last)


def on_rows(rows: Sequence[Span], spans: Sequence[Span]) -> tuple[list[list[int]], dict[int, dict[Span, list[int]]]]:
    """Which spans, by number, are on each row; and on the parts of each row, where they begin or end inside of it."""
    starts = [row.start for row in rows]
    on: list[list[int]] = [[] for _ in rows]
    parts: defaultdict[int, dict[Span, list[int]]] = defaultdict(dict)
    for number, span in enumerate(spans):
        first, last = bisect_right(starts, span.start) - 1, bisect_left(starts, span.end) - 1
        for at in dict.fromkeys((first, last)):
            row = rows[at]
            if not span.contains(row):
                part = Span(max(row.start, span.start), min(row.end, span.end))
                parts[at].setdefault(part, []).append(number)
        for at in range(first, last + 1):
            if span.contains(rows[at]):
                on[at].append(number)
    return on, parts
