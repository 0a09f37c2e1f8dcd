"""The steps made in a session, newest last, and those taken back."""

from __future__ import annotations

from reader.core.change import Change

Step = tuple[Change, ...]
"""The changes of one gesture, in the order they were made: several when it changed several articles."""


class History:
    """Undo without limit: each step can be taken back and made again, in order."""

    def __init__(self) -> None:
        self._done: list[Step] = []
        self._undone: list[Step] = []

    def __len__(self) -> int:
        return len(self._done)

    def note(self, step: Step) -> None:
        """A new step was made: what was taken back can no longer be made again."""
        self._done.append(step)
        self._undone.clear()

    def back(self) -> Step | None:
        """The step that takes the newest back; None when there is none."""
        if not self._done:
            return None
        self._undone.append(self._done.pop())
        return tuple(change.inverse for change in reversed(self._undone[-1]))

    def again(self) -> Step | None:
        """The step taken back last; None when there is none."""
        if not self._undone:
            return None
        self._done.append(self._undone.pop())
        return self._done[-1]
