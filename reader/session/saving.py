"""Saving in the background: a slow disk never holds up a key, and nothing is called saved that is not on disk."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from typing import Literal, NamedTuple

from reader.core.errors import StoreError
from reader.core.record import Record
from reader.core.refusal import Refusal
from reader.store.store import Store

PAINTED = 0.025
"""Seconds that a save waits, so that the key's change is on the screen before the disk's work begins."""

RETRY = 1.0
"""Seconds until a failed save is tried again."""


class SaveState(NamedTuple):
    """How things stand between memory and disk."""

    kind: Literal["clean", "saving", "saved", "failed"] = "clean"
    """Nothing changed yet, on the way, on disk, or not on disk."""
    why: str = ""
    """Why it is not on disk."""
    at: datetime | None = None
    """When it was last on disk, in local time."""


class Saving:
    """One thread that writes the newest records, in the order they changed."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._waiting: dict[str, Record] = {}
        self._waiting_refusals: dict[Refusal, bool] = {}
        self._state = SaveState()
        self._wake = threading.Condition()
        self._closing = False
        self._thread: threading.Thread | None = None
        self.on_change: Callable[[SaveState], None] = lambda _state: None
        """Called with each new state, from the saving thread or the caller's."""

    @property
    def state(self) -> SaveState:
        """How things stand now."""
        return self._state

    @property
    def pending(self) -> bool:
        """Is anything not on disk yet?"""
        return self._state.kind in ("saving", "failed")

    def put(self, record: Record) -> None:
        """Have the record written; returns at once."""
        with self._wake:
            self._waiting[record.id] = record
            self._start()

    def put_refusal(self, refusal: Refusal, *, stands: bool) -> None:
        """Have it written that something was refused, or that it is not any more; returns at once."""
        with self._wake:
            self._waiting_refusals[refusal] = stands
            self._start()

    def retry(self) -> None:
        """Try a failed save again now."""
        with self._wake:
            self._wake.notify_all()

    def flush(self, timeout: float | None = None) -> bool:
        """Wait until all is on disk or a save failed; says whether all is on disk."""
        with self._wake:
            self._wake.wait_for(lambda: self._state.kind != "saving", timeout)
            return not self.pending

    def close(self) -> bool:
        """Write what is left, trying a failed save once more, and stop; says whether all is on disk."""
        with self._wake:
            self._closing = True
            self._wake.notify_all()
        if self._thread is not None:
            self._thread.join()
        return not self.pending

    def _start(self) -> None:
        """Have the thread write what waits; the lock is held."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="saving", daemon=True)
            self._thread.start()
        # Not told again with every one of many records.
        if self._state.kind not in ("saving", "failed"):
            self._tell(SaveState("saving", at=self._state.at))
        self._wake.notify_all()

    @property
    def _anything_waits(self) -> bool:
        return bool(self._waiting or self._waiting_refusals)

    def _run(self) -> None:
        while True:
            with self._wake:
                while not self._anything_waits and not self._closing:
                    self._wake.wait()
                self._wake.wait_for(lambda: self._closing, PAINTED)
                batch, refusals, closing = dict(self._waiting), dict(self._waiting_refusals), self._closing
            if batch or refusals:
                self._save(batch, refusals)
            with self._wake:
                if closing and (not self._anything_waits or self._state.kind == "failed"):
                    return
                if self._state.kind == "failed" and not self._closing:
                    self._wake.wait(RETRY)

    def _save(self, batch: dict[str, Record], refusals: dict[Refusal, bool]) -> None:
        try:
            if batch:
                self._store.save(batch.values())
            if refusals:
                self._store.save_refusals(refusals)
        except StoreError as error:
            state = SaveState("failed", str(error), self._state.at)
        except Exception as error:  # noqa: BLE001 - whatever it is, the person must learn that nothing is saved
            state = SaveState("failed", f"{type(error).__name__}: {error}", self._state.at)
        else:
            state = SaveState("saved", at=datetime.now().astimezone())
        with self._wake:
            if state.kind == "saved":
                self._waiting = {i: r for i, r in self._waiting.items() if batch.get(i) is not r}
                self._waiting_refusals = {
                    r: stands for r, stands in self._waiting_refusals.items() if refusals.get(r) is not stands
                }
                if self._anything_waits:
                    state = SaveState("saving", at=state.at)
            self._tell(state)
            self._wake.notify_all()

    def _tell(self, state: SaveState) -> None:
        self._state = state
        # Who listens may be gone already; that must never stop the saving.
        with suppress(Exception):
            self.on_change(state)
