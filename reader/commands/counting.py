"""A number typed before a motion: how often it is made."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

MOST = 9_999
"""No motion is made more often: a slip of the finger must not hold up the screen."""

DIGITS = "456789"
"""The digits that begin a number, and so are keys of nothing else. 1 to 3 do when they are no keys: as a rule they are
those of panes, and one of them counts when a digit or a motion of the text follows. 0 is a digit inside a number."""


def counts(key: str) -> bool:
    """Is a key kept for numbers? So are those of other scripts."""
    return key.isdecimal() and key not in "0123"


SOON = 1.0
"""Seconds after which the digit of a pane is no part of a number any more."""


class Counting:
    """The number typed so far. It is told of digits and asked by commands, in the order of the keys."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._number = 0
        self._paned = False
        self._since = 0.0

    @property
    def number(self) -> int:
        """What was typed so far; 0 for nothing, and when it began with the digit of a pane and nothing came soon."""
        if self._paned and self._clock() - self._since >= SOON:
            return 0
        return self._number

    @property
    def begun(self) -> bool:
        """Was a number begun, and not merely a pane named by its digit?"""
        return self._number > 0 and not self._paned

    def digit(self, digit: int) -> None:
        """A digit was typed."""
        before = self.number
        self._number, self._paned = min(MOST, 10 * before + digit), self._paned and before > 0
        self._since = self._clock()

    def pane(self, digit: int) -> None:
        """The digit of a pane was typed: a digit or a motion of the text right behind it makes it a number."""
        self._number, self._paned, self._since = digit, True, self._clock()

    def take(self) -> int:
        """How often the motion is made that comes now; the number is used up."""
        times = max(1, self.number)
        self.forget()
        return times

    def forget(self) -> None:
        """Something else was done."""
        self._number, self._paned = 0, False
