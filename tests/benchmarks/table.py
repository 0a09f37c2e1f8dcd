"""The table of measurements and aims."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from statistics import median

from tests.benchmarks.aims import Aim, Row, Rows, p99

TABLE = "{:20}{:28}{:>4}{:>11}{:>10}{:>9}{:>18}{:>9}{:>10}{:>14}  {}"
"""The columns of the table."""
HEADING = ("", "", "n", "frame p50", "last p50", "p99", "min..max", "cpu p50", "x floor", "bytes (most)", "aim")


def table(rows: Sequence[Row]) -> Iterator[str]:
    """The measurements as lines of text; every aim but the first has a line of its own."""
    known = {(row.app, row.act): row for row in rows if row.values}
    floors = {row.act: median(row.values) for row in rows if row.app == rows[0].app and row.values}
    yield TABLE.format(*HEADING).rstrip()
    for row in rows:
        aims = [row.trouble] if row.trouble else []
        aims += [verdict(aim, row, known) for aim in row.aims if row.values]
        yield TABLE.format(row.app, row.act, *cells(row, floors), (aims or [""])[0]).rstrip()
        yield from (TABLE.format(*[""] * 10, aim) for aim in aims[1:])


def verdict(aim: Aim, row: Row, rows: Rows) -> str:
    """An aim, met or missed, or why nobody knows."""
    try:
        return aim.verdict(row, rows)
    except KeyError as error:
        return f"no {' '.join(error.args[0])} to compare with"


def cells(row: Row, floors: Mapping[str, float]) -> Iterator[str]:
    """The numbers of a row, from n to the bytes."""
    if not row.values:
        yield from ("0", *[""] * 7)
        return
    floor, middle = floors.get(row.floor), median(row.values)
    yield str(len(row.values))
    yield f"{median(row.frames):.1f}" if row.frames else ""
    yield f"{median(row.lasts):.1f}" if row.lasts else ""
    yield f"{p99(row.values):.1f}"
    yield f"{min(row.values):.1f}..{max(row.values):.1f}"
    yield f"{median(row.cpu):.1f}" if row.cpu else ""
    yield f"{middle / floor:.2f}x" if floor else ""
    yield f"{median(row.sent):.0f} ({max(row.sent)})" if row.sent else ""
