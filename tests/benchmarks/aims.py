"""Measurements, and what they should be."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import mean, median, quantiles


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


def p99(values: Sequence[float]) -> float:
    """The value that one in a hundred exceeds."""
    return quantiles(values, n=100, method="inclusive")[98] if len(values) > 1 else values[0]
