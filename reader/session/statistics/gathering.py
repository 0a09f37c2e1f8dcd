"""One pass over a corpus and its history that gathers all figures."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial

from reader.core.change import Status
from reader.core.label import LabelSet
from reader.session.helping import Helper, parts
from reader.session.memory import LONGEST
from reader.session.statistics.counting import Enclosed, covered, lengths_of, nested, pairs
from reader.session.statistics.pace import pacing
from reader.session.statistics.values import ArticleFigures, Bin, LabelFigures, Lengths, Statistics
from reader.session.walking import Seen, Unreadable, Walk
from reader.store.moments import Moment
from reader.text.forms import flat

FREQUENT = 10
"""How many of the most frequent strings of a label are named, unless more are asked for."""


def gather(
    walk: Walk,
    moments: Iterable[Moment],
    labels: LabelSet,
    status: Status | None = None,
    frequent: int = FREQUENT,
    helpers: Sequence[Helper[Gathering]] = (),
) -> Statistics:
    """The figures of a corpus; of the articles with one status only when it is named. Changes nothing.

    May run in another thread than the session's; `walk.tick` is called after each article. What the helpers have, of
    `helpers_of`, is not counted again.
    """
    gathering = Gathering(status)
    try:
        gathering.go_through(walk, range(helpers[0].numbers.start if helpers else len(walk)))
        for helper in helpers:
            gathered = helper.result()
            if gathered is None:
                gathering.go_through(walk, helper.numbers)
            else:
                gathering.join(gathered)
    finally:
        for helper in helpers:
            helper.stop()
    return gathering.statistics(moments, labels, frequent)


def helpers_of(walk: Walk, status: Status | None, many: int) -> Sequence[Helper[Gathering]]:
    """Processes that count for `gather`, so many with this one; before any thread is started."""

    def part(numbers: range, tick: Callable[[], None]) -> Gathering:
        walk.tick = tick
        gathering = Gathering(status)
        gathering.go_through(walk, numbers)
        return gathering

    return [Helper(numbers, partial(part, numbers)) for numbers in parts(len(walk), many)[1:]]


class Gathering:
    """What was counted so far."""

    def __init__(self, status: Status | None) -> None:
        self._status = status
        self._articles: list[ArticleFigures] = []
        self._unreadable = self._stray = 0
        self._all = 0
        self._depths: Counter[int] = Counter()
        self._inside: Counter[Enclosed] = Counter()
        self._lengths: Counter[tuple[str, int]] = Counter()
        self._strings: dict[str, Counter[str]] = defaultdict(Counter)

    def go_through(self, walk: Walk, numbers: range) -> None:
        """Count the articles with these places in the list."""
        for seen in walk.some(numbers):
            self.take(seen)

    def join(self, others: Gathering) -> None:
        """Add what was counted of the articles that come next."""
        self._articles += others._articles
        self._unreadable += others._unreadable
        self._stray += others._stray
        self._all += others._all
        self._depths.update(others._depths)
        self._inside.update(others._inside)
        self._lengths.update(others._lengths)
        for label, strings in others._strings.items():
            self._strings[label].update(strings)

    def take(self, seen: object) -> None:
        """Count what a walk gives."""
        if isinstance(seen, Unreadable):
            self._unreadable += 1
        if not isinstance(seen, Seen):
            return
        self._all += len(seen.annotations)
        if self._status is not None and seen.status != self._status:
            return
        annotations = seen.annotations
        self._stray += len(seen.stray)
        figures = covered(annotations)
        self._articles.append(ArticleFigures(seen.article.id, seen.status, len(seen.article), figures))
        nested(annotations, self._depths, self._inside)
        self._lengths.update(lengths_of(annotations))
        for annotation in annotations:
            text = annotation.text
            if len(text) <= LONGEST:
                counts = self._strings[annotation.label]
                # Most are flat as they are.
                counts[text if text in counts else flat(text)] += 1

    def statistics(self, moments: Iterable[Moment], labels: LabelSet, frequent: int) -> Statistics:
        """The figures."""
        found = {label for label, _ in self._lengths}
        names = [label.name for label in labels if label.name in found]
        names += sorted(found.difference(names))
        history = pacing(moments)
        return Statistics(
            self._articles,
            self._unreadable,
            self._stray,
            [self._label(name, frequent) for name in names],
            dict(sorted(self._depths.items())),
            pairs(self._inside),
            history.days(self._all),
            history.paces(),
            history.last_sessions(),
        )

    def _label(self, name: str, frequent: int) -> LabelFigures:
        counted = [article.labels[name] for article in self._articles if name in article.labels]
        lengths = {length: times for (label, length), times in self._lengths.items() if label == name}
        strings = self._strings[name]
        most = sorted(strings.items(), key=lambda pair: (-pair[1], pair[0]))[:frequent]
        spans, characters = sum(s for s, _ in counted), sum(c for _, c in counted)
        return LabelFigures(name, spans, characters, len(counted), lengths_from(lengths), len(strings), most)


def lengths_from(counts: Mapping[int, int]) -> Lengths:
    """The distribution of some lengths, of which each is there so often; there is one at least."""
    ordered = sorted(counts)
    total = sum(counts.values())
    quarter, median, most_of = (_at(counts, ordered, -(-total * share // 100)) for share in (25, 50, 90))
    mean = sum(length * times for length, times in counts.items()) / total
    bins = []
    low, high = 1, 1
    while low <= ordered[-1]:
        bins.append(Bin(low, high, sum(counts[length] for length in ordered if low <= length <= high)))
        low, high = high + 1, 2 * high
    return Lengths(ordered[0], quarter, median, most_of, ordered[-1], mean, bins)


def _at(counts: Mapping[int, int], ordered: Sequence[int], place: int) -> int:
    """The length that is at a place, from 1, when all stand in order."""
    for length in ordered:
        place -= counts[length]
        if place <= 0:
            return length
    return ordered[-1]
