"""The articles of a corpus by what is known of them: states, labels, notes, and the orders of the list."""

from __future__ import annotations

from collections.abc import Sequence, Set
from itertools import chain
from typing import Literal, Protocol, get_args

from reader.core.change import Status
from reader.core.record import Record
from reader.store.blobs import About

Order = Literal["name", "progress", "spans"]
"""How the list can be sorted."""

ORDERS: Sequence[Order] = get_args(Order)

PROGRESS = ("begun", "open", "skipped", "done")
"""The states in the order of what is to be done first."""


class Known(Protocol):
    """What is known of articles by their places in the list: a session."""

    @property
    def worked_on(self) -> Set[int]:
        """Those that something is kept of."""

    def status(self, index: int) -> Status:
        """How far the work on one is."""

    def count(self, index: int) -> int:
        """How many spans it has."""

    def suggested(self, index: int) -> bool:
        """Is anything suggested for it?"""

    def about(self, index: int) -> About:
        """What is said of it and in its spans."""


def about(record: Record) -> About:
    """What is said of an article and in its spans."""
    spans = (*record.annotations, *record.stray)
    notes = tuple(note for note in chain([record.note], (a.note for a in spans)) if note)
    flagged = record.flag or any(a.flag for a in spans)
    return About(frozenset(a.label for a in spans), notes, flagged)


def state(known: Known, index: int) -> str:
    """`open`, `begun`, `done` or `skipped`: an article by its place in the list."""
    status = known.status(index)
    return "begun" if status == "open" and known.count(index) else status


def in_state(known: Known, kind: str, asked: str) -> Set[int]:
    """The places of the articles with a state (`is`), a label, or a note: only those worked on can have any."""
    places = known.worked_on
    match kind, asked:
        case "label", _:
            return {i for i in places if any(n.casefold().startswith(asked) for n in known.about(i).labels)}
        case "note", _:
            return {i for i in places if any(asked in note.casefold() for note in known.about(i).notes)}
        case _, "flagged":
            return {i for i in places if known.about(i).flagged}
        case _, "suggested":
            return {i for i in places if known.suggested(i)}
        case _:
            return {i for i in places if state(known, i) == asked}


def in_order(known: Known, found: Sequence[int], order: Order) -> Sequence[int]:
    """Articles by their places in the list, sorted; those that are equal stay in the order of the list."""
    if order == "name":
        return found
    worked_on = known.worked_on
    untouched = PROGRESS.index("open")
    if order == "progress":
        return sorted(found, key=lambda i: PROGRESS.index(state(known, i)) if i in worked_on else untouched)
    return sorted(found, key=lambda i: -known.count(i) if i in worked_on else 0)
