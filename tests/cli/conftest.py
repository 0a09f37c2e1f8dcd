"""The command line inside this process, for tests that need no process of their own."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import pytest

from reader.cli import main

Ran = Callable[..., "Said"]
"""Runs the command with these arguments."""


class Said(NamedTuple):
    """What a command did."""

    code: int
    out: str
    err: str


@pytest.fixture
def ran(capfdbinary: pytest.CaptureFixture[bytes]) -> Ran:
    """`reader` with arguments, its exit code and what it printed."""

    def run(*arguments: object) -> Said:
        code = main([str(each) for each in arguments])
        said = capfdbinary.readouterr()
        return Said(code, said.out.decode(), said.err.decode())

    return run
