"""The part of a text most like words that do not stand in it any more."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Sequence

from reader.core.annotation import Annotation
from reader.core.span import Span
from reader.text.letters import bare, end_of_letter, same
from reader.text.quote import Quote, Quotes, shared

AROUND = 4_000
"""Code points on either side of where words should be in which they are looked for one by one."""
ALIKE = 0.3
"""How alike words must be, from 0 to 1, to be named when they do not stand between the same contexts."""
LONGER = 2
"""By how many times the words may have grown, and some more."""


def most_alike(quotes: Quotes, quote: Quote, near: int) -> tuple[Span, float] | None:
    """What stands between the context of the words, or between their own ends; None when that is nothing like them.

    Of several the one most alike, of equals the nearest to `near`, in code points of the text.
    """
    edges, size = quotes.edges(quote), len(quote.words)
    ends = sorted(edges.context_ends | edges.own_ends)
    best: tuple[float, int, Span] | None = None
    for start in edges.context_starts | edges.own_starts:
        at = bisect(ends, start + size)
        for end in ends[max(0, at - 1) : at + 1]:
            if not 0 < end - start <= LONGER * size + AROUND // 10:
                continue
            span = quotes.span(start, end)
            ratio = _ratio(quote.raw, span.of(quotes.text))
            if ratio >= ALIKE or (start in edges.context_starts and end in edges.context_ends):
                best = max(best or (-1.0, 0, span), (ratio, -abs(span.start - near), span))
    return (best[2], best[0]) if best is not None else None


def recomposed(text: str, annotations: Sequence[Annotation]) -> Sequence[Span | None]:
    """Where the same letters stand with their marks composed otherwise (NFC and NFD); None where they do not."""
    if not annotations or (text.isascii() and all(a.text.isascii() for a in annotations)):
        return [None] * len(annotations)
    plain = [a._replace(before=bare(a.before), text=bare(a.text), after=bare(a.after)) for a in annotations]
    quotes = Quotes(bare(text), plain)
    return [_recomposed(text, quotes, bared, a) for bared, a in zip(plain, annotations, strict=True)]


def _recomposed(text: str, quotes: Quotes, plain: Annotation, annotation: Annotation) -> Span | None:
    there, _ = quotes.partly(quotes.quote(plain))
    for standing in sorted(there, key=lambda s: -s.before - s.after):
        span = Span(standing.span.start, end_of_letter(text, standing.span.end))
        if same(span.of(text), annotation.text):
            return span
    return None


def _ratio(one: str, other: str) -> float:
    """How much of the longer of two texts is the same at their beginnings and ends, from 0 to 1."""
    shorter = min(len(one), len(other))
    start = shared(one, other)
    end = min(shared(one[::-1], other[::-1]), shorter - start)
    return (start + end) / max(len(one), len(other))
