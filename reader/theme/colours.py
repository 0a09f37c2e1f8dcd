"""The colours in force, ready to paint with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from rich.color import Color as RichColor
from rich.style import Style
from textual.color import Color

from reader.core.label import DEFAULT_LABELS, LabelSet

DEFAULT = "ansi_default"
"""Textual's name for the terminal's own colour."""

UNDIMMED = Style(dim=False)

UNKNOWN = Style(underline=True, dim=True)
"""The look of a label that is none of the project's: no other is dim."""


class Colours(NamedTuple):
    """The styles in force, whichever theme they come from. Where there is no tint, attributes say what it says."""

    text: Style
    outside: Style
    """The article's text outside every passage: dim where passages have no tint."""
    soft: Style
    tints: tuple[Style, ...]
    """Passages of depth 1, 2, 3."""
    labels: Mapping[str, Style]
    """Colour and attribute of each label by name; a tinted label's is its bar and its letter."""
    selection: Style
    cursor: Style
    cursor_selected: Style
    """The cursor on the selection."""
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

        looks = {a.name: ink(f"label-{a.name}") + Style.parse(a.look.attribute) + UNDIMMED for a in labels}
        colours = cls(
            text=ink("ink"),
            outside=ink("ink"),
            soft=ink("soft"),
            tints=tuple(on(f"tint-{depth}") for depth in (1, 2, 3)),
            labels=looks,
            selection=on("selection-background") + ink("selection-text"),
            cursor=Style(reverse=True),
            cursor_selected=Style(reverse=True, underline=True),
            found=on("found"),
            trouble=ink("trouble") + Style(bold=True, dim=False),
            done=ink("finished"),
            key=ink("key") + Style(bold=True),
            bar=on("bar"),
            bar_focused=on("bar-focused"),
        )
        return colours._without_grounds(values) if values["tint-1"] == DEFAULT else colours

    def _without_grounds(self, values: Mapping[str, str]) -> Colours:
        """The same with attributes for what the terminal's own colours cannot say: they give no background."""
        return self._replace(
            outside=self.outside + Style(dim=True),
            soft=self.soft + Style(dim=values["soft"] == DEFAULT),
            tints=(UNDIMMED,) * len(self.tints),
            selection=Style(reverse=True, dim=False),
            found=Style(reverse=True, dim=False),
            cursor=Style(reverse=True, dim=False),
            cursor_selected=Style(reverse=False, underline=True, dim=False),
            bar=Style(bold=True, dim=False),
            bar_focused=Style(reverse=True, dim=False),
        )

    def state(self, mark: str) -> Style:
        """The look of an article's state in the list."""
        return self.done if mark == "✓" else self.key if mark == "◐" else self.soft

    def suggested(self, name: str) -> Style:
        """The look of what is only suggested under a label."""
        return self.label(name) + Style(dim=True)

    def label(self, name: str) -> Style:
        """The look of a label; of a name outside the label set, one that no label has."""
        return self.labels.get(name, UNKNOWN)
