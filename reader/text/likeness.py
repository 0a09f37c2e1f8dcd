"""The part of a text most like words that do not stand in it any more."""

from __future__ import annotations

from collections.abc import Sequence

from reader.core.annotation import Annotation
from reader.core.span import Span
from reader.text.letters import bare, end_of_letter, same
from reader.text.quote import Quote, Quotes

AROUND = 4_000
"""Code points on either side of where words should be in which they are looked for one by one."""
COMPARED = 300
"""Code points of two long texts that are compared; comparing takes their product."""
ALIKE = 0.5
"""How alike words must be, from 0 to 1, to be named when they do not stand between the same contexts."""
TRIED = 4
"""Pairs of edges that are compared with the words: those first whose distance is most like their length."""
LONGER = 2
"""By how many times the words may have grown, and some more."""


def most_alike(quotes: Quotes, quote: Quote, near: int) -> tuple[Span, float] | None:
    """What stands between the context of the words, or between their own ends; None when that is nothing like them.

    Of several the one most alike, of equals the nearest to `near`, in code points of the text.
    """
    edges = quotes.edges(quote)
    between = {(s, e) for s in edges.context_starts for e in edges.context_ends}
    starts, ends = edges.context_starts | edges.own_starts, edges.context_ends | edges.own_ends
    size = len(quote.words)
    pairs = [(s, e) for s in starts for e in ends if 0 < e - s <= LONGER * size + COMPARED]
    # A few are enough: each edge has 16 places at most, and mostly one.
    pairs.sort(key=lambda pair: abs(pair[1] - pair[0] - size))
    best: tuple[Span, float] | None = None
    for pair in pairs[:TRIED]:
        span = quotes.span(*pair)
        found = (span, _ratio(quote.raw, span.of(quotes.text)))
        if found[1] < ALIKE and pair not in between:
            continue
        if best is None or (found[1], -abs(span.start - near)) > (best[1], -abs(best[0].start - near)):
            best = found
    return best


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
    """How alike two texts are, from 0 to 1; of long ones their beginnings and ends are compared."""
    from difflib import SequenceMatcher

    if len(one) > COMPARED or len(other) > COMPARED:
        half = COMPARED // 2
        return (_ratio(one[:half], other[:half]) + _ratio(one[-half:], other[-half:])) / 2
    return SequenceMatcher(None, one, other, autojunk=False).ratio()
