"""Paragraphs: what stands between blank lines."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reader.core.span import Span
from reader.text import paragraphs
from reader.text.paragraphs import trimmed
from tests.strategies import texts

LINES = st.lists(st.sampled_from([*"ab \n\n\t\x1c\u00a0", "\r\n", "\r"]), max_size=16).map("".join)
"""Few letters between many kinds of blanks and ends of lines."""


def listed(text: str) -> list[Span]:
    """The paragraphs of the whole text: what is left between runs of blanks with two newlines in them."""
    runs = [run for run in re.finditer(r"\s+", text) if run[0].count("\n") > 1]
    starts, ends = [0, *(run.end() for run in runs)], [*(run.start() for run in runs), len(text)]
    pieces = [(start, end, text[start:end]) for start, end in zip(starts, ends, strict=True)]
    return [
        Span(start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip()))
        for start, end, piece in pieces
        if piece.strip()
    ]


@given(st.one_of(texts(), LINES))
def test_a_paragraph_is_found_from_each_of_its_code_points(text: str) -> None:
    """And besides only from blanks right at its ends, never over another paragraph."""
    every = listed(text)

    for offset in range(len(text)):
        found = paragraphs.paragraph_at(text, offset)
        if text[offset].isspace() and found is not None and not found.holds(offset):
            assert found in every
            assert text[found.end : offset + 1].isspace() or text[offset : found.start].isspace()
        else:
            assert found == next((p for p in every if p.holds(offset)), None)


@given(st.one_of(texts(), LINES))
@example("a\n\x1c\nb\n\x1f\n")
def test_moving_by_paragraphs_stops_at_each(text: str) -> None:
    """At every start going forward and back, and at every end."""
    every = listed(text)

    for offset in range(len(text) + 1):
        assert paragraphs.next_start(text, offset) == next((p.start for p in every if p.start > offset), None)
        assert paragraphs.next_end(text, offset) == next((p.end for p in every if p.end > offset), None)
        assert paragraphs.previous_start(text, offset) == next(
            (p.start for p in reversed(every) if p.start < offset), None
        )


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("blank", ["", " ", "\t ", "\u00a0"])
def test_a_blank_line_parts_paragraphs_and_belongs_to_neither(newline: str, blank: str) -> None:
    """Whatever ends the lines and whatever blanks are in it; also in the middle of several blank lines."""
    text = f"one{newline}more{newline}{blank}{newline}{newline}two"
    gap = range(text.index("more") + 4, text.index("two"))

    assert [p.of(text) for p in listed(text)] == [f"one{newline}more", "two"]
    assert {paragraphs.paragraph_at(text, offset) for offset in gap} == {None}
    assert paragraphs.paragraph_at(text, text.index("two")) == Span(len(text) - 3, len(text))


def test_blanks_at_the_ends_of_a_paragraph_belong_to_it() -> None:
    """The cursor on one of them is in the paragraph, but does not widen it."""
    text = "one  \n\n  two"

    assert [paragraphs.paragraph_at(text, offset) for offset in (4, 7)] == [Span(0, 3), Span(9, 12)]


@given(st.data(), st.one_of(texts(), LINES))
def test_trimming_takes_the_blanks_off_both_ends(data: st.DataObject, text: str) -> None:
    """Those that `str.strip` takes; None when nothing is left."""
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))

    span = trimmed(text, start, end)

    assert (span.of(text) if span else "") == text[start:end].strip()
    assert span is None or (start <= span.start and span.end <= end)


def test_a_paragraph_longer_than_any_is_cut_around_the_cursor() -> None:
    """A dump without an end costs no more than a text."""
    text = "word " * 100_000

    found = paragraphs.paragraph_at(text, 250_000)

    assert found is not None
    assert found.holds(250_000)
    assert len(found) <= 2 * paragraphs.REACH
    assert (paragraphs.next_start(text, 250_000) or 0) > 250_000
    assert (paragraphs.previous_start(text, 250_000) or 0) < 250_000


def test_a_wide_gap_is_looked_over_and_a_made_up_one_is_not() -> None:
    """Blanks are skipped quickly, but not without end."""
    near, far = (f"one\n{' ' * gap}\ntwo" for gap in (100_000, 2 * paragraphs.WIDEST))

    assert paragraphs.next_start(near, 0) == len(near) - 3
    assert paragraphs.previous_start(near, len(near) - 3) == 0
    assert paragraphs.next_start(far, 0) is None
