"""The stores that are tortured, behind one small protocol."""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol, cast

from tests.torture.steps import Step, View


class Handle(Protocol):
    """An open store."""

    @property
    def notices(self) -> Sequence[str]:
        """What it said to the person since it was opened."""

    def view(self) -> View:
        """What it held when it was opened."""

    def apply(self, step: Step) -> None:
        """Keep a step: acknowledged when this returns, not acknowledged when it raises."""

    def fold(self) -> None:
        """Do the housekeeping that a store may have."""

    def close(self) -> None:
        """Let the next one have it."""


class Subject(Protocol):
    """A kind of store."""

    name: str
    refusals: tuple[type[Exception], ...]
    """How it says no; any other exception is a crash."""
    history: str
    """The name of its append-only file; empty when it has none."""
    previous: str
    """The name of the file with the version before; empty when it has none."""

    def open(self, path: Path) -> Handle:
        """Open for writing."""

    def read(self, path: Path) -> tuple[View, Sequence[str]]:
        """What is there and what is said of it, without writing anything."""

    def parts(self, step: Step) -> list[Step]:
        """The steps that it keeps one after the other to keep this one; after a kill the first few may be there."""

    def through_os(self) -> None:
        """Have every call to the file system go through `os`; called in a process of its own."""


def subject(name: str) -> Subject:
    """The subject with this name: `ours` or `stock`."""
    return cast("Subject", importlib.import_module(f"tests.torture.{name}").SUBJECT)
