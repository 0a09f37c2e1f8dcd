"""The figures of a corpus as lines, and the list of what does not agree with itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.binding import Binding, BindingType

from reader.commands.keys import textual_name
from reader.commands.lists import LIST_KEYS
from reader.session.checking.finding import Finding, Repair
from reader.session.inspecting import Inspection
from reader.session.statistics.drawing import bar, drawn, shortened
from reader.session.statistics.figures import Chart, Table
from reader.text.visible import visible
from reader.theme import Colours
from reader.widgets.kwic import cut, filled, fitting
from reader.widgets.rowlist import RowList

Line = list[Segment]
"""The segments of one line."""

LEAST = 10
"""Cells of the longest bar at least."""


class FindingRows(RowList, inherit_bindings=False):
    """A row a finding: `✓ S401 000.txt:12   actor “Moscow”: place 8, actor 2   → place`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(",".join(map(textual_name, row.keys)), row.action, show=False)
        for row in LIST_KEYS
        if row.action != "choose"
    ]

    def __init__(self, inspection: Inspection, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._inspection = inspection

    def grow(self) -> None:
        """Show what was found since; what is in view stays where it is."""
        self.count = len(self._inspection.findings)
        self.set_lines(self.count)

    def row(self, index: int) -> list[Segment]:
        """Mark, rule, article and line, what is wrong, what would put it right."""
        finding = self._inspection.findings[index]
        mark = "✓" if self._inspection.is_marked(index) else "·" if finding.repair is not None else " "
        width = self.scrollable_size.width
        place = min(24, width // 4)
        remedy = repaired(finding)
        end = cut(f" → {remedy}", width // 4) if remedy else ""
        room = max(0, width - 3 - 5 - place - 1 - cell_len(end))
        words = fitting(finding.message, room)
        return [
            Segment(f" {mark} ", self.colours.state(mark)),
            Segment(f"{finding.rule} ", self.colours.key),
            Segment(filled(cut(f"{finding.article}:{finding.line}", place), place) + " ", self.colours.soft),
            Segment(filled(words, room), self.colours.text),
            Segment(end, self.colours.soft),
        ]


def repaired(finding: Finding) -> str:
    """What the repair of a finding would do, in a word or two; empty without one."""
    match finding.repair:
        case Repair(old=None, new=new) if new is not None:
            return f"tag as {new.label}"
        case Repair(new=None):
            return "delete"
        case Repair(old=old, new=new) if old is not None and new is not None:
            return new.label if old.label != new.label else "other edges"
        case _:
            return ""


def figure_lines(figures: Iterable[Chart | Table], width: int, colours: Colours) -> Iterator[Line]:
    """Charts and tables, each with its title, bars in the colours of their labels."""
    for number, figure in enumerate(figures):
        if number:
            yield []
        if isinstance(figure, Table):
            title, *rows = drawn(figure, width)
            yield [Segment(f" {title}", Style(bold=True))]
            yield from ([Segment(row)] for row in rows)
        else:
            yield [Segment(f" {visible(figure.title)}", Style(bold=True))]
            yield from _bars(figure, width, colours)


def _bars(chart: Chart, width: int, colours: Colours) -> Iterator[Line]:
    names = max(len(shortened(each.name)) for each in chart.bars)
    words = max(len(each.words) for each in chart.bars)
    room = max(LEAST, width - names - words - 7)
    for each in chart.bars:
        look = Style(color=colours.label(each.name).color) if each.hue else colours.soft
        yield [
            Segment(f"  {visible(shortened(each.name)):{names}}  "),
            Segment(f"{bar(each.share, room):{room}}", look),
            Segment(f"  {visible(each.words)}"),
        ]
