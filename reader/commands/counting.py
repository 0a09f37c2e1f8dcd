"""A number typed before a motion: how often it is made."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from reader.commands.command import Command
from reader.commands.keys import textual_name
from reader.commands.lists import LIST_KEYS

MOST = 9_999
"""No motion is made more often: a slip of the finger must not hold up the screen."""

Heard = Literal["", "digit", "back", "elsewhere"]
"""Nothing to do; one more digit; a motion that belongs to the text after a digit that went to another pane; a key of
the text while another pane has the keys."""


PANES = ("focus.list", "focus.spans")
"""The commands after whose key, when it is a digit, a motion of the text may follow."""


def counts(key: str) -> bool:
    """Does a key begin a number, and so can be bound to nothing? 0 to 3 may be keys of their own."""
    return key.isdecimal() and key not in "0123"


class Counting:
    """Follows every key. A digit that is the key of a pane counts when a motion of the text follows."""

    def __init__(self, table: Iterable[Command]) -> None:
        self.number = 0
        """What was typed so far."""
        self.times = 1
        """How often the motion of the last key is made."""
        table = list(table)
        lists = {textual_name(key) for row in LIST_KEYS for key in row.keys}
        self._motions = _names(command for command in table if command.repeats) - lists
        self._of_text = _names(command for command in table if command.scope != "screen") - lists
        self._bound = {key for command in table for key in command.keys}
        self._panes = {key for command in table if command.id in PANES for key in command.keys if key.isdecimal()}
        self._pane_digit = 0

    def heard(self, key: str, *, in_text: bool) -> Heard:
        """A key was pressed while the text had the keys, or another pane."""
        self.times = 1
        if in_text:
            if key.isdecimal() and (self.number or (int(key) and key not in self._bound)):
                self.number = min(MOST, 10 * self.number + int(key))
                return "digit"
            self.times, self.number = max(1, self.number), 0
            self._pane_digit = int(key) if key in self._panes else 0
            return ""
        digit, self._pane_digit = self._pane_digit, 0
        if digit and key in self._motions:
            self.times = digit
            return "back"
        return "elsewhere" if key in self._of_text else ""


def _names(table: Iterable[Command]) -> set[str]:
    return {textual_name(key) for command in table for key in command.keys}
