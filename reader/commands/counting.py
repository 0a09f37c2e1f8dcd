"""A number typed before a motion: how often it is made."""

from __future__ import annotations

MOST = 9_999
"""No motion is made more often: a slip of the finger must not hold up the screen."""

DIGITS = "456789"
"""The digits that begin a number, and so are keys of nothing else. 1 to 3 do when they are no keys: as a rule they are
those of panes, and one of them counts when a motion of the text follows. 0 is a digit inside a number."""


def counts(key: str) -> bool:
    """Is a key kept for numbers? So are those of other scripts."""
    return key.isdecimal() and key not in "0123"


class Counting:
    """The number typed so far. It is told of digits and asked by commands, in the order of the keys."""

    def __init__(self) -> None:
        self.number = 0
        """What was typed so far; 0 for nothing."""
        self._pane = 0

    def digit(self, digit: int) -> None:
        """A digit was typed."""
        self.number = min(MOST, 10 * self.number + digit)

    def pane(self, digit: int) -> None:
        """The digit of a pane was typed: another key of the text makes it a number."""
        self.number, self._pane = 0, digit

    def take(self) -> int:
        """How often the motion is made that comes now; the number is used up."""
        times = max(1, self.number)
        self.number = self._pane = 0
        return times

    def take_pane(self) -> int:
        """The same for a motion of the text typed right after the digit of a pane; 0 when there was none."""
        digit, self._pane, self.number = self._pane, 0, 0
        return digit
