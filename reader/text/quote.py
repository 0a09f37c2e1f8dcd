"""A quotation with its context, and where it stands in a text that may be another by now: blanks do not count."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from reader.core.annotation import Annotation
from reader.core.span import Span
from reader.text.condensed import Condensed, condensed
from reader.text.grams import MOST, places, size_for

SHORTEST = 8
"""Code points of a beginning that comes back at the end: fewer are chance."""


class Quote(NamedTuple):
    """What is looked for, without blanks: line ends, wraps and indents are often all that was changed."""

    before: str
    """The context before the words; empty in stores from before there was any."""
    words: str
    """The words."""
    after: str
    """The context behind them."""
    whole: str
    """All three in a row."""
    raw: str
    """The exact words."""

    @classmethod
    def of(cls, annotation: Annotation) -> Quote:
        """The quotation that an annotation keeps."""
        before, words, after = condensed(annotation.before), condensed(annotation.text), condensed(annotation.after)
        return cls(before, words, after, before + words + after, annotation.text)

    @property
    def context(self) -> int:
        """How many code points of context there are."""
        return len(self.before) + len(self.after)

    @property
    def overlaps_itself(self) -> bool:
        """Does it end as it begins? Then it stands in repeated text, where one more or less of the same shows nowhere."""
        head, at = self.whole[:SHORTEST], self.whole.find(self.whole[:SHORTEST], 1)
        while head and at > 0:
            if self.whole.startswith(self.whole[at:]):
                return True
            at = self.whole.find(head, at + 1)
        return False

    def grams(self) -> tuple[int, Sequence[int]]:
        """How long the strings are by which it is looked up, and where they begin in `whole`.

        At both its ends, at the beginning of the words and at their end.
        """
        size = size_for(len(self.whole))
        last = len(self.whole) - size
        begin, end = len(self.before), len(self.before) + len(self.words) - size
        return size, (0, last, min(begin, last), min(max(end, 0), last)) if size else ()


class Standing(NamedTuple):
    """A place where the words of a quotation stand, and how much of its context is there."""

    span: Span
    """Where, in code points of the text."""
    before: int
    """How many code points of the context before them are there, from the words on, blanks left out."""
    after: int
    """How many of the context behind them."""
    exact: bool
    """Are they the very words? Otherwise they have other blanks."""


class Edges(NamedTuple):
    """Where words that do not stand in a text any more may begin and end in it."""

    context_starts: AbstractSet[int]
    """Behind what was before them."""
    context_ends: AbstractSet[int]
    """Before what was behind them."""
    own_starts: AbstractSet[int]
    """Where their own beginning stands."""
    own_ends: AbstractSet[int]
    """Where their own end does."""


class Quotes:
    """One text, and what was looked for in it: all of it is looked for at once."""

    def __init__(self, text: str, annotations: Iterable[Annotation]) -> None:
        self.text = text
        self._condensed = Condensed(text)
        self._string = self._condensed.string
        self._known: dict[tuple[str, str, str], Quote] = {}
        self._full: dict[Quote, Sequence[int] | None] = {}
        self._partly: dict[Quote, tuple[Sequence[Standing], bool]] = {}
        for annotation in annotations:
            self.quote(annotation)
        self._places = places(self._string, self._grams())

    def quote(self, annotation: Annotation) -> Quote:
        """The quotation of an annotation; the same object for each that keeps the same."""
        key = (annotation.before, annotation.text, annotation.after)
        if key not in self._known:
            self._known[key] = Quote.of(annotation)
        return self._known[key]

    def full(self, quote: Quote) -> Sequence[Standing] | None:
        """Where it stands with all of its context; None when that is at too many places to say."""
        if quote not in self._full:
            at = self._rarest(quote)
            begin = len(quote.before)
            self._full[quote] = at and [s + begin for s in at if s >= 0 and self._string.startswith(quote.whole, s)]
        found = self._full[quote]
        return None if found is None else [self._standing(quote, start) for start in found]

    def partly(self, quote: Quote) -> tuple[Sequence[Standing], bool]:
        """Where its words stand with some of the context next to them, and whether those are all the places."""
        if quote not in self._partly:
            # Nothing but blanks stands everywhere between two words.
            lists = self._lists(quote)[2:] if quote.words else ()
            begin = len(quote.before)
            starts = sorted({start + begin for some in lists for start in some if start + begin >= 0})
            there = [self._standing(quote, s) for s in starts if self._string.startswith(quote.words, s)]
            self._partly[quote] = (there, bool(lists) and min(map(len, lists)) <= MOST)
        return self._partly[quote]

    def standing(self, quote: Quote, span: Span) -> Standing:
        """How much of the context is around a span that holds the words."""
        start, end = self._condensed.index(span.start), self._condensed.index(span.end)
        return Standing(span, *self._around(quote, start, end), exact=True)

    def edges(self, quote: Quote) -> Edges:
        """Where the words may begin and end, in code points of the text without blanks."""
        size = size_for(len(quote.whole))
        head, tail, first, last = self._lists(quote) if size else ([], [], [], [])
        begin, length = len(quote.before), len(quote.words)
        end = begin + length
        return Edges(
            {start + begin for start in (head if begin >= size else ())},
            {start + end for start in (tail if len(quote.after) >= size else ())},
            {start + begin for start in (first if length >= size else ())},
            {start + end for start in (last if length >= size else ())},
        )

    def span(self, start: int, end: int) -> Span:
        """The span of the text from one code point without blanks up to another."""
        return Span(self._condensed.offset(start), self._condensed.offset(end - 1) + 1)

    def _standing(self, quote: Quote, start: int) -> Standing:
        raw, end = quote.raw, start + len(quote.words)
        around = self._around(quote, start, end)
        span = self.span(start, end)
        at = span.start - (len(raw) - len(raw.lstrip()))
        if at >= 0 and self.text.startswith(raw, at):
            return Standing(Span(at, at + len(raw)), *around, exact=True)
        return Standing(span, *around, exact=False)

    def _around(self, quote: Quote, start: int, end: int) -> tuple[int, int]:
        before, after = quote.before, quote.after
        there = self._string[max(0, start - len(before)) : start]
        return shared(before[::-1], there[::-1]), shared(after, self._string[end : end + len(after)])

    def _lists(self, quote: Quote) -> Sequence[Sequence[int]]:
        """Where the whole would begin by each of its grams; one more than `MOST` when there are too many."""
        size, offsets = quote.grams()
        return [[at - o for at in self._places[quote.whole[o : o + size]]] for o in offsets]

    def _rarest(self, quote: Quote) -> Sequence[int] | None:
        rarest = min(self._lists(quote), key=len, default=None) if quote.words else ()
        return None if rarest is None or len(rarest) > MOST else rarest

    def _grams(self) -> Iterable[str]:
        for quote in self._known.values():
            size, offsets = quote.grams()
            for offset in offsets:
                yield quote.whole[offset : offset + size]


def shared(one: str, other: str) -> int:
    """How many code points two strings share at their beginnings."""
    if other.startswith(one):
        return len(one)
    return next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(other))
