"""Measurements, what they should be, and the table of both."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from statistics import mean, median, quantiles

from reader import __version__

TABLE = "{:20}{:28}{:>4}{:>11}{:>10}{:>9}{:>18}{:>9}{:>10}{:>14}  {}"
"""The columns of the table."""
HEADING = ("", "", "n", "frame p50", "last p50", "p99", "min..max", "cpu p50", "x floor", "bytes (most)", "aim")


@dataclass(frozen=True, slots=True)
class Aim:
    """What a row should reach."""

    what: str
    """What is looked at, and how it is written with its limit."""
    limit: float
    """What it is at most, or at least."""
    value: Callable[[Row, Rows], float]
    """How it comes from the row and all the others."""
    at_least: bool = False
    """Is more better?"""

    def verdict(self, row: Row, rows: Rows) -> str:
        """`p99 12.1 <= 20 ms: met`."""
        value = self.value(row, rows)
        met = value >= self.limit if self.at_least else value <= self.limit
        written = self.what.format(f"{value:.3g}" if value < 100 else f"{value:.0f}", f"{self.limit:g}")
        return f"{written}: {'met' if met else 'MISSED'}"


@dataclass(slots=True)
class Row:
    """The measurements of one act of one app. Times are in milliseconds unless the act names another unit."""

    app: str
    act: str
    floor: str = ""
    """The act of the first app in the table that does the most similar thing; empty when none does."""
    aims: tuple[Aim, ...] = ()
    by_frame: bool = False
    """Is the end of the frame what counts, and not the last byte?"""
    frames: list[float] = field(default_factory=list)
    """From asking until the end of the first frame; of a start, until the screen is what it will be."""
    lasts: list[float] = field(default_factory=list)
    """From asking until the last byte."""
    cpu: list[float] = field(default_factory=list)
    """CPU time of the app."""
    sent: list[int] = field(default_factory=list)
    """Bytes sent."""
    trouble: str = ""
    """Why there is no measurement, or none any more."""

    @property
    def values(self) -> list[float]:
        """What counts."""
        return self.frames if self.by_frame else self.lasts

    def note(self, *, frame: float, last: float, cpu: float, sent: int) -> None:
        """Take one measurement: seconds, and bytes."""
        self.frames.append(1000 * frame)
        self.lasts.append(1000 * last)
        self.cpu.append(1000 * cpu)
        self.sent.append(sent)


Rows = Mapping[tuple[str, str], Row]
"""The rows by app and act."""


def p50_ms(limit: float) -> Aim:
    """So many milliseconds, half of the times."""
    return Aim("p50 {} <= {} ms", limit, lambda row, _: median(row.values))


def p99_ms(limit: float) -> Aim:
    """So many milliseconds, 99 times in 100."""
    return Aim("p99 {} <= {} ms", limit, lambda row, _: p99(row.values))


def cpu_ms(limit: float) -> Aim:
    """So many milliseconds of CPU time, 99 times in 100."""
    return Aim("cpu p99 {} <= {} ms", limit, lambda row, _: p99(row.cpu))


def bytes_sent(limit: float) -> Aim:
    """So many bytes, half of the times."""
    return Aim("{} <= {} bytes", limit, lambda row, _: median(row.sent))


def times(limit: float, app: str, act: str) -> Aim:
    """So many times the p50 of another row."""
    return Aim(f"{{}}x <= {{}}x {app}", limit, lambda row, rows: median(row.values) / median(rows[app, act].values))


def faster(limit: float, app: str, act: str) -> Aim:
    """So many times faster than another row, by p50."""
    quicker = f"{{}}x faster >= {{}}x than {app}"
    return Aim(quicker, limit, lambda row, rows: median(rows[app, act].values) / median(row.values), at_least=True)


def above(limit: float, unit: str, app: str, act: str) -> Aim:
    """So much more than another row, by p50."""
    more = f"{{}} {unit} above {app} <= {{}} {unit}"
    return Aim(more, limit, lambda row, rows: median(row.values) - median(rows[app, act].values))


def mean_ms(limit: float) -> Aim:
    """So many milliseconds in the mean."""
    return Aim("mean {} <= {} ms", limit, lambda row, _: mean(row.values))


def silent() -> Aim:
    """Not one byte."""
    return Aim("{} <= {} bytes", 0, lambda row, _: sum(row.sent))


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


def p99(values: Sequence[float]) -> float:
    """The value that one in a hundred exceeds."""
    return quantiles(values, n=100, method="inclusive")[98] if len(values) > 1 else values[0]


def surroundings() -> Mapping[str, str | int]:
    """What the numbers depend on."""
    return {
        "reader": __version__,
        "python": platform.python_version(),
        "textual": version("textual"),
        "cores": os.cpu_count() or 0,
        "load": "{:.1f} {:.1f} {:.1f}".format(*os.getloadavg()),
    }


def write_json(rows: Sequence[Row], path: Path) -> None:
    """Write every single measurement to a file."""
    measured = [
        {
            "app": row.app,
            "act": row.act,
            "floor": row.floor,
            "frame_ms": row.frames,
            "last_ms": row.lasts,
            "cpu_ms": row.cpu,
            "bytes": row.sent,
            "trouble": row.trouble,
        }
        for row in rows
    ]
    path.write_text(json.dumps({**surroundings(), "measured": measured}, indent=1) + "\n")
