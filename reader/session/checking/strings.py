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
from reader.session.checking.finding import Finding
from reader.session.checking.judging import UNTAGGED, Tally, judged, repair_of
from reader.session.checking.page import Page
from reader.session.memory import LONGEST
from reader.text.forms import flat
from reader.text.longer import is_inside_a_name
from reader.text.phrases import Found, Phrases


class Places:
    """Where strings stand, tagged or not: as bare numbers, as there may be millions."""

    def __init__(self) -> None:
        self._numbers = array("I")

    def add(self, place: tuple[int, int, int, int, int, int, int]) -> None:
        """Put one in: string, label, article, start, end, line and column, each as a number."""
        self._numbers.extend(place)

    def __iter__(self) -> Iterator[tuple[int, ...]]:
        numbers = iter(self._numbers)
        return zip(*(numbers for _ in range(7)), strict=True)


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
        self._counts: dict[int, Counter[str]] = defaultdict(Counter)
        self._places = Places()

    # Gathering

    def take(self, page: Page, *, begun: bool) -> None:
        """Count what stands in an article; what is untagged only when the work on it was begun."""
        self._articles.append(page.seen.article.id)
        short = [a for a in page.annotations if a.label not in self._long]
        for annotation in short:
            number, label, span = self._numbers.get(flat(annotation.text)), annotation.label, annotation.span
            if number is not None:
                self._counts[number][label] += 1
                self._add(page, number, label, span.start, span.end)
        if begun:
            for found in _untagged(self._phrases.find(page.text), short):
                self._count_untagged(page, found)

    def _count_untagged(self, page: Page, found: Found) -> None:
        number, text = found.number, page.text
        if self._untagged[number] > self._most[number]:
            # Mostly untagged for certain: the places are of no interest any more.
            return
        string, identity = self._strings[number], page.seen.article.id
        if is_inside_a_name(text, Span(found.start, found.end)) or self._is_refused(string, identity, found, text):
            return
        self._untagged[number] += 1
        if self._untagged[number] <= self._most[number]:
            self._add(page, number, UNTAGGED, found.start, found.end)

    def _is_refused(self, string: str, identity: str, found: Found, text: str) -> bool:
        refused = self._refused
        return refused is not None and any(refused(string, label, identity, found, text) for label in self._labels)

    def _add(self, page: Page, number: int, label: str, start: int, end: int) -> None:
        code = self._labels.setdefault(label, len(self._labels))
        self._places.add((number, code, len(self._articles) - 1, start, end, *page.positions.at(start)))

    # Judging

    def findings(self, rules: Collection[str]) -> Iterator[Finding]:
        """What does not agree, in the order of the articles and of their texts' spans."""
        verdicts = judged(self._tallies(), rules)
        labels = list(self._labels)
        for number, code, article, start, end, line, column in self._places:
            string, label = self._strings[number], labels[code]
            for verdict in verdicts.get((string, label), ()):
                span, name = Span(start, end), self._articles[article]
                message = f"{label or 'untagged'} {verdict.message}"
                repair = repair_of(verdict, span, label, string)
                yield Finding(verdict.rule, name, message, line, column, span, label, repair, string)

    def _tallies(self) -> Iterator[Tally]:
        for number, counts in self._counts.items():
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
