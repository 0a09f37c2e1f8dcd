"""The figures of a corpus, and what in it does not agree with itself: looked at, marked, and repaired."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple

from reader.core.article import Article
from reader.core.change import Change
from reader.core.record import Record
from reader.session.checking.finding import Finding, Repair
from reader.session.checking.repairing import change_of
from reader.session.making import Making
from reader.session.session import Session
from reader.session.tagging import Author
from reader.session.wording import counted, in_thousands
from reader.session.work import PACE, StoppedError

if TYPE_CHECKING:
    from reader.session.statistics.values import Statistics

LISTED = 100_000
"""How many findings are kept to be looked at; more are counted."""


class News(NamedTuple):
    """What was found since it was told last."""

    searched: int
    """How many articles were looked through in this pass."""
    findings: Sequence[Finding] = ()
    """What the rules found."""
    statistics: Statistics | None = None
    """The figures, when they are all there."""


class Inspection:
    """The findings by number from 0, and which of them are to be repaired. Nothing is changed before the `work`."""

    def __init__(self, session: Session) -> None:
        self.statistics: Statistics | None = None
        """The figures; None until all was looked through."""
        self.findings: list[Finding] = []
        """What the rules found so far, at most `LISTED`."""
        self.found = 0
        """How many there are."""
        self.searched = 0
        """How many articles were looked through in this pass."""
        self.unreadable = 0
        """How many cannot be read: they are findings."""
        self._session = session
        self._refusals = session.refusals
        self._marked: set[int] = set()
        self._steps: list[set[int]] = []

    @property
    def size(self) -> int:
        """How many articles there are to look through."""
        return len(self._session.corpus)

    @property
    def marked(self) -> int:
        """How many findings are to be repaired."""
        return len(self._marked)

    def is_marked(self, row: int) -> bool:
        """Is this one to be repaired?"""
        return row in self._marked

    # Looking, in another thread

    def look(self, stopped: Callable[[], bool]) -> Iterator[News]:
        """Go through all articles twice, for the figures and for the rules; the news are for `take`.

        Raises StoppedError as soon as `stopped` says so.
        """
        yield from self._count(stopped)
        yield from self._check(stopped)

    def take(self, news: News) -> None:
        """Add what was found."""
        self.searched = news.searched
        self.statistics = news.statistics or self.statistics
        self.found += len(news.findings)
        self.findings += news.findings[: LISTED - len(self.findings)]

    def _count(self, stopped: Callable[[], bool]) -> Iterator[News]:
        from reader.session.statistics.gathering import FREQUENT, Gathering  # noqa: PLC0415 - no start needs it
        from reader.store.moments import moments  # noqa: PLC0415

        session, gathering, told = self._session, Gathering(None), monotonic()
        for number, seen in enumerate(session.walk().all(), 1):
            _go_on(stopped)
            gathering.take(seen)
            if monotonic() - told >= PACE:
                yield News(number)
                told = monotonic()
        figures = gathering.statistics(moments(session.place), session.labels, FREQUENT)
        yield News(0, statistics=figures)

    def _check(self, stopped: Callable[[], bool]) -> Iterator[News]:
        from reader.session.checking.check import Check  # noqa: PLC0415 - no start needs it

        walk, found, searched, told = self._session.walk(), list[Finding](), 0, monotonic()

        def tick() -> None:
            nonlocal searched
            _go_on(stopped)
            searched += 1

        walk.tick = tick
        for finding in Check(walk, self._session.labels, refusals=self._refusals).steps():
            if finding is not None:
                found.append(finding)
            if monotonic() - told >= PACE:
                yield News(searched, found)
                found, told = [], monotonic()
        yield News(searched, found)

    # Marking

    def mark(self, row: int) -> str:
        """Have a finding repaired, or not after all; says why when it cannot be."""
        if self.findings[row].repair is None:
            return "what is right here is for you to say: Enter goes there"
        self._keep()
        self._marked ^= {row}
        return ""

    def mark_alike(self, row: int) -> str:
        """Have all findings repaired that are of the same rule and, when it is about one, the same string."""
        wanted = self.findings[row]
        alike = {
            number
            for number, finding in enumerate(self.findings)
            if finding.rule == wanted.rule and finding.string == wanted.string and finding.repair is not None
        }
        if not alike:
            return "what is right here is for you to say: Enter goes there"
        self._keep()
        self._marked |= alike
        what = f" of “{wanted.string}”" if wanted.string else ""
        return f"{counted(len(alike), 'finding')} of {wanted.rule}{what} to repair; u takes that back"

    def take_back(self) -> str:
        """Take the last marking back."""
        if not self._steps:
            return "nothing to take back"
        self._marked = self._steps.pop()
        return ""

    def _keep(self) -> None:
        self._steps.append(set(self._marked))

    # Doing

    def go(self, row: int) -> str:
        """Take the article of a finding in hand, with what it is about picked or selected."""
        session, finding = self._session, self.findings[row]
        index = session.corpus.index(finding.article)
        if index is None:
            return f"{finding.article} is not in the folder"
        said = session.open(index)
        if finding.span is not None and finding.span.end <= len(session.article.text):
            there = session.annotations.find(finding.span, finding.label)
            session.caret.pick(there) if there else session.caret.put(session.caret.place.over(finding.span))
        return said or finding.message

    def work(self) -> Making | None:
        """What repairs all that is marked, as one step; None when nothing is. What has changed since is left out."""
        by_article: dict[str, list[Repair]] = {}
        for row in sorted(self._marked):
            finding = self.findings[row]
            if finding.repair is not None:
                by_article.setdefault(finding.article, []).append(finding.repair)
        if not by_article:
            return None
        author, marked = self._session.author, len(self._marked)
        wanted = [(identity, partial(_change, repairs, author)) for identity, repairs in by_article.items()]
        self._marked.clear()
        self._session.caret.let_go()
        doing = f"repairing {in_thousands(marked, 'finding')}"
        return Making(self._session, doing, wanted, partial(_said, marked))


def _change(repairs: Sequence[Repair], author: Author, article: Article, record: Record) -> Change | None:
    if record.sha256 != article.sha256:
        return None
    change = change_of(article, record, repairs, author)
    return change if change.added or change.removed else None


def _said(marked: int, changes: Sequence[Change], _unreadable: int) -> str:
    spans = sum(max(len(change.added), len(change.removed)) for change in changes)
    said = f"repaired {counted(spans, 'span')} in {counted(len(changes), 'article')}"
    return f"{said}; {marked - spans} left as they are: they changed meanwhile" if marked > spans else said


def _go_on(stopped: Callable[[], bool]) -> None:
    if stopped():
        raise StoppedError
