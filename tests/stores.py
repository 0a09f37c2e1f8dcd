"""Stores for tests and benchmarks, made with the real one."""

from __future__ import annotations

from pathlib import Path

from reader.core.change import Change
from reader.core.record import Record
from reader.core.step import Head, Step
from reader.store.store import Store


def step_of(*records: Record) -> Step:
    """The step that makes these records of articles nobody has worked on."""
    changes = tuple(
        Change(
            record.id,
            added=(*record.annotations, *record.stray),
            status=("open", record.status),
            note=("", record.note) if record.note else None,
            flag=(False, True) if record.flag else None,
        )
        for record in records
    )
    heads = tuple(map(Head.of, records))
    return Step(changes, heads, at="2026-01-01T00:00:00.000+00:00", by="tester")


def keep(path: Path, *records: Record) -> None:
    """Put records into a store, folded, with its history."""
    store = Store.for_writing(path)
    store.append(step_of(*records))
    store.close()


class NoStore(Store):
    """A store that keeps nothing, so that thousands of edits cost no disk."""

    def append(self, *steps: Step) -> None:
        """Keep nothing."""

    def fold(self) -> None:
        """Write nothing."""
