"""Parts of longer names: the quick look never misses what the names themselves say."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.longer import is_inside_a_name
from reader.text.names import name_at
from reader.text.words import words
from tests.strategies import PIECES

NAMES = (
    "the ",
    "of ",
    "said ",
    "Ministry ",
    "Azeri ",
    "army ",
    "armed forces ",
    "U.S. ",
    "J. ",
    "Mr. ",
    "Inc. ",
    "Corp",
    "and ",
    "al-",
    "Defence",
    "Treaty of Friendship, Cooperation and Mutual Assistance ",
    "Moscow ",
    "State\n",
    "University. ",
    "district, ",
)


@given(st.lists(st.sampled_from([*PIECES, *NAMES]), max_size=10).map("".join))
def test_it_says_what_the_names_say(text: str) -> None:
    """Of every word of hostile texts, and of every two words."""
    found = list(words(text))

    for one, other in zip(found, [*found[1:], *found[-1:]], strict=True):
        for span in (one, one.hull(other)):
            name = name_at(text, span.start)
            assert is_inside_a_name(text, span.start, span.end) == (
                name is not None and name != span and name.contains(span)
            )


@pytest.mark.parametrize(
    ("text", "part", "inside"),
    [
        ("The Azeri army said", "Azeri", True),
        ("in Moscow State University", "Moscow", True),
        ("in Moscow State University", "University", True),
        ("in Moscow, people", "Moscow", False),
        ("he left Moscow. Nobody", "Moscow", False),
    ],
)
def test_parts_of_names(text: str, part: str, inside: bool) -> None:
    """Before and behind; not across the end of a sentence."""
    start = text.index(part)

    assert is_inside_a_name(text, start, start + len(part)) is inside
