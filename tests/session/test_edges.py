"""Edges: they stay in the text, cut no cluster, and leave at least one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.core.span import Span
from reader.session.edges import Edge, by_cluster, by_word
from reader.text.graphemes import snap
from tests.strategies import texts

EDGES: list[Edge] = ["start", "end"]


@given(texts(), st.data())
def test_an_edge_stays_in_the_text_and_cuts_no_cluster(text: str, data: st.DataObject) -> None:
    """However often and whichever way it is moved, from a span of whole clusters."""
    if not text:
        return
    start = data.draw(st.integers(0, len(text) - 1))
    span = snap(text, Span(start, data.draw(st.integers(start + 1, len(text)))))

    for _ in range(6):
        move = data.draw(st.sampled_from([by_word, by_cluster]))
        edge, step = data.draw(st.sampled_from(EDGES)), data.draw(st.sampled_from([-1, 1]))
        moved = move(text, span, edge, step)

        assert 0 <= moved.start < moved.end <= len(text)
        assert moved == snap(text, moved)
        assert (moved.end == span.end) if edge == "start" else (moved.start == span.start)
        span = moved


@pytest.mark.parametrize(
    ("edge", "step", "becomes"),
    [
        ("end", 1, "of Armenia Nikol Pashinyan"),
        ("end", -1, "of Armenia"),
        ("start", 1, "Armenia Nikol"),
        ("start", -1, "Minister of Armenia Nikol"),
    ],
)
def test_an_edge_by_word(edge: Edge, step: int, becomes: str) -> None:
    """To the end of a word on the right, to its beginning on the left; blanks are never an edge."""
    text = "Prime Minister of Armenia Nikol Pashinyan"

    moved = by_word(text, Span(text.index("of"), text.index(" Pash")), edge, step)

    assert moved.of(text) == becomes


def test_a_word_alone_does_not_get_smaller_by_word() -> None:
    """But by character it does, down to one."""
    text = "one two three"

    assert by_word(text, Span(4, 7), "end", -1) == Span(4, 7)
    assert by_word(text, Span(4, 7), "start", 1) == Span(4, 7)
    assert by_cluster(text, Span(4, 7), "end", -1) == Span(4, 6)
    assert by_cluster(text, Span(4, 5), "end", -1) == Span(4, 5)


def test_an_edge_never_ends_at_a_blank() -> None:
    """By character it steps over blanks and line breaks, outward and inward; at the end of the text it stays."""
    text = "one  two\nthree "

    assert by_cluster(text, Span(0, 3), "end", 1) == Span(0, 6)
    assert by_cluster(text, Span(0, 6), "end", -1) == Span(0, 3)
    assert by_cluster(text, Span(9, 14), "start", -1) == Span(7, 14)
    assert by_cluster(text, Span(9, 14), "end", 1) == Span(9, 14)
