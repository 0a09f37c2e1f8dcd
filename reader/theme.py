"""The colours, each named for what it means, and the themes they make."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from rich.color import Color as RichColor
from rich.style import Style
from textual.color import Color
from textual.theme import Theme

from reader.core.label import DEFAULT_LABELS, Label, LabelSet

HUES = ("violet", "blue", "green", "amber")
"""The colour roles that a label's look can name."""


class Palette(NamedTuple):
    """The colours of one theme as hexadecimal RGB. All text on all tints keeps a contrast of at least 4.5 (WCAG)."""

    background: str
    surface: str
    panel: str
    text: str
    soft: str
    tints: tuple[str, str, str]
    """The background of one, two, and three or more passages over each other."""
    hues: tuple[str, str, str, str]
    """One colour for each of `HUES`."""
    selection: str
    selected: str
    """The text on the selection."""
    error: str
    found: str
    """Behind what is searched for."""
    bar: str
    """Behind the row of a list that is meant."""
    bar_focused: str
    """The same in the pane with the keys."""
    dark: bool


DARK = Palette(
    background="#14171C",
    surface="#1B1F26",
    panel="#20252D",
    text="#E3E6EA",
    soft="#98A1AE",
    tints=("#302B48", "#41385F", "#534776"),
    hues=("#CEB7FF", "#8AD0FF", "#8DE8B8", "#FFD06B"),
    selection="#F2E9D0",
    selected="#14171C",
    error="#FF7B72",
    found="#5C4A12",
    bar="#2C333D",
    bar_focused="#3D4756",
    dark=True,
)
LIGHT = Palette(
    background="#FBFAF7",
    surface="#F3F0EA",
    panel="#EAE6DE",
    text="#1F2328",
    soft="#59616C",
    tints=("#E6DBF8", "#D5C3F1", "#C5AEEA"),
    hues=("#552A99", "#003E73", "#004D33", "#6B3200"),
    selection="#1F2A44",
    selected="#FFFFFF",
    error="#B3261E",
    found="#FFE08A",
    bar="#DCD7CD",
    bar_focused="#CBC4B6",
    dark=False,
)
PALETTES: Mapping[str, Palette] = {"reader-dark": DARK, "reader-light": LIGHT}
"""Our palettes by the name of their theme."""


def variables(palette: Palette, labels: LabelSet = DEFAULT_LABELS) -> dict[str, str]:
    """The theme variables of a palette: `$label-<name>` for each label, and what else the sheets use."""
    named = {f"label-{label.name}": palette.hues[HUES.index(label.look.hue)] for label in labels}
    tints = {f"tint-{depth}": colour for depth, colour in enumerate(palette.tints, start=1)}
    return {
        **named,
        **tints,
        "soft": palette.soft,
        "selection-background": palette.selection,
        "selection-text": palette.selected,
        "found": palette.found,
        "trouble": palette.error,
        "bar": palette.bar,
        "bar-focused": palette.bar_focused,
    }


def themes(labels: LabelSet = DEFAULT_LABELS) -> list[Theme]:
    """Our themes, ready to be registered."""
    return [
        Theme(
            name=name,
            primary=palette.hues[1],
            secondary=palette.hues[0],
            accent=palette.hues[3],
            success=palette.hues[2],
            warning=palette.hues[3],
            error=palette.error,
            foreground=palette.text,
            background=palette.background,
            surface=palette.surface,
            panel=palette.panel,
            dark=palette.dark,
            variables=variables(palette, labels),
        )
        for name, palette in PALETTES.items()
    ]


class Colours(NamedTuple):
    """The colours in force, ready to paint with, whichever theme they come from."""

    text: Style
    soft: Style
    tints: tuple[Style, ...]
    """Backgrounds of depth 1, 2, 3."""
    labels: Mapping[str, Style]
    """Colour and attribute of each label by name; a tinted label's is its bar and its letter."""
    selection: Style
    found: Style
    """What is searched for."""
    trouble: Style
    done: Style
    key: Style
    """A key in the key bar."""
    bar: Style
    """The row of a list that is meant."""
    bar_focused: Style
    """The same where the keys go."""

    @classmethod
    def of(cls, values: Mapping[str, str], labels: LabelSet = DEFAULT_LABELS) -> Colours:
        """From an app's theme variables."""

        def colour(name: str) -> RichColor:
            return Color.parse(values[name]).rich_color

        def on(name: str) -> Style:
            return Style(bgcolor=colour(name))

        def ink(name: str) -> Style:
            return Style(color=colour(name))

        return cls(
            text=ink("foreground"),
            soft=ink("soft"),
            tints=tuple(on(f"tint-{depth}") for depth in (1, 2, 3)),
            labels={label.name: ink(f"label-{label.name}") + attribute(label) for label in labels},
            selection=on("selection-background") + ink("selection-text"),
            found=on("found"),
            trouble=ink("trouble") + Style(bold=True),
            done=ink("success"),
            key=ink("accent") + Style(bold=True),
            bar=on("bar"),
            bar_focused=on("bar-focused"),
        )

    def state(self, mark: str) -> Style:
        """The look of an article's state in the list."""
        return self.done if mark == "✓" else self.key if mark == "◐" else self.soft

    def label(self, name: str) -> Style:
        """The look of a label; of a name outside the label set, plain bold."""
        return self.labels.get(name, Style(bold=True))


def attribute(label: Label) -> Style:
    """The attribute that says without colour what the label is."""
    match label.look.attribute:
        case "bold":
            return Style(bold=True)
        case "underline":
            return Style(underline=True)
        case "italic":
            return Style(italic=True)
        case _:
            return Style.null()
