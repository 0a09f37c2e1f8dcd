"""Numbers before motions, beside the digits that are keys of panes."""

from __future__ import annotations

import pytest

from reader.commands.counting import MOST, Counting


@pytest.mark.parametrize(("digits", "times"), [([], 1), ([4], 4), ([4, 0], 40), ([9] * 5, MOST)])
def test_a_number_counts_once(digits: list[int], times: int) -> None:
    """And is used up."""
    counting = Counting()
    for digit in digits:
        counting.digit(digit)

    assert (counting.take(), counting.take()) == (times, 1)


def test_the_digit_of_a_pane_counts_only_for_what_follows_at_once() -> None:
    """Any other command makes it a key of the pane again."""
    counting = Counting()
    counting.pane(3)
    right_after = counting.take_pane()
    counting.pane(3)
    counting.take()

    assert (right_after, counting.take_pane()) == (3, 0)
