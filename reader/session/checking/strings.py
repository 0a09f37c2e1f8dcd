"""Strings: what has this label here and that one there, or none, or is tagged in two forms, in the whole corpus.

Of what does not agree the rarer side is named: of 8 places and 2 actors the actors, of 8 tagged and 3 untagged those 3,
of 2 tagged among many the 2. So there are never more findings than spans, and a pronoun tagged once by a slip is one.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

from reader.core.annotation import Annotation
from reader.core.span import Span
from reader.session.checking.finding import Finding, to_finding
from reader.session.checking.judging import UNTAGGED, Tally, judged, repair_of
from reader.session.checking.page import Page
from reader.session.memory import LONGEST
from reader.text.forms import flat
from reader.text.longer import is_inside_a_name
from reader.text.phrases import Found, Phrases
from reader.text.positions import Positions

WIDE = 7
"""Numbers that say of one place what stands there and where."""


Place = tuple[int, int, int, int]
"""A string, a label, start and end, each as a number."""


class Places:
    """Where strings stand, tagged or not: as bare numbers, as there may be millions."""

    def __init__(self) -> None:
        self._numbers = array("I")

    def add(self, article: int, positions: Positions, places: Iterable[Place]) -> None:
        """Put those of an article in."""
        numbers: list[int] = []
        for string, label, start, end in places:
            line, column = positions.at(start)
            numbers += (string, label, article, start, end, line, column)
        self._numbers.extend(numbers)

    def counts(self) -> Counter[tuple[int, int]]:
        """How often each string has each label."""
        return Counter(zip(self._numbers[::WIDE], self._numbers[1::WIDE], strict=True))

    def __iter__(self) -> Iterator[tuple[int, ...]]:
        """String, label, article, start, end, line and column of each."""
        numbers = iter(self._numbers)
        return zip(*(numbers for _ in range(WIDE)), strict=True)


class Strings:
    """The strings that have short labels anywhere, and where they stand."""

    def __init__(
        self,
        tally: Mapping[tuple[str, str], int],
        long: Collection[str],
        refused: Callable[[str, str, str, Found, str], bool] | None = None,
    ) -> None:
        """`tally` says how often each text has each label, at most; `long` are the labels of passages.

        `refused` says whether a person said of a string and a label that it is not to be tagged, in an article, at a
        place of its text.
        """
        self._long = long
        self._refused = refused
        self._bounds: Counter[str] = Counter()
        for (text, label), times in tally.items():
            if label not in long and len(text) <= 2 * LONGEST and 0 < len(string := flat(text)) <= LONGEST:
                self._bounds[string] += times
        self._strings = list(self._bounds)
        self._numbers = {string: number for number, string in enumerate(self._strings)}
        self._most = array("I", self._bounds.values())
        self._untagged = array("I", bytes(4 * len(self._strings)))
        self._phrases = Phrases(self._strings)
        self._labels: dict[str, int] = {UNTAGGED: 0}
        self._articles: list[str] = []
        self._places = Places()

    # Gathering

    def take(self, page: Page, *, begun: bool) -> None:
        """Count what stands in an article; what is untagged only when the work on it was begun."""
        short = [a for a in page.annotations if a.label not in self._long]
        places = list(self._tagged(short))
        if begun:
            places += self._missed(page, short)
        self._places.add(len(self._articles), page.positions, places)
        self._articles.append(page.seen.article.id)

    def _tagged(self, short: Iterable[Annotation]) -> Iterator[Place]:
        """The places of the strings that are tagged."""
        numbers, labels = self._numbers, self._labels
        for annotation in short:
            text, label, span = annotation.text, annotation.label, annotation.span
            # Most are flat as they are.
            number = numbers.get(text)
            if number is None and (number := numbers.get(flat(text))) is None:
                continue
            code = labels.get(label)
            if code is None:
                code = labels[label] = len(labels)
            yield number, code, span.start, span.end

    def _missed(self, page: Page, short: Sequence[Annotation]) -> Iterator[Place]:
        """The places of the strings that have no label, while their number says anything."""
        text, untagged, most = page.text, self._untagged, self._most
        for start, end, number in _untagged(self._phrases.find(text), short):
            # Mostly untagged for certain: the places are of no interest any more.
            if untagged[number] > most[number]:
                continue
            if is_inside_a_name(text, start, end) or self._is_refused(page, start, end, number):
                continue
            untagged[number] += 1
            if untagged[number] <= most[number]:
                yield number, 0, start, end

    def _is_refused(self, page: Page, start: int, end: int, number: int) -> bool:
        if self._refused is None:
            return False
        place, identity, string = Found(start, end, number), page.seen.article.id, self._strings[number]
        return any(self._refused(string, label, identity, place, page.text) for label in self._labels)

    # Judging

    def findings(self, rules: Collection[str]) -> Iterator[Finding]:
        """What does not agree, in the order of the articles and of their texts' spans."""
        strings, labels, articles = self._strings, list(self._labels), self._articles
        said = {
            (self._numbers[string], self._labels[label]): [(f"{label or 'untagged'} {v.message}", v) for v in verdicts]
            for (string, label), verdicts in judged(self._tallies(), rules).items()
        }
        for number, code, article, start, end, line, column in self._places:
            for message, verdict in said.get((number, code), ()):
                span, label, string = Span(start, end), labels[code], strings[number]
                repair = repair_of(verdict, span, label, string)
                yield to_finding((verdict.rule, articles[article], message, line, column, span, label, repair, string))

    def _tallies(self) -> Iterator[Tally]:
        labels = list(self._labels)
        found: dict[int, Counter[str]] = defaultdict(Counter)
        for (number, code), times in self._places.counts().items():
            # In a store that others wrote a label may be empty as well.
            untagged = 0 if code else min(self._untagged[number], self._most[number])
            if times > untagged:
                found[number][labels[code]] = times - untagged
        for number, counts in found.items():
            yield Tally(self._strings[number], counts, self._untagged[number], self._most[number])


def _untagged(found: Iterable[Found], short: Sequence[Annotation]) -> Iterator[Found]:
    """The places that share no code point with a short span; both are in order."""
    place = past = 0
    for each in found:
        while place < len(short) and short[place].span.start < each.end:
            past = max(past, short[place].span.end)
            place += 1
        if past <= each.start:
            yield each
