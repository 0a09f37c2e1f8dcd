"""Our palettes: what each role looks like, in every number of colours."""

from __future__ import annotations

from typing import NamedTuple

from reader.theme.contrast import xterm

HUES = ("violet", "blue", "green", "amber", "rose", "teal", "olive", "coral")
"""The colour roles that a label's look can name."""


class Palette(NamedTuple):
    """The colours of one theme, as Textual writes them. All text on all tints keeps 4.5 (WCAG)."""

    background: str
    surface: str
    panel: str
    text: str
    soft: str
    tints: tuple[str, str, str]
    """The background of one, two, and three or more passages over each other."""
    hues: tuple[str, ...]
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
    thumb: str
    """What is dragged in a scrollbar."""
    dark: bool
    ansi: bool = False
    """Are these the terminal's own colours, of which only the names are known?"""


DARK = Palette(
    background="#14171C",
    surface="#1B1F26",
    panel="#20252D",
    text="#E3E6EA",
    soft="#98A1AE",
    tints=("#302B48", "#41385F", "#534776"),
    hues=("#CEB7FF", "#8AD0FF", "#8DE8B8", "#FFD06B", "#FFB3C7", "#8FE3E3", "#C9E07C", "#FFBE98"),
    selection="#F2E9D0",
    selected="#14171C",
    error="#FF7B72",
    found="#3F3208",
    bar="#2C333D",
    bar_focused="#2A3450",
    thumb="#3D4756",
    dark=True,
)
LIGHT = Palette(
    background="#FBFAF7",
    surface="#F3F0EA",
    panel="#EAE6DE",
    text="#1F2328",
    soft="#59616C",
    tints=("#E6DBF8", "#D5C3F1", "#C5AEEA"),
    hues=("#552A99", "#003E73", "#004D33", "#6B3200", "#7A1040", "#00494F", "#3F4400", "#771F12"),
    selection="#1F2A44",
    selected="#FFFFFF",
    error="#B3261E",
    found="#FFE08A",
    bar="#E1DDD3",
    bar_focused="#D4DDF3",
    thumb="#CBC4B6",
    dark=False,
)
DARK_256 = Palette(
    background=xterm(234),
    surface=xterm(235),
    panel=xterm(236),
    text=xterm(254),
    soft=xterm(248),
    tints=(xterm(236), xterm(238), xterm(239)),
    hues=tuple(map(xterm, (183, 117, 121, 221, 218, 159, 192, 216))),
    selection=xterm(230),
    selected=xterm(234),
    error=xterm(210),
    found=xterm(52),
    bar=xterm(237),
    bar_focused=xterm(17),
    thumb=xterm(240),
    dark=True,
)
LIGHT_256 = Palette(
    background=xterm(231),
    surface=xterm(255),
    panel=xterm(254),
    text=xterm(234),
    soft=xterm(240),
    tints=(xterm(254), xterm(252), xterm(251)),
    hues=tuple(map(xterm, (54, 17, 22, 52, 89, 19, 53, 88))),
    selection=xterm(17),
    selected=xterm(231),
    error=xterm(124),
    found=xterm(229),
    bar=xterm(253),
    bar_focused=xterm(189),
    thumb=xterm(250),
    dark=False,
)
ANSI = Palette(
    background="ansi_default",
    surface="ansi_default",
    panel="ansi_default",
    text="ansi_default",
    soft="ansi_bright_black",
    tints=("ansi_default",) * 3,
    hues=(
        "ansi_magenta",
        "ansi_bright_cyan",
        "ansi_green",
        "ansi_yellow",
        "ansi_bright_magenta",
        "ansi_cyan",
        "ansi_bright_green",
        "ansi_bright_yellow",
    ),
    selection="ansi_default",
    selected="ansi_default",
    error="ansi_red",
    found="ansi_default",
    bar="ansi_bright_black",
    bar_focused="ansi_bright_black",
    thumb="ansi_bright_black",
    dark=True,
    ansi=True,
)
PLAIN = ANSI._replace(
    soft="ansi_default",
    hues=("ansi_default",) * len(HUES),
    error="ansi_default",
    bar="ansi_default",
    bar_focused="ansi_default",
    thumb="ansi_default",
)
"""No colour at all: what it looks like is said by attributes alone."""
