"""The colours can be read, in every theme and every number of colours; and nothing is said by colour alone."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.color import Color, ColorSystem
from rich.style import Style

from reader.core.label import DEFAULT_LABELS, LOOKS, TINTED, Label, LabelSet, looks
from reader.theme import HUES, Colours, Depth, Palette, contrast, known_themes, palette_of, themes, variables
from reader.theme.contrast import ENOUGH, readable, seen, xterm
from reader.theme.palettes import ANSI, DARK, DARK_256, LIGHT, LIGHT_256, PLAIN
from reader.theme.themes import OURS

INDEXES_DARK = {
    "background": 234, "surface": 235, "panel": 236, "text": 254, "soft": 248, "selection": 230, "selected": 234,
    "error": 210,
}  # fmt: skip
INDEXES_LIGHT = {
    "background": 231, "surface": 255, "panel": 254, "text": 234, "soft": 240, "selection": 17, "selected": 231,
    "error": 124,
}  # fmt: skip

MANY = LabelSet(
    Label(f"label{n}", chr(ord("a") + n), "", "sentence" if look.tint else "word", look)
    for n, look in enumerate(looks([n == 2 for n in range(13)]))
)
"""As many labels as there can be, the third of them for long spans."""


def shown() -> Iterator[tuple[str, Palette, Depth]]:
    """Every theme with colours of its own, in as many colours as the terminal has."""
    for depth in (Depth.ALL, Depth.MANY):
        for theme in themes(depth):
            if not theme.ansi:
                yield f"{theme.name} in {depth.name}", palette_of(theme, depth), depth


def pairs(palette: Palette) -> Iterator[tuple[str, str]]:
    """Every colour of text with every ground it stands on."""
    panes = (palette.background, palette.surface, palette.panel)
    rows = (palette.bar, palette.bar_focused)
    for ink in (palette.text, *palette.hues):
        yield from ((ink, ground) for ground in (*panes, *rows, *palette.tints, palette.found))
    for ink in (palette.soft, palette.error):
        yield from ((ink, ground) for ground in (*panes, *rows))
    yield palette.selected, palette.selection


@pytest.mark.parametrize(("palette", "depth"), [pytest.param(*rest, id=name) for name, *rest in shown()])
def test_every_colour_can_be_read_on_every_ground(palette: Palette, depth: Depth) -> None:
    """Text, soft text and labels on background, panes, tints, rows with the bar, and the selection: at least 4.5."""
    found = {pair: contrast(*(seen(colour, depth) for colour in pair)) for pair in pairs(palette)}

    assert {pair: value for pair, value in found.items() if value < ENOUGH} == {}


@pytest.mark.parametrize(("palette", "depth"), [pytest.param(*rest, id=name) for name, *rest in shown()])
def test_passages_stand_out(palette: Palette, depth: Depth) -> None:
    """Background, three tints and text are five colours, and so are selection and background two."""
    assert len({seen(colour, depth) for colour in (palette.background, *palette.tints, palette.text)}) == 5
    assert contrast(seen(palette.selection, depth), seen(palette.background, depth)) >= 3


def test_contrast_is_that_of_wcag() -> None:
    """Black on white is 21, and the grey that is known to be just enough is."""
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize(
    ("palette", "indexes", "tints"),
    [(DARK_256, INDEXES_DARK, [236, 238, 239]), (LIGHT_256, INDEXES_LIGHT, [254, 252, 251])],
    ids=["dark", "light"],
)
def test_the_256_colours_are_hit_exactly(palette: Palette, indexes: dict[str, int], tints: list[int]) -> None:
    """The number sent is the one the palette was made with."""

    def sent(colour: str) -> int | None:
        return Color.parse(colour).downgrade(ColorSystem.EIGHT_BIT).number

    assert {role: sent(getattr(palette, role)) for role in indexes} == indexes
    assert list(map(sent, palette.tints)) == tints


@given(st.integers(232, 255) | st.sampled_from([17, 22, 52, 54, 117, 121, 124, 183, 189, 210, 221, 230, 231]))
def test_every_index_has_a_colour_that_hits_it(index: int) -> None:
    """The greys too, which rich tells by a rule of its own."""
    assert Color.parse(xterm(index)).downgrade(ColorSystem.EIGHT_BIT).number == index


@given(st.integers(0, 2**24 - 1), st.integers(0, 2**24 - 1), st.sampled_from([Depth.ALL, Depth.MANY]))
def test_readable_gives_what_can_be_read(colour: int, ground: int, depth: Depth) -> None:
    """On any one ground there is such a colour, and one that can be read already is left as it is."""
    ink, ground_colour = f"#{colour:06X}", f"#{ground:06X}"

    found = readable(ink, [ground_colour], depth)

    assert contrast(seen(found, depth), seen(ground_colour, depth)) >= ENOUGH
    if contrast(seen(ink, depth), seen(ground_colour, depth)) >= ENOUGH:
        assert found == ink


@pytest.mark.parametrize("palette", [DARK, LIGHT, DARK_256, LIGHT_256, ANSI, PLAIN])
@pytest.mark.parametrize("labels", [DEFAULT_LABELS, MANY], ids=["four", "many"])
def test_labels_and_text_are_told_apart_by_attribute_alone(palette: Palette, labels: LabelSet) -> None:
    """Every two labels, an unknown one and plain text, in and outside a passage; the tinted one has bar and letter."""
    colours = Colours.of(variables(palette, labels), labels)
    for ground in (colours.outside, colours.outside + colours.tints[0]):
        styles = {label.name: ground + colours.label(label.name) for label in labels if not label.look.tint}
        styles["text"], styles["of no label here"] = ground, ground + colours.label("none")
        drawn = {name: str(style.without_color) for name, style in styles.items()}

        assert len(set(drawn.values())) == len(drawn), drawn
        assert not any(style.reverse for style in styles.values()), "the cursor and the selection are"


@pytest.mark.parametrize("palette", [ANSI, PLAIN])
def test_without_tints_a_passage_is_told_by_its_brightness(palette: Palette) -> None:
    """Text outside is dim, text inside is not; nothing of the page has a background."""
    colours = Colours.of(variables(palette))
    inside = colours.outside + colours.tints[0]

    assert (colours.outside.dim, inside.dim) == (True, False)
    assert all(tint.bgcolor is None for tint in colours.tints)
    assert colours.selection.reverse


def test_plain_has_no_colour() -> None:
    """Only the terminal's own."""
    named = variables(PLAIN, MANY)

    assert set(named.values()) - {"ansi_default"} == {"reverse", "underline"}


