"""The settings in rows, and whose they are."""

from __future__ import annotations

from rich.segment import Segment
from rich.style import Style

from reader.session.preferences import Preferences, Row
from reader.text.visible import visible
from reader.widgets.bars import Bar
from reader.widgets.fitting import cut, filled
from reader.widgets.rowlist import RowList

NAME = 19
"""Cells of the column in which settings have their names."""
SAID = 14
"""Cells of the column that says which file sets them."""


class PreferenceRows(RowList):
    """A row a setting: `theme      ‹ dark ›            reader.toml`."""

    def __init__(self, preferences: Preferences, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._preferences = preferences

    @property
    def setting(self) -> Row:
        """The setting under the bar."""
        return self._preferences.rows[self.bar]

    def row(self, index: int) -> list[Segment]:
        """Name, value, and which file says it."""
        row = self._preferences.rows[index]
        room = max(8, self.size.width - NAME - SAID - 6)
        value = cut(visible(row.shown), room)
        shown = f"‹ {value} ›" if index == self.bar and (row.values or row.typed) else f"  {value}"
        return [
            Segment(f" {filled(row.name, NAME)}", self.colours.soft),
            Segment(filled(shown, room + 4)),
            Segment(visible(row.said) or "–", self.colours.soft),
        ]


class Whose(Bar):
    """Which file is changed."""

    def show(self, preferences: Preferences) -> None:
        """`Settings   changes go into reader.toml: for all who open these articles`."""
        self.put(
            [
                Segment(" Settings   ", Style(bold=True)),
                Segment("changes go into ", self.colours.soft),
                Segment(visible(preferences.path.name), self.colours.key),
                Segment(f": {preferences.whose}", self.colours.soft),
            ]
        )
