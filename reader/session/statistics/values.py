"""The figures of a corpus: values only, which the terminal, the report and other programs show each in their way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple


class Bin(NamedTuple):
    """One bar of a distribution."""

    low: int
    """The least value in it."""
    high: int
    """The largest."""
    spans: int
    """How many spans there are of these."""


class Lengths(NamedTuple):
    """How long the spans of a label are, in code points."""

    least: int
    """The shortest."""
    quarter: int
    """A quarter is at most so long."""
    median: int
    """Half are at most so long."""
    most_of: int
    """Nine in ten are at most so long."""
    most: int
    """The longest."""
    mean: float
    """The mean."""
    bins: Sequence[Bin]
    """How many there are of each length, in bins that double: 1, 2, 3 to 4, 5 to 8."""


class LabelFigures(NamedTuple):
    """One label."""

    name: str
    """Its name."""
    spans: int
    """How many spans it has."""
    characters: int
    """How many code points lie in them, each counted once."""
    articles: int
    """How many articles have one."""
    lengths: Lengths
    """How long they are."""
    different: int
    """How many different strings they are; strings longer than are remembered are left out."""
    strings: Sequence[tuple[str, int]]
    """The most frequent, with how often they have the label."""


class ArticleFigures(NamedTuple):
    """One article."""

    id: str
    """Its id."""
    status: str
    """How far the work on it is."""
    characters: int
    """Its length in code points."""
    labels: Mapping[str, tuple[int, int]]
    """Of each label in it how many spans there are, and how many code points lie in them."""


class Day(NamedTuple):
    """One day of work, in UTC."""

    date: str
    """ISO 8601."""
    made: int
    """How many spans were put in that were not there."""
    removed: int
    """How many were taken away for good."""
    done: int
    """How many articles were marked as done, less those opened again."""
    spans: int
    """How many there were in the evening."""
    minutes: float
    """How long was worked: the time between steps that are at most `pace.PAUSE` apart."""


class Pace(NamedTuple):
    """How quick one annotator is."""

    annotator: str
    """The name."""
    spans: int
    """How many were made in the time that was measured."""
    minutes: float
    """How long that is."""
    keys: int | None = None
    """How many keys were pressed in it; None as long as nobody counted them."""
    keyed: int = 0
    """How many spans were made with the keys that were counted."""
    since: str = ""
    """When the first step of it was made: UTC, ISO 8601."""

    @property
    def spans_a_minute(self) -> float | None:
        """None when no time was measured."""
        return self.spans / self.minutes if self.minutes else None

    @property
    def keys_a_span(self) -> float | None:
        """None when no key was counted."""
        return self.keys / self.keyed if self.keys is not None and self.keyed else None


@dataclass(frozen=True, slots=True)
class Statistics:
    """Everything."""

    articles: Sequence[ArticleFigures] = ()
    """Those that could be read, in the order of the list."""
    unreadable: int = 0
    """How many could not."""
    stray: int = 0
    """How many annotations do not stand on their words, and are not counted anywhere here."""
    labels: Sequence[LabelFigures] = ()
    """Those in use: the project's in their order, then all others by name."""
    depths: Mapping[int, int] = field(default_factory=dict)
    """How many spans lie in 0, 1, 2 … others, those on the very same words counted by their order."""
    inside: Mapping[tuple[str, str], int] = field(default_factory=dict)
    """Of two labels, outer and inner, how many spans of the inner lie in one of the outer; on the same words too."""
    days: Sequence[Day] = ()
    """The days on which something was done, oldest first."""
    paces: Sequence[Pace] = ()
    """The annotators, the busiest first."""
    last_sessions: Sequence[Pace] = ()
    """The same of the last session of each."""

    @property
    def spans(self) -> int:
        """How many there are."""
        return sum(label.spans for label in self.labels)

    @property
    def characters(self) -> int:
        """How long all articles are together, in code points."""
        return sum(article.characters for article in self.articles)

    def with_status(self, status: str) -> tuple[int, int]:
        """How many articles have a status, and how long they are together."""
        lengths = [article.characters for article in self.articles if article.status == status]
        return len(lengths), sum(lengths)

    @property
    def begun(self) -> int:
        """How many articles have a span, or a status other than open."""
        return sum(bool(article.labels) or article.status != "open" for article in self.articles)
