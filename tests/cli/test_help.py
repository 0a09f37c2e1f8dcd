"""The help of every command: the same parts, within 80 columns, plain where it is no terminal."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from reader.cli.main import COMMANDS
from reader.cli.parsers import PARSERS, opening
from tests.cli.conftest import Ran
from tests.terminal import environment

PARTS = ("Usage: reader", "Help:", "  -h, --help")


@pytest.fixture(autouse=True)
def width(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal as narrow as they come."""
    monkeypatch.setenv("COLUMNS", "80")


@pytest.mark.parametrize("command", ["", *PARSERS])
def test_every_help_has_the_same_parts(ran: Ran, command: str) -> None:
    """Usage, what it does, what it takes, examples, exit codes; 80 columns hold every line."""
    said = ran(*command.split(), "--help")

    assert (said.code, said.err) == (0, "")
    assert [line for line in said.out.split("\n") if len(line) > 80] == []
    assert [part for part in PARTS if part not in said.out] == []
    assert PARSERS.get(command, opening)().does in said.out
    assert ("Examples:" in said.out) == (command != "formats")
    assert ("xit codes" in said.out) == (command != "formats")
    assert "\x1b" not in said.out


def test_the_help_lists_every_command(ran: Ran) -> None:
    """A line for each, and each can be run."""
    said = ran("--help").out

    assert [name for name, made in PARSERS.items() if f"\n  {name:9} {made().does}\n" not in said] == []
    assert list(PARSERS) == list(COMMANDS)


def test_every_argument_is_explained() -> None:
    """In one sentence without its full stop, with what it stands for in capitals."""
    for made in (opening, *PARSERS.values()):
        for action in made()._actions:
            assert action.help, action
            assert not action.help.endswith("."), action.help
            assert action.nargs == 0 or isinstance(action.metavar, str), action


def test_brackets_and_colours_are_where_they_belong(tmp_path: Path) -> None:
    """On a terminal headings have a colour, unless none is wanted; brackets in a text are brackets."""
    shown = {}
    for wanted in ("", "1"):
        outer, inner = pty.openpty()
        command = [sys.executable, "-m", "reader", "serve", "--help"]
        env = {**environment(tmp_path), "TERM": "xterm-256color", "COLUMNS": "80", "NO_COLOR": wanted}
        subprocess.run(command, stdin=inner, stdout=inner, stderr=inner, env=env, check=True)
        os.close(inner)
        said = b""
        while b"signal n" not in said:
            said += os.read(outer, 65536)
        os.close(outer)
        shown[wanted] = said.decode()

    assert "\x1b[3" in shown[""]
    assert "\x1b[3" not in shown["1"]
    assert "close-reader[web]" in shown["1"]
