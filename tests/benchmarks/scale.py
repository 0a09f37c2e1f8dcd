"""How the reader bears size: long articles, many spans, many articles, memory, and doing nothing.

    python -m tests.benchmarks.scale [PART ...] [--keys 200] [--starts 7] [--json FILE]

from the top of a checkout. `tests.benchmarks.speed` says what the columns are. The parts:

- sizes: keys on articles from 5 KB with 10 spans to 10 MB with 100,000, beside the least a Textual app can do.
- opening: from the key that opens an article of 10 MB until its screen is complete, in an app started for it.
- folder: 100,000 articles beside 2: the start until the screen is complete, the end of the list (`first End` in an app
  started for it, reading the titles there) and a letter of the filter.
- footprint: memory in MB, at most and after going through an article, and what an app takes when nobody types: CPU
  milliseconds and bytes in each of ten seconds.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from tests.benchmarks import corpora
from tests.benchmarks.aims import Aim, Row, above, bytes_sent, cpu_ms, p50_ms, p99_ms, times
from tests.benchmarks.command import command
from tests.benchmarks.contestants import DEEP, FLOOR_COURSES, LAP, TOP, Contestant, Course, floor, reader
from tests.benchmarks.footprint import measure_idling, measure_memory
from tests.benchmarks.measuring import measure_fresh, measure_keys, measure_starts
from tests.benchmarks.processes import MEGABYTE

SIZES: Mapping[str, tuple[int, int]] = {
    "5 KB, 10": (5_000, 10),
    "100 KB, 1,000": (100_000, 1_000),
    "1 MB, 10,000": (1_000_000, 10_000),
    "1 MB, 100,000": (1_000_000, 100_000),
    "10 MB, 100,000": (10_000_000, 100_000),
}
"""Code points and spans of the articles."""
SMALLEST, LARGEST = "5 KB, 10", "10 MB, 100,000"
HUGE = 10_000_000
MANY = 100_000


def sizes(options: argparse.Namespace, work: Path) -> Iterator[list[Row]]:
    """Keys beside the floor."""
    players = [floor(*FLOOR_COURSES)]
    for name, (size, spans) in SIZES.items():
        place = corpora.large(work / name, size=size, spans=spans)
        top = DEEP if size >= 1_000_000 else TOP
        players.append(Contestant(name, reader(place), courses=tuple(size_courses(name)), top=top))
    yield measure_keys(players, work, options.keys)


def size_courses(name: str) -> Iterator[Course]:
    """What is measured of one size, and what it should reach."""

    def flat(act: str) -> tuple[Aim, ...]:
        return (times(1.3, SMALLEST, act),) if name == LARGEST else ()

    right, down = ((times(2, "minimal", act), p99_ms(20)) for act in ("right", "down"))
    yield Course("right", "right", "right", aims=(*right, *flat("right"), bytes_sent(600)))
    yield Course("down", "down", "down", aims=(*down, *flat("down"), bytes_sent(600)))
    yield Course("next word", "w", "right", aims=(*right, *flat("next word")))
    yield Course("hop", "space", "right", aims=(*right, *flat("hop")))
    pages = (p99_ms(60),) if name == "1 MB, 100,000" else ()
    yield Course("page down", "pagedown", "page down", between=TOP if name == SMALLEST else (), aims=pages)
    tags = (p99_ms(40),) if name == "1 MB, 10,000" else ()
    yield Course("tag a claim", "c", "down", between=(")",), after=("u",) * LAP, saves=True, aims=tags)
    yield Course("Esc", "escape", before=("v", "right"), between=("v", "right"), aims=(p50_ms(40),))


def opening(options: argparse.Namespace, work: Path) -> Iterator[list[Row]]:
    """From the key to the article."""
    course = Course("open 10 MB", "J", aims=(p50_ms(500),))
    players = [
        Contestant(
            f"10 MB, {spans:,}",
            reader(corpora.two(work / f"two {spans}", size=HUGE, spans=spans)),
            b"0 small",
            courses=(course,),
        )
        for spans in (0, 100_000)
    ]
    yield measure_fresh(players, work, options.starts)


def folder(options: argparse.Namespace, work: Path) -> Iterator[list[Row]]:
    """Starts, the list's end, and a letter of the filter."""
    few, many = (reader(corpora.many(work / f"{count} articles", count)) for count in (2, MANY))
    first = Course("first End", "end", before=("1",), aims=(cpu_ms(50),))
    courses = (
        Course("list End", "end", before=("1",), between=("home",), aims=(cpu_ms(50),)),
        Course("filter", "1", before=("1",), opener="t", between=("backspace",), after=("escape",), aims=(cpu_ms(50),)),
    )
    start_aim = (above(500, "ms", "2 articles", "start"),)

    def players(*courses: Course) -> list[Contestant]:
        return [
            Contestant("2 articles", few, courses=courses),
            Contestant("100,000 articles", many, courses=courses, aims=start_aim),
        ]

    yield measure_starts(players(), work, options.starts)
    yield measure_fresh(players(first), work, options.starts)
    yield measure_keys(players(*courses), work, options.keys)


def footprint(options: argparse.Namespace, work: Path) -> Iterator[list[Row]]:
    """Memory, and doing nothing."""
    articles = {**{name: SIZES[name] for name in (SMALLEST, LARGEST)}, "10 MB, 0": (HUGE, 0)}
    places = {n: corpora.large(work / f"of {n}", size=size, spans=spans) for n, (size, spans) in articles.items()}
    players = [floor(), *(Contestant(name, reader(place)) for name, place in places.items())]
    aim = above(6 * HUGE / MEGABYTE, "MB", "minimal", "memory at most, MB")
    yield measure_memory(players, work, min(3, options.starts), dict.fromkeys([LARGEST, "10 MB, 0"], aim))
    yield measure_idling(players, work)


PARTS: Mapping[str, Callable[[argparse.Namespace, Path], Iterator[list[Row]]]] = {
    "sizes": sizes,
    "opening": opening,
    "folder": folder,
    "footprint": footprint,
}


def measure(options: argparse.Namespace, work: Path) -> Iterator[list[Row]]:
    """The parts that were asked for."""
    for name in options.parts or PARTS:
        yield from PARTS[name](options, work)


if __name__ == "__main__":
    sys.exit(command("scale", __doc__ or "", measure, *PARTS))
