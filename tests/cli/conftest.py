"""The command line inside this process, for tests that need no process of their own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
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
def config(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The configuration of a person who has none yet."""
    home = tmp_path_factory.mktemp("config")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home))
    (home / "close-reader").mkdir()
    return home / "close-reader" / "config.toml"


@pytest.fixture
def ran(capfdbinary: pytest.CaptureFixture[bytes], config: Path) -> Ran:
    """`reader` with arguments, its exit code and what it printed."""

    def run(*arguments: object) -> Said:
        code = main([str(each) for each in arguments])
        said = capfdbinary.readouterr()
        return Said(code, said.out.decode(), said.err.decode())

    return run
