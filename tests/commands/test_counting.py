"""Numbers before motions, beside the digits that are keys of panes."""

from __future__ import annotations

import pytest

from reader.commands import commands
from reader.commands.counting import MOST, Counting


def heard(keys: str, *, in_text: bool = True) -> tuple[list[str], int]:
    """What is made of keys in a row, and how often the last is done."""
    counting = Counting(commands())
    return [counting.heard(key, in_text=in_text) for key in keys], counting.times


@pytest.mark.parametrize(
    ("keys", "times"), [("w", 1), ("4w", 4), ("40w", 40), ("0", 1), ("99999w", MOST), ("4ww", 1), ("4xw", 1)]
)
def test_a_number_counts_for_the_next_key_alone(keys: str, times: int) -> None:
    """From 4 on; a 0 alone is a key of its own."""
    assert heard(keys)[1] == times


@pytest.mark.parametrize(("key", "what", "times"), [("w", "back", 3), ("right_parenthesis", "back", 3), ("j", "elsewhere", 1)])
def test_a_digit_that_went_to_a_pane_counts_when_a_motion_of_the_text_follows(key: str, what: str, times: int) -> None:
    """Unless the pane itself takes the key."""
    counting = Counting(commands())
    counting.heard("3", in_text=True)

    assert (counting.heard(key, in_text=False), counting.times) == (what, times)


def test_keys_of_the_text_are_known_elsewhere() -> None:
    """So that the screen can say where the keys go."""
    assert heard("c", in_text=False) == (["elsewhere"], 1)
    assert heard("q", in_text=False) == ([""], 1)
