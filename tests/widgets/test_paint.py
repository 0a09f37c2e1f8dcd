"""Painting: every span is to be seen, and the text is never changed by it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.segment import Segment

from reader.core.annotation import Annotation
from reader.core.annotations import Annotations
from reader.core.label import DEFAULT_LABELS, Label, LabelSet, looks
from reader.core.span import Span
from reader.theme import Colours, variables
from reader.theme.palettes import DARK, PLAIN
from reader.widgets.page.cells import draw
from reader.widgets.page.lanes import lanes, lanes_over
from reader.widgets.page.paint import GUTTER, Scene, paint_row
from reader.widgets.page.rows import Rows
from tests.strategies import annotations, spans, texts

COLOURS = Colours.of(variables(DARK))
WITHOUT_COLOUR = Colours.of(variables(PLAIN))


def scene(text: str, *spans: tuple[int, int, str], cursor: int | None = None, width: int = 40) -> Scene:
    """A page with these spans."""
    made = Annotations(
        Annotation(str(n), Span(s, e), label, text[s:e], "", "", "") for n, (s, e, label) in enumerate(spans)
    )
    long_spans = [a for a in made if DEFAULT_LABELS.is_long(a.label)]
    return Scene(Rows(text, width), made, COLOURS, lanes(long_spans), cursor=cursor)


def cells(segments: list[Segment]) -> list[Segment]:
    """One segment a character."""
    return [Segment(character, segment.style) for segment in segments for character in segment.text]


def gutters(of: Scene) -> list[str]:
    """The gutter of every row."""
    return ["".join(s.text for s in paint_row(of, row))[:GUTTER].rstrip() for row in range(len(of.rows))]


@given(st.data(), st.integers(5, 60))
def test_painting_never_changes_the_text(data: st.DataObject, width: int) -> None:
    """Whatever spans, selection and cursor there are, a row's characters are those of the text without them."""
    text = data.draw(texts())
    made = Annotations(data.draw(annotations(text)))
    where = st.integers(0, max(0, len(text) - 1))
    cursor = data.draw(where)
    ends = sorted((data.draw(where), data.draw(where) + 1))
    painted = Scene(
        Rows(text, width), made, COLOURS, lanes(made), cursor=cursor, highlight=Span(ends[0], max(ends[1], ends[0] + 1))
    )

    for row in range(len(painted.rows)):
        start, end = painted.rows.bounds(row)
        shown = "".join(segment.text for segment in paint_row(painted, row))[GUTTER:]
        plain = draw(text[start:end], 0)[0]
        assert shown in (plain, plain + " ")


@pytest.mark.parametrize(("label", "attribute"), [("actor", "bold"), ("place", "underline"), ("figure", "italic")])
def test_each_name_label_has_an_attribute_of_its_own(label: str, attribute: str) -> None:
    """So it can be told apart without colour, and only inside its span."""
    row = cells(paint_row(scene("one two three", (4, 7, label)), 0))[GUTTER:]

    marked = ["".join(c.text for c in row if c.style and getattr(c.style, attribute))]
    others = [a for a in ("bold", "underline", "italic") if a != attribute]
    assert marked == ["two"]
    assert not any(getattr(cell.style, other) for cell in row for other in others)


def test_claims_are_tinted_by_depth() -> None:
    """One, two and three over each other have three backgrounds, crossing ones where they cross."""
    row = cells(paint_row(scene("abcdefgh", (0, 6, "claim"), (2, 8, "claim"), (3, 5, "claim")), 0))[GUTTER:]

    tints = [style.bgcolor for style in COLOURS.tints]
    found = [tints.index(cell.style.bgcolor) + 1 if cell.style and cell.style.bgcolor in tints else 0 for cell in row]
    assert found == [1, 1, 2, 3, 3, 2, 1, 1]


def test_gutter_bars() -> None:
    """A claim over three rows, one inside it in the second lane, one that ends where another begins."""
    text = "aaaa bbbb cccc dddd eeee"

    assert gutters(scene(text, (0, 14, "claim"), width=5)) == ["┏", "┃", "┗", "", ""]
    assert gutters(scene(text, (0, 14, "claim"), (5, 9, "claim"), width=5)) == ["┏", "┃╺", "┗", "", ""]
    assert gutters(scene(text, (0, 7, "claim"), (7, 14, "claim"), width=5)) == ["┏", "┣", "┗", "", ""]
    assert gutters(scene(text, *[(0, n, "claim") for n in (4, 9, 14, 19)], width=5))[0] == "┏┏┏+"


@given(st.data())
def test_the_lanes_of_a_part_are_those_of_the_whole(data: st.DataObject) -> None:
    """Wherever one looks, a claim runs in the lane that the whole article gives it."""
    text = "some words that are long enough " * 4
    made = Annotations(data.draw(annotations(text)))
    whole = lanes(a for a in made if DEFAULT_LABELS.is_long(a.label))
    part = data.draw(spans(text))

    found = lanes_over(made, DEFAULT_LABELS, part)

    seen = {a.id for a in made.overlapping(part) if DEFAULT_LABELS.is_long(a.label)}
    assert seen <= set(found)
    assert {name: whole[name] for name in seen} == {name: found[name] for name in seen}


