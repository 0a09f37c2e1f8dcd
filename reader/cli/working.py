"""What standard error shows while a command goes through all articles, or through a file of others."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from reader.cli.exporting import PROGRESS
from reader.session.walking import Walk
from reader.text.visible import visible

GARBAGE = (0, 0, 0)
"""When to look for garbage: never, as next to nothing that is made refers to itself. Looking took a fifth of the time,
and found so little that a million spans needed the same memory."""


@contextmanager
def working(walk: Walk, what: str, share: int = 1) -> Iterator[Callable[[], None]]:
    """Show how far a walk is, when it takes a while and a person is there to see it.

    `share` says how many processes have a part of it, of which this one is the measure.
    Gives what is to be called before anything is written to standard output: on the same terminal the bar then goes.
    """
    usual = gc.get_threshold()
    # What was read stays until the end, and what is made for an article is gone with it.
    gc.freeze()
    gc.set_threshold(*GARBAGE)
    try:
        with _shown(walk, what, share) as before_writing:
            yield before_writing
    finally:
        gc.set_threshold(*usual)
        gc.unfreeze()


@contextmanager
def _shown(walk: Walk, what: str, share: int) -> Iterator[Callable[[], None]]:
    if len(walk) < PROGRESS or not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=len(walk))
        walk.tick = lambda: bar.advance(task, share)
        # Lines on the same terminal would be written into the bar.
        yield bar.stop if sys.stdout is not None and sys.stdout.isatty() else lambda: None


@contextmanager
def coming_in(name: str) -> Iterator[Callable[[], None]]:
    """Show how many articles of a file came so far, once they are some; gives what says that one more did."""
    if not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn

    columns = TextColumn("{task.description}", markup=False), BarColumn(), TextColumn("{task.completed:,} articles")
    bar = Progress(*columns, console=Console(stderr=True), transient=True)
    task = bar.add_task(visible(name), total=None)

    def tick() -> None:
        bar.advance(task)
        if bar.tasks[0].completed == PROGRESS:
            bar.start()

    try:
        yield tick
    finally:
        bar.stop()
