"""Runs: the parts of a text that are searched alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.runs import REACH, SLACK, Runs

STOPS = Runs(r"[.]")
"""Runs that end with a full stop."""

LOOSE = st.lists(
    st.sampled_from(["a", " ", ".", "b" * 30, "c " * 40, "d" * (REACH - 3), "e " * REACH, "f. " * 400]), max_size=8
).map("".join)
"""Runs shorter, longer and as long as may be, with and without blanks."""


@given(LOOSE)
def test_every_offset_of_a_run_finds_the_same_run(text: str) -> None:
    """They cover the text, follow one another and are never much longer than `REACH`."""
    offset = 0
    while offset < len(text):
        start, end = STOPS.around(text, offset)
        assert start == offset
        assert start < end <= start + REACH + SLACK
        assert {STOPS.around(text, place) for place in {start, (start + end) // 2, end - 1}} == {(start, end)}
        offset = end


@given(LOOSE, st.integers(0, 3_000), st.integers(0, 3_000))
def test_stretches_cover_what_is_asked_for_in_whole_runs(text: str, start: int, end: int) -> None:
    """Each goes on where the last one ended, and no end is anything but the end of a run."""
    stretches = list(STOPS.over(text, start, end))

    assert [low for low, _ in stretches[1:]] == [high for _, high in stretches[:-1]]
    assert all(STOPS.around(text, low)[0] == low for low, _ in stretches)
    assert all(STOPS.around(text, high - 1)[1] == high for _, high in stretches)
    if start < min(end, len(text)):
        assert stretches[0][0] <= start
        assert stretches[-1][1] >= min(end, len(text))


@pytest.mark.parametrize(("offset", "run"), [(0, (0, 3)), (2, (0, 3)), (3, (3, 6)), (5, (3, 6)), (6, (6, 8))])
def test_a_run_ends_behind_its_seam(offset: int, run: tuple[int, int]) -> None:
    """The last one at the end of the text."""
    assert STOPS.around("ab.cd.ef", offset) == run
