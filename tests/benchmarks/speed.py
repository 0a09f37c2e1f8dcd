"""How quick the reader is, in a real terminal, beside the least a Textual app can do.

    python -m tests.benchmarks.speed [--keys 200] [--starts 7] [--json FILE]

from the top of a checkout. It takes some minutes and asserts nothing: read the ratios, not the milliseconds.

Three apps run in terminals of 120x40: `minimal`, which is the floor, the reader with the samples, and the reader with
an article of 1 MB that has 10,000 spans. They are measured in turns, so that whatever else the machine does meets all
of them alike.

- start: `frame` is from starting the process until the screen first shows what it will: for the reader its list, the
  article and the legend, for the floor every line. `last` is when the starting app fell silent.
- a key: `frame` is from writing it until the end of the first frame, `last` until the last byte before 30 ms of quiet.
  A key that changes annotations is followed until the legend says that they are on disk: its `last` is that of `saved`.
- p99, min..max and `x floor` are of `last`, for starts of `frame`. `x floor` divides the p50 by that of the most
  similar thing the floor does: `right` sends one line, `down` two, `page down` all.
- bytes: the median sent for one act.

Between runs on a busy machine ratios differed by 10 to 20 %; p99 is the second or third worst of 200.
"""

from __future__ import annotations

import argparse
import compileall
import json
import os
import platform
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from importlib.metadata import version
from itertools import takewhile
from pathlib import Path
from statistics import median, quantiles

from reader import __version__
from tests.benchmarks import corpora, minimal
from tests.terminal import KEYS, Terminal

ROOT = Path(__file__).resolve().parents[2]
COLUMNS, ROWS = 120, 40

QUIET = 0.030
"""Seconds without a byte after which a key has done all it does on the screen."""
SETTLED = 0.150
"""The same after keys that only prepare, and after a start."""
PATIENCE = 5.0
"""Seconds to wait for a first byte."""
FRAME_END = b"\x1b[?2026l"
"""What Textual writes at the end of a frame to a terminal that knows synchronised output."""

LARGE_SIZE, LARGE_SPANS = 1_000_000, 10_000
LAP = 20
"""How many measured keys follow each other before it is another app's turn."""
PAGE = ROWS - 6
"""How many rows lie between the first and the last that the cursor reaches without scrolling."""
TEXT_AND_LEGEND = (*range(ROWS - 3), ROWS - 2)
"""The rows of the reader without the peek line and the key bar, which may come later."""
AIM = 1.3
"""How many floors a start on the samples may cost."""
TABLE = "{:>8}  {:16}{:>5}{:>11}{:>10}{:>9}{:>18}{:>10}{:>9}  {}"
"""The columns of the table; times are in milliseconds."""


@dataclass(frozen=True, slots=True)
class Contestant:
    """An app to be measured."""

    name: str
    """What it is called in the table."""
    command: tuple[str, ...]
    """How it is started."""
    marker: bytes
    """What it has not sent before its screen is complete or nearly so."""
    awaited: Sequence[int]
    """The rows of the screen that a start is followed to."""
    top: tuple[str, ...]
    """The keys that bring the cursor to where laps begin: the first row of the screen, deep in a long text."""
    courses: tuple[Course, ...]
    """What is measured of it besides the start."""


@dataclass(frozen=True, slots=True)
class Course:
    """A key to be measured."""

    name: str
    """What it is called in the table."""
    key: str
    """The key."""
    floor: str
    """The course of the floor that does the most similar thing."""
    from_top: bool = True
    """Do its laps begin at the top?"""
    before: tuple[str, ...] = ()
    """Keys before each lap."""
    between: tuple[str, ...] = ()
    """Keys after each measured one."""
    saves: bool = False
    """Does it change annotations?"""


@dataclass(slots=True)
class Row:
    """The measurements of one act of one app, in milliseconds and bytes."""

    app: str
    act: str
    floor: str
    aim: float | None = None
    frames: list[float] = field(default_factory=list)
    lasts: list[float] = field(default_factory=list)
    sent: list[int] = field(default_factory=list)

    @property
    def decisive(self) -> list[float]:
        """What is compared with the floor."""
        return self.frames if self.act == "start" else self.lasts

    def note(self, terminal: Terminal, since: float, before: int, frame: float) -> None:
        """Take the measurements of what was sent since a time and a byte, its first frame complete at another time."""
        self.frames.append(1000 * (frame - since))
        self.lasts.append(1000 * (terminal.last_byte - since))
        self.sent.append(len(terminal.raw) - before)


