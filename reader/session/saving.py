"""Saving in the background: a slow disk never holds up a key, and nothing is called saved that is not on disk."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from time import monotonic
from typing import Literal, NamedTuple

from reader.core.errors import StoreError
from reader.core.step import Step
from reader.store.store import Store

RETRY = 1.0
"""Seconds until a failed save is tried again."""

IDLE = 2.0
"""Seconds without a change after which the state file is written. Each change is in the history long before."""

SHARE = 10
"""A state file that takes a second to write is written only after so many seconds without a change."""

FULL = 5_000
"""Changes after which the state file is written even while others come."""


class SaveState(NamedTuple):
    """How things stand between memory and disk."""

    kind: Literal["clean", "saving", "saved", "failed"] = "clean"
    """Nothing changed yet, on the way, on disk, or not on disk."""
    why: str = ""
    """Why it is not on disk, or never will be."""
    at: datetime | None = None
    """When it was last on disk, in local time."""


class News(NamedTuple):
    """What the store met on the disk."""

    notices: Sequence[str]
    """What a person should know, a sentence each."""
    merged: Sequence[Step]
    """What other programs had put into the store, and is part of it now."""


class Saving:
    """One thread that adds the newest steps to the history, in order, and folds them when nothing else is to do."""

    def __init__(self, store: Store, read_only: str = "") -> None:
        """`read_only` says why nothing is ever saved; empty when it is."""
        self._store = store
        self._waiting: list[Step] = []
        self._state = SaveState(why=read_only)
        self._wake = threading.Condition()
        self._disk = threading.Lock()
        self._closing = False
        self._thread: threading.Thread | None = None
        self._fold_at: float | None = None
        self._fold_took = 0.0
        self._fold_failed = ""
        self._attempts = 0
        self._settled = True
        self.told: list[str] = []
        """All that a person should know of the store, a sentence each, since it was opened."""
        self.on_change: Callable[[SaveState], None] = lambda _state: None
        """Called with each new state, from the saving thread or the caller's."""
        self.on_news: Callable[[News], None] = lambda _news: None
        """Called from the saving thread when the disk was not as it was left."""

    @property
    def state(self) -> SaveState:
        """How things stand now."""
        return self._state

    @property
    def pending(self) -> bool:
        """Is anything not on disk yet?"""
        return self._state.kind in ("saving", "failed")

    def put(self, step: Step) -> None:
        """Have a step written; returns at once."""
        with self._wake:
            self._waiting.append(step)
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="saving", daemon=True)
                self._thread.start()
            # Not told again with every one of many steps.
            if self._state.kind not in ("saving", "failed"):
                self._tell(SaveState("saving", at=self._state.at))
            self._wake.notify_all()

    def retry(self, timeout: float | None = None) -> bool:
        """Try a failed save again now and wait for what comes of it; says whether all is on disk."""
        with self._wake:
            attempts = self._attempts
            self._wake.notify_all()
            self._wake.wait_for(lambda: not self.pending or self._attempts > attempts, timeout)
            return not self.pending

    def flush(self, timeout: float | None = None) -> bool:
        """Wait until all is on disk or a save failed; says whether all is on disk."""
        with self._wake:
            self._wake.wait_for(lambda: self._state.kind != "saving", timeout)
            return not self.pending

    def settle(self, timeout: float | None = None) -> bool:
        """Have the state file written now as well, and wait for it; says whether all is on disk."""
        with self._wake:
            if self._thread is not None:
                self._settled = False
                self._fold_at = monotonic()
                self._wake.notify_all()
                self._wake.wait_for(lambda: self._settled or self._state.kind == "failed", timeout)
            return not self.pending

    def rescue(self, path: Path) -> None:
        """Write everything, what could not be saved included, as a new store at another place.

        Raises StoreError.
        """
        if not self._disk.acquire(timeout=RETRY):
            raise StoreError("the disk is still busy")
        try:
            with self._wake:
                waiting = list(self._waiting)
            self._store.rescue(path, waiting)
        finally:
            self._disk.release()

    def close(self) -> bool:
        """Write what is left, trying a failed save once more, and stop; says whether all is on disk."""
        with self._wake:
            self._closing = True
            self._wake.notify_all()
        if self._thread is not None:
            self._thread.join()
        if self._waiting and self._state.kind != "failed":
            # The thread came to an end of its own.
            self._save(list(self._waiting))
        return not self.pending

    def _run(self) -> None:
        while True:
            with self._wake:
                self._wait_for_work()
                batch, closing = list(self._waiting), self._closing
            if batch:
                self._save(batch)
            elif not closing:
                self._fold()
            with self._wake:
                if closing and (not self._waiting or self._state.kind == "failed"):
                    return
                if self._state.kind == "failed" and not self._closing:
                    self._wake.wait(RETRY)

    def _wait_for_work(self) -> None:
        """Wait for a step, for the end, or until it is time to fold; the time may be set while this waits."""
        while not self._waiting and not self._closing:
            patience = None if self._fold_at is None else self._fold_at - monotonic()
            if patience is not None and patience <= 0:
                return
            self._wake.wait(patience)

    def _save(self, batch: Sequence[Step]) -> None:
        why = ""
        try:
            with self._disk:
                self._store.append(*batch)
        except StoreError as error:
            why = str(error)
        except Exception as error:  # noqa: BLE001 - whatever it is, the person must learn that nothing is saved
            why = f"{type(error).__name__}: {error}"
        with self._wake:
            self._attempts += 1
            if why:
                state = SaveState("failed", why, self._state.at)
            else:
                del self._waiting[: len(batch)]
                state = SaveState("saving" if self._waiting else "saved", at=datetime.now().astimezone())
                self._fold_at = monotonic() + max(IDLE, SHARE * self._fold_took)
            self._tell(state)
            self._wake.notify_all()
        self._tell_news()
        if self._store.unfolded >= FULL and not self._fold_failed:
            self._fold()

    def _fold(self) -> None:
        """Write the state file. When that fails nothing is lost: the history has it all."""
        begun = monotonic()
        failed = ""
        self._fold_at = None
        try:
            with self._disk:
                self._store.fold()
        except Exception as error:  # noqa: BLE001 - the thread must go on saving
            failed = str(error)
            self._fold_at = monotonic() + SHARE * IDLE
        self._fold_took = monotonic() - begun
        notices = []
        if failed and failed != self._fold_failed:
            notices.append(f"{self._store.path.name} cannot be written ({failed}); all is saved in the history beside")
        self._fold_failed = failed
        self._tell_news(notices)
        with self._wake:
            self._settled = True
            self._wake.notify_all()

    def _tell_news(self, notices: Sequence[str] = ()) -> None:
        news = News([*self._store.take_notices(), *notices], self._store.take_merged())
        if news.notices or news.merged:
            self.told += news.notices
            with suppress(Exception):
                self.on_news(news)

    def _tell(self, state: SaveState) -> None:
        self._state = state
        # Who listens may be gone already; that must never stop the saving.
        with suppress(Exception):
            self.on_change(state)
