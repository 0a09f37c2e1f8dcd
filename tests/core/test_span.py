"""The algebra of spans."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.core.span import Span
from tests.strategies import spans

SMALL = spans("x" * 8)
"""Spans so short that every way two of them can lie turns up."""


@pytest.mark.parametrize(("start", "end"), [(0, 0), (3, 3), (4, 3), (-1, 2), (-2, -1)])
def test_a_span_is_never_empty_turned_round_or_before_the_text(start: int, end: int) -> None:
    """Such ranges are refused, and the error names them."""
    with pytest.raises(ValueError, match=rf"not \[{start}, {end}\)"):
        Span(start, end)


@given(SMALL)
def test_a_span_covers_its_code_points(span: Span) -> None:
    """Its length, its text and the offsets it holds all say the same."""
    text = "abcdefgh"

    assert len(span) == len(span.of(text))
    assert span.of(text) == "".join(text[offset] for offset in range(len(text)) if span.holds(offset))


@given(SMALL, SMALL)
def test_two_spans_lie_in_exactly_one_way(one: Span, other: Span) -> None:
    """Apart, alike, inside, around or crossing: no pair is two of these, none is without one."""
    ways = [
        not one.overlaps(other),
        one == other,
        one.contains(other) and one != other,
        other.contains(one) and one != other,
        one.crosses(other),
    ]

    assert ways.count(True) == 1


@given(SMALL, SMALL)
def test_overlapping_is_sharing_a_code_point(one: Span, other: Span) -> None:
    """And containing is sharing all of them."""
    mine, theirs = set(range(one.start, one.end)), set(range(other.start, other.end))

    assert one.overlaps(other) == bool(mine & theirs)
    assert one.contains(other) == (mine >= theirs)


@given(SMALL, SMALL)
def test_overlapping_crossing_and_touching_are_mutual(one: Span, other: Span) -> None:
    """Seen from the other span they are the same."""
    assert one.overlaps(other) == other.overlaps(one)
    assert one.crosses(other) == other.crosses(one)
    assert one.touches(other) == other.touches(one)


@given(SMALL, SMALL, SMALL)
def test_containing_is_a_partial_order(one: Span, other: Span, third: Span) -> None:
    """Each contains itself, two that contain each other are equal, and what is inside the inside is inside."""
    assert one.contains(one)
    assert not (one.contains(other) and other.contains(one)) or one == other
    assert not (one.contains(other) and other.contains(third)) or one.contains(third)


@given(SMALL, SMALL)
def test_touching_spans_share_nothing_and_leave_nothing_between(one: Span, other: Span) -> None:
    """Where one ends the other begins."""
    apart = not one.overlaps(other)

    assert one.touches(other) == (apart and len(one.hull(other)) == len(one) + len(other))


@given(SMALL, SMALL)
def test_the_hull_is_the_smallest_span_around_both(one: Span, other: Span) -> None:
    """It contains both, and each of its ends is an end of one of them."""
    hull = one.hull(other)

    assert hull.contains(one)
    assert hull.contains(other)
    assert hull.start in (one.start, other.start)
    assert hull.end in (one.end, other.end)
    assert hull == other.hull(one)


@given(st.lists(SMALL))
def test_spans_sort_by_start_then_end(some: list[Span]) -> None:
    """As their pairs of numbers do."""
    assert sorted(some) == [Span(*pair) for pair in sorted((s.start, s.end) for s in some)]
