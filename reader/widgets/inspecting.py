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
from reader.session.statistics.drawing import chart_rows, drawn
from reader.session.statistics.figures import Chart, Table
from reader.text.visible import visible
from reader.theme import Colours
from reader.widgets.fitting import cut, filled
from reader.widgets.rowlist import RowList

Line = list[Segment]
"""The segments of one line."""


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
        words = cut(finding.message, room)
        return [
            Segment(f" {mark} ", self.colours.state(mark)),
            Segment(f"{finding.rule} ", self.colours.key),
            Segment(filled(_placed(finding, place), place) + " ", self.colours.soft),
            Segment(filled(words, room), self.colours.text),
            Segment(end, self.colours.soft),
        ]


def _placed(finding: Finding, width: int) -> str:
    """`000_6ab15a8d9…:12`: the line is never cut."""
    line = f":{finding.line}"
    return cut(finding.article, width - len(line)) + line


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
    """Charts and tables, each with its title, bars in the colours of their labels; a sentence where there are none."""
    number = -1
    for number, figure in enumerate(figures):
        if number:
            yield []
        if isinstance(figure, Table):
            title, *rows = drawn(figure, width, cell_len)
            yield [Segment(f" {title}", Style(bold=True))]
            yield from ([Segment(row)] for row in rows)
        else:
            yield [Segment(f" {visible(figure.title)}", Style(bold=True))]
            yield from _bars(figure, width, colours)
    if number < 0:
        yield [Segment(" nothing is tagged yet: there is nothing to count", colours.soft)]


def _bars(chart: Chart, width: int, colours: Colours) -> Iterator[Line]:
    for each, row in zip(chart.bars, chart_rows(chart, width, cell_len), strict=True):
        look = Style(color=colours.label(each.name).color) if each.hue else colours.soft
        yield [Segment(row.name), Segment(row.bar, look), Segment(row.words)]