def test_names_inside_claims_keep_both_looks() -> None:
    """Tint from the claim, colour and attribute from the name."""
    row = cells(paint_row(scene("one two three", (0, 13, "claim"), (4, 7, "actor")), 0))[GUTTER:]

    style = row[5].style
    assert style is not None
    assert style.bold
    assert style.bgcolor == COLOURS.tints[0].bgcolor
    assert style.color == COLOURS.labels["actor"].color


def test_the_cursor_is_one_cluster_reversed() -> None:
    """Also on a newline, where it is a blank after the row, and on a wide character."""
    for text, cursor, shown in (
        ("abc", 1, "b"),
        ("ab\ncd", 2, " "),
        ("a漢b", 1, "漢"),
        ("ab\r\nc", 2, " "),
        ("", 0, " "),
    ):
        row = paint_row(scene(text, cursor=cursor), 0)
        assert [s.text for s in row if s.style and s.style.reverse] == [shown]


def test_without_colour_a_passage_stands_out_of_dimmed_text() -> None:
    """Dim outside, as it is inside; a name keeps its own look in both, and is never dim."""
    plain = scene("abcdefgh", (2, 6, "claim"), (4, 5, "actor"), (7, 8, "actor"))._replace(colours=WITHOUT_COLOUR)
    row = cells(paint_row(plain, 0))[GUTTER:]

    assert [bool(cell.style and cell.style.dim) for cell in row] == [True, True, *[False] * 4, True, False]
    assert [bool(cell.style and cell.style.bold) for cell in row] == [False] * 4 + [True] + [False] * 2 + [True]


@pytest.mark.parametrize("colours", [COLOURS, WITHOUT_COLOUR], ids=["dark", "plain"])
@pytest.mark.parametrize("cursor", [2, 3])
def test_the_cursor_is_seen_on_the_selection_too(colours: Colours, cursor: int) -> None:
    """Its attributes are those of no other cell."""
    painted = scene("abcdefgh", (0, 4, "claim"), cursor=cursor)._replace(colours=colours, highlight=Span(2, 4))
    row = cells(paint_row(painted, 0))[GUTTER:]

    drawn = [str(cell.style.without_color) if cell.style else "" for cell in row]
    assert drawn.count(drawn[cursor]) == 1


def test_of_two_labels_for_passages_one_is_tinted() -> None:
    """The other has its attribute over the whole passage; both have a bar in their own colour."""
    names = ("first", "second")
    labels = LabelSet(
        Label(name, name[0], "", "sentence", look) for name, look in zip(names, looks([True, True]), strict=True)
    )
    colours = Colours.of(variables(DARK, labels), labels)
    painted = scene("abcdefgh", (0, 6, "first"), (2, 8, "second"))
    made = painted.annotations
    row = paint_row(painted._replace(colours=colours, labels=labels, lanes=lanes(made)), 0)
    text = cells(row)[GUTTER:]

    assert [bool(cell.style and cell.style.bgcolor) for cell in text] == [True] * 6 + [False] * 2
    assert [bool(cell.style and cell.style.bold) for cell in text] == [False] * 2 + [True] * 6
    assert [segment.text for segment in row[:2]] == ["╺", "╺"]
    assert [segment.style for segment in row[:2]] == [colours.labels[name] for name in names]


def test_a_label_that_is_not_known_is_seen() -> None:
    """By attributes that no other label has."""
    row = cells(paint_row(scene("one two", (4, 7, "none"), (0, 3, "place")), 0))[GUTTER:]

    assert [(bool(c.style and c.style.underline), bool(c.style and c.style.dim)) for c in row] == (
        [(True, False)] * 3 + [(False, False)] + [(True, True)] * 3
    )


@pytest.mark.parametrize("colours", [COLOURS, WITHOUT_COLOUR], ids=["colour", "no colour"])
def test_what_is_suggested_is_dim_and_marked_in_the_gutter(colours: Colours) -> None:
    """In its label's look, so that it is neither tagged nor plain; highlighted it is as readable as anything else."""
    page = scene("one two three\nfour", width=14)._replace(colours=colours)
    offered = Annotations([Annotation("s", Span(4, 7), "place", "two", "model", "", "")])
    page = page._replace(suggestions=offered)

    row = cells(paint_row(page, 0))
    picked = cells(paint_row(page._replace(highlight=Span(4, 7)), 0))

    assert gutters(page) == ["   ?", ""]
    assert "".join(c.text for c in row if c.style and c.style.dim and c.style.underline) == "two"
    tagged = cells(paint_row(page._replace(suggestions=Annotations(), annotations=offered), 0))
    assert not any(c.style and c.style.dim and c.style.underline for c in tagged)
    assert not any(c.style and c.style.dim and c.style.underline for c in picked)


def test_what_was_never_seen_is_marked_in_the_gutter() -> None:
    """In every row that holds some of it."""
    page = scene("one\ntwo\nthree\nfour", width=14)._replace(unseen=(Span(5, 7), Span(14, 18)))

    assert gutters(page) == ["", "   ·", "", "   ·"]
