"""The least a Textual app can do: forty lines, one reversed cell, and only the lines that changed sent again.

What it costs is the floor that `tests.benchmarks.speed` measures the reader against.
"""

from __future__ import annotations

from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

MARKER = "the floor is ready"
"""Stands in the last line."""

LINES = 40
CURSOR = Style(reverse=True)


class Floor(Widget):
    """Forty lines of text and a cursor."""

    DEFAULT_CSS = "Floor { height: 1fr; }"

    def __init__(self) -> None:
        super().__init__()
        self.row = self.column = self.page = 0

    def render_line(self, y: int) -> Strip:
        """One line of the text."""
        text = MARKER if y == LINES - 1 else line(self.page * LINES + y)
        style = self.rich_style
        if y != self.row:
            segments = [Segment(text, style)]
        else:
            cut = self.column
            pieces = ((text[:cut], style), (text[cut : cut + 1], style + CURSOR), (text[cut + 1 :], style))
            segments = [Segment(piece, look) for piece, look in pieces]
        return Strip(segments).adjust_cell_length(self.size.width, style)

    def go(self, columns: int, rows: int) -> None:
        """Move the cursor, round the edges, and send the lines it left and reached."""
        before = self.row
        self.column = (self.column + columns) % len(MARKER)
        self.row = (self.row + rows) % LINES
        self.refresh(*(Region(0, row, self.size.width, 1) for row in {before, self.row}))

    def turn(self) -> None:
        """Show other lines, and send them all."""
        self.page += 1
        self.refresh()


class Minimal(App[None]):
    """Nothing but the lines."""

    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right", "go(1, 0)", show=False),
        Binding("down", "go(0, 1)", show=False),
        Binding("pagedown", "turn", show=False),
        Binding("q", "quit", show=False),
    ]

    def compose(self) -> ComposeResult:
        """One widget."""
        yield Floor()

    def action_go(self, columns: int, rows: int) -> None:
        """Move the cursor."""
        self.query_one(Floor).go(columns, rows)

    def action_turn(self) -> None:
        """Turn the page."""
        self.query_one(Floor).turn()


def line(number: int) -> str:
    """The text of a line, as long as the lines of the reader's page."""
    return f"{number:4} It also requested assistance from the Security Council of Line {number}"


if __name__ == "__main__":
    Minimal().run()
