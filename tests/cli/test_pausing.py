"""Stopped and fetched again by a shell's job control: the terminal is the shell's meanwhile, and then ours again."""

from __future__ import annotations

import os
import re
import shlex
import signal
import sys
from pathlib import Path

import pytest

from tests.cli.test_ending import START, tagged
from tests.raw import foreign, modes_left
from tests.terminal import Terminal

BASH = ["bash", "--norc", "--noprofile", "--noediting", "-i"]
ENV = {"PS1": "prompt> ", "BASH_SILENCE_DEPRECATION_WARNING": "1"}


def begin(terminal: Terminal, folder: Path, home: Path) -> int:
    """Start the app in a shell that is waiting for commands; gives its process."""
    terminal.wait_for("prompt>")
    (home / "start.py").write_text(START)
    given = (sys.executable, str(home / "start.py"), str(home / "pid"), "pass", str(folder))
    terminal.send(f"stty -g > before; {shlex.join(given)}\r")
    terminal.wait_for("c→ sentence")
    return int((home / "pid").read_text())


@pytest.mark.parametrize("number", [signal.SIGTSTP, signal.SIGSTOP], ids=lambda number: number.name)
def test_after_a_pause_everything_is_as_it_was(corpus_folder: Path, tmp_path: Path, number: int) -> None:
    """The same picture, character by character, twice; keys work; what it left behind is cleared up."""
    with Terminal(BASH, tmp_path, cwd=tmp_path, env=ENV, columns=120, rows=40) as terminal:
        pid = begin(terminal, corpus_folder, tmp_path)
        terminal.send(")c")
        terminal.wait_for("claim 1")
        terminal.wait_for("✓ saved")
        for turn in range(2):
            terminal.settle(0.3)
            shown = terminal.lines
            os.kill(pid, number)
            terminal.wait_for("Stopped")
            if number == signal.SIGTSTP:
                assert modes_left(bytes(terminal.raw)) == {}
                terminal.send("stty -g > between\r")
                # What the first turn left on the shell's own screen is there again.
                terminal.send(f"echo A''B{turn}\r")
                terminal.wait_for(f"AB{turn}")
                assert (tmp_path / "between").read_text() == (tmp_path / "before").read_text()
            terminal.send("fg\r")
            terminal.settle_on(shown.__eq__)

            assert terminal.lines == shown
        terminal.send(")c")
        terminal.wait_for("claim 2")
        terminal.send("q")
        terminal.wait_for("prompt>")
        terminal.send("exit\r")
        terminal.exit()

    assert tagged(corpus_folder, tmp_path) == ["claim", "claim"]
    assert modes_left(bytes(terminal.raw)) == {}


def test_a_window_that_changed_meanwhile_is_filled(corpus_folder: Path, tmp_path: Path) -> None:
    """It is drawn for the size it has now."""
    with Terminal(BASH, tmp_path, cwd=tmp_path, env=ENV, columns=120, rows=40) as terminal:
        pid = begin(terminal, corpus_folder, tmp_path)
        os.kill(pid, signal.SIGTSTP)
        terminal.wait_for("Stopped")
        terminal.resize(80, 24)
        terminal.send("fg\r")
        terminal.wait_for(lambda rows: "nothing to save" in rows[22])
        terminal.settle(0.3)

        assert re.match(" reader  000_6ab15a8d931c05ba.txt +open", terminal.lines[0])


def test_going_on_without_a_pause_changes_nothing(corpus_folder: Path, tmp_path: Path) -> None:
    """The signal that says so may come to one who never stopped."""
    command = [sys.executable, "-m", "reader", str(corpus_folder)]
    with Terminal(command, tmp_path, columns=120, rows=40) as terminal:
        terminal.wait_for("c→ sentence")
        terminal.wait_for("% seen")
        terminal.settle(0.3)
        shown = terminal.lines
        os.kill(terminal.pid, signal.SIGCONT)
        terminal.settle(0.5)
        assert terminal.lines == shown
        terminal.send("c")
        terminal.wait_for("claim 1")
        terminal.send("q")
        assert terminal.exit() == 0

    assert foreign(bytes(terminal.raw)) == []


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP], ids=lambda number: number.name)
def test_a_signal_ends_it_in_a_pause(corpus_folder: Path, tmp_path: Path, number: int) -> None:
    """Nothing is lost, and the terminal is left alone."""
    with Terminal(BASH, tmp_path, cwd=tmp_path, env=ENV, columns=120, rows=40) as terminal:
        pid = begin(terminal, corpus_folder, tmp_path)
        terminal.send("c")
        terminal.wait_for("claim 1")
        os.kill(pid, signal.SIGTSTP)
        terminal.wait_for("Stopped")
        os.kill(pid, number)
        terminal.send("fg; echo left with $?\r")

        terminal.wait_for(f"left with {128 + number}")
        terminal.settle()
        assert modes_left(bytes(terminal.raw)) == {}

    assert tagged(corpus_folder, tmp_path) == ["claim"]
