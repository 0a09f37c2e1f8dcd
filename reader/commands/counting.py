"""A number typed before a motion: how often it is made."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from reader.commands.command import CHARACTERS, Command

MOST = 9_999
"""No motion is made more often: a slip of the finger must not hold up the screen."""

Heard = Literal["", "digit", "back", "elsewhere"]
"""Nothing to do; one more digit; a motion that belongs to the text after a digit that went to another pane; a key of
the text while another pane has the keys."""


class Counting:
    """Follows every key. The digits 1 to 3 are keys of panes: one of them counts when a motion of the text follows."""

    def __init__(self, table: Iterable[Command]) -> None:
        self.number = 0
        """What was typed so far."""
        self.times = 1
        """How often the motion of the last key is made."""
        table = list(table)
        self._motions = {_name(key) for command in table if command.repeats for key in command.keys}
        self._of_text = {_name(key) for command in table if command.scope != "screen" for key in command.keys}
        self._pane_digit = 0

    def heard(self, key: str, *, in_text: bool) -> Heard:
        """A key was pressed while the text had the keys, or another pane."""
        self.times = 1
        if in_text:
            if key.isdecimal() and (self.number or key not in "0123"):
                self.number = min(MOST, 10 * self.number + int(key))
                return "digit"
            self.times, self.number = max(1, self.number), 0
            self._pane_digit = int(key) if key in ("1", "3") else 0
            return ""
        digit, self._pane_digit = self._pane_digit, 0
        if digit and key in self._motions and key not in ("j", "k", "h", "l"):
            self.times = digit
            return "back"
        return "elsewhere" if key in self._of_text else ""


def _name(key: str) -> str:
    return CHARACTERS.get(key, key)
