"""Lines and columns: what a person counts in an editor."""

from __future__ import annotations

from hypothesis import given

from reader.text.positions import Positions
from tests.strategies import texts


@given(texts())
def test_they_lead_back_to_the_offset(text: str) -> None:
    """Every code point has a line and a column, from 1; only a newline parts lines."""
    positions = Positions(text)
    lines = text.split("\n")

    for offset in range(len(text) + 1):
        line, column = positions.at(offset)

        assert sum(len(before) + 1 for before in lines[: line - 1]) + column - 1 == offset
        assert 1 <= column <= len(lines[line - 1]) + 1
