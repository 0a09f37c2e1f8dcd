"""How steps change a state."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from reader.core.annotation import Annotation
from reader.core.change import Change
from reader.core.step import Head, Step
from reader.store import blobs
from reader.store.records import HEAD_FIELDS, to_item
from reader.store.state import State


@dataclass
class Edit:
    """What some steps together do to one article."""

    head: dict[str, Any] = field(default_factory=dict)
    """What is new of the document without its annotations."""
    gone: set[str] = field(default_factory=set)
    """The ids of annotations that are not there any more as they were."""
    there: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    """Documents of the annotations that are new, or otherwise than before, by their ids."""
    withdrawn: set[str] = field(default_factory=set)
    """The ids of suggestions that are not there any more as they were."""
    offered: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    """Documents of the suggestions that are new, or otherwise than before, by their ids."""

    def take(self, change: Change, head: Head) -> None:
        """Add one more change."""
        self.head |= head._asdict()
        for name, value in (("status", change.status), ("note", change.note), ("flag", change.flag)):
            if value is not None:
                self.head[name] = value[1]
        _take(change.removed, change.added, self.gone, self.there)
        _take(change.withdrawn, change.offered, self.withdrawn, self.offered)


def _take(
    removed: Iterable[Annotation], added: Iterable[Annotation], gone: set[str], there: dict[str, Mapping[str, Any]]
) -> None:
    for annotation in removed:
        gone.add(annotation.id)
        there.pop(annotation.id, None)
    for annotation in added:
        gone.discard(annotation.id)
        there[annotation.id] = to_item(annotation)


NOTHING = {"status": "open", "note": "", "flag": False}
"""The state of an article nobody has worked on."""


def fold(state: State, steps: Iterable[Step]) -> None:
    """Have a state hold what some steps did, in their order. Doing it again changes nothing."""
    edits: dict[str, Edit] = {}
    for step in steps:
        heads = {head.id: head for head in step.heads}
        for change in step.changes:
            edits.setdefault(change.article, Edit()).take(change, heads[change.article])
        for refusal, stands in step.refusals:
            if stands:
                state.refusals[refusal] = None
            else:
                state.refusals.pop(refusal, None)
    for identity, edit in edits.items():
        before = state.articles.get(identity) or blobs.new_blob({**edit.head, **NOTHING, **edit.head})
        annotations = blobs.Edit(edit.gone, edit.there.values())
        after = blobs.edited(before, edit.head, annotations, blobs.Edit(edit.withdrawn, edit.offered.values()))
        if _is_nothing(after):
            state.drop(identity)
        else:
            state.put(identity, after)


def _is_nothing(blob: blobs.Blob) -> bool:
    """Is nothing kept of an article any more?"""
    if blobs.count_of(blob) or blobs.has_suggestions(blob):
        return False
    head = blobs.head_of(blob)
    return all(head[key] == value for key, value in NOTHING.items()) and head.keys() <= {*HEAD_FIELDS, "annotations"}
