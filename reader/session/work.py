"""A step over many articles: what is worked out of it, how far that is, and that it can be stopped."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event
from typing import NamedTuple

from reader.core.change import Change
from reader.core.record import Record
from reader.session.wording import in_thousands

LARGE = 200
"""Articles up to which a step is made at once: that takes less than a twentieth of a second."""

PACE = 0.1
"""Seconds between two looks at, or two pieces of news of, what runs beside the keys: often enough to look alive, rare
enough to leave the keys alone."""


class StoppedError(Exception):
    """Nobody wants it any more."""


class Ready(NamedTuple):
    """What is to be done in one article, worked out."""

    before: Record
    """What was kept of the article when it was worked out."""
    change: Change
    """What is to be done."""
    after: Record
    """What is kept afterwards."""


class Work:
    """One step over many articles.

    `prepare` may run in any thread and changes nothing; `finish` runs in the session's own and makes the step whole.
    Between the two a person may go on reading and, unless the work is `exclusive`, tagging: what was changed meanwhile
    is worked out again.
    """

    changes = True
    """Does it change anything?"""
    exclusive = False
    """Must nothing else be changed before it is done?"""

    def __init__(self, doing: str, size: int) -> None:
        self.doing = doing
        """What a person is told of it: `tagging “Moscow”`."""
        self.size = size
        """How many articles it is about; 0 until that is known."""
        self.done = 0
        """How many of them are worked out."""
        self._stopped = Event()

    @property
    def large(self) -> bool:
        """Would it hold up the keys?"""
        return self.size > LARGE

    @property
    def given_up(self) -> str:
        """What is said when it was stopped."""
        return f"stopped {self.doing}: nothing was changed"

    @property
    def progress(self) -> str:
        """`tagging “Moscow”: 1,240 of 19,000 articles`."""
        of = f"{self.done:,} of {in_thousands(self.size, 'article')}"
        return f"{self.doing}: {of if self.size else 'reading what it was'}"

    def stop(self) -> None:
        """Have `prepare` end with StoppedError."""
        self._stopped.set()

    def prepare(self) -> None:
        """Work it out. Raises StoppedError."""
        raise NotImplementedError

    def finish(self) -> str:
        """Make what was worked out; says what was done, or why it cannot be."""
        raise NotImplementedError

    def check_wanted(self) -> None:
        """Raise StoppedError when it was stopped."""
        if self._stopped.is_set():
            raise StoppedError


class Following(Work):
    """Something that runs already and changes nothing: waited for beside the keys, so that it is seen and stopped."""

    changes = False

    def __init__(
        self,
        doing: str,
        size: int,
        over: Event,
        *,
        done: Callable[[], int],
        stop: Callable[[], None],
        said: Callable[[], str],
    ) -> None:
        """`over` is set when it has ended; `done` says how many articles it has gone through, `stop` ends it.

        `said` says what came of it.
        """
        super().__init__(doing, size)
        self._over = over
        self._done = done
        self._stop = stop
        self._said = said
        self._let_go = False

    @property
    def large(self) -> bool:
        """Who hands it over has waited already."""
        return True

    @property
    def given_up(self) -> str:
        """What is said when it was stopped."""
        return "" if self._let_go else f"stopped {self.doing}"

    def stop(self) -> None:
        """Have it end."""
        super().stop()
        if not (self._let_go or self._over.is_set()):
            self._stop()

    def let_go(self) -> None:
        """Follow it no more; it goes on."""
        self._let_go = True
        self.stop()

    def prepare(self) -> None:
        """Wait for it. Raises StoppedError."""
        while not self._over.wait(PACE):
            self.check_wanted()
            self.done = self._done()

    def finish(self) -> str:
        """Say what came of it."""
        return self._said()
