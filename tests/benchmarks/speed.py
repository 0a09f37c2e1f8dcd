"""How quick the reader is, in a real terminal, beside the least a Textual app can do.

    python -m tests.benchmarks.speed [--keys 200] [--starts 7] [--json FILE]

from the top of a checkout. It takes some minutes and asserts nothing: read the ratios, not the milliseconds.

Three apps run in terminals of 120x40: `minimal`, which is the floor, the reader with the samples, and the reader with
an article of 1 MB that has 10,000 spans. They are measured in turns, so that whatever else the machine does meets all
of them alike.

- start: from starting the process until the end of the frame that completes the screen: for the reader the article and
  the legend, for the floor its last line. `last byte` is when the starting app fell silent.
- a key: from writing it until the end of the first frame, and until the last byte before 30 ms of quiet. A key that
  changes annotations is followed until the legend says that they are on disk, so its last byte is that of `saved`.
- x floor: the p50 of the last byte (of a start: of the first frame) over that of the floor's most similar act:
  `right` one line, `down` two lines, `page down` every line.
- bytes: the median sent for one act.

Between two runs on one machine ratios differ by some 10 %; p99 is the second or third worst of 200.
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
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from importlib.metadata import version
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
AIM = 1.3
"""How many floors a start on the samples may cost."""


@dataclass(frozen=True, slots=True)
class Contestant:
    """An app to be measured."""

    name: str
    """What it is called in the table."""
    command: tuple[str, ...]
    """How it is started."""
    markers: tuple[bytes, ...]
    """What has been sent when its screen is complete."""
    top: tuple[str, ...]
    """The keys that bring the cursor to where laps begin, with several screens below it if the text has them."""
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

    def note(self, terminal: Terminal, since: float, before: int, complete_at: int) -> None:
        """Take the measurements of what was sent since a time and a byte; the frame with byte `complete_at` counts."""
        end = terminal.raw.find(FRAME_END, complete_at)
        end = len(terminal.raw) if end < 0 else end + len(FRAME_END)
        seen = next(when for when, total in terminal.arrivals if total >= end)
        self.frames.append(1000 * (seen - since))
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
    Course("down, scrolling", "down", "page down", before=("down",) * (ROWS - 6)),
    Course("next word", "w", "right"),
    Course("tag a claim", "c", "down", between=(")",), saves=True),
    Course("undo", "u", "down", from_top=False, saves=True),
)
SAMPLE_COURSES = (*READER_COURSES, Course("page down", "pagedown", "page down", between=("g",)))
LARGE_COURSES = (*READER_COURSES, Course("page down", "pagedown", "page down"))


def contestants(work: Path) -> Sequence[Contestant]:
    """The floor, and the reader with both corpora, which are written below a folder."""
    legend = "figure".encode()
    floor = (sys.executable, "-m", minimal.__name__)
    small = (sys.executable, "-m", "reader", str(corpora.samples(work / "samples")))
    huge = (sys.executable, "-m", "reader", str(corpora.large(work / "large", size=LARGE_SIZE, spans=LARGE_SPANS)))
    opening = b"latest escalation"
    return (
        Contestant("minimal", floor, (minimal.MARKER.encode(),), (), FLOOR_COURSES),
        Contestant("samples", small, (opening, legend), ("g",), SAMPLE_COURSES),
        Contestant("1 MB", huge, (opening, legend), ("G", *["pageup"] * (LAP + 4)), LARGE_COURSES),
    )
