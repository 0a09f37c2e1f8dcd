"""The steps that can be taken back, newest last, and those taken back: also from before the store was opened."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from threading import Lock
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
        self._finding = Lock()
        self._renamed: dict[str, str] = {}
        self._next: Entry | None = None

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
        with self._finding:
            for lost in self._undone:
                lost.state = "gone"
            self._undone.clear()
            self._looked_for_undone = True

    def rename(self, names: Mapping[str, str]) -> None:
        """Articles have new ids, by their old ones: the steps of former sessions are about those."""
        self._renamed |= names

    def at_hand(self, *, again: bool) -> Entry | None:
        """The same as `upcoming`, where nothing has to be read for it; None otherwise."""
        if not self._looked_for_undone:
            return None
        some = self._undone if again else self._done
        return some[-1] if some else None if again else self._next

    def upcoming(self, *, again: bool) -> Entry | None:
        """The step to be taken back next, or made `again`; None when there is none. Raises StoreError.

        Another thread may ask while nobody else does; what is noted meanwhile is not what it asked for.
        """
        self._look_for_undone()
        if not again and not self._done and self._next is None:
            # A step that was noted while this was read is not the one that was asked for.
            self._next = self._read()
            return self._next
        return self.at_hand(again=again)

    def turn(self, *, again: bool) -> None:
        """What was upcoming is taken back, or made again."""
        entry = self._taken(again=again)
        entry.state = "done" if again else "undone"
        (self._done if again else self._undone).append(entry)

    def pass_over(self, *, again: bool) -> None:
        """What was upcoming cannot be made: it is neither done nor taken back, and not offered again."""
        self._taken(again=again).state = "gone" if again else "stuck"

    def _taken(self, *, again: bool) -> Entry:
        if not again and not self._done and self._next is not None:
            self.reached.append(self._next)
            self._done.append(self._next)
            self._next = None
        return (self._undone if again else self._done).pop()

    def _read(self) -> Entry | None:
        """The newest step of former sessions that is in force and was not read yet."""
        if self._older is None:
            self._older = (step for step in self.former() if step.in_force)
        step = next(self._older, None)
        return None if step is None else Entry(step.changes, step.at, step.by)

    def _look_for_undone(self) -> None:
        """What the session before this one took back can be made again."""
        if not self._looked_for_undone:
            # Under the old names they cannot be made again.
            undone = [] if self._renamed else redoable(self._earlier())
            found = [Entry(changes, state="undone") for changes in undone]
            with self._finding:
                # A step that was noted while this was read leaves none of them; another thread may have read them too.
                if not self._looked_for_undone:
                    self._redoable, self._undone = found, list(found)
                    self._looked_for_undone = True


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
        changes = step.changes
        if now:
            changes = tuple(replace(change, article=now.get(change.article, change.article)) for change in changes)
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
