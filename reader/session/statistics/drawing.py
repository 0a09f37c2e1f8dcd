"""Charts and tables as lines of text: bars of block characters, to an eighth of a cell."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from reader.session.statistics.figures import Chart, Table
from reader.text.graphemes import CLUSTER
from reader.text.visible import visible

Cells = Callable[[str], int]
"""How many cells a text takes; only a terminal knows."""

EIGHTHS = " ▏▎▍▌▋▊▉█"
"""Widths of a cell, in eighths."""

GAP = "  "
"""Between two columns."""

LEAST = 10
"""Cells of the longest bar at least, where there is room for as many words."""

NAME = 32
"""Cells of a name at most; of few cells a third."""


class Row(NamedTuple):
    """A row of a chart, its parts filled with blanks, so that rows stand in columns."""

    name: str
    """What it is of, with the gaps around it."""
    bar: str
    """How much."""
    words: str
    """The same in words, with the gap before it."""


def drawn(figure: Chart | Table, width: int, cells: Cells) -> Iterator[str]:
    """The lines of a figure, at most so many cells wide; nothing in them can act on a terminal."""
    yield cut(visible(figure.title), width, cells)
    if isinstance(figure, Chart):
        yield from ("".join(row).rstrip() for row in chart_rows(figure, width, cells))
    else:
        yield from _table(figure, width, cells)


def bar(share: float, width: int) -> str:
    """A bar of a share of some cells; what is more than nothing is never invisible."""
    eighths = max(1 if share > 0 else 0, round(min(1.0, share) * width * 8))
    full, rest = divmod(eighths, 8)
    return EIGHTHS[8] * full + (EIGHTHS[rest] if rest else "")


def chart_rows(chart: Chart, width: int, cells: Cells) -> Iterator[Row]:
    """The rows of a chart, at most so many cells wide: the bars have what names and words leave."""
    names = [shortened(visible(each.name), min(NAME, width // 3), cells) for each in chart.bars]
    words = [visible(each.words) for each in chart.bars]
    longest = max(map(cells, names))
    free = max(2, width - longest - 3 * len(GAP))
    room = max(min(LEAST, free // 2), free - max(map(cells, words)))
    for each, name, value in zip(chart.bars, names, words, strict=True):
        drawn_bar = bar(each.share, room)
        yield Row(
            GAP + _filled(name, longest, cells) + GAP,
            drawn_bar + " " * (room - len(drawn_bar)),
            GAP + cut(value, free - room, cells),
        )


def _table(table: Table, width: int, cells: Cells) -> Iterator[str]:
    most = min(NAME, width // 3)
    rows = [[visible(cell) for cell in row] for row in (table.head, *table.rows)]
    rows = [[shortened(row[0], most, cells), *row[1:]] for row in rows]
    widths = [max(map(cells, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        columns = (
            _filled(cell, size, cells, at_end=place >= table.left)
            for place, (cell, size) in enumerate(zip(row, widths, strict=True))
        )
        yield cut(GAP + GAP.join(columns).rstrip(), width, cells)


def shortened(name: str, most: int, cells: Cells) -> str:
    """A name with its beginning cut when it is long: what tells it from others is mostly at its end."""
    if cells(name) <= most:
        return name
    return "…" + "".join(reversed(list(_taken(reversed(CLUSTER.findall(name)), most - 1, cells))))


def cut(text: str, width: int, cells: Cells) -> str:
    """As much of a text as fits into so many cells, with an ellipsis when that is not all."""
    if cells(text) <= width:
        return text
    return "".join(_taken(CLUSTER.findall(text), width - 1, cells)) + "…"[: max(0, width)]


def _taken(clusters: Iterable[str], width: int, cells: Cells) -> Iterator[str]:
    for cluster in clusters:
        width -= cells(cluster)
        if width < 0:
            return
        yield cluster


def _filled(text: str, width: int, cells: Cells, *, at_end: bool = False) -> str:
    blanks = " " * max(0, width - cells(text))
    return blanks + text if at_end else text + blanks
