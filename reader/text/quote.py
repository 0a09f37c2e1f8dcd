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
    size: int
    """How long the strings are by which it is looked up (`reader.text.grams`); 0 when it is too short for that."""
    offsets: Sequence[int]
    """Where those begin in `whole`: at both its ends, at the beginning of the words and at their end."""

    @classmethod
    def of(cls, annotation: Annotation) -> Quote:
        """The quotation that an annotation keeps."""
        before, words, after = condensed(annotation.before), condensed(annotation.text), condensed(annotation.after)
        whole = before + words + after
        size = size_for(len(whole))
        begin, end, last = len(before), len(before) + len(words) - size, len(whole) - size
        offsets = (0, last, min(begin, last), min(max(end, 0), last)) if size else ()
        return cls(before, words, after, whole, annotation.text, size, offsets)

    @property
    def context(self) -> int:
        """How many code points of context there are."""
        return len(self.before) + len(self.after)

    @property
    def overlaps_itself(self) -> bool:
        """Does it end as it begins? Then it stands in repeated text, where one more or less of the same shows nowhere.

        What holds its own beginning all too often is taken to do so: looking at each place would take the square.
        """
        head = self.whole[:SHORTEST]
        at = self.whole.find(head, 1)
        for _ in range(MOST):
            if at < 0:
                return False
            if self.whole.startswith(self.whole[at:]):
                return True
            at = self.whole.find(head, at + 1)
        return at >= 0


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
        self._full: dict[Quote, Sequence[Standing] | None] = {}
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
            starts = self._rarest(quote) if quote.words else ()
            self._full[quote] = None if starts is None else self._whole_at(quote, starts)
        return self._full[quote]

    def partly(self, quote: Quote) -> tuple[Sequence[Standing], bool]:
        """Where its words stand with some of the context next to them, and whether those are all the places."""
        if quote not in self._partly:
            # Nothing but blanks stands everywhere between two words.
            lists = self._lists(quote)[2:] if quote.words else ()
            begin = len(quote.before)
            starts = sorted({start + begin for some in lists for start in some if start + begin >= 0})
            there = [
                self._standing(quote, start, self._around(quote, start, start + len(quote.words)))
                for start in starts
                if self._string.startswith(quote.words, start)
            ]
            self._partly[quote] = (there, bool(lists) and min(map(len, lists)) <= MOST)
        return self._partly[quote]

    def standing(self, quote: Quote, span: Span) -> Standing:
        """How much of the context is around a span that holds the words."""
        start, end = self._condensed.index(span.start), self._condensed.index(span.end)
        return Standing(span, *self._around(quote, start, end), exact=True)

    def edges(self, quote: Quote) -> Edges:
        """Where the words may begin and end, in code points of the text without blanks."""
        size = quote.size
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

    def _standing(self, quote: Quote, start: int, around: tuple[int, int]) -> Standing:
        raw, span = quote.raw, self.span(start, start + len(quote.words))
        at = span.start - (len(raw) - len(raw.lstrip()))
        if at >= 0 and self.text.startswith(raw, at):
            return Standing(Span(at, at + len(raw)), *around, exact=True)
        return Standing(span, *around, exact=False)

    def _whole_at(self, quote: Quote, starts: Sequence[int]) -> Sequence[Standing]:
        begin, around = len(quote.before), (len(quote.before), len(quote.after))
        string, whole = self._string, quote.whole
        return [self._standing(quote, s + begin, around) for s in starts if s >= 0 and string.startswith(whole, s)]

    def _around(self, quote: Quote, start: int, end: int) -> tuple[int, int]:
        before, after = quote.before, quote.after
        there = self._string[max(0, start - len(before)) : start]
        return shared(before[::-1], there[::-1]), shared(after, self._string[end : end + len(after)])

    def _lists(self, quote: Quote) -> Sequence[Sequence[int]]:
        """Where the whole would begin by each of its grams; one more than `MOST` when there are too many."""
        whole, size = quote.whole, quote.size
        return [[at - o for at in self._places[whole[o : o + size]]] for o in quote.offsets]

    def _rarest(self, quote: Quote) -> Sequence[int] | None:
        """Where the whole would begin by the gram that is at the fewest places; None when even that is at too many."""
        fewest: Sequence[int] | None = None
        shift = 0
        for offset in quote.offsets:
            there = self._places[quote.whole[offset : offset + quote.size]]
            if fewest is None or len(there) < len(fewest):
                fewest, shift = there, offset
            if len(fewest) == 1:
                break
        if fewest is None or len(fewest) > MOST:
            return None
        return [at - shift for at in fewest]

    def _grams(self) -> Iterable[str]:
        for quote in self._known.values():
            whole, size = quote.whole, quote.size
            for offset in quote.offsets:
                yield whole[offset : offset + size]


def shared(one: str, other: str) -> int:
    """How many code points two strings share at their beginnings."""
    if other.startswith(one):
        return len(one)
    return next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(other))
