"""Clusters: what a person sees as one character is never cut."""

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from reader.core.span import Span
from reader.text import graphemes
from tests.strategies import spans, texts

LOOSE = st.lists(
    st.sampled_from(
        [
            *"a1 \r\n\u0301\u200d\ufe0f\u0600\u0903\u094d\u0e33",
            "क",
            "ष",
            "한",
            "\u1100",
            "\u1161",
            "🇩",
            "🇦",
            "👩",
            "👍🏽",
        ]
    ),
    max_size=12,
).map("".join)
"""Code points that join with their neighbours in every way: Prepend, Extend, SpacingMark, jamo, flags, emoji."""


def clusters(text: str) -> list[Span]:
    """The clusters of the whole text, as one pass finds them."""
    return [Span(*match.span()) for match in regex.finditer(r"\X", text)]


@given(st.one_of(texts(), LOOSE))
def test_the_cluster_over_every_code_point_is_that_of_the_whole_text(text: str) -> None:
    """Looking only at the neighbourhood finds the same; none is cut, none left out."""
    found = [graphemes.cluster_at(text, offset) for offset in range(len(text))]

    assert found == [cluster for cluster in clusters(text) for _ in range(len(cluster))]


@pytest.mark.parametrize(
    "text",
    [
        "a" + "\u0301" * 500 + "b",
        "🇦🇲" * 300 + "🇩",
        "x" + "🇩" * 601,
        "👩\u200d" * 400 + "👩",
        "\u1100" * 300 + "가",
        "क\u094d" * 300 + "ष",
        "\u0600" * 300 + "1",
    ],
    ids=["marks", "flags", "odd flags", "joiners", "jamo", "conjuncts", "prepended"],
)
def test_long_clusters_are_not_cut(text: str) -> None:
    """However far the place where one begins."""
    found = [graphemes.cluster_at(text, offset) for offset in range(len(text))]

    assert found == [cluster for cluster in clusters(text) for _ in range(len(cluster))]


@pytest.mark.parametrize("text", ["e\u0301", "👨‍👩‍👧", "🇦🇲", "\r\n", "हि", "한", "👍🏽", "1\ufe0f\u20e3"])
def test_what_is_seen_as_one_is_one(text: str) -> None:
    """Between two letters it is one step."""
    within = f"a{text}b"

    assert graphemes.cluster_at(within, 1) == Span(1, 1 + len(text))
    assert graphemes.next_boundary(within, 1) == len(within) - 1
    assert graphemes.previous_boundary(within, len(within) - 1) == 1


@given(texts())
def test_next_and_previous_boundary_take_each_other_back(text: str) -> None:
    """Forward over every cluster and back again, stopping at the ends of the text."""
    every = clusters(text)

    assert [graphemes.next_boundary(text, cluster.start) for cluster in every] == [c.end for c in every]
    assert [graphemes.previous_boundary(text, cluster.end) for cluster in every] == [c.start for c in every]
    assert graphemes.next_boundary(text, len(text)) == len(text)
    assert graphemes.previous_boundary(text, 0) == 0


@given(st.data(), texts().filter(bool))
def test_snapping_widens_to_whole_clusters(data: st.DataObject, text: str) -> None:
    """As little as it takes, and no more the second time."""
    span = data.draw(spans(text))

    snapped = graphemes.snap(text, span)

    touched = [cluster for cluster in clusters(text) if cluster.overlaps(span)]
    assert snapped == Span(touched[0].start, touched[-1].end)
    assert graphemes.snap(text, snapped) == snapped


@pytest.mark.parametrize(("text", "offset"), [("", 0), ("abc", 3), ("abc", -1)])
def test_there_is_no_cluster_outside_the_text(text: str, offset: int) -> None:
    """An IndexError says where it was looked for."""
    with pytest.raises(IndexError, match=f"at {offset} in a text of {len(text)}"):
        graphemes.cluster_at(text, offset)


def test_every_cluster_of_a_text_of_flags_or_marks_is_short() -> None:
    """However long the text is; made-up texts are cut."""
    for text in ("\U0001f1e6\U0001f1f2" * 5_000, "\u0301" * 10_000):
        for offset in (0, 4_999, 5_000, len(text) - 1):
            cluster = graphemes.cluster_at(text, offset)
            assert cluster.holds(offset)
            assert len(cluster) <= 2 * graphemes.REACH
    assert graphemes.cluster_at("\U0001f1e6\U0001f1f2" * 5_000, 5_001) == Span(5_000, 5_002)
