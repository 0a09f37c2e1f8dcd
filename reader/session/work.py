"""A step over many articles: what is worked out of it, how far that is, and that it can be stopped."""

from __future__ import annotations

from threading import Event
from typing import NamedTuple

from reader.core.change import Change
from reader.core.record import Record
from reader.session.wording import in_thousands

LARGE = 200
"""Articles up to which a step is made at once: that takes less than a twentieth of a second."""


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
