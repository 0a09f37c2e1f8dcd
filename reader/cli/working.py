"""A bar on standard error while a command goes through all articles."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from reader.cli.exporting import PROGRESS
from reader.session.walking import Walk


@contextmanager
def working(walk: Walk, what: str) -> Iterator[None]:
    """Show how far a walk is, when it takes a while and a person is there to see it."""
    # Lines on the same terminal would be written into the bar.
    if len(walk) < PROGRESS or not sys.stderr.isatty() or sys.stdout.isatty():
        yield
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=len(walk))
        walk.tick = lambda: bar.advance(task)
        yield
