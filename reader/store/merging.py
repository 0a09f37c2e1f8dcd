"""What another program has put into a store: told by the ids of annotations, and taken in where nothing is lost."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from reader.core.annotation import Annotation, timestamp
from reader.core.change import Change
from reader.core.step import Head, Step
from reader.store import blobs
from reader.store.records import from_document
from reader.store.state import State

WasHere = Callable[[str, Annotation], bool]
"""Was an annotation of this article, by its id, once in this store, or another with its label in its place?"""


class Merge(NamedTuple):
    """How a stranger's version differs from ours."""

    step: Step
    """What it has more, as a step to be made here."""
    spans: int
    """How many annotations that are."""
    losing: int
    """How many annotations and articles of ours it has not, or has otherwise, and how many it has that were removed
    here: taking it over would lose those."""


def merge(ours: State, theirs: State, was_here: WasHere) -> Merge:
    """Tell their version from ours; `was_here` says whether an annotation of an article was ever known here.

    Annotations they added are taken in. One that was removed here stays removed, and one they changed or removed stays
    what it is here. Raises StoreError for a document that is damaged.
    """
    changes: list[Change] = []
    heads: list[Head] = []
    losing = sum(identity not in theirs.articles for identity in ours.articles)
    for identity, blob in theirs.articles.items():
        mine = ours.articles.get(identity)
        if mine == blob:
            continue
        document = blobs.document_of(blob)
        change, head, lost = _change(blobs.document_of(mine) if mine is not None else None, document, was_here)
        losing += lost
        if change is not None:
            changes.append(change)
            heads.append(head)
    refusals = tuple((refusal, True) for refusal in theirs.refusals if refusal not in ours.refusals)
    losing += sum(refusal not in theirs.refusals for refusal in ours.refusals)
    step = Step(tuple(changes), tuple(heads), "merge", timestamp(), "another program", refusals)
    return Merge(step, sum(len(change.added) for change in changes), losing)


def _change(
    mine: Mapping[str, Any] | None, theirs: Mapping[str, Any], was_here: WasHere
) -> tuple[Change | None, Head, int]:
    """The change that takes in what they have more of one article, and how much taking theirs over would lose."""
    record = from_document(theirs)
    head = Head.of(record)
    if mine is None:
        added = tuple(a for a in record.stray if not was_here(record.id, a))
        change = Change(
            record.id,
            added=added,
            status=("open", "done") if record.status == "done" else None,
            note=("", record.note) if record.note else None,
            flag=(False, True) if record.flag else None,
        )
        return change, head, len(record.stray) - len(added)
    known = from_document(mine)
    ids = {a.id: a for a in known.stray}
    there = {(a.span, a.label) for a in known.stray}
    new = [a for a in record.stray if a.id not in ids]
    added = tuple(a for a in new if (a.span, a.label) not in there and not was_here(record.id, a))
    lost = len(new) - len(added)
    lost += sum(a.id in ids and ids[a.id] != a for a in record.stray)
    lost += len(ids.keys() - {a.id for a in record.stray})
    lost += (known.status, known.note, known.flag) != (record.status, record.note, record.flag)
    return (
        Change(record.id, added=added) if added else None,
        Head.of(known),
        lost,
    )
