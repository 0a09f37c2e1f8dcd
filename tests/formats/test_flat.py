"""Flat annotations: none overlaps another, and none is left out that had room."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from reader.core.annotations import Annotations
from reader.formats.flat import flat
from tests.formats.cases import CASES
from tests.strategies import annotations, texts


@given(st.data(), st.sampled_from(["outermost", "innermost"]))
def test_what_is_kept_does_not_overlap_and_what_is_not_has_no_room(data: st.DataObject, which: str) -> None:
    """The kept ones are in order."""
    text = data.draw(texts())
    given_ones = Annotations(data.draw(annotations(text)))

    kept = flat(given_ones, which)

    assert all(one.span.end <= other.span.start for one, other in pairwise(kept))
    for annotation in given_ones:
        assert annotation in kept or any(annotation.span.overlaps(other.span) for other in kept)


def test_outermost_keeps_the_longest_and_innermost_the_shortest() -> None:
    """A claim, or the names and figures in it."""
    nested = CASES["nested"].record.annotations

    assert [a.text for a in flat(nested)] == [nested[0].text]
    assert [a.text for a in flat(nested, "innermost")] == ["Kyiv", "at least 49"]
