"""The steps that can be taken back, newest last, and those taken back: also from before the store was opened."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
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

    def __len__(self) -> int:
        return len(self._done)

    def note(self, changes: Changes) -> None:
        """A new step was made: what was taken back can no longer be made again."""
        self._done.append(changes)
        self._undone.clear()
        self._looked_for_undone = True

    def back(self) -> Changes | None:
        """The step that takes the newest back; None when there is none. Raises StoreError."""
        self._look_for_undone()
        if not self._done:
            if self._older is None:
                self._older = undoable(self._earlier())
            step = next(self._older, None)
            if step is None:
                return None
            self._done.append(step)
        self._undone.append(self._done.pop())
        return inverse(self._undone[-1])

    def again(self) -> Changes | None:
        """The step taken back last; None when there is none. Raises StoreError."""
        self._look_for_undone()
        if not self._undone:
            return None
        self._done.append(self._undone.pop())
        return self._done[-1]

    def _look_for_undone(self) -> None:
        """What the session before this one took back can be made again."""
        if not self._looked_for_undone:
            self._looked_for_undone = True
            self._undone = redoable(self._earlier())


def inverse(changes: Changes) -> Changes:
    """The changes that take these back."""
    return tuple(change.inverse for change in reversed(changes))


def undoable(kept: Iterable[Kept]) -> Iterator[Changes]:
    """Of the steps of a history, newest first, those that are in force, newest first, under the names of now."""
    undone = 0
    now: dict[str, str] = {}
    for kind, step in kept:
        match kind:
            case "move":
                olds, news = step.changes[::2], step.changes[1::2]
                now |= {o.article: now.get(n.article, n.article) for o, n in zip(olds, news, strict=True)}
            case "undo":
                undone += 1
            case "redo":
                undone -= 1
            case _ if undone:
                undone -= 1
            case _ if step.changes:
                yield tuple(replace(change, article=now.get(change.article, change.article)) for change in step.changes)


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
