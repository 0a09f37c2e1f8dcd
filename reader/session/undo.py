"""The changes made in a session, newest last, and those taken back."""

from __future__ import annotations

from reader.core.change import Change


class History:
    """Undo without limit: each change can be taken back and made again, in order."""

    def __init__(self) -> None:
        self._done: list[Change] = []
        self._undone: list[Change] = []

    def __len__(self) -> int:
        return len(self._done)

    def note(self, change: Change) -> None:
        """A new change was made: what was taken back can no longer be made again."""
        self._done.append(change)
        self._undone.clear()

    def back(self) -> Change | None:
        """The change that takes the newest back; None when there is none."""
        if not self._done:
            return None
        self._undone.append(self._done.pop())
        return self._undone[-1].inverse

    def again(self) -> Change | None:
        """The change taken back last; None when there is none."""
        if not self._undone:
            return None
        self._done.append(self._undone.pop())
        return self._done[-1]
