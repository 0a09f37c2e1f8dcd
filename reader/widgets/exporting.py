"""What the export screen shows: formats, settings, the dry run and the first record."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.binding import Binding, BindingType
from textual.strip import Strip

from reader.commands.keys import textual_name
from reader.commands.lists import LIST_KEYS
from reader.formats.format import Format
from reader.session.settings import Settings
from reader.session.wording import counted
from reader.text.graphemes import CLUSTER
from reader.text.visible import visible
from reader.theme import Colours
from reader.widgets.bars import Bar
from reader.widgets.fitting import filled
from reader.widgets.lines import Lines
from reader.widgets.page.cells import drawn
from reader.widgets.rowlist import RowList

NAME = 11
"""Cells of the column in which settings have their names."""

FOLDED = 4
"""Rows from which on the beginning and the end of a long line are both shown."""

Line = list[Segment]
"""One line of a sheet."""


class _Rows(RowList, inherit_bindings=False):
    """A list whose Enter means the whole screen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(",".join(map(textual_name, row.keys)), row.action, show=False)
        for row in LIST_KEYS
        if row.action != "choose" and "page" not in row.action
    ]


class FormatRows(_Rows):
    """A row a format."""

    def __init__(self, formats: Sequence[Format], *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._formats = formats

    def row(self, index: int) -> list[Segment]:
        """Its name."""
        return [Segment(f" {visible(self._formats[index].name)}")]


class SettingRows(_Rows):
    """A row a setting: `articles   ‹ done only ›`."""

    def __init__(self, settings: Settings, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._settings = settings

    @property
    def field(self) -> str:
        """The setting under the bar."""
        fields = self._settings.fields
        return fields[min(self.bar, len(fields) - 1)]

    def show_settings(self) -> None:
        """Show those of the format that is chosen now."""
        many = len(self._settings.fields)
        self.styles.height = many
        self.show_rows(many, min(self.bar, many - 1))
        self.repaint()

    def row(self, index: int) -> list[Segment]:
        """Name and value."""
        name, value = self._settings.shown(self._settings.fields[index])
        room = max(0, self.size.width - NAME - 6)
        shown = visible(value) if len(value) <= room else "…" + visible(value[-(room - 1) :])
        return [
            Segment(f" {filled(name, NAME)}", self.colours.soft),
            Segment(f"‹ {shown} ›" if index == self.bar else f"  {shown}"),
        ]


class Sheet(Lines, can_focus=False):
    """Lines that can be scrolled; what stands in them was made harmless."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._shown: Sequence[Line] = ()

    def put(self, lines: Sequence[Line]) -> None:
        """Show these lines, from the first."""
        self._shown = lines
        self.scroll_to(y=0, animate=False, immediate=True)
        self.set_lines(len(lines))

    def paint(self, line: int) -> Strip:
        """One of them, cut to the width beside the scrollbar."""
        width = self.scrollable_size.width
        if line >= len(self._shown):
            return Strip.blank(width, self.base)
        strip = Strip(Segment.apply_style(self._shown[line], self.base))
        if strip.cell_length > width > 0:
            strip = Strip.join([strip.crop(0, width - 1), Strip([Segment("…", self.base)])])
        return strip.adjust_cell_length(width, self.base)

    def on_resize(self) -> None:
        """Cut for the new width."""
        self.set_lines(len(self._shown))


class Title(Bar):
    """What is exported, and in which format."""

    def show(self, articles: int, form: Format) -> None:
        """`Export 2 articles   jsonl: JSON Lines with spans`."""
        self.put(
            [
                Segment(f" Export {counted(articles, 'article')}   ", Style(bold=True)),
                Segment(visible(f"{form.name}: {form.title}"), self.colours.soft),
            ]
        )


class Stage(Bar):
    """How far the work is, else what the last key did."""

    def show(self, stage: str, done: int, size: int) -> None:
        """`━━━━──────── looking: 1,240 of 100,000 articles`."""
        full = 12 * min(done, size) // max(1, size)
        self.put(
            [
                Segment(" "),
                Segment("━" * full, self.colours.key),
                Segment("─" * (12 - full), self.colours.soft),
                Segment(f" {stage}: {done:,} of {size:,} articles"),
            ]
        )

    def say(self, sentence: str, *, trouble: bool = False) -> None:
        """A sentence; a question or what went wrong in the colour of trouble."""
        self.put([Segment(f" {visible(sentence)}", self.colours.trouble if trouble else Style.null())])


def about(form: Format, width: int, colours: Colours) -> Iterator[Line]:
    """What a format keeps and loses, and what it needs."""
    needs = f"the extra {form.extra}: pip install 'close-reader[{form.extra}]'" if form.extra else ""
    for word, text in (("keeps", form.keeps), ("loses", form.loses or "nothing"), ("needs", needs)):
        if text:
            yield from wrapped(f"{filled(word, NAME)}{text}", width, colours.soft, NAME)


def counts(articles: int, spans: Sequence[tuple[str, int]], width: int, colours: Colours) -> Iterator[Line]:
    """`writes     2 articles, 12 spans: claim 3 actor 9`, over as many lines as the labels need."""
    many = sum(times for _, times in spans)
    line = [Segment(f" {filled('writes', NAME)}", colours.soft)]
    line.append(Segment(f"{counted(articles, 'article')}, {counted(many, 'span')}{':' if spans else ''}"))
    for name, times in spans:
        label = [Segment(" "), Segment(visible(name), colours.label(name)), Segment(f" {times:,}")]
        if Segment.get_line_length([*line, *label]) >= width:
            yield line
            line = [Segment(" " * NAME)]
        line += label
    yield line


def wrapped(text: str, width: int, style: Style, indent: int = 0) -> Iterator[Line]:
    """A sentence over as many lines as it needs."""
    made = textwrap.wrap(visible(text), max(20, width - 2), subsequent_indent=" " * indent, drop_whitespace=True)
    for line in made or [""]:
        yield [Segment(f" {line}", style)]


def record_lines(form: Format, lines: Sequence[str], width: int, height: int, colours: Colours) -> Iterator[Line]:
    """The first record as the format writes it, in about so many lines: of longer ones the beginning and the end."""
    head = f"── the first record as {form.name} writes it "
    yield [Segment(f"{visible(head)}{'─' * max(0, width - len(head))}", colours.soft)]
    most = max(1, (height - 1) // max(1, len(lines)))
    for line in lines:
        style = colours.key if line.startswith("── ") else Style.null()
        rows = list(_rows(line, max(8, width - 2)))
        if len(rows) > most:
            rows = [rows[0] + "…"] if most < FOLDED else [*rows[: most - most // 2], "…", *rows[1 - most // 2 :]]
        for row in rows:
            yield [Segment(f" {row}", style)]


def _rows(line: str, width: int) -> Iterator[str]:
    """A line of a file in rows of so many cells, blank for blank."""
    made: list[str] = []
    room = width
    for cluster in CLUSTER.findall(line):
        shown, cells = drawn(cluster)
        if cells > room:
            yield "".join(made)
            made, room = [], width
        room -= cells
        made.append(shown)
    yield "".join(made)
