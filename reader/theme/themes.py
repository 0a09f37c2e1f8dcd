"""Which themes there are in which number of colours, and the variables that the sheets use."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme

from reader.core.label import DEFAULT_LABELS, LabelSet
from reader.theme.contrast import mixed, readable, seen
from reader.theme.depth import Depth
from reader.theme.palettes import ANSI, DARK, DARK_256, HUES, LIGHT, LIGHT_256, PLAIN, Palette

DEFAULT_THEME = "reader-dark"
ANSI_THEME = "reader-ansi"

PALETTES: Mapping[Depth, Mapping[str, Palette]] = {
    Depth.NONE: {ANSI_THEME: PLAIN},
    Depth.FEW: {ANSI_THEME: ANSI},
    Depth.MANY: {DEFAULT_THEME: DARK_256, "reader-light": LIGHT_256, ANSI_THEME: ANSI},
    Depth.ALL: {DEFAULT_THEME: DARK, "reader-light": LIGHT, ANSI_THEME: ANSI},
}
"""Our palettes by the name of their theme, for each number of colours."""

WITHOUT_GROUNDS = {
    "ansi-background": "ansi_default",
    "ansi-foreground": "ansi_default",
    "block-cursor-foreground": "ansi_default",
    "block-cursor-background": "ansi_default",
    "block-cursor-text-style": "reverse",
    "block-cursor-blurred-text-style": "underline",
    "border": "ansi_default",
    "border-blurred": "ansi_default",
}
"""Variables of Textual's own widgets, said by attributes where no background is known."""

OURS = frozenset(PALETTES[Depth.ALL])
"""The names of the themes that come with the tool."""


def known_themes() -> list[str]:
    """Every theme that can be asked for: ours, and Textual's."""
    return sorted({*OURS, *BUILTIN_THEMES})


def themes(depth: Depth, labels: LabelSet = DEFAULT_LABELS) -> list[Theme]:
    """The themes that can be shown in this number of colours, ready to be registered.

    In 256 colours ours are made of the palette itself; in sixteen or none only those named for the terminal's own
    colours can be read.
    """
    ours = [_theme(name, palette, labels) for name, palette in PALETTES[depth].items()]
    if depth is Depth.NONE:
        return ours
    return [*ours, *(theme for theme in BUILTIN_THEMES.values() if theme.ansi or depth > Depth.FEW)]


def palette_of(theme: Theme, depth: Depth) -> Palette:
    """The palette of any theme: ours as it is, another's worked out from its own colours."""
    if theme.name in PALETTES[depth]:
        return PALETTES[depth][theme.name]
    return ANSI if theme.ansi else _derived(theme, depth)


def variables(palette: Palette, labels: LabelSet = DEFAULT_LABELS) -> dict[str, str]:
    """The theme variables of a palette: `$label-<name>` for each label, and what else the sheets use."""
    named = {f"label-{label.name}": palette.hues[HUES.index(label.look.hue)] for label in labels}
    tints = {f"tint-{depth}": colour for depth, colour in enumerate(palette.tints, start=1)}
    return {
        **named,
        **tints,
        "ink": palette.text,
        "soft": palette.soft,
        "selection-background": palette.selection,
        "selection-text": palette.selected,
        "found": palette.found,
        "trouble": palette.error,
        "finished": palette.hues[HUES.index("green")],
        "key": palette.hues[HUES.index("amber")],
        "bar": palette.bar,
        "bar-focused": palette.bar_focused,
        "thumb": palette.thumb,
        **(WITHOUT_GROUNDS if palette.ansi else {}),
    }


def _theme(name: str, palette: Palette, labels: LabelSet) -> Theme:
    return Theme(
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
        ansi=palette.ansi,
        variables=variables(palette, labels),
    )


def _derived(theme: Theme, depth: Depth) -> Palette:
    """A palette on another theme's grounds, with our hues moved as far as they must be to be read on them."""
    values = theme.to_color_system().generate()
    background = values["background"]
    # A panel may be translucent: it is what is seen of it over the background.
    panes = [Color.parse(values[name]) for name in ("surface", "panel")]
    surface, panel = (mixed(background, pane.hex6, pane.a) for pane in panes)
    hues, violet, parts = (DARK.hues, DARK.hues[0], (0.12, 0.2, 0.28))
    if not theme.dark:
        hues, violet, parts = (LIGHT.hues, "#8457D6", (0.14, 0.24, 0.34))
    tints = _tints(background, violet, parts, depth)
    bar, bar_focused = (mixed(background, values["foreground"], part) for part in (0.13, 0.22))
    found = mixed(background, DARK.hues[HUES.index("amber")], 0.25 if theme.dark else 0.5)
    flat = (background, surface, panel, bar, bar_focused, found)
    text = readable(values["foreground"], (*flat, *tints), depth)
    return Palette(
        background=background,
        surface=surface,
        panel=panel,
        text=text,
        soft=readable(mixed(text, background, 0.35), flat, depth),
        tints=tints,
        hues=tuple(readable(hue, (*flat, *tints), depth) for hue in hues),
        selection=text,
        selected=background,
        error=readable(values["error"], flat, depth),
        found=found,
        bar=bar,
        bar_focused=bar_focused,
        thumb=mixed(background, values["foreground"], 0.3),
        dark=theme.dark,
    )


def _tints(background: str, violet: str, parts: Sequence[float], depth: Depth) -> tuple[str, str, str]:
    """Three colours from the background towards violet, each so far that it is seen to be another."""
    tints = [background]
    for part in parts:
        steps = (mixed(background, violet, part + more / 100) for more in range(60))
        tints.append(next(tint for tint in steps if seen(tint, depth) not in {seen(other, depth) for other in tints}))
    return tints[1], tints[2], tints[3]
