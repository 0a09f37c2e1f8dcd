"""Offsets to rows and cells, and back."""

from __future__ import annotations

import re

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from reader.text.graphemes import CLUSTER
from reader.widgets.page import singles
from reader.widgets.page.cells import draw, drawn
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


@given(texts(40), st.integers(2, 20), st.integers(0, 30), st.data())
def test_a_text_is_wrapped_alike_stretch_by_stretch(text: str, width: int, stretch: int, data: st.DataObject) -> None:
    """Whatever is asked for first, each row is what it is when all is wrapped at once."""
    whole, bit_by_bit = Rows(text, width), Rows(text, width, stretch)
    assert whole.complete

    for row in data.draw(st.permutations(range(len(whole) + 2))):
        assert bit_by_bit.bounds(row) == (whole.bounds(row) if row < len(whole) else (len(text), len(text)))
        assert bit_by_bit.offset_at(row, 3) == whole.offset_at(row, 3)
    assert bit_by_bit.complete
    assert len(bit_by_bit) == len(whole)


@given(texts(40), st.integers(2, 20), st.data())
def test_an_offset_is_found_before_all_is_wrapped(text: str, width: int, data: st.DataObject) -> None:
    """Its row is the same as when all is wrapped, and there are more rows than that."""
    offset = data.draw(st.integers(0, len(text)))
    rows = Rows(text, width, 0)

    row = rows.row_of(offset)

    assert row == Rows(text, width).row_of(offset)
    assert row < len(rows)


def test_the_number_of_rows_is_reckoned_until_all_are_wrapped() -> None:
    """From the rows of the first stretch; then it is exact."""
    rows = Rows("some words in a line\n" * 100_000, 84)

    reckoned = len(rows)
    while not rows.complete:
        rows.wrap()

    assert abs(reckoned - 100_000) < 100
    assert len(rows) == 100_000


def test_what_is_taken_to_stand_alone_does() -> None:
    """Every character of the quick ways is a cluster of its own beside any of them, drawn as it is, of that width."""
    alone = regex.compile(r"[\p{GCB=Other}\p{GCB=LV}\p{GCB=LVT}]")
    characters = "".join(map(chr, range(0x10000)))

    for found, width in ((f"[{singles.NARROW}]", 1), (f"[{singles.WIDE}]", 2)):
        for character in re.findall(found, characters):
            assert drawn(character) == (character, width)
            assert alone.fullmatch(character)


def test_a_word_with_conjuncts_is_not_parted() -> None:
    """A cluster of two one-cell letters is no place to end a row, as a wide character is."""
    rows = Rows("क न्दीहिहि", 4)

    assert rows.bounds(1)[0] == 2


def test_a_long_line_is_wrapped_in_one_pass() -> None:
    """A line of a million characters without a blank has as many rows as it fills."""
    rows = Rows("x" * 1_000_000, 84)

    assert len(rows) == -(-1_000_000 // 84)


def test_a_tab_reaches_to_the_next_stop() -> None:
    """Every fourth cell."""
    assert draw("a\tbc\td", 0) == ("a   bc  d", 9)
    assert draw("\t", 2) == ("  ", 2)
