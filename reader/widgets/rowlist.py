"""A list of one-line rows with a bar on one of them, as quick with 100,000 rows as with two."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.strip import Strip

from reader.commands.keys import textual_name
from reader.commands.lists import LIST_KEYS
from reader.widgets.lines import Lines


class RowList(Lines):
    """Rows by number, from 0. A subclass gives the segments of a row."""

    nothing: ClassVar[str] = ""
    """What stands in the place of the first row while there is none."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(",".join(map(textual_name, row.keys)), row.action, show=False) for row in LIST_KEYS
    ]

    @dataclass
    class Moved(Message):
        """The bar was moved by a person."""

        rows: RowList
        row: int

        @property
        def control(self) -> RowList:
            """The list it happened in."""
            return self.rows

    @dataclass
    class Chosen(Message):
        """A row was asked for, by Enter or a click."""

        rows: RowList
        row: int

        @property
        def control(self) -> RowList:
            """The list it happened in."""
            return self.rows

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.bar = 0
        """The row with the bar."""
        self.count = 0
        """How many rows there are."""

    def row(self, index: int) -> list[Segment]:
        """What stands in a row; cut or filled to the width afterwards."""
        raise NotImplementedError

    def paint(self, line: int) -> Strip:
        """A row, or the blank below the last."""
        width = self.size.width
        if not 0 <= line < self.count:
            words = f" {self.nothing}" if line == 0 else ""
            return Strip([Segment(words, self.base + self.colours.soft)]).adjust_cell_length(width, self.base)
        style = self.base
        if line == self.bar:
            style += self._bar_style()
        return Strip(Segment.apply_style(self.row(line), style)).adjust_cell_length(width, style)

    def show_rows(self, count: int, bar: int) -> None:
        """Show so many rows with the bar on one of them."""
        if count != self.count:
            self.count = count
            self.bar = bar
            self.set_lines(count)
        else:
            self.move_bar(bar)
        self.bring_into_view(self.bar)

    def move_bar(self, row: int) -> None:
        """Put the bar on a row, without a message."""
        if row != self.bar:
            before, self.bar = self.bar, row
            self.repaint((before, row))
            self.bring_into_view(row)

    def follow(self, row: int) -> None:
        """Put the bar on a row that was reached elsewhere."""
        self.bring_to_middle(row)
        self.move_bar(row)

    def action_go(self, step: int) -> None:
        """Move the bar by rows."""
        self._go(self.bar + step)

    def action_go_page(self, step: int) -> None:
        """Move the bar by pages."""
        self._go(self.bar + step * max(1, self.size.height - 1))

    def action_go_end(self, last: int) -> None:
        """Move the bar to the first or the last row."""
        self._go(self.count - 1 if last else 0)

    def action_choose(self) -> None:
        """Ask for the row with the bar."""
        if self.count:
            self.post_message(self.Chosen(self, self.bar))

    def on_click(self, event: events.Click) -> None:
        """Ask for the row under the mouse."""
        row = event.y + self.scroll_offset.y
        if 0 <= row < self.count:
            self.move_bar(row)
            self.post_message(self.Chosen(self, row))

    def watch_has_focus(self, has_focus: bool) -> None:
        """Show the bar as that of the pane with the keys, or of another; `on_focus` would come before it is one."""
        super().watch_has_focus(has_focus)
        self.repaint((self.bar,))

    def on_resize(self) -> None:
        """Paint for the new width and keep the bar in view, with what is around it when the list is first shown."""
        self.set_lines(self.count)
        self.bring_to_middle(self.bar)

    def _go(self, row: int) -> None:
        row = min(max(row, 0), self.count - 1)
        if self.count and row != self.bar:
            self.move_bar(row)
            self.post_message(self.Moved(self, row))

    def _bar_style(self) -> Style:
        return self.colours.bar_focused if self.has_focus else self.colours.bar