@pytest.mark.parametrize("long", [[], [False] * 12, [True, *[False] * 11], [False, True, True, False]])
def test_looks_come_in_order(long: list[bool]) -> None:
    """The first long label is tinted, and only it; no two are the same."""
    given = list(looks(long))

    assert [look == TINTED for look in given] == [here and not any(long[:n]) for n, here in enumerate(long)]
    assert [look for look in given if not look.tint] == list(LOOKS[: len(given) - any(long)])
    assert len({look.attribute for look in given}) == len(given)


def test_looks_are_drawable() -> None:
    """Every hue is one of the palettes', every attribute one that rich knows, no two have the same."""
    assert {look.hue for look in (TINTED, *LOOKS)} <= set(HUES)
    assert all(len(palette.hues) == len(HUES) for palette in (DARK, LIGHT, DARK_256, LIGHT_256, ANSI, PLAIN))
    styles = [Style.parse(look.attribute) for look in LOOKS]
    assert all(one != other for one, other in combinations([*styles, Style.null()], 2))


def test_fewer_colours_offer_fewer_themes() -> None:
    """All of them down to 256, then those of the terminal's own colours, then the one without."""
    names = {depth: {theme.name for theme in themes(depth)} for depth in Depth}

    assert names[Depth.ALL] == names[Depth.MANY] == set(known_themes())
    assert names[Depth.FEW] == {"reader-ansi", "ansi-dark", "ansi-light"}
    assert names[Depth.NONE] == {"reader-ansi"}
    assert {"reader-dark", "reader-light", "reader-ansi"} == OURS
