"""What of a text was on the screen: a union of ranges, kept while the article is worked on."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence

from reader.core.article import Article
from reader.core.span import Span
from reader.session.wording import counted
from reader.text import paragraphs

DIGITS = 16
"""Digits of a text's digest that it is known by."""


class Seen:
    """Ranges of code points that were shown, disjoint and in order."""

    def __init__(self, ranges: Iterable[tuple[int, int]] = ()) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in ranges:
            self.note(start, end)

    def __iter__(self) -> Iterator[tuple[int, int]]:
        return zip(self._starts, self._ends, strict=True)

    def note(self, start: int, end: int) -> None:
        """`[start, end)` is shown."""
        if start >= end:
            return
        first, last = bisect_left(self._ends, start), bisect_right(self._starts, end)
        if first < last:
            start, end = min(start, self._starts[first]), max(end, self._ends[last - 1])
        self._starts[first:last] = [start]
        self._ends[first:last] = [end]

    def share(self, length: int) -> float:
        """How much of a text of so many code points was shown, from 0 to 1."""
        return min(1.0, sum(end - start for start, end in self) / length) if length else 1.0

    def unseen(self, text: str) -> Sequence[Span]:
        """The parts of the text that were never shown, without blanks at their ends, in order."""
        trimmed = (paragraphs.trimmed(text, start, end) for start, end in self._gaps(len(text)))
        return [span for span in trimmed if span is not None]

    def _gaps(self, length: int) -> Iterator[tuple[int, int]]:
        at = 0
        for start, end in self:
            if at < min(start, length):
                yield at, min(start, length)
            at = end
        if at < length:
            yield at, length


class Views:
    """What of which text was on the screen, and what of the text in hand is marked as never seen."""

    def __init__(self, kept: Mapping[str, Iterable[tuple[int, int]]]) -> None:
        """`kept` is what `kept` gave."""
        self._by_text: dict[str, Iterable[tuple[int, int]]] = dict(kept)
        self.here = Seen()
        """What of the article in hand was on the screen."""
        self.unseen: Sequence[Span] = ()
        """What of it had never been when it was opened again, or when it was called done."""

    def open(self, article: Article) -> None:
        """An article is taken in hand; one that was seen in part has the rest marked."""
        digest = article.sha256[:DIGITS]
        known = self._by_text.pop(digest, None)
        # The last opened comes last: the first ones are forgotten first.
        self.here = self._by_text[digest] = _seen(known or ())
        self.unseen = self.here.unseen(article.text) if known is not None else ()

    def finished(self, article: Article, *, here: bool) -> str:
        """What is said of an article called done; what was never seen is marked where the article is in hand."""
        seen = _seen(self._by_text.get(article.sha256[:DIGITS], ()))
        unseen = seen.unseen(article.text)
        if here:
            self.unseen = unseen
        if not unseen:
            return ""
        if not (here or list(seen)):
            return "; nothing of the text was ever on the screen"
        where = ", marked · at the left" if here else ""
        return f"; {counted(len(unseen), 'part')} of the text never on the screen{where}"

    def kept(self) -> Mapping[str, Sequence[tuple[int, int]]]:
        """The ranges by the beginnings of the texts' digests."""
        return {text: ranges for text, seen in self._by_text.items() if (ranges := tuple(seen))}


def _seen(ranges: Iterable[tuple[int, int]]) -> Seen:
    """The ranges as they are changed: those of the other texts stay what was read."""
    return ranges if isinstance(ranges, Seen) else Seen(ranges)