FLOOR_COURSES = (
    Course("right", "right", "right"),
    Course("down", "down", "down"),
    Course("page down", "pagedown", "page down"),
)
READER_COURSES = (
    Course("right", "right", "right"),
    Course("down", "down", "down"),
    Course("down, scrolling", "down", "page down", before=("down",) * PAGE),
    Course("next word", "w", "right"),
    Course("tag a claim", "c", "down", between=(")",), saves=True),
    Course("undo", "u", "down", from_top=False, saves=True),
)
SAMPLE_COURSES = (*READER_COURSES, Course("page down", "pagedown", "page down", between=("g",)))
LARGE_COURSES = (*READER_COURSES, Course("page down", "pagedown", "page down"))


def contestants(work: Path) -> Sequence[Contestant]:
    """The floor, and the reader with both corpora, which are written below a folder."""
    floor = (sys.executable, "-m", minimal.__name__)
    small = (sys.executable, "-m", "reader", str(corpora.samples(work / "samples")))
    huge = (sys.executable, "-m", "reader", str(corpora.large(work / "large", size=LARGE_SIZE, spans=LARGE_SPANS)))
    opening, screens_above_end = b"latest escalation", ("G", *["pageup"] * (LAP + 4), *["up"] * PAGE)
    return (
        Contestant("minimal", floor, minimal.MARKER.encode(), range(ROWS), (), FLOOR_COURSES),
        Contestant("samples", small, opening, TEXT_AND_LEGEND, ("g",), SAMPLE_COURSES),
        Contestant("1 MB", huge, opening, TEXT_AND_LEGEND, screens_above_end, LARGE_COURSES),
    )


def terminal_of(contestant: Contestant, home: Path) -> Terminal:
    """A terminal that will start an app."""
    return Terminal(contestant.command, home, columns=COLUMNS, rows=ROWS, cwd=ROOT)


def opened(terminal: Terminal, contestant: Contestant) -> None:
    """Read until the app has shown its screen and is quiet."""
    end = time.monotonic() + 60
    terminal.settle(SETTLED, first=PATIENCE)
    while contestant.marker not in terminal.raw:
        if not terminal.alive or time.monotonic() > end:
            raise AssertionError(f"the screen was never complete:\n{terminal}")
        terminal.settle(SETTLED, first=PATIENCE)


def completed(terminal: Terminal, contestant: Contestant) -> float:
    """When the screen was first what it is now."""
    now = [terminal.lines[row] for row in contestant.awaited]
    return next(when for when, lines in terminal.history() if [lines[row] for row in contestant.awaited] == now)


def first_frame(terminal: Terminal, before: int) -> float:
    """When the first frame after a byte was complete."""
    found = terminal.raw.find(FRAME_END, before)
    end = len(terminal.raw) if found < 0 else found + len(FRAME_END)
    since_then = takewhile(lambda arrival: arrival[1] >= end, reversed(terminal.arrivals))
    return min(when for when, _ in since_then)


def measure_starts(players: Sequence[Contestant], home: Path, times: int) -> Iterator[Row]:
    """Start every app so often, in turns, after once for nothing."""
    rows = [Row(player.name, "start", "start") for player in players]
    rows[1].aim = AIM
    for number in range(times + 1):
        for player, row in zip(players, rows, strict=True):
            with terminal_of(player, home) as terminal:
                opened(terminal, player)
            if number:
                row.note(terminal, terminal.started, 0, completed(terminal, player))
    yield from rows


