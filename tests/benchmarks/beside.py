"""Keys while a step over many articles is made: `python -m tests.benchmarks.beside [--articles N]`.

The app tags a name in every article with a command for spans, takes it back and makes it again, at last after a
restart. Meanwhile the cursor goes right and left, and each key is measured from its byte to the first frame after it;
before, the same keys are measured while nothing is made. `longest` is the longest time that a key waited.
"""

from __future__ import annotations

import argparse
import itertools
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.benchmarks.command import surroundings
from tests.benchmarks.contestants import Contestant, reader
from tests.benchmarks.pressing import first_frame, opened, send, terminal_of
from tests.terminal import Terminal

TEXT = "Moscow answered on Friday, article {}.\n\nKyiv said that some 2,000 people had left the district since then.\n"
COMMAND = 'tag place "Moscow"'
QUIET = 100
"""Keys while nothing is made."""
SHOWN = 0.5
"""Seconds until the legend says at the latest that something is being made."""
PAUSE = 0.02
"""Seconds between two keys: a person who holds one down types faster, one who reads slower."""


def corpus(place: Path, count: int) -> Path:
    """Articles with the same name in each."""
    place.mkdir()
    for number in range(count):
        (place / f"{number:06}.txt").write_text(TEXT.format(number))
    return place


def keys_until(terminal: Terminal, over: Callable[[int], bool]) -> list[float]:
    """Seconds of each key, right and left in turn, until it is over."""
    took: list[float] = []
    for number in itertools.count():
        if over(number):
            return took
        before, since = len(terminal.raw), send(terminal, "right" if number % 2 == 0 else "left")
        while len(terminal.raw) == before or b"\x1b[?2026l" not in terminal.raw[before:]:
            terminal.settle(0.001, first=10)
        took.append(first_frame(terminal, before) - since)
        terminal.settle(PAUSE)
    raise AssertionError


def made(terminal: Terminal) -> Callable[[int], bool]:
    """Is the step made? How far it is stands in the legend until then."""
    began = time.monotonic()
    return lambda _number: time.monotonic() - began > SHOWN and "stops" not in terminal.lines[-2]


def show(what: str, took: list[float], whole: float) -> None:
    """One row of the table."""
    ordered = sorted(took)
    p50, p99 = statistics.median(ordered), ordered[min(len(ordered) - 1, int(0.99 * len(ordered)))]
    cells = (f"{1000 * value:8.1f}" for value in (p50, p99, ordered[-1]))
    print(f"{what:24}{whole:8.1f}{len(took):8}{''.join(cells)}", flush=True)


def measure(work: Path, count: int) -> None:
    """Open the app on so many articles, and print the table."""
    player = Contestant("reader", reader(corpus(work / "many", count)), marker=b"Moscow")
    print(f"{'':24}{'seconds':>8}{'keys':>8}{'p50 ms':>8}{'p99 ms':>8}{'longest':>8}")
    with terminal_of(player, work) as terminal:
        opened(terminal, player)
        began = time.monotonic()
        show("nothing", keys_until(terminal, lambda number: number == QUIET), time.monotonic() - began)
        terminal.send(f";{COMMAND}\r")
        terminal.wait_for(f"{count:,} of {count:,} articles", timeout=300)
        for what, key in (("tagging", "enter"), ("taking back", "u"), ("making again", "U")):
            began = time.monotonic()
            terminal.press(key)
            show(what, keys_until(terminal, made(terminal)), time.monotonic() - began)
        terminal.settle(1.0, timeout=120)
        terminal.wait_for("saved", timeout=120)
        terminal.send("q")
        terminal.exit(120)
    with terminal_of(player, work) as terminal:
        opened(terminal, player)
        began = time.monotonic()
        terminal.press("u")
        show("taking back, restarted", keys_until(terminal, made(terminal)), time.monotonic() - began)
        terminal.send("q")
        terminal.exit(120)


def main() -> None:
    """Make the articles, measure, print."""
    asked = argparse.ArgumentParser(prog="python -m tests.benchmarks.beside", description="Keys beside a large step.")
    asked.add_argument("--articles", type=int, default=20_000, help="how many articles (default 20,000)")
    options = asked.parse_args()
    print("  ".join(f"{name} {value}" for name, value in surroundings().items()))
    with tempfile.TemporaryDirectory() as work:
        measure(Path(work), options.articles)


if __name__ == "__main__":
    main()
