"""Everything that was done to a corpus, newest first, in this session and in those before it: the list of changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from time import monotonic
from typing import NamedTuple

from reader.session.making import Revisiting, undo
from reader.session.session import Session
from reader.session.telling import told
from reader.session.undo import Changes, Entry, State
from reader.session.wording import counted
from reader.session.work import PACE, Work


class Told(NamedTuple):
    """One step in words, without what it changed: there may be 100,000 of them."""

    at: str
    """When: UTC, ISO 8601."""
    by: str
    """The annotator."""
    what: str
    """What it did."""
    article: str
    """The id of the article where it can be seen."""
    offset: int | None
    """Where in that article; None when it is about the article itself."""
    in_force: bool = True
    """Of a former session: was it in force when that ended?"""


class Chronicle:
    """The rows, by number from 0, newest first. Those of former sessions come in by `take`."""

    def __init__(self, session: Session) -> None:
        """Raises StoreError when the history cannot be read."""
        self._session = session
        self._history = session.history
        self._now = list(reversed(self._history.entries))
        self._rows = [_told(entry.changes, entry.at, entry.by) for entry in self._now]
        # The number of each former row among those in force, or, as -1 - n, among those that were not.
        self._numbers: list[int] = []
        self._in_force = self._not_in_force = 0
        self._redoable = self._history.redoable

    def __len__(self) -> int:
        return len(self._rows)

    def __getitem__(self, row: int) -> Told:
        return self._rows[row]

    def read(self) -> Iterator[list[Told]]:
        """The steps of former sessions; made for another thread, which hands them to `take` in this one.

        Raises StoreError.
        """
        some: list[Told] = []
        heard = monotonic()
        for step in self._history.former():
            some.append(_told(step.changes, step.at, step.by)._replace(in_force=step.in_force))
            if monotonic() - heard >= PACE:
                yield some
                some, heard = [], monotonic()
        yield some

    def take(self, some: Sequence[Told]) -> None:
        """Add older rows."""
        self._rows += some
        for each in some:
            if each.in_force:
                self._numbers.append(self._in_force)
                self._in_force += 1
            else:
                self._not_in_force += 1
                self._numbers.append(-self._not_in_force)

    def state(self, row: int) -> State:
        """What has become of a step by now."""
        if row < len(self._now):
            return self._now[row].state
        number = self._numbers[row - len(self._now)]
        if number >= 0:
            reached = self._history.reached
            return reached[number].state if number < len(reached) else "done"
        return self._redoable[-1 - number].state if -1 - number < len(self._redoable) else "gone"

    def steps_to(self, row: int) -> int:
        """How many steps undo takes to take this one back; 0 when it is not in force."""
        if self.state(row) != "done":
            return 0
        if row < len(self._now):
            return _done(self._now[: row + 1])
        number = self._numbers[row - len(self._now)]
        if number < 0:
            return _done(self._now) + _done(self._redoable[:-number])
        reached = self._history.reached[: number + 1]
        return _done(self._now) + _done(self._redoable) + _done(reached) + number + 1 - len(reached)

    def matching(self, query: str, among: Sequence[int] | None = None) -> Sequence[int]:
        """The rows that have all the words of a query, in any case; of all, or among some."""
        words = query.casefold().split()
        rows = range(len(self)) if among is None else among
        return [row for row in rows if all(word in self._line(row) for word in words)] if words else range(len(self))

    def go(self, row: int) -> str:
        """Be where a step can be seen; gives the sentence to show there."""
        session, step = self._session, self._rows[row]
        place = session.corpus.index(step.article)
        if place is None:
            return f"{step.article} is not there any more"
        said = "" if place == session.index else session.open(place)
        session.caret.let_go()
        if step.offset is not None and session.article.text:
            session.caret.go(min(step.offset, len(session.article) - 1))
        return said or step.what

    def undo_to(self, row: int, most: int) -> tuple[int, str]:
        """Take steps back, newest first, until this one is, at most so many, and none that is large.

        Gives how many were, and a sentence when no more can be.
        """
        history = self._history
        for number in range(most):
            if self.state(row) != "done" or self.large_step() is not None:
                return number, ""
            before = history.taken_back
            said = undo(self._session)
            if history.taken_back == before:
                return number, said
        return most, ""

    def large_step(self) -> Work | None:
        """What takes the next step back, when it would hold up the keys."""
        work = Revisiting(self._session, again=False)
        return work if work.large else None

    def _line(self, row: int) -> str:
        step = self._rows[row]
        return f"{step.what}\n{step.by}\n{step.article}\n{step.at}".casefold()


def summary(chronicle: Chronicle, row: int) -> str:
    """What undo would do to get behind this row."""
    match chronicle.state(row):
        case "done":
            steps = chronicle.steps_to(row)
            return "u takes it back" if steps == 1 else f"u takes back {counted(steps, 'step')}, down to this one"
        case "undone":
            return "taken back; U makes steps again"
        case "gone":
            return "taken back"
        case "stuck":
            return "it cannot be taken back"


def _done(entries: Iterable[Entry]) -> int:
    return sum(entry.state == "done" for entry in entries)


def _told(changes: Changes, at: str, by: str) -> Told:
    seen = next((change for change in changes if change.place is not None), changes[0])
    return Told(at, by, told(changes), seen.article, seen.place)
