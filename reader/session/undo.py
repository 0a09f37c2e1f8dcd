"""The steps that can be taken back, newest last, and those taken back: also from before the store was opened."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Literal, NamedTuple

from reader.core.change import Change
from reader.store.store import Kept

Changes = tuple[Change, ...]
"""The changes of one gesture, in the order they were made: several when it changed several articles."""


State = Literal["done", "undone", "gone", "stuck"]
"""In force, taken back so that it can be made again, taken back for good, or in force and not to be taken back."""


class Entry:
    """A step that was met in this session, and what has become of it."""

    __slots__ = ("at", "by", "changes", "state")

    def __init__(self, changes: Changes, at: str = "", by: str = "", state: State = "done") -> None:
        self.changes = changes
        """What it did."""
        self.at = at
        """When: UTC, ISO 8601."""
        self.by = by
        """The annotator."""
        self.state: State = state
        """What has become of it."""


class Former(NamedTuple):
    """A step of a former session."""

    changes: Changes
    """What it did, under the names that articles have now."""
    at: str
    """When: UTC, ISO 8601."""
    by: str
    """The annotator."""
    in_force: bool
    """Was it in force when that session ended?"""


class History:
    """Undo without limit: each step can be taken back and made again, in order."""

    def __init__(self, earlier: Callable[[], Iterator[Kept]] = lambda: iter(())) -> None:
        """`earlier` reads the steps of former sessions, newest first; it is asked when they are needed."""
        self.entries: list[Entry] = []
        """The steps of this session, oldest first, whatever became of them."""
        self.reached: list[Entry] = []
        """The steps of former sessions that were in force and that undo has come to, newest first."""
        self._done: list[Entry] = []
        self._undone: list[Entry] = []
        self._redoable: list[Entry] = []
        self._earlier = earlier
        self._older: Iterator[Former] | None = None
        self._looked_for_undone = False
        self._renamed: dict[str, str] = {}
        self._given: list[Entry] | None = None

    def __len__(self) -> int:
        return len(self._done)

    @property
    def taken_back(self) -> int:
        """How many steps can be made again."""
        return len(self._undone)

    @property
    def redoable(self) -> Sequence[Entry]:
        """The steps that the session before this one took back, newest first. Raises StoreError."""
        self._look_for_undone()
        return self._redoable

    def former(self) -> Iterator[Former]:
        """The steps of former sessions, newest first; any thread may ask. Raises StoreError."""
        return former(self._earlier(), self._renamed)

    def note(self, changes: Changes, at: str = "", by: str = "") -> None:
        """A new step was made: what was taken back can no longer be made again."""
        entry = Entry(changes, at, by)
        self.entries.append(entry)
        self._done.append(entry)
        for lost in self._undone:
            lost.state = "gone"
        self._undone.clear()
        self._looked_for_undone = True

    def rename(self, names: Mapping[str, str]) -> None:
        """Articles have new ids, by their old ones: the steps of former sessions are about those."""
        self._renamed |= names

    def back(self) -> Changes | None:
        """The step that takes the newest back; None when there is none. Raises StoreError."""
        self._given = None
        self._look_for_undone()
        if not self._done and not self._reach():
            return None
        self._undone.append(self._done.pop())
        self._undone[-1].state = "undone"
        self._given = self._undone
        return inverse(self._undone[-1].changes)

    def again(self) -> Changes | None:
        """The step taken back last; None when there is none. Raises StoreError."""
        self._given = None
        self._look_for_undone()
        if not self._undone:
            return None
        self._done.append(self._undone.pop())
        self._done[-1].state = "done"
        self._given = self._done
        return self._done[-1].changes

    def pass_over(self) -> None:
        """What was given last could not be made: it is neither done nor taken back, and not offered again."""
        if self._given is not None:
            self._given.pop().state = "stuck" if self._given is self._undone else "gone"
            self._given = None

    def _reach(self) -> bool:
        """Have the next step of former sessions to be taken back; says whether there is one."""
        if self._older is None:
            self._older = (step for step in self.former() if step.in_force)
        step = next(self._older, None)
        if step is None:
            return False
        entry = Entry(step.changes, step.at, step.by)
        self.reached.append(entry)
        self._done.append(entry)
        return True

    def _look_for_undone(self) -> None:
        """What the session before this one took back can be made again."""
        if not self._looked_for_undone:
            self._looked_for_undone = True
            # Under the old names they cannot be made again.
            undone = [] if self._renamed else redoable(self._earlier())
            self._redoable = [Entry(changes, state="undone") for changes in undone]
            self._undone = list(self._redoable)


def inverse(changes: Changes) -> Changes:
    """The changes that take these back."""
    return tuple(change.inverse for change in reversed(changes))


def former(kept: Iterable[Kept], renamed: Mapping[str, str] | None = None) -> Iterator[Former]:
    """The steps of a history that did something new, given newest first, under the names of now.

    `renamed` has the new ids of articles, by the old ones, that the history does not know of. Which step an undo took
    back is told by what it changed: steps that could not be taken back may lie between.
    """
    undone: list[Changes] = []
    redone: list[Changes] = []
    now = dict(renamed or {})
    for each in kept:
        kind, step = each.kind, each.step
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
            case "do" | "merge" if changes:
                yield Former(changes, step.at, step.by, not _took(undone, changes))


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
    for each in reversed(trail):
        if each.kind == "undo":
            undone.append(inverse(each.step.changes))
        elif undone:
            undone.pop()
    return undone
