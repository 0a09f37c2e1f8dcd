"""A session that ended with a kill, and everything that was acknowledged in it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from tests.torture.children import Child, Send
from tests.torture.looking import STATE, contents
from tests.torture.steps import Author, Step, View, after
from tests.torture.subjects import Subject

FOLDS = (4, 7)
"""After how many steps the two folds were: the previous version has the first, the state the second."""


class Story(NamedTuple):
    """What was done and what it left on the disk."""

    files: dict[str, bytes]
    """Name -> content."""
    history: str
    """The name of the history; empty when there is none."""
    previous: str
    """The name of the version before; empty when there is none."""
    views: list[View]
    """What was there after each step; the first is empty."""
    steps: list[Step]
    """The steps."""
    ends: list[int]
    """How long the history was after each step, in bytes; the first is before any."""

    @property
    def last(self) -> View:
        """All that was acknowledged."""
        return self.views[-1]

    @property
    def folded(self) -> tuple[int, int]:
        """How many steps the state and the version before it have."""
        return (FOLDS[1], FOLDS[0]) if self.history else (len(self.steps), 0)

    def possible(self, files: Mapping[str, bytes]) -> list[View]:
        """What may be there with these files: at the least what the first good file and the lines after it have.

        The last is the most that can be had.
        """
        base, good = self._base(files), self._good(files.get(self.history, b""))
        intact = good.index(False) if False in good else len(good)
        least = max(base, intact if self.history else 0)
        # Those behind a damaged one may be taken or not.
        survived = [step for number, step in enumerate(self.steps, 1) if number > base and good[number - 1]]
        return [*self.views[least:], after(self.views[base], survived)]

    def _good(self, data: bytes) -> list[bool]:
        """For each step whether all lines of it are somewhere in a history, with whatever end of line."""
        lines, whole = set(_lines(data)), self.files.get(self.history, b"")
        pieces = zip(self.ends, self.ends[1:], strict=False)
        return [lines.issuperset(_lines(whole[start:end])) for start, end in pieces]

    def _base(self, files: Mapping[str, bytes]) -> int:
        state, previous = self.folded
        if same(files.get(STATE), self.files[STATE]):
            return state
        return previous if self.previous and same(files.get(self.previous), self.files.get(self.previous)) else 0


def _lines(data: bytes) -> list[bytes]:
    return [line.removesuffix(b"\r") for line in data.removeprefix(b"\xef\xbb\xbf").split(b"\n") if line]


def same(data: bytes | None, other: bytes | None) -> bool:
    """Is it the same JSON, whatever its layout?"""
    if data is None or other is None:
        return False
    return data == other or _parsed(data) == _parsed(other)


def _parsed(data: bytes) -> Any:
    try:
        return json.loads(data.removeprefix(b"\xef\xbb\xbf"), object_pairs_hook=_object)
    except (ValueError, RecursionError):
        return data


def _object(pairs: list[tuple[str, Any]]) -> Any:
    """An object, or, when a key is there twice, its pairs."""
    return dict(pairs) if len({key for key, _ in pairs}) == len(pairs) else pairs


def tell(subject: Subject, folder: Path, seed: str, steps: int = 12) -> Story:
    """Do the steps in a process that never closes the store."""
    folder.mkdir(parents=True)

    def length() -> int:
        file = folder / subject.history
        return file.stat().st_size if subject.history and file.exists() else 0

    def work(send: Send, _listening: int) -> None:
        handle, author = subject.open(folder / STATE), Author(Random(seed), most=12)
        view = handle.view()
        send((None, length()))
        for number in range(1, steps + 1):
            step = author.step(view)
            handle.apply(step)
            send((step, length()))
            view = after(view, [step])
            if number in FOLDS:
                handle.fold()

    said = Child(work).ended()
    if len(said) != steps + 1 or "crash" in [m[0] for m in said]:
        raise RuntimeError(f"The store could not even be made: {said[-1]}")
    done = [step for step, _ in said[1:]]
    views = [after({}, done[:count]) for count in range(steps + 1)]
    return Story(contents(folder), subject.history, subject.previous, views, done, [end for _, end in said])
