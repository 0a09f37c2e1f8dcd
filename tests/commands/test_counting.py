"""Numbers before motions, beside the digits that are keys of panes."""

from __future__ import annotations

import pytest

from reader.commands.counting import MOST, SOON, Counting


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        """The time it is."""
        return self.now


@pytest.mark.parametrize(("digits", "times"), [([], 1), ([4], 4), ([4, 0], 40), ([9] * 5, MOST)])
def test_a_number_counts_once(digits: list[int], times: int) -> None:
    """And is used up."""
    counting = Counting()
    for digit in digits:
        counting.digit(digit)

    assert (counting.take(), counting.take()) == (times, 1)


def test_the_digit_of_a_pane_begins_a_number_when_something_follows_at_once() -> None:
    """Another digit or a motion; after a while it was the key of a pane."""
    clock = Clock()
    counting = Counting(clock)
    counting.pane(3)
    alone = counting.take()
    counting.pane(1)
    counting.digit(2)
    with_another = counting.take()
    counting.pane(3)
    clock.now += SOON
    late = counting.take()
    counting.pane(1)
    counting.digit(2)
    clock.now += SOON

    assert (alone, with_another, late, counting.number) == (3, 12, 1, 0)
