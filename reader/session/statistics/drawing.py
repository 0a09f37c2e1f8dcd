"""Charts and tables as lines of text: bars of block characters, to an eighth of a cell."""

from __future__ import annotations

from collections.abc import Iterator

from reader.session.statistics.figures import Chart, Table
from reader.text.visible import visible

EIGHTHS = " ▏▎▍▌▋▊▉█"
"""Widths of a cell, in eighths."""

GAP = "  "
"""Between two columns."""

LEAST = 10
"""Cells of the longest bar at least."""

NAME = 32
"""Cells of a name at most."""


def drawn(figure: Chart | Table, width: int) -> Iterator[str]:
    """The lines of a figure, at most so many cells wide; nothing in them can act on a terminal."""
    yield visible(figure.title)
    yield from _chart(figure, width) if isinstance(figure, Chart) else _table(figure, width)


def bar(share: float, width: int) -> str:
    """A bar of a share of some cells; what is more than nothing is never invisible."""
    eighths = max(1 if share > 0 else 0, round(min(1.0, share) * width * 8))
    full, rest = divmod(eighths, 8)
    return EIGHTHS[8] * full + (EIGHTHS[rest] if rest else "")


def _chart(chart: Chart, width: int) -> Iterator[str]:
    names = max(len(shortened(each.name)) for each in chart.bars)
    words = max(len(each.words) for each in chart.bars)
    room = max(LEAST, width - names - words - 3 * len(GAP))
    for each in chart.bars:
        name, drawn_bar = shortened(each.name), bar(each.share, room)
        yield visible(f"{GAP}{name:{names}}{GAP}{drawn_bar:{room}}{GAP}{each.words}"[:width].rstrip())


def _table(table: Table, width: int) -> Iterator[str]:
    rows = [[shortened(row[0]), *row[1:]] for row in (table.head, *table.rows)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (
            f"{cell:{size}}" if place < table.left else f"{cell:>{size}}"
            for place, (cell, size) in enumerate(zip(row, widths, strict=True))
        )
        line = GAP + GAP.join(cells).rstrip()
        yield visible(line if len(line) <= width else f"{line[: width - 1]}…")


def shortened(name: str) -> str:
    """A name with its beginning cut when it is long: what tells it from others is mostly at its end."""
    return name if len(name) <= NAME else f"…{name[1 - NAME :]}"
