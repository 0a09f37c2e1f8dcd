"""What the export screen has done in a thread: looking through everything, and writing it. News of it are messages."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from time import monotonic

from textual.message import Message

from reader.core.errors import ReaderError
from reader.formats.format import Entry
from reader.session.export import Export, Plan
from reader.session.exporting import Written, write
from reader.session.saving import Saving
from reader.session.work import PACE, Following, StoppedError

SETTLE = 5.0
"""Seconds that are waited for the state file, so that what was moved in it is known under its new name."""


class Job:
    """What one thread does: look through everything, or write it when a place is named."""

    def __init__(self, number: int, run: Export, place: Path | None = None, *, force: bool = False) -> None:
        self.number = number
        """The first is 1; news of any but the newest are not heard."""
        self.run = run
        """The export."""
        self.place = place
        """Where to write; None to look only."""
        self.force = force
        """May a folder that is there be replaced?"""
        self.stop = Event()
        """Set to end it."""
        self.done = 0
        """How many articles were gone through in this stage."""
        self.over = Event()
        """Set when it has ended."""
        self.said = ""
        """What came of it, when it has ended."""
        self._tell: Callable[[Message], object] = lambda _news: None

    def work(self, tell: Callable[[Message], object], saving: Saving) -> None:
        """Do it, in a thread; `tell` hears the news."""
        self._tell, written, why = tell, None, ""
        try:
            if self.place is None:
                self._look(saving)
            else:
                written = self._write(self.place)
        except StoppedError:
            kept = "" if self.place is None else "; what is written stands in its place whole or not at all"
            why = f"stopped{kept}"
        except (ReaderError, OSError, ValueError) as error:
            why = str(error)
        self.said = written.short if written is not None else why
        self.over.set()
        tell(Ended(self, written, why))

    def following(self) -> Following:
        """What is to be seen of it beside the keys."""
        size = len(self.run)
        return Following(
            "exporting", size, self.over, done=lambda: self.done, stop=self.stop.set, said=lambda: self.said
        )

    def _look(self, saving: Saving) -> None:
        if self.number == 1:
            saving.settle(SETTLE)
        self._follow("looking")
        self._tell(Looked(self, self.run.plan(self._found)))

    def _found(self, entry: Entry) -> None:
        self._tell(First(self, entry))

    def _write(self, place: Path) -> Written:
        made = False
        # What goes wrong here is said when the file cannot be written.
        with suppress(OSError):
            place.parent.mkdir()
            made = True
        try:
            return write(self.run, place, force=self.force, stage=self._follow)
        except BaseException:
            if made:
                with suppress(OSError):
                    place.parent.rmdir()
            raise

    def _follow(self, stage: str) -> None:
        """Have the work tell how far it is, and end when it is stopped."""
        told = monotonic()
        self.done = 0

        def tick() -> None:
            nonlocal told
            self.done += 1
            if self.stop.is_set():
                raise StoppedError
            if monotonic() - told > PACE:
                told = monotonic()
                self._tell(Went(self, stage, self.done))

        self.run.tick = tick


@dataclass
class First(Message, namespace="exporting"):
    """The record to be shown is known."""

    job: Job
    entry: Entry


@dataclass
class Looked(Message, namespace="exporting"):
    """Everything was looked through."""

    job: Job
    plan: Plan


@dataclass
class Went(Message, namespace="exporting"):
    """The work is so far."""

    job: Job
    stage: str
    done: int


@dataclass
class Ended(Message, namespace="exporting"):
    """The thread has ended: something was written, or why not."""

    job: Job
    written: Written | None
    why: str = ""
