"""The store of this project, used as a session uses it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from reader.core.annotation import Annotation, context
from reader.core.article import Article
from reader.core.change import Change
from reader.core.errors import StoreError
from reader.core.span import Span
from reader.core.step import Head
from reader.core.step import Step as StoredStep
from reader.store.store import Store
from tests.torture.steps import TEXTS, Edit, Step, Tag, View

HEADS = {a.id: Head(a.id, a.title, a.sha256, len(a)) for a in (Article(name, text) for name, text in TEXTS.items())}
"""Article -> what the store is told of it."""

TIME = "2026-01-02T03:04:05.678+00:00"
"""When everything was made; nothing may depend on it."""


class OurHandle:
    """An open store."""

    def __init__(self, store: Store) -> None:
        self._store = store
        try:
            self._found = _view(store)
        except Exception:
            store.close()
            raise

    @property
    def notices(self) -> Sequence[str]:
        """Everything it said."""
        return tuple(self._store.notices)

    def view(self) -> View:
        """What it held at the opening."""
        return self._found

    def apply(self, step: Step) -> None:
        """Add it to the history."""
        changes = tuple(_change(edit) for edit in step.edits)
        heads = tuple(HEADS[edit.article] for edit in step.edits)
        self._store.append(StoredStep(changes, heads, step.kind, TIME, "torturer"))

    def fold(self) -> None:
        """Fold what was added into the state."""
        self._store.fold()

    def close(self) -> None:
        """Fold and let go."""
        self._store.close()


class Ours:
    """History and state."""

    name = "ours"
    refusals: tuple[type[Exception], ...] = (StoreError,)
    history = "annotations.history.jsonl"
    previous = "annotations.previous.json"

    def open(self, path: Path) -> OurHandle:
        """Open for writing."""
        return OurHandle(Store.for_writing(path))

    def read(self, path: Path) -> tuple[View, Sequence[str]]:
        """Open for reading."""
        store = Store.for_reading(path)
        try:
            return _view(store), tuple(store.notices)
        finally:
            store.close()

    def parts(self, step: Step) -> list[Step]:
        """A step is kept whole."""
        return [step]

    def through_os(self) -> None:
        """It is so already."""


def _change(edit: Edit) -> Change:
    text = TEXTS[edit.article]
    removed, added = (
        tuple(_annotation(text, identity, tag) for identity, tag in tags.items()) for tags in (edit.removed, edit.added)
    )
    return Change(edit.article, removed, added)


def _annotation(text: str, identity: str, tag: Tag) -> Annotation:
    span = Span(tag[0], tag[1])
    before, after = context(text, span)
    return Annotation(identity, span, tag[2], tag[3], "torturer", TIME, TIME, before=before, after=after)


def _view(store: Store) -> View:
    view: View = {}
    for identity in store.ids:
        record = store.record(identity)
        for a in (*record.annotations, *record.stray) if record is not None else ():
            view.setdefault(identity, {})[a.id] = (a.span.start, a.span.end, a.label, a.text)
    return view


SUBJECT = Ours()
