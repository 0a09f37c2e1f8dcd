"""One app in a terminal: its keys, from writing them to the last byte."""

from __future__ import annotations

import math
import time
from collections.abc import Sequence
from itertools import takewhile
from pathlib import Path

from tests.benchmarks.aims import Row
from tests.benchmarks.contestants import COLUMNS, ROWS, Contestant, Course
from tests.benchmarks.processes import cpu_seconds
from tests.terminal import KEYS, Terminal

ROOT = Path(__file__).resolve().parents[2]

QUIET = 0.030
"""Seconds without a byte after which a key has done all it does on the screen."""
SETTLED = 0.150
"""The same after a start, and after several keys that only prepare; then the app must have stopped working too."""
IDLE = 0.010
"""Seconds of CPU time that an app may take meanwhile and is still said to do nothing."""
UNHEARD = 0.150
"""Seconds to wait for a first byte after a key that may do nothing."""
PATIENCE = 5.0
"""Seconds to wait for a first byte."""
FRAME_END = b"\x1b[?2026l"
"""What Textual writes at the end of a frame to a terminal that knows synchronised output."""


class UnansweredError(Exception):
    """A key did nothing."""


def terminal_of(contestant: Contestant, home: Path) -> Terminal:
    """A terminal that will start an app."""
    return Terminal(contestant.command, home, columns=COLUMNS, rows=ROWS, cwd=ROOT)


def opened(terminal: Terminal, contestant: Contestant) -> None:
    """Read until the app has shown its screen and is at rest."""
    end = time.monotonic() + 60
    rest(terminal, SETTLED, first=PATIENCE)
    while contestant.marker not in terminal.raw:
        if not terminal.alive or time.monotonic() > end:
            raise AssertionError(f"the screen was never complete:\n{terminal}")
        rest(terminal, SETTLED, first=PATIENCE)


def rest(terminal: Terminal, quiet: float, *, first: float) -> None:
    """Read until no byte came for so many seconds in which the app did nothing; wait longer for the first one."""
    busy, wait = math.inf, first
    while busy > IDLE:
        before = cpu_seconds(terminal.pid)
        terminal.settle(quiet, first=wait, timeout=60)
        busy, wait = cpu_seconds(terminal.pid) - before, quiet


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


def prepare(terminal: Terminal, keys: Sequence[str]) -> None:
    """Press keys that are not measured, and wait until what they changed is on disk.

    Many at once are painted once, when the last was understood: their first byte may take its time.
    """
    if keys:
        before = len(terminal.raw)
        terminal.press(*keys)
        if len(keys) == 1:
            terminal.settle(QUIET, first=UNHEARD)
        else:
            rest(terminal, SETTLED, first=1.0)
        saved(terminal, before)


def answer(terminal: Terminal, key: str) -> float:
    """Press a key and read what comes; gives when it was written. Raises UnansweredError when nothing comes."""
    before, since = len(terminal.raw), send(terminal, key)
    terminal.settle(QUIET, first=PATIENCE)
    check_answered(terminal, key, before)
    return since


def answer_slowly(terminal: Terminal, key: str, patience: float) -> float:
    """The same of a key after which the app may fall silent before it is done."""
    before, since = len(terminal.raw), send(terminal, key)
    rest(terminal, SETTLED, first=patience)
    check_answered(terminal, key, before)
    return since


def send(terminal: Terminal, key: str) -> float:
    """Write a key; gives when."""
    written, since = KEYS.get(key, key), time.perf_counter()
    terminal.send(written)
    return since


def check_answered(terminal: Terminal, key: str, before: int) -> None:
    """Raise UnansweredError when nothing came since a byte."""
    if len(terminal.raw) == before:
        if not terminal.alive:
            raise AssertionError(f"the key {key} ended it:\n{terminal}")
        raise UnansweredError(f"not measured: the key {key} does nothing here")


def press(terminal: Terminal, course: Course, rows: Sequence[Row]) -> None:
    """Press a key and measure what comes."""
    before, busy = len(terminal.raw), cpu_seconds(terminal.pid)
    since = answer(terminal, course.key)
    saved(terminal, before)
    frame = first_frame(terminal, before) - since
    lasts = [repainted(terminal, before), terminal.last_byte] if course.saves else [terminal.last_byte]
    cpu, sent = cpu_seconds(terminal.pid) - busy, len(terminal.raw) - before
    for row, last in zip(rows, lasts, strict=True):
        row.note(frame=frame, last=last - since, cpu=cpu, sent=sent)


def saved(terminal: Terminal, before: int) -> None:
    """Read until what was sent since a byte says that all is on disk, if it says that something is not."""
    while unsaved(bytes(terminal.raw[before:])):
        silent = len(terminal.raw)
        terminal.settle(QUIET, first=PATIENCE)
        if len(terminal.raw) == silent:
            raise AssertionError(f"it was never saved:\n{terminal}")


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
