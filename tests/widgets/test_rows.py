"""Offsets to rows and cells, and back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.graphemes import CLUSTER
from reader.widgets.page.cells import draw
from reader.widgets.page.rows import Rows
from tests.strategies import texts


@given(texts(), st.integers(2, 90))
def test_offset_to_cell_and_back_is_the_identity(text: str, width: int) -> None:
    """For every cluster of any text at any width."""
    rows = Rows(text, width)

    for match in CLUSTER.finditer(text):
        row, cell = rows.cell_of(match.start())
        assert rows.offset_at(row, cell) == match.start()


@given(texts(), st.integers(2, 90))
def test_rows_cover_the_text_in_order_and_cut_no_cluster(text: str, width: int) -> None:
    """Every row begins where the one before it ended, but for the newline between them."""
    rows = Rows(text, width)
    edges = {0, *(match.end() for match in CLUSTER.finditer(text))}

    here = 0
    for row in range(len(rows)):
        start, end = rows.bounds(row)
        assert start == here
        assert {start, end} <= edges
        assert "\n" not in text[start:end]
        here = end
        if text.startswith("\r\n", here):
            here += 2
        elif text.startswith("\n", here):
            here += 1
    assert here == len(text)


@given(texts(), st.integers(2, 90))
def test_no_row_is_wider_than_the_width(text: str, width: int) -> None:
    """But for the blanks that hang over its end, and clusters wider than the whole row."""
    rows = Rows(text, width)

    for row in range(len(rows)):
        start, end = rows.bounds(row)
        content = text[start:end].rstrip(" \t")
        if len(CLUSTER.findall(content)) > 1:
            assert draw(content, 0)[1] <= width


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("one two three", 7, ["one two ", "three"]),
        ("one two three", 8, ["one two ", "three"]),
        ("one  two", 4, ["one  ", "two"]),
        ("abcdefgh", 3, ["abc", "def", "gh"]),
        ("a\n\nb\n", 10, ["a", "", "b"]),
        ("a\r\nb\rc", 10, ["a", "b\rc"]),
        ("漢字漢字", 5, ["漢字", "漢字"]),
        ("ab 漢字", 5, ["ab 漢", "字"]),
        ("", 5, [""]),
        ("a\tb", 10, ["a\tb"]),
        ("é" * 4, 3, ["ééé", "é"]),
    ],
)
def test_wrapping(text: str, width: int, expected: list[str]) -> None:
    """At blanks, else anywhere; newlines end rows; nothing is lost."""
    rows = Rows(text, width)

    assert [text[slice(*rows.bounds(row))] for row in range(len(rows))] == expected


def test_a_long_line_is_wrapped_in_one_pass() -> None:
    """A line of a million characters without a blank has as many rows as it fills."""
    rows = Rows("x" * 1_000_000, 84)

    assert len(rows) == -(-1_000_000 // 84)


def test_a_tab_reaches_to_the_next_stop() -> None:
    """Every fourth cell."""
    assert draw("a\tbc\td", 0) == ("a   bc  d", 9)
    assert draw("\t", 2) == ("  ", 2)
