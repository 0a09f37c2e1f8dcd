"""Apps in terminals, in turns: their starts, and their keys from writing them to the last byte.

Every command here runs its apps side by side, a lap of one after a lap of another, so that whatever else the machine
does meets all of them alike. `rows.Row` says what is measured.
"""

from __future__ import annotations

import argparse
import compileall
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

from tests.benchmarks import minimal
from tests.benchmarks.processes import cpu_seconds
from tests.benchmarks.rows import Aim, Row, surroundings, table, write_json
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
LAP = 20
"""How many measured keys follow each other before it is another app's turn."""
PAGE = ROWS - 6
"""How many rows lie between the first and the last that the cursor reaches without scrolling."""
TEXT_AND_LEGEND = (*range(ROWS - 3), ROWS - 2)
"""The rows of the reader without the peek line and the key bar, which may come later."""
OPENING = b"latest"
"""A word of the first line of the samples, which every large text begins with too."""
TOP = ("g",)
"""The key to the start of the article."""
DEEP = ("G", *["pageup"] * (LAP + 4), *["up"] * PAGE)
"""The keys to the first row of a screen that is as many screens above the end as a lap takes."""


@dataclass(frozen=True, slots=True)
class Course:
    """A key to be measured."""

    name: str
    """What it is called in the table."""
    key: str
    """The key."""
    floor: str = ""
    """The course of the floor that does the most similar thing."""
    from_top: bool = True
    """Do its laps begin at the top?"""
    before: tuple[str, ...] = ()
    """Keys before each lap."""
    opener: str = ""
    """A key after those, without whose answer the course is not run."""
    between: tuple[str, ...] = ()
    """Keys after each measured one."""
    after: tuple[str, ...] = ()
    """Keys after each lap."""
    saves: bool = False
    """Does it change annotations? Then the time until they are on disk is a row of its own."""
    aims: tuple[Aim, ...] = ()
    """What it should reach."""


@dataclass(frozen=True, slots=True)
class Contestant:
    """An app to be measured."""

    name: str
    """What it is called in the table."""
    command: tuple[str, ...]
    """How it is started."""
    marker: bytes = OPENING
    """What it has not sent before its screen is complete or nearly so."""
    awaited: Sequence[int] = TEXT_AND_LEGEND
    """The rows of the screen that a start is followed to."""
    courses: tuple[Course, ...] = ()
    """What is measured of it besides the start."""
    top: tuple[str, ...] = TOP
    """The keys that bring the cursor to where laps begin."""
    aims: tuple[Aim, ...] = ()
    """What its start should reach."""
    leave: tuple[str, ...] = ("ctrl+q",)
    """The keys to leave it."""


class UnansweredError(Exception):
    """A key did nothing."""


def reader(path: Path, *more: str) -> tuple[str, ...]:
    """The command that opens a folder in the reader."""
    return (sys.executable, "-m", "reader", str(path), *more)


def floor(*courses: Course) -> Contestant:
    """The least a Textual app can do."""
    command = (sys.executable, "-m", minimal.__name__)
    return Contestant("minimal", command, minimal.MARKER.encode(), range(ROWS), courses, top=())


