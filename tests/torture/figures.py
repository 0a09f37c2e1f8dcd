"""What came of a fault: how often it was tried, and what went wrong."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

Wrong = Literal["lost", "silent", "unreadable", "crashed"]
"""Acknowledged work is not there or removed work is; nobody was told; the store does not open; an exception that is
no answer, or no answer at all."""

WRONGS: Sequence[Wrong] = ("lost", "silent", "unreadable", "crashed")

SHOWN = 5
"""How many examples of what went wrong are kept of each kind."""


@dataclass
class Figures:
    """The row of one fault."""

    name: str
    """The fault, as `--only` takes it."""
    tried: int = 0
    """How many cases."""
    wrong: dict[Wrong, int] = field(default_factory=lambda: dict.fromkeys(WRONGS, 0))
    """In how many of them something of each kind went wrong."""
    examples: list[str] = field(default_factory=list)
    """The first cases of each kind, to be done again."""
    remarks: dict[str, int] = field(default_factory=dict)
    """What is worth knowing and no failure, with how often."""
    seconds: float = 0.0
    """How long it took."""
    _seen: set[Wrong] = field(default_factory=set)

    def case(self) -> None:
        """The next case begins."""
        self.tried += 1
        self._seen.clear()

    def add(self, what: Wrong, case: str, why: str) -> None:
        """Something went wrong in a case; counted once of each kind."""
        if what in self._seen:
            return
        self._seen.add(what)
        self.wrong[what] += 1
        if self.wrong[what] <= SHOWN:
            self.examples.append(f"{what}: {case}: {brief(why)}")

    def remark(self, what: str) -> None:
        """Something is worth knowing."""
        self.remarks[what] = self.remarks.get(what, 0) + 1

    def join(self, other: Figures) -> None:
        """Take in another part of the same fault."""
        self.tried += other.tried
        self.seconds += other.seconds
        self.examples = [*self.examples, *other.examples][: SHOWN * len(WRONGS)]
        for what, count in other.wrong.items():
            self.wrong[what] += count
        for remark, count in other.remarks.items():
            self.remarks[remark] = self.remarks.get(remark, 0) + count

    @property
    def sound(self) -> bool:
        """Did nothing go wrong?"""
        return not any(self.wrong.values())


def brief(why: str) -> str:
    """The reason; of a traceback the last frames of the store and the exception."""
    lines = [line.strip() for line in why.strip().split("\n")]
    if not lines[0].startswith("Traceback"):
        return why
    frames = [line for line in lines if line.startswith("File ") and "/tests/torture/" not in line]
    return " < ".join([lines[-1], *frames[:-4:-1]])


def table(rows: Sequence[Figures]) -> Iterator[str]:
    """The rows as lines of a Markdown table, which README can take."""
    yield f"| {'fault':<58} | {'tried':>6} | " + " | ".join(f"{what:>10}" for what in WRONGS) + " |"
    yield f"|{'-' * 60}|{'-' * 7}:|" + f"{'-' * 11}:|" * len(WRONGS)
    for row in rows:
        cells = " | ".join(f"{row.wrong[what]:>10}" for what in WRONGS)
        yield f"| {row.name:<58} | {row.tried:>6} | {cells} |"
