"""The apps that are measured, and the keys that are measured of them."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks import minimal
from tests.benchmarks.aims import Aim

COLUMNS, ROWS = 120, 40
"""The size of every terminal."""
LAP = 20
"""How many measured keys follow each other before it is another app's turn."""
PAGE = ROWS - 6
"""How many rows lie between the first and the last that the cursor reaches without scrolling."""
TEXT_AND_LEGEND = (*range(1, ROWS - 3), ROWS - 2)
"""The rows of the reader without those that may come later: the peek line and the key bar, and the top line, which
counts what stood on the screen for a tenth of a second."""
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
