"""How quick the reader is beside others who annotate or show text in a terminal: SLATE, vim and less.

    python -m tests.benchmarks.peers [--keys 200] [--json FILE]

from the top of a checkout. All are measured in one run and in turns, on the same text of 100 KB in terminals of
120x40; `tests.benchmarks.speed` says what the columns are. SLATE (`pip install slate-nlp`) and the reader have the same
labels on the same words, which are a claim of 24 words with three names in it, again and again; at 10,000 the claims
overlap. SLATE runs as it comes, in token scope, where its smallest step is a word: `next word` is `;` there and `w` in
the reader and in vim. What SLATE takes grows with the words that have a label: with 10,000 labels of one word each it
was measured to take a fifth. A peer that is not installed is left out.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from shutil import which

from tests.benchmarks import corpora
from tests.benchmarks.aims import Row, faster
from tests.benchmarks.command import command
from tests.benchmarks.contestants import FLOOR_COURSES, TOP, Contestant, Course, floor, reader
from tests.benchmarks.measuring import measure_keys

SIZE = 100_000
FASTER = {0: 2, 1_000: 5, 10_000: 30}
"""How many times faster than SLATE the reader should be, by the number of labels."""

SLATE_COURSES = (Course("next word", ";", "right"), Course("down", "o", "down"))
VIM_COURSES = (
    Course("next word", "w", "right"),
    Course("down", "j", "down"),
    Course("page down", "pagedown", "page down"),
)
LESS_COURSES = (Course("down, scrolling", "j", "page down"), Course("page down", "pagedown", "page down"))


def measure(options: argparse.Namespace, work: Path) -> Iterator[list[Row]]:
    """The keys of all that are there."""
    players = [floor(*FLOOR_COURSES), *readers(work), *slates(work), *viewers(work)]
    yield measure_keys(players, work, options.keys)


def readers(work: Path) -> Iterator[Contestant]:
    """The reader with each number of labels; the corpora are written below a folder."""
    for labels, limit in FASTER.items():
        place = corpora.labelled(work / f"{labels}", size=SIZE, labels=labels)
        yield Contestant(f"reader, {labels:,}", reader(place), courses=tuple(reader_courses(labels, limit)))


def reader_courses(labels: int, limit: float) -> Iterator[Course]:
    """What is measured of the reader, and what it should reach."""
    slate = f"SLATE, {labels:,}"
    yield Course("next word", "w", "right", aims=(faster(limit, slate, "next word"),))
    yield Course("down", "down", "down", aims=(faster(limit, slate, "down"),))
    yield Course("page down", "pagedown", "page down")


def slates(work: Path) -> Iterator[Contestant]:
    """SLATE with each number of labels, if it is installed."""
    if find_spec("slate") is None:
        print("SLATE is not installed and left out: pip install slate-nlp")
        return
    for labels in FASTER:
        place = work / f"{labels}"
        files = f"{place / 'large.txt'} {place / 'slate.annotations'}"
        call = (sys.executable, "-m", "slate", "--overwrite", "--log-prefix", str(place / "slate"), files)
        yield Contestant(f"SLATE, {labels:,}", call, courses=SLATE_COURSES, top=("I", "J"), leave=("q",))


def viewers(work: Path) -> Iterator[Contestant]:
    """Vim and less, those that are installed."""
    file = str(work / "0" / "large.txt")
    for player in (
        Contestant("vim", ("vim", "-n", "-R", file), courses=VIM_COURSES, top=("gg",), leave=(":q!", "enter")),
        Contestant("less", ("less", file), courses=LESS_COURSES, top=TOP, leave=("q",)),
    ):
        if which(player.name):
            yield player
        else:
            print(f"{player.name} is not installed and left out")


if __name__ == "__main__":
    sys.exit(command("peers", __doc__ or "", measure))
