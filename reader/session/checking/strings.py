"""Strings: what has this label here and that one there, or none, or is tagged in two forms, in the whole corpus.

Of what does not agree the rarer side is named: of 8 places and 2 actors the actors, of 8 tagged and 3 untagged those 3,
of 2 tagged among many the 2. So there are never more findings than spans, and a pronoun tagged once by a slip is one.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from reader.core.annotation import Annotation
from reader.core.span import Span
from reader.session.checking.finding import Finding, Repair, Tag
from reader.session.checking.page import Page
from reader.session.memory import LONGEST
from reader.session.wording import quoted
from reader.text.forms import flat, form
from reader.text.longer import is_inside_a_name
from reader.text.phrases import Found, Phrases

UNTAGGED = ""
"""Stands for a label where there is none."""


class Verdict(NamedTuple):
    """What is wrong with all the places of one string under one label."""

    rule: str
    """The id of the rule."""
    message: str
    """It in words."""
    label: str = ""
    """The label that they should have; empty when that is for a person to say."""
    string: str = ""
    """The string that they should be; empty when that is not the matter."""


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
        verdicts = self._verdicts(rules)
        labels = list(self._labels)
        for number, code, article, start, end, line, column in self._places:
            for verdict in verdicts.get((number, labels[code]), ()):
                span, label, string = Span(start, end), labels[code], self._strings[number]
                repair = _repair(verdict, span, label, string)
                name = self._articles[article]
                message = f"{label or 'untagged'} {verdict.message}"
                yield Finding(verdict.rule, name, message, line, column, span, label, repair, string)

    def _verdicts(self, rules: Collection[str]) -> Mapping[tuple[int, str], Sequence[Verdict]]:
        made: dict[tuple[int, str], list[Verdict]] = defaultdict(list)
        for number, counts in self._counts.items():
            for label, verdict in self._judged(number, counts):
                if verdict.rule in rules:
                    made[number, label].append(verdict)
        if "S404" in rules:
            for key, verdict in self._two_forms():
                made[key].append(verdict)
        return made

    def _judged(self, number: int, counts: Counter[str]) -> Iterator[tuple[str, Verdict]]:
        """What is wrong with a string under each of its labels, and where it has none."""
        tagged, untagged = counts.total(), self._untagged[number]
        if len(counts) == 1 and not untagged:
            return
        usual = max(counts, key=lambda label: (counts[label], label))
        message = self._tally(number, counts)
        for label in sorted(counts.keys() - {usual}):
            yield label, Verdict("S401", message, label=usual)
        if 0 < untagged <= tagged:
            yield UNTAGGED, Verdict("S402", message, label=usual)
        elif untagged > tagged:
            for label in counts:
                yield label, Verdict("S403", message)

    def _tally(self, number: int, counts: Counter[str]) -> str:
        """`“Moscow”: place 8, actor 2, untagged 3`."""
        parts = [f"{label} {counts[label]}" for label in sorted(counts, key=lambda label: (-counts[label], label))]
        untagged, most = self._untagged[number], self._most[number]
        parts += [f"untagged {untagged}" if untagged <= most else f"untagged more than {most}"] if untagged else []
        return f"{quoted(self._strings[number])}: {', '.join(parts)}"

    def _two_forms(self) -> Iterator[tuple[tuple[int, str], Verdict]]:
        """Strings of one label and one form, but the most frequent of them."""
        groups: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
        for number, counts in self._counts.items():
            key = form(self._strings[number])
            for label, times in counts.items():
                groups[label, key].append((times, number))
        for (label, _), several in groups.items():
            if len(several) > 1:
                several.sort(key=lambda pair: (-pair[0], self._strings[pair[1]]))
                usual = self._strings[several[0][1]]
                parts = [f"{quoted(self._strings[number])} {times}" for times, number in several]
                message = f"{', '.join(parts)}: they differ only by a determiner or punctuation"
                for _, number in several[1:]:
                    yield (number, label), Verdict("S404", message, string=usual)


def _untagged(found: Iterable[Found], short: Sequence[Annotation]) -> Iterator[Found]:
    """The places that share no code point with a short span; both are in order."""
    place = past = 0
    for each in found:
        while place < len(short) and short[place].span.start < each.end:
            past = max(past, short[place].span.end)
            place += 1
        if past <= each.start:
            yield each


def _repair(verdict: Verdict, span: Span, label: str, string: str) -> Repair | None:
    if verdict.label:
        return Repair(Tag(span, label) if label else None, Tag(span, verdict.label))
    here = string.find(verdict.string) if verdict.string else -1
    if here < 0 or len(span) != len(string):
        # It would have to grow, or has other blanks than the string: where to is for a person to see.
        return None
    inner = Span(span.start + here, span.start + here + len(verdict.string))
    return Repair(Tag(span, label), Tag(inner, label))
