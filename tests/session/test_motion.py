"""Moving and selecting."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.core.span import Span
from reader.session.caret import Caret
from reader.text.graphemes import CLUSTER
from tests.strategies import texts

TEXT = "One two. Three four five.\n\nSix seven. Eight"


def caret(words: str) -> Caret:
    """A caret with the cursor at these words."""
    return Caret(TEXT, TEXT.index(words))


@pytest.mark.parametrize(
    ("start", "unit", "step", "end"),
    [
        ("One", "word", 1, "two"),
        ("two", "word", -1, "One"),
        ("wo.", "word", -1, "two"),
        ("five", "word", 1, "Six"),
        ("One", "sentence", 1, "Three"),
        ("four", "sentence", -1, "Three"),
        ("Three", "sentence", -1, "One"),
        ("four", "sentence", 1, "Six"),
        ("two", "paragraph", 1, "Six"),
        ("seven", "paragraph", -1, "Six"),
        ("Six", "paragraph", -1, "One"),
    ],
)
def test_motions(start: str, unit: str, step: int, end: str) -> None:
    """Without a selection a motion goes to the start of a unit."""
    here = caret(start)

    here.go_by(unit, step)

    assert here.place.cursor == TEXT.index(end)


@pytest.mark.parametrize(
    ("start", "keys", "selected"),
    [
        ("One", "w", "One"),
        ("One", "ww", "One two"),
        ("One", "wwb", "One"),
        ("two", "b", "One t"),
        ("two", "bw", "t"),
        ("One", ")", "One two."),
        ("One", "))", "One two. Three four five."),
        ("One", ")))((", "One two."),
        ("Three", "}", "Three four five."),
        ("four", "ll", "fou"),
        ("four", "lh", "f"),
        ("four", "h", " f"),
        ("Eight", "www", "Eight"),
    ],
)
def test_a_moving_selection_takes_units_whole(start: str, keys: str, selected: str) -> None:
    """Right of where it began a motion goes to ends, left of it to starts; the first character stays in it."""
    here = caret(start)
    here.select()

    for key in keys:
        match key:
            case "h" | "l":
                here.go_cluster(1 if key == "l" else -1)
            case _:
                unit = {"w": "word", "b": "word", ")": "sentence", "(": "sentence", "}": "paragraph"}[key]
                here.go_by(unit, 1 if key in "w)}" else -1)

    assert here.place.selection is not None
    assert here.place.selection.span.of(TEXT) == selected


def test_grow_and_shrink_are_each_others_way_back() -> None:
    """Word, sentence, paragraph, article, and back to nothing."""
    here = caret("four")
    ladder = []
    while here.grow() == "":
        assert here.place.selection is not None
        ladder.append(here.place.selection.span.of(TEXT))

    assert ladder == ["four", "Three four five.", "One two. Three four five.", TEXT]
    for larger in reversed(ladder):
        assert here.place.selection is not None
        assert here.place.selection.span.of(TEXT) == larger
        here.shrink()
    assert here.place.selection is None


@given(texts(), st.lists(st.tuples(st.sampled_from("hlwb()}{v+-"), st.integers(0, 50)), max_size=25))
def test_no_motion_leaves_the_text_or_cuts_a_cluster(text: str, keys: list[tuple[str, int]]) -> None:
    """Wherever the keys lead, cursor and selection begin and end between clusters."""
    here = Caret(text)
    edges = {0, *(match.end() for match in CLUSTER.finditer(text))}

    for key, offset in keys:
        match key:
            case "h" | "l":
                here.go_cluster(1 if key == "l" else -1)
            case "v":
                here.select()
            case "+":
                here.grow()
            case "-":
                here.shrink()
            case "w" | "b":
                here.go_by("word", 1 if key == "w" else -1)
            case "(" | ")":
                here.go_by("sentence", 1 if key == ")" else -1)
            case "}" | "{":
                here.go_by("paragraph", 1 if key == "}" else -1)
        if offset > 45:
            here.go(offset)
        assert here.place.cursor in edges
        assert here.place.cursor < max(1, len(text))
        span = here.place.highlight
        if span is not None:
            assert {span.start, span.end} <= edges
            assert span.end <= len(text)


def test_a_selection_begun_at_a_cluster_holds_it_whole() -> None:
    """A family of emoji is one character."""
    family = "👨‍👩‍👧"
    here = Caret(f"a{family}b", 1)

    here.select()

    assert here.place.highlight == Span(1, 1 + len(family))