FLOOR_COURSES = (
    Course("right", "right", "right"),
    Course("down", "down", "down"),
    Course("page down", "pagedown", "page down"),
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


def completed(terminal: Terminal, awaited: Sequence[int], columns: slice = slice(None)) -> float:
    """When these rows and columns of the screen were first what they are now."""
    now = [terminal.lines[row][columns].rstrip() for row in awaited]
    pictures = terminal.history()
    return next(when for when, lines in pictures if [lines[row][columns].rstrip() for row in awaited] == now)


def arrived(terminal: Terminal, end: int) -> float:
    """When so many bytes were there."""
    return min(when for when, _ in takewhile(lambda arrival: arrival[1] >= end, reversed(terminal.arrivals)))


def first_frame(terminal: Terminal, before: int) -> float:
    """When the first frame after a byte was complete; the last byte, where frames have no end."""
    found = terminal.raw.find(FRAME_END, before)
    return terminal.last_byte if found < 0 else arrived(terminal, found + len(FRAME_END))


def repainted(terminal: Terminal, before: int) -> float:
    """When the frame before the one that says `saved` was complete."""
    said = terminal.raw.rfind(b"saved", before)
    end = terminal.raw.rfind(FRAME_END, before, said) if said >= 0 else -1
    return terminal.last_byte if end < 0 else arrived(terminal, end + len(FRAME_END))


def measure_starts(players: Sequence[Contestant], home: Path, times: int) -> list[Row]:
    """Start every app so often, in turns, after once for nothing."""
    rows = [Row(player.name, "start", "start", player.aims, by_frame=True) for player in players]
    for number in range(times + 1):
        for player, row in zip(players, rows, strict=True):
            with terminal_of(player, home) as terminal:
                opened(terminal, player)
                cpu = cpu_seconds(terminal.pid)
            if number:
                frame, last = (
                    when - terminal.started for when in (completed(terminal, player.awaited), terminal.last_byte)
                )
                row.note(frame=frame, last=last, cpu=cpu, sent=len(terminal.raw))
    return rows


def measure_keys(players: Sequence[Contestant], home: Path, times: int) -> list[Row]:
    """Press every key so often, in turns of a lap each, after one lap for nothing."""
    rows = {(p.name, c.name): rows_of(p, c) for p in players for c in p.courses}
    lap = min(LAP, times)
    with ExitStack() as stack:
        terminals = {player.name: stack.enter_context(terminal_of(player, home)) for player in players}
        for player in players:
            opened(terminals[player.name], player)
        for number in range(-(-times // lap) + 1):
            for player, course in turns(players):
                kept = rows[player.name, course.name]
                if not kept[0].trouble:
                    noted = kept if number else rows_of(player, course)
                    kept[0].trouble = run(terminals[player.name], player, course, noted, lap)
        for player in players:
            leave(terminals[player.name], player)
    return [row for kept in rows.values() for row in kept]


def rows_of(player: Contestant, course: Course) -> list[Row]:
    """The empty rows of a course: one, or two if it changes annotations."""
    row = Row(player.name, course.name, course.floor, course.aims)
    return [row, Row(player.name, f"{course.name}, saved")] if course.saves else [row]


def turns(players: Sequence[Contestant]) -> Iterator[tuple[Contestant, Course]]:
    """Whose turn it is, and at what: the first act of each, the second of each, and so on."""
    for place in range(max(len(player.courses) for player in players)):
        for player in players:
            yield player, player.courses[place % len(player.courses)]


def run(terminal: Terminal, player: Contestant, course: Course, rows: Sequence[Row], lap: int) -> str:
    """One lap; says why it ended before its time."""
    prepare(terminal, [*(player.top if course.from_top else ()), *course.before])
    try:
        if course.opener:
            answer(terminal, course.opener, SETTLED, patience=1.0)
        for _ in range(lap):
            press(terminal, course, rows)
            prepare(terminal, course.between)
    except UnansweredError as error:
        return str(error)
    finally:
        prepare(terminal, course.after)
    return ""


def prepare(terminal: Terminal, keys: Sequence[str]) -> None:
    """Press keys that are not measured."""
    if keys:
        terminal.press(*keys)
        terminal.settle(QUIET if len(keys) == 1 else SETTLED, first=SETTLED)


def answer(terminal: Terminal, key: str, quiet: float = QUIET, *, patience: float = PATIENCE) -> float:
    """Press a key and read what comes; gives when it was written. Raises UnansweredError when nothing comes."""
    before, written = len(terminal.raw), KEYS.get(key, key)
    since = time.perf_counter()
    terminal.send(written)
    terminal.settle(quiet, first=patience, timeout=60)
    if len(terminal.raw) == before:
        if not terminal.alive:
            raise AssertionError(f"the key {key} ended it:\n{terminal}")
        raise UnansweredError(f"not measured: the key {key} does nothing here")
    return since


def press(terminal: Terminal, course: Course, rows: Sequence[Row]) -> None:
    """Press a key and measure what comes."""
    before, busy = len(terminal.raw), cpu_seconds(terminal.pid)
    since = answer(terminal, course.key)
    while course.saves and unsaved(bytes(terminal.raw[before:])):
        silent = len(terminal.raw)
        terminal.settle(QUIET, first=PATIENCE)
        if len(terminal.raw) == silent:
            raise AssertionError(f"{course.name}: it was never saved:\n{terminal}")
    frame = first_frame(terminal, before) - since
    lasts = [repainted(terminal, before), terminal.last_byte] if course.saves else [terminal.last_byte]
    cpu, sent = cpu_seconds(terminal.pid) - busy, len(terminal.raw) - before
    for row, last in zip(rows, lasts, strict=True):
        row.note(frame=frame, last=last - since, cpu=cpu, sent=sent)


def unsaved(sent: bytes) -> bool:
    """Does the legend say that something is on its way to the disk?

    It is read from the bytes: drawing the screen would delay the time stamp of the answer.
    """
    return sent.rfind(b"saving") > sent.rfind(b"saved")


def leave(terminal: Terminal, player: Contestant) -> None:
    """Leave an app, and see that it ends well."""
    terminal.press(*player.leave)
    if code := terminal.exit():
        raise AssertionError(f"an app ended with {code}:\n{terminal}")


def command(
    name: str, about: str, measure: Callable[[argparse.Namespace, Path], Iterator[list[Row]]], *parts: str
) -> int:
    """What every command here does: ask for the options, measure in a temporary folder, print a table for each part."""
    options = arguments(name, about, parts)
    for sources in ("reader", "tests"):
        # A start that has to compile would measure the compiler.
        compileall.compile_dir(ROOT / sources, quiet=1)
    print(
        "  ".join(f"{name} {value}" for name, value in surroundings().items()), f"terminal {COLUMNS}x{ROWS}", sep="  "
    )
    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as work:
        for measured in measure(options, Path(work)):
            print("", *table(measured), sep="\n", flush=True)
            rows += measured
    if options.json:
        write_json(rows, options.json)
    return 0


def arguments(name: str, about: str, parts: Sequence[str] = ()) -> argparse.Namespace:
    """What was asked for: keys, starts, json, and the parts of a command that has some."""
    asked = argparse.ArgumentParser(prog=f"python -m tests.benchmarks.{name}", description=about.partition("\n")[0])
    asked.add_argument(
        "--keys", type=positive, default=200, help=f"presses of each key, in laps of up to {LAP} (default 200)"
    )
    asked.add_argument("--starts", type=positive, default=7, help="starts of each app (default 7)")
    asked.add_argument("--json", type=Path, metavar="FILE", help="write every single measurement to a file")
    if parts:
        asked.add_argument(
            "parts", nargs="*", metavar="PART", type=one_of(parts), help=f"{', '.join(parts)} (default: all)"
        )
    return asked.parse_args()


def one_of(parts: Sequence[str]) -> Callable[[str], str]:
    """A check that a word is one of these; `choices` refuses an empty list."""

    def part(text: str) -> str:
        if text not in parts:
            raise argparse.ArgumentTypeError(f"{text!r} is none of {', '.join(parts)}")
        return text

    return part


def positive(text: str) -> int:
    """A number of one or more."""
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("it takes at least one")
    return number
