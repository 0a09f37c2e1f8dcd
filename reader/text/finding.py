"""Finding annotations again in a text that was edited since: which are certain, and where the others may be.

Three things make a place certain; nothing else does.

1. The words with all of their context, 32 code points on either side, stand in the text just once (`SURE` code points
   at least), and their shift is plausible: others share it over a stretch of `ENOUGH` code points, or it lies between
   the shifts of those around it. Else the tagged words may have been taken out and a copy elsewhere left. Nor do the
   words stand where they stood, seen from either end of the text, with some of their context: that may have been edited.
2. They lie in the words or context of one that is certain by 1 or 2, and stand there exactly.
3. They stand exactly where the nearest certain one before or behind them (the text's beginning and end count as such)
   says that they should, and enough of their context is there on both sides, and nowhere else as much; or both
   neighbours say the same place.

Blanks in the context do not count, as line ends, indents and wraps change when nothing else does; blanks in the words
do: those with others are no exact match. Two annotations are never certain of places that contradict each other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Literal, NamedTuple

from reader.core.annotation import Annotation
from reader.core.span import Span
from reader.text import likeness
from reader.text.quote import Quote, Quotes, Standing
from reader.text.shifts import Anchor, plausible

SURE = 32
"""Code points without blanks of words and context that are taken to name one place."""
NEAR = 8
"""Code points without blanks that must be there on each side of words whose context was edited: two words or so."""
LEAST = 16
"""Code points without blanks, words and context, of what both neighbours say the place of."""
CANDIDATES = 5
"""How many candidates are named at most."""

Kind = Literal["found", "ambiguous", "lost"]
"""At one place for certain; at one or several perhaps; not in these words."""


class Candidate(NamedTuple):
    """A place where an annotation may belong now."""

    span: Span
    """Where, in code points of the new text."""
    score: float
    """From 0 to 1: of exact words, how much of their context is there; of others, how alike they are."""


class Finding(NamedTuple):
    """What became of one annotation."""

    kind: Kind
    """Was it found?"""
    candidates: Sequence[Candidate] = ()
    """The place where it was found, else where it may be: best first, at most `CANDIDATES`; of a lost one at most one."""


def find_again(text: str, annotations: Sequence[Annotation], length: int) -> Sequence[Finding]:
    """What became of each annotation of an article, in their order; `length` is that of the old text, in code points.

    All annotations of the article should be asked about at once: each helps the others.
    """
    return Search(text, annotations, length).findings()


class Search:
    """One search: for each annotation how far it was shifted, once that is certain."""

    def __init__(self, text: str, annotations: Sequence[Annotation], length: int) -> None:
        self.text = text
        self.annotations = annotations
        self._start = Anchor(0, 0, 0, 0, verbatim=False)
        self._end = Anchor(length, length, length, len(text) - length, verbatim=False)
        self.quotes = Quotes(text, annotations)
        self.order = sorted(range(len(annotations)), key=lambda i: annotations[i].span.start)
        self.anchors: dict[int, Anchor] = {}
        """The certain ones, by their place in `annotations`."""

    def findings(self) -> Sequence[Finding]:
        """Find all."""
        self._find_sure()
        sure = set(self.anchors)
        self._spread(self.order, self._start, self._end, _ends_later)
        self._spread(self.order[::-1], self._end, self._start, _starts_earlier)
        self._take_from_both_sides()
        self._drop_contradictions(sure)
        found = list(self._all())
        nowhere = [i for i, finding in enumerate(found) if not finding.candidates]
        recomposed = likeness.recomposed(self.text, [self.annotations[i] for i in nowhere])
        for i, span in zip(nowhere, recomposed, strict=True):
            found[i] = found[i] if span is None else Finding("lost", (Candidate(span, 1.0),))
        return found

    # 1: whole and once

    def _find_sure(self) -> None:
        sure = [(i, a) for i in self.order if (a := self._sure_anchor(i)) is not None]
        believed = {id(a) for a in plausible([a for _, a in sure], self._start, self._end)}
        self.anchors = {i: a for i, a in sure if id(a) in believed}
        self._drop_contradictions(set())

    def _sure_anchor(self, i: int) -> Anchor | None:
        quote = self.quotes.quote(self.annotations[i])
        if len(quote.whole) < SURE or not quote.words:
            return None
        found = self.quotes.full(quote)
        if found is None or len(found) != 1 or not found[0].exact or quote.overlaps_itself:
            return None
        shift = found[0].span.start - self.annotations[i].span.start
        return None if self._stayed(i, quote, shift) else self._anchor(i, shift)

    def _stayed(self, i: int, quote: Quote, shift: int) -> bool:
        """May it be where it was, seen from one end of the text, with only its context edited, and the other a copy?"""
        annotation = self.annotations[i]
        others = {self._start.shift, self._end.shift} - {shift}
        there = (self._standing(annotation, quote, s) for s in others if self._stands(annotation, s))
        return any(_context(standing) >= NEAR for standing in there)

    def _anchor(self, i: int, shift: int) -> Anchor:
        annotation = self.annotations[i]
        start, end = annotation.span.start, annotation.span.end
        first, last = start - len(annotation.before), end + len(annotation.after)
        around = annotation.before + annotation.text + annotation.after
        verbatim = first + shift >= 0 and self.text.startswith(around, first + shift)
        return Anchor(start, first if verbatim else start, last if verbatim else end, shift, verbatim)

    # 2: inside what is certain

    def _spread(self, order: Sequence[int], near: Anchor, far: Anchor, wider: Callable[[Anchor, Anchor], bool]) -> None:
        """Go through all in one direction; the anchor that reaches furthest tells of those that it covers."""
        reaching = near
        ahead = self._next_anchors(order, far)
        for i, beyond in zip(order, ahead, strict=True):
            if i not in self.anchors:
                anchor = self._linked(i, reaching, beyond)
                if anchor is None:
                    continue
                self.anchors[i] = anchor
            if wider(self.anchors[i], reaching) or reaching is near:
                reaching = self.anchors[i]

    def _linked(self, i: int, near: Anchor, far: Anchor) -> Anchor | None:
        """Certain as it lies in the known text of a neighbour, or as its own goes on from there without a gap."""
        annotation, shift = self.annotations[i], near.shift
        if not self._stands(annotation, shift):
            return None
        if near.covers(annotation.span):
            return Anchor(annotation.span.start, annotation.span.start, annotation.span.end, shift, verbatim=True)
        anchor = self._anchor(i, shift)
        if not anchor.verbatim or not near.touches(anchor):
            return None
        # Repeated lines: when it stands as well where the other neighbour says, nobody can know.
        if far.shift != shift and self._anchor(i, far.shift).verbatim:
            return None
        return anchor

    def _stands(self, annotation: Annotation, shift: int) -> bool:
        start = annotation.span.start + shift
        return start >= 0 and bool(annotation.text) and self.text.startswith(annotation.text, start)

    # 3: where the neighbours say

    def _take_from_both_sides(self) -> None:
        backwards = self.order[::-1]
        after = self._next_anchors(self.order, self._end)
        before = list(reversed(list(self._next_anchors(backwards, self._start))))
        found = {
            i: anchor
            for i, left, right in zip(self.order, before, after, strict=True)
            if i not in self.anchors and (anchor := self._expected(i, left, right)) is not None
        }
        self.anchors |= found

    def _expected(self, i: int, left: Anchor, right: Anchor) -> Anchor | None:
        annotation = self.annotations[i]
        quote = self.quotes.quote(annotation)
        shifts = [s for s in dict.fromkeys((left.shift, right.shift)) if self._stands(annotation, s)]
        there = [self._standing(annotation, quote, shift) for shift in shifts]
        if left.shift == right.shift and there:
            whole = quote.context > 0 and _context(there[0]) == quote.context
            between = not {left, right} & {self._start, self._end}
            if whole or (between and len(quote.words) + _context(there[0]) >= LEAST):
                return self._anchor(i, shifts[0])
        best = max(there, key=_context, default=None)
        if best is None or not _near(quote, best):
            return None
        others, complete = self.quotes.partly(quote)
        rivals = [s for s in (*others, *there) if s.span != best.span and _context(s) >= _context(best)]
        return None if rivals or not complete else self._anchor(i, best.span.start - annotation.span.start)

    def _standing(self, annotation: Annotation, quote: Quote, shift: int) -> Standing:
        start = annotation.span.start + shift
        return self.quotes.standing(quote, Span(start, start + len(annotation.text)))

    def _next_anchors(self, order: Sequence[int], last: Anchor) -> Iterator[Anchor]:
        """The next certain one behind each, in the direction of the order."""
        following = []
        for i in reversed(order):
            following.append(last)
            last = self.anchors.get(i, last)
        return reversed(following)

    # What contradicts

    def _drop_contradictions(self, sure: set[int]) -> None:
        """Where pieces with different shifts share a part of the old or new text, let go of what is not `sure`.

        When both are or neither is, of both.
        """
        dropped: set[int] = set()
        for moved in (0, 1):
            reaching: int | None = None
            for i in sorted(self.anchors, key=lambda i: self.anchors[i].first + moved * self.anchors[i].shift):
                if reaching is not None and self.anchors[reaching].contradicts(self.anchors[i], moved):
                    dropped |= {reaching, i} - sure or {reaching, i}
                if reaching is None or self.anchors[i].end(moved) > self.anchors[reaching].end(moved):
                    reaching = i
        for i in dropped:
            del self.anchors[i]

    # What is said

    def _all(self) -> Iterator[Finding]:
        after = self._next_anchors(self.order, self._end)
        expected = {i: anchor.shift for i, anchor in zip(self.order, after, strict=True)}
        for i, annotation in enumerate(self.annotations):
            anchor = self.anchors.get(i)
            if anchor is not None:
                start = annotation.span.start + anchor.shift
                yield Finding("found", (Candidate(Span(start, start + len(annotation.text)), 1.0),))
            else:
                yield self._doubtful(annotation, max(0, annotation.span.start + expected[i]))

    def _doubtful(self, annotation: Annotation, near: int) -> Finding:
        """Where it may be, the words with most context first, of equals the nearest to where it should be."""
        quote = self.quotes.quote(annotation)
        there = [*self.quotes.partly(quote)[0], *(self.quotes.full(quote) or ())]
        exact = {s.span: _context(s) for s in there if s.exact}
        if not exact:
            exact = {span: _context(self.quotes.standing(quote, span)) for span in self._nearby(annotation, near)}
        if exact:
            best = sorted(exact, key=lambda span: (-exact[span], abs(span.start - near)))[:CANDIDATES]
            return Finding("ambiguous", [Candidate(s, exact[s] / max(1, quote.context)) for s in best])
        rewrapped = max(there, key=lambda s: (_context(s), -abs(s.span.start - near)), default=None)
        if rewrapped is not None:
            return Finding("lost", [Candidate(rewrapped.span, 1.0)])
        alike = likeness.most_alike(self.quotes, quote, near)
        return Finding("lost", [Candidate(*alike)] if alike is not None else ())

    def _nearby(self, annotation: Annotation, near: int) -> Iterator[Span]:
        """Where the very words stand around the place where they should be."""
        start, words = max(0, near - likeness.AROUND), annotation.text
        for _ in range(4 * CANDIDATES if words else 0):
            start = self.text.find(words, start, near + likeness.AROUND + len(words))
            if start < 0:
                return
            yield Span(start, start + len(words))
            start += 1


def _context(standing: Standing) -> int:
    return standing.before + standing.after


def _near(quote: Quote, standing: Standing) -> bool:
    """Is enough of the context there, on both sides, to tell the place? All that there ever was is, if there was any."""
    left = standing.before >= min(NEAR, len(quote.before))
    right = standing.after >= min(NEAR, len(quote.after))
    least = min(3 * NEAR, len(quote.whole)) if quote.context else SURE
    return left and right and len(quote.words) + _context(standing) >= least


def _ends_later(one: Anchor, other: Anchor) -> bool:
    return one.last >= other.last


def _starts_earlier(one: Anchor, other: Anchor) -> bool:
    return one.first <= other.first
