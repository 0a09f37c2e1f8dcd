"""How far the work on a corpus is, and which article comes next."""

from __future__ import annotations

from collections.abc import Callable

from reader.core.change import Status


def next_open(size: int, status: Callable[[int], Status], index: int, step: int) -> int | None:
    """The nearest unfinished article after (`step` 1) or before (-1) one, going round; None when all are done."""
    around = ((index + step * distance) % size for distance in range(1, size))
    return next((place for place in around if status(place) == "open"), None)


def first_open(size: int, status: Callable[[int], Status]) -> int:
    """The first unfinished article; the first of all when all are done."""
    return next((index for index in range(size) if status(index) == "open"), 0)
