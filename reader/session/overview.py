"""The articles of a corpus by what is known of them: states, labels, notes, and the orders of the list."""

from __future__ import annotations

from collections.abc import Sequence, Set
from itertools import chain
from typing import TYPE_CHECKING, Literal, get_args

from reader.core.record import Record
from reader.store.blobs import About

if TYPE_CHECKING:
    from reader.session.session import Session

Order = Literal["name", "progress", "spans"]
"""How the list can be sorted."""

ORDERS: Sequence[Order] = get_args(Order)

PROGRESS = ("begun", "open", "skipped", "done")
"""The states in the order of what is to be done first."""


def about(record: Record) -> About:
    """What is said of an article and in its spans."""
    spans = (*record.annotations, *record.stray)
    notes = tuple(note for note in chain([record.note], (a.note for a in spans)) if note)
    flagged = record.flag or any(a.flag for a in spans)
    return About(frozenset(a.label for a in spans), notes, flagged)


def state(session: Session, index: int) -> str:
    """`open`, `begun`, `done` or `skipped`: an article by its place in the list."""
    status = session.status(index)
    return "begun" if status == "open" and session.count(index) else status


def in_state(session: Session, kind: str, asked: str) -> Set[int]:
    """The places of the articles with a state (`is`), a label, or a note: only those worked on can have any."""
    places = session.worked_on
    match kind, asked:
        case "label", _:
            return {i for i in places if any(n.casefold().startswith(asked) for n in session.about(i).labels)}
        case "note", _:
            return {i for i in places if any(asked in note.casefold() for note in session.about(i).notes)}
        case _, "flagged":
            return {i for i in places if session.about(i).flagged}
        case _, "suggested":
            return {i for i in places if session.suggested(i)}
        case _:
            return {i for i in places if state(session, i) == asked}


def in_order(session: Session, found: Sequence[int], order: Order) -> Sequence[int]:
    """Articles by their places in the list, sorted; those that are equal stay in the order of the list."""
    if order == "name":
        return found
    worked_on = session.worked_on
    untouched = PROGRESS.index("open")
    if order == "progress":
        return sorted(found, key=lambda i: PROGRESS.index(state(session, i)) if i in worked_on else untouched)
    return sorted(found, key=lambda i: -session.count(i) if i in worked_on else 0)
