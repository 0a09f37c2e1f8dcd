"""The list of changes: when, who, what, and where."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.binding import Binding, BindingType

from reader.commands.keys import textual_name
from reader.commands.lists import LIST_KEYS
from reader.session.chronicle import Chronicle
from reader.session.undo import State
from reader.widgets.fitting import cut, filled
from reader.widgets.rowlist import RowList

MARKS: dict[State, str] = {"done": " ", "undone": "↶", "gone": "✗", "stuck": "!"}
"""One character for what has become of a step."""
WIDE = 100
"""Cells from which on an article's name is rarely cut."""
TIME = 16
"""Cells of the time: `2026-11-22 10:31`."""


class ChangeRows(RowList, inherit_bindings=False):
    """A row a step: `↶ 2026-11-22 10:31  me   tag place “Moscow”, 14 spans   000.txt`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(",".join(map(textual_name, row.keys)), row.action, show=False)
        for row in LIST_KEYS
        if row.action != "choose"
    ]

    def __init__(self, chronicle: Chronicle, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._chronicle = chronicle
        self.listed: Sequence[int] = range(len(chronicle))
        """The steps that the filter lets through, by their numbers."""

    def list_steps(self, listed: Sequence[int], bar: int) -> None:
        """Show these steps, with the bar on one of the rows."""
        self.listed = listed
        self.count = len(listed)
        self.bar = min(bar, max(0, self.count - 1))
        self.set_lines(self.count)
        self.bring_into_view(self.bar)

    @property
    def step(self) -> int | None:
        """The number of the step under the bar."""
        return self.listed[self.bar] if self.bar < len(self.listed) else None

    def row(self, index: int) -> list[Segment]:
        """Mark, time, annotator, what was done, article."""
        number = self.listed[index]
        step, state = self._chronicle[number], self._chronicle.state(number)
        width = self.scrollable_size.width
        article = 24 if width >= WIDE else max(8, width // 5)
        who = min(16, max(4, width // 10))
        what = max(0, width - 3 - TIME - 1 - who - 1 - article - 1)
        plain = self.colours.soft if state in ("undone", "gone") else Style.null()
        return [
            Segment(f" {MARKS[state]} ", self.colours.trouble if state == "stuck" else self.colours.soft),
            Segment(filled(cut(shown_time(step.at), TIME), TIME + 1), self.colours.soft),
            Segment(filled(cut(step.by, who), who + 1), self.colours.soft),
            Segment(filled(cut(step.what, what), what + 1), plain),
            Segment(filled(cut(step.article, article), article), self.colours.soft),
        ]


def shown_time(at: str) -> str:
    """A time as the clock on the wall has it: `2026-11-22 10:31`; as it stands there when it is none."""
    try:
        return datetime.fromisoformat(at).astimezone().strftime("%Y-%m-%d %H:%M")
    except ValueError:
        return at
