"""Searching: smart case, blanks for blanks, the same hits from both ends."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.search import last_before, next_after, occurrences
from tests.strategies import texts

SHORT = st.text(alphabet="ab \n", min_size=1, max_size=3)


@pytest.mark.parametrize(
    ("text", "query", "hits"),
    [
        ("Moscow and moscow", "moscow", [(0, 6), (11, 17)]),
        ("Moscow and moscow", "Moscow", [(0, 6)]),
        ("Nagorno\nKarabakh", "nagorno karabakh", [(0, 16)]),
        ("a+b (c) a+b", "a+b", [(0, 3), (8, 11)]),
        ("one", "two", []),
        ("one", "", []),
    ],
)
def test_what_is_found(text: str, query: str, hits: list[tuple[int, int]]) -> None:
    """Case matters when it is typed; one blank stands for a line break; nothing is an expression."""
    assert [(span.start, span.end) for span in occurrences(text, query)] == hits


@given(texts(), SHORT)
def test_going_on_finds_every_occurrence_in_order(text: str, query: str) -> None:
    """Forward from before the text, and backward from behind it."""
    starts = [span.start for span in occurrences(text, query)]
    forward, backward = [], []
    here = next_after(text, query, -1)
    while here is not None:
        forward.append(here.start)
        here = next_after(text, query, here.end - 1)
    before = last_before(text, query, len(text))
    while before is not None:
        backward.append(before.start)
        before = last_before(text, query, before.start)

    assert forward == starts
    assert set(starts) <= {*backward} or not starts


@given(texts(), SHORT, st.data())
def test_a_part_of_a_text_shows_the_hits_that_reach_into_it(text: str, query: str, data: st.DataObject) -> None:
    """The same as those of the whole text there."""
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))

    part = list(occurrences(text, query, start, end))

    assert part == [span for span in occurrences(text, query) if span.start < end and span.end > start]
