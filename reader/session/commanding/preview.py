"""What a command would do, row by row, while it is looked for; what a person leaves out; and doing the rest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby
from time import monotonic
from typing import NamedTuple

from reader.core.article import Article
from reader.core.change import Change
from reader.core.record import Record
from reader.session.commanding.language import Command
from reader.session.commanding.planning import Edit, Planner
from reader.session.commanding.running import EDITED, PRESENT, Found, Tally, run
from reader.session.commanding.writing import written
from reader.session.making import Making
from reader.session.session import Session
from reader.session.wording import counted, in_thousands, searched_until
from reader.session.work import PACE

LISTED = 100_000
"""How many spans a list keeps to be looked at; more are counted. What is to be changed is kept whole."""


class Row(NamedTuple):
    """One span that the command is for."""

    place: int
    """The place of its article in the list."""
    edit: Edit
    """What becomes of it."""


class News(NamedTuple):
    """What a search found since it told last."""

    searched: int
    """How many articles it has looked through in all."""
    found: list[Found]
    """The articles with spans in them, without their texts, and those that are left out."""


class Preview:
    """The rows, by number from 0. Nothing is changed before the `work`."""

    def __init__(self, session: Session, command: Command) -> None:
        self.command = command
        """What was asked for."""
        self.title = written(command, session.labels)
        """The same in words."""
        self.rows: list[Row] = []
        """What was found so far."""
        self.searched = 0
        """How many articles were looked through."""
        self.tally = Tally(command)
        """The counts."""
        self._session = session
        self._planner = Planner(command, session.labels, session.author)
        self._without: set[int] = set()

    @property
    def size(self) -> int:
        """How many articles there are to look through."""
        return len(self._session.corpus)

    @property
    def found(self) -> int:
        """How many spans were found, those that are left as they are among them."""
        return self.tally.spans + self.tally.skipped.total()

    @property
    def unreadable(self) -> int:
        """How many articles are left out that cannot be read."""
        return len(self.tally.left_out) - self.edited

    @property
    def edited(self) -> int:
        """How many are left out until they are opened, as their texts were edited since."""
        return list(self.tally.left_out.values()).count(EDITED)

    @property
    def chosen(self) -> int:
        """How many spans would be changed."""
        return self.tally.spans - len(self._without)

    def search(self) -> Iterator[News]:
        """Look through the corpus; made for another thread, which hands the news to `take` in this one.

        Raises SlowError.
        """
        session = self._session
        found: list[Found] = []
        told, searched = monotonic(), 0
        for each in run(self._planner, session.corpus, session.records.held, self._is_known):
            searched = each.place + 1
            if each.edits or each.why:
                # The texts are not kept: there may be 100,000 of them.
                found.append(each._replace(article=None, record=None))
            if monotonic() - told >= PACE:
                yield News(searched, found)
                found, told = [], monotonic()
        yield News(searched, found)

    def take(self, news: News) -> None:
        """Add what was found."""
        self.searched = news.searched
        for each in news.found:
            self.tally.take(each)
            if self.command.changes or len(self.rows) < LISTED:
                self.rows += [Row(each.place, edit) for edit in each.edits]

    def article_of(self, row: int) -> str:
        """The id of the article of a row."""
        return self._session.corpus.ids[self.rows[row].place]

    def is_chosen(self, row: int) -> bool:
        """Would the command change the span of a row?"""
        return self.command.changes and not self.rows[row].edit.why and row not in self._without

    def choose(self, row: int, *, chosen: bool) -> str:
        """Have a row changed, or left as it is; says so when nothing can be decided there."""
        if why := self.rows[row].edit.why:
            return f"left as it is: {why}"
        (self._without.discard if chosen else self._without.add)(row)
        return ""

    def work(self) -> Making:
        """What changes all that is chosen, as one step. What has changed since is left out."""
        rows = [row for number, row in enumerate(self.rows) if self.is_chosen(number)]
        ids = self._session.corpus.ids
        wanted = [
            (ids[place], partial(self._change, [row.edit for row in some]))
            for place, some in groupby(rows, key=lambda row: row.place)
        ]
        self._session.caret.let_go()
        doing = f"{PRESENT[self.command.verb]} {in_thousands(len(rows), 'span')}"
        return Making(self._session, doing, wanted, partial(self._said, len(rows)))

    def _said(self, chosen: int, changes: Sequence[Change], _unreadable: int) -> str:
        done = sum(map(self._spans, changes))
        left = f"; left out {chosen - done:,} that changed meanwhile" if done < chosen else ""
        where = f" in {counted(len(changes), 'article')}" if changes else ""
        return f"{self.title}: {counted(done, 'span')}{where}{left}{searched_until(self.searched, self.size)}"

    def go(self, row: int) -> str:
        """Be at the span of a row, in its article; gives the sentence to show there."""
        place, edit = self.rows[row]
        session = self._session
        said = "" if place == session.index else session.open(place)
        session.caret.let_go()
        if edit.old is not None and (edit.old in session.annotations or edit.old in session.suggestions):
            session.caret.pick(edit.old)
        else:
            session.caret.go(edit.span.start)
        return said

    def _change(self, edits: list[Edit], article: Article, record: Record) -> Change | None:
        """What is to be done in an article as it is now."""
        if record.sha256 != article.sha256:
            return None
        able = [edit for edit in edits if self._planner.holds(edit, article, record)]
        return self._planner.change(record, able) if able else None

    def _spans(self, change: Change) -> int:
        """How many spans a change is about, besides suggestions that are decided by the way."""
        if self.command.decides:
            return len(change.withdrawn)
        return len(change.added if self.command.verb == "tag" else change.removed)

    def _is_known(self, place: int) -> bool:
        return self._session.records.count(place) > 0 or self._session.records.suggested(place)
