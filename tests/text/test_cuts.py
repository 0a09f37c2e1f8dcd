"""Edges that cut: quick for plain ones, and never another answer than words and clusters give."""

from __future__ import annotations

import pytest
from hypothesis import given

from reader.text.cuts import DENSE, cuts_cluster, cuts_word
from reader.text.graphemes import cluster_at
from reader.text.words import word_at
from tests.strategies import texts


@given(texts())
def test_a_word_is_cut_where_one_goes_on(text: str) -> None:
    """At every offset, but for scripts that part no words."""
    for offset in range(-1, len(text) + 2):
        inside = 0 < offset < len(text)
        word = word_at(text, offset) if inside else None
        dense = inside and DENSE().search(text[offset - 1 : offset + 1]) is not None

        assert cuts_word(text, offset) == (word is not None and word.start < offset and not dense)


@given(texts())
def test_a_character_is_cut_where_a_cluster_goes_on(text: str) -> None:
    """At every offset."""
    for offset in range(-1, len(text) + 2):
        inside = 0 < offset < len(text)

        assert cuts_cluster(text, offset) == (inside and cluster_at(text, offset).start < offset)


@pytest.mark.parametrize(
    ("before", "after", "cut"),
    [
        ("Mos", "cow", True),
        ("2,", "000", True),
        ("U.S", ".", True),
        ("Moscow", ".", False),
        ("Moscow", "-based", False),
    ],
)
def test_edges_of_words(before: str, after: str, cut: bool) -> None:
    """Numbers and abbreviations are words with their marks; a hyphen parts two."""
    assert cuts_word(f"{before}{after} said", len(before)) is cut