def measure_keys(players: Sequence[Contestant], home: Path, times: int) -> Iterator[Row]:
    """Press every key so often, in turns of a lap each, after one lap for nothing."""
    rows = {(p.name, c.name): Row(p.name, c.name, c.floor) for p in players for c in p.courses}
    with ExitStack() as stack:
        terminals = {player.name: stack.enter_context(terminal_of(player, home)) for player in players}
        for player in players:
            opened(terminals[player.name], player)
        for number in range(-(-times // LAP) + 1):
            for player, course in turns(players):
                row = rows[player.name, course.name] if number else Row("", "", "")
                run(terminals[player.name], player, course, row)
        for terminal in terminals.values():
            terminal.send("q")
            if code := terminal.exit():
                raise AssertionError(f"an app ended with {code}:\n{terminal}")
    yield from rows.values()


def turns(players: Sequence[Contestant]) -> Iterator[tuple[Contestant, Course]]:
    """Whose turn it is, and at what: the first act of each, the second of each, and so on."""
    for place in range(max(len(player.courses) for player in players)):
        for player in players:
            yield player, player.courses[place % len(player.courses)]


def run(terminal: Terminal, player: Contestant, course: Course, row: Row) -> None:
    """One lap."""
    prepare(terminal, [*(player.top if course.from_top else ()), *course.before])
    for _ in range(LAP):
        press(terminal, course, row)
        prepare(terminal, course.between)


def prepare(terminal: Terminal, keys: Sequence[str]) -> None:
    """Press keys that are not measured."""
    if keys:
        terminal.press(*keys)
        terminal.settle(QUIET if len(keys) == 1 else SETTLED, first=SETTLED)


def press(terminal: Terminal, course: Course, row: Row) -> None:
    """Press a key and measure what comes."""
    key, before = KEYS.get(course.key, course.key), len(terminal.raw)
    since = time.perf_counter()
    terminal.send(key)
    terminal.settle(QUIET, first=PATIENCE)
    if len(terminal.raw) == before:
        raise AssertionError(f"{course.name}: the key {course.key} did nothing:\n{terminal}")
    while course.saves and unsaved(bytes(terminal.raw[before:])):
        silent = len(terminal.raw)
        terminal.settle(QUIET, first=PATIENCE)
        if len(terminal.raw) == silent:
            raise AssertionError(f"{course.name}: it was never saved:\n{terminal}")
    row.note(terminal, since, before, first_frame(terminal, before))


def unsaved(sent: bytes) -> bool:
    """Does the legend say that something is on its way to the disk?

    It is read from the bytes: drawing the screen would delay the time stamp of the answer.
    """
    return sent.rfind(b"saving") > sent.rfind(b"saved")


def table(rows: Sequence[Row]) -> Iterator[str]:
    """The measurements as lines of text."""
    floors = {row.act: median(row.decisive) for row in rows if row.app == rows[0].app}
    yield TABLE.format("", "", "n", "frame p50", "last p50", "p99", "min..max", "x floor", "bytes", "aim")
    for row in rows:
        times, ratio = row.decisive, median(row.decisive) / floors[row.floor]
        yield TABLE.format(
            row.app,
            row.act,
            len(times),
            f"{median(row.frames):.1f}",
            f"{median(row.lasts):.1f}",
            f"{p99(times):.1f}",
            f"{min(times):.1f}..{max(times):.1f}",
            f"{ratio:.2f}x",
            f"{median(row.sent):.0f}",
            "" if row.aim is None else f"<= {row.aim}x: {'met' if ratio <= row.aim else 'missed'}",
        ).rstrip()


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
        "columns": COLUMNS,
        "rows": ROWS,
    }


def main() -> int:
    """Measure, and print."""
    options = arguments()
    for sources in ("reader", "tests"):
        # A start that has to compile would measure the compiler.
        compileall.compile_dir(ROOT / sources, quiet=1)
    print("  ".join(f"{name} {value}" for name, value in surroundings().items()), flush=True)
    with tempfile.TemporaryDirectory() as work:
        players = contestants(Path(work))
        rows = [
            *measure_starts(players, Path(work), options.starts),
            *measure_keys(players, Path(work), options.keys),
        ]
    print("\n".join(table(rows)))
    if options.json:
        measured = [
            {"app": r.app, "act": r.act, "floor": r.floor, "frame_ms": r.frames, "last_ms": r.lasts, "bytes": r.sent}
            for r in rows
        ]
        options.json.write_text(json.dumps({**surroundings(), "measured": measured}, indent=1) + "\n")
    return 0


def arguments() -> argparse.Namespace:
    """What was asked for."""
    asked = argparse.ArgumentParser(prog="python -m tests.benchmarks.speed", description=(__doc__ or "").split("\n")[0])
    asked.add_argument(
        "--keys", type=positive, default=200, help=f"presses of each key, in laps of {LAP} (default 200)"
    )
    asked.add_argument("--starts", type=positive, default=7, help="starts of each app (default 7)")
    asked.add_argument("--json", type=Path, metavar="FILE", help="write every single measurement to a file")
    return asked.parse_args()


def positive(text: str) -> int:
    """A number of one or more."""
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("it takes at least one")
    return number


if __name__ == "__main__":
    sys.exit(main())
