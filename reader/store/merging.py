"""What another program has put into a store: told by the ids of annotations, and taken in where nothing is lost."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from reader.core.annotation import Annotation, timestamp
from reader.core.change import Change
from reader.core.span import Span
from reader.core.step import Head, Step
from reader.store import blobs
from reader.store.records import from_document
from reader.store.state import State


class Past(NamedTuple):
    """What was once in a store, by its history."""

    ids: frozenset[str] = frozenset()
    """The ids of annotations."""
    stood: frozenset[tuple[str, Span, str]] = frozenset()
    """The article, span and label of each."""
    suggested: frozenset[str] = frozenset()
    """The ids of suggestions."""

    def had(self, article: str, annotation: Annotation) -> bool:
        """Was it an annotation of this article, or another with its label in its place?"""
        return annotation.id in self.ids or (article, annotation.span, annotation.label) in self.stood

    def had_offered(self, article: str, suggestion: Annotation) -> bool:
        """Was it suggested, or decided, in this article?"""
        return suggestion.id in self.suggested or self.had(article, suggestion)


class Merge(NamedTuple):
    """How a stranger's version differs from ours."""

    step: Step
    """What it has more, as a step to be made here."""
    spans: int
    """How many annotations that are."""
    losing: int
    """How many annotations and articles of ours it has not, or has otherwise, and how many it has that were removed
    here: taking it over would lose those."""


def merge(ours: State, theirs: State, past: Past) -> Merge:
    """Tell their version from ours; `past` is what was ever known here.

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
        change, head, lost = _change(blobs.document_of(mine) if mine is not None else None, document, past)
        losing += lost
        if change is not None:
            changes.append(change)
            heads.append(head)
    refusals = tuple((refusal, True) for refusal in theirs.refusals if refusal not in ours.refusals)
    losing += sum(refusal not in theirs.refusals for refusal in ours.refusals)
    step = Step(tuple(changes), tuple(heads), "merge", timestamp(), "another program", refusals)
    return Merge(step, sum(len(change.added) for change in changes), losing)


def _change(mine: Mapping[str, Any] | None, theirs: Mapping[str, Any], past: Past) -> tuple[Change | None, Head, int]:
    """The change that takes in what they have more of one article, and how much taking theirs over would lose."""
    record = from_document(theirs)
    head = Head.of(record)
    if mine is None:
        added = tuple(a for a in record.stray if not past.had(record.id, a))
        offered = tuple(s for s in record.adrift if not past.had_offered(record.id, s))
        change = Change(
            record.id,
            added=added,
            status=("open", record.status) if record.status != "open" else None,
            note=("", record.note) if record.note else None,
            flag=(False, True) if record.flag else None,
            offered=offered,
        )
        return change, head, len(record.stray) - len(added) + len(record.adrift) - len(offered)
    known = from_document(mine)
    there = {(a.span, a.label) for a in known.stray}
    added, lost = _more(known.stray, record.stray, lambda a: (a.span, a.label) in there or past.had(record.id, a))
    # What was accepted elsewhere has the id of its suggestion.
    accepted = {a.id for a in added}
    withdrawn = tuple(s for s in known.adrift if s.id in accepted)
    undecided = [s for s in known.adrift if s.id not in accepted]
    there |= {(s.span, s.label) for s in known.adrift}
    offered, missed = _more(
        undecided, record.adrift, lambda s: (s.span, s.label) in there or past.had_offered(record.id, s)
    )
    lost += missed + ((known.status, known.note, known.flag) != (record.status, record.note, record.flag))
    change = Change(record.id, added=added, withdrawn=withdrawn, offered=offered)
    return change if added or offered else None, Head.of(known), lost


def _more(
    ours: Sequence[Annotation], theirs: Sequence[Annotation], passed_over: Callable[[Annotation], bool]
) -> tuple[tuple[Annotation, ...], int]:
    """Those that only they have, and how many they have not, have otherwise, or have that are passed over."""
    ids = {a.id: a for a in ours}
    new = [a for a in theirs if a.id not in ids]
    taken = tuple(a for a in new if not passed_over(a))
    otherwise = sum(a.id in ids and ids[a.id] != a for a in theirs)
    return taken, len(new) - len(taken) + otherwise + len(ids.keys() - {a.id for a in theirs})
