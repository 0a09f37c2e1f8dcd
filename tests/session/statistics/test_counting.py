"""What is counted of an article: what a look at every pair of spans and every code point says."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from reader.core.annotation import Annotation
from reader.core.annotations import Annotations
from reader.session.statistics.counting import Enclosed, covered, nested, pairs
from reader.session.statistics.gathering import lengths_from
from tests.strategies import annotations

TEXT = "one two three four five"


@given(annotations(TEXT, 12).map(Annotations))
def test_depth_and_containment(made: Annotations) -> None:
    """Depth is what the collection says; containment what every pair of spans says."""
    depths: Counter[int] = Counter()
    inside: Counter[Enclosed] = Counter()

    nested(list(made), depths, inside)

    names = made.labels
    assert depths == Counter(depth for depth, _ in made.outer_first())
    assert pairs(inside) == +Counter({(outer, inner): held(made, outer, inner) for outer in names for inner in names})


def held(made: Annotations, outer: str, inner: str) -> int:
    """How many spans of a label lie in another of a label."""
    return sum(
        any(other is not each and other.label == outer and other.span.contains(each.span) for other in made)
        for each in made
        if each.label == inner
    )


@given(annotations(TEXT, 12).map(Annotations))
def test_what_is_covered(made: Annotations) -> None:
    """Every code point once, however many spans of a label are over it."""
    found = covered(list(made))

    for label in made.labels:
        mine: list[Annotation] = [a for a in made if a.label == label]
        points = {offset for a in mine for offset in range(a.span.start, a.span.end)}
        assert found[label] == (len(mine), len(points))
    assert len(found) == len(made.labels)


@given(st.lists(st.integers(1, 300), min_size=1))
def test_lengths(values: list[int]) -> None:
    """Quantiles are lengths that there are; every span is in one bin."""
    lengths = lengths_from(Counter(values))
    ordered = sorted(values)

    assert (lengths.least, lengths.most) == (ordered[0], ordered[-1])
    assert lengths.median == ordered[(len(values) - 1) // 2]
    assert lengths.mean == sum(values) / len(values)
    assert sum(each.spans for each in lengths.bins) == len(values)
    assert all(one.high + 1 == other.low for one, other in zip(lengths.bins, lengths.bins[1:], strict=False))
