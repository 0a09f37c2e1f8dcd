"""The steps that can be taken back, newest last, and those taken back: also from before the store was opened."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from reader.core.change import Change
from reader.store.store import Kept

Changes = tuple[Change, ...]
"""The changes of one gesture, in the order they were made: several when it changed several articles."""


class History:
    """Undo without limit: each step can be taken back and made again, in order."""

    def __init__(self, earlier: Callable[[], Iterator[Kept]] = lambda: iter(())) -> None:
        """`earlier` reads the steps of former sessions, newest first; it is asked when they are needed."""
        self._done: list[Changes] = []
        self._undone: list[Changes] = []
        self._earlier = earlier
        self._older: Iterator[Changes] | None = None
        self._looked_for_undone = False
        self._renamed: dict[str, str] = {}
        self._given: list[Changes] | None = None

    def __len__(self) -> int:
        return len(self._done)

    def note(self, changes: Changes) -> None:
        """A new step was made: what was taken back can no longer be made again."""
        self._done.append(changes)
        self._undone.clear()
        self._looked_for_undone = True

    def rename(self, names: Mapping[str, str]) -> None:
        """Articles have new ids, by their old ones: the steps of former sessions are about those."""
        self._renamed |= names

    def back(self) -> Changes | None:
        """The step that takes the newest back; None when there is none. Raises StoreError."""
        self._given = None
        self._look_for_undone()
        if not self._done:
            if self._older is None:
                self._older = undoable(self._earlier(), self._renamed)
            step = next(self._older, None)
            if step is None:
                return None
            self._done.append(step)
        self._undone.append(self._done.pop())
        self._given = self._undone
        return inverse(self._undone[-1])

    def again(self) -> Changes | None:
        """The step taken back last; None when there is none. Raises StoreError."""
        self._given = None
        self._look_for_undone()
        if not self._undone:
            return None
        self._done.append(self._undone.pop())
        self._given = self._done
        return self._done[-1]

    def pass_over(self) -> None:
        """What was given last could not be made: it is neither done nor taken back, and not offered again."""
        if self._given is not None:
            self._given.pop()
            self._given = None

    def _look_for_undone(self) -> None:
        """What the session before this one took back can be made again."""
        if not self._looked_for_undone:
            self._looked_for_undone = True
            # Under the old names they cannot be made again.
            self._undone = [] if self._renamed else redoable(self._earlier())


def inverse(changes: Changes) -> Changes:
    """The changes that take these back."""
    return tuple(change.inverse for change in reversed(changes))


def undoable(kept: Iterable[Kept], renamed: Mapping[str, str] | None = None) -> Iterator[Changes]:
    """Of the steps of a history, newest first, those that are in force, newest first, under the names of now.

    `renamed` has the new ids of articles, by the old ones, that the history does not know of. Which step an undo took
    back is told by what it changed: steps that could not be taken back may lie between.
    """
    undone: list[Changes] = []
    redone: list[Changes] = []
    now = dict(renamed or {})
    for kind, step in kept:
        if kind == "move":
            olds, news = step.changes[::2], step.changes[1::2]
            now |= {o.article: now.get(n.article, n.article) for o, n in zip(olds, news, strict=True)}
            continue
        changes = tuple(replace(change, article=now.get(change.article, change.article)) for change in step.changes)
        match kind:
            case "undo" if not _took(redone, inverse(changes)):
                undone.append(inverse(changes))
            case "redo":
                redone.append(changes)
            case "do" | "merge" if changes and not _took(undone, changes):
                yield changes


def _took(some: list[Changes], changes: Changes) -> bool:
    """Take the changes out of the list, once; says whether they were there."""
    if changes not in some:
        return False
    some.remove(changes)
    return True


def redoable(kept: Iterable[Kept]) -> list[Changes]:
    """Of the steps of a history, newest first, those taken back since the last new one; the last to be made first."""
    trail: list[Kept] = []
    for each in kept:
        if each.kind == "move":
            # Under the old names they cannot be made again.
            return []
        if each.kind not in ("undo", "redo"):
            break
        trail.append(each)
    undone: list[Changes] = []
    for kind, step in reversed(trail):
        if kind == "undo":
            undone.append(inverse(step.changes))
        elif undone:
            undone.pop()
    return undone
