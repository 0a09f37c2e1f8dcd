"""The terminal's input, typed into a real pty: keys, sequences that come in pieces, and Esc."""

from __future__ import annotations

import os
import signal
import sys
import textwrap
import time
from pathlib import Path

import pytest

from tests.terminal import Terminal

SHOW_KEYS = textwrap.dedent("""
    from textual.app import App
    from textual.widgets import Static
    from reader.driver import ReaderDriver

    class Keys(App):
        heard = []

        def compose(self):
            yield Static("ready", markup=False)

        def on_key(self, event):
            self.hear(event.key)

        def on_paste(self, event):
            self.hear("paste:" + event.text)

        def hear(self, what):
            self.heard.append(what)
            self.query_one(Static).update(" ".join(self.heard))
            if what == "Q":
                self.exit()

    Keys(driver_class=ReaderDriver).run()
""")
"""Shows the names of the keys it hears."""


def heard(tmp_path: Path, *pieces: str | float, last: str, delay: str = "25") -> str:
    """What is heard when these pieces are typed, with pauses of so many seconds; `last` is waited for."""
    with Terminal([sys.executable, "-c", SHOW_KEYS], tmp_path, env={"ESCDELAY": delay}) as terminal:
        terminal.wait_for("ready")
        for piece in pieces:
            if isinstance(piece, str):
                terminal.send(piece)
            else:
                time.sleep(piece)
        line = next(row for row in terminal.wait_for(last) if row)
        terminal.send("Q")
        assert terminal.exit() == 0
    return line


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("a\x1b[A\x1bOP\x1b[1;5Cz", "a up f1 ctrl+right z"),
        ("\x1b[<0;3;4M\x1b[<0;3;4mz", "z"),
        ("é漢\x1b[200~pasted\x1b[201~z", "é 漢 paste:pasted z"),
    ],
)
def test_what_comes_together_is_understood(tmp_path: Path, typed: str, names: str) -> None:
    """Keys, the mouse and a paste, in one piece."""
    assert heard(tmp_path, typed, last=" z" if " " in names else "z") == names


def test_alt_is_the_esc_that_comes_with_a_key(tmp_path: Path) -> None:
    """In one piece; and Esc with a pause before the key is two keys."""
    assert heard(tmp_path, "\x1bx", 0.3, "\x1b", 0.3, "z", last=" z") == "alt+x escape z"


@pytest.mark.parametrize("pieces", [("\x1b", "[A"), ("\x1b[", "1;5", "C"), ("\x1bO", "P")])
def test_a_sequence_in_pieces_is_one_key(tmp_path: Path, pieces: tuple[str, ...]) -> None:
    """As a slow connection may bring it; the delay is long here, so that a slow machine fails nothing."""
    typed: list[str | float] = []
    for piece in pieces:
        typed += [piece, 0.05]

    line = heard(tmp_path, *typed, "z", last="z", delay="2000")

    assert line in ("up z", "ctrl+right z", "f1 z")


def test_esc_alone_acts_without_another_key(tmp_path: Path) -> None:
    """Once each time."""
    assert heard(tmp_path, "\x1b", 0.3, "\x1b", 0.3, "z", last="z") == "escape escape z"


def test_bytes_that_are_no_text_end_nothing(tmp_path: Path) -> None:
    """The keys after them are heard."""
    with Terminal([sys.executable, "-c", SHOW_KEYS], tmp_path) as terminal:
        terminal.wait_for("ready")
        assert terminal._fd is not None
        os.write(terminal._fd, b"\xff\xfe\xc3(")
        terminal.send("z")
        terminal.wait_for("z")
        terminal.send("Q")
        assert terminal.exit() == 0


def test_it_ends_when_the_terminal_is_gone(tmp_path: Path) -> None:
    """Also where the signal that says so is ignored, as under nohup: it does not stay behind at full speed."""
    ignoring = "import signal; signal.signal(signal.SIGHUP, signal.SIG_IGN)\n" + SHOW_KEYS
    with Terminal([sys.executable, "-c", ignoring], tmp_path) as terminal:
        terminal.wait_for("ready")
        terminal.hang_up()

        terminal.exit(timeout=20)


@pytest.mark.parametrize("times", [1, 2])
def test_input_goes_on_after_a_pause(tmp_path: Path, times: int) -> None:
    """Put into the background by ctrl+z of the shell, and fetched again."""
    with Terminal([sys.executable, "-c", SHOW_KEYS], tmp_path) as terminal:
        terminal.wait_for("ready")
        for _ in range(times):
            os.kill(terminal.pid, signal.SIGTSTP)
            time.sleep(0.3)
            os.kill(terminal.pid, signal.SIGCONT)
            time.sleep(0.3)
        terminal.send("z")
        terminal.wait_for("z")
        terminal.send("Q")
        assert terminal.exit() == 0


FLOOD = 'self.query_one(Static).update((what * 200 + "\\n") * 100)'
"""Fills the screen with a key."""


def test_a_terminal_that_lets_nobody_wait_gets_everything(tmp_path: Path) -> None:
    """Another program with the same terminal may have told it so; what does not go at once goes a little later."""
    waiting = "import fcntl, os\nfor fd in (0, 2): fcntl.fcntl(fd, fcntl.F_SETFL, os.O_NONBLOCK | os.O_RDWR)\n"
    much = SHOW_KEYS.replace('self.query_one(Static).update(" ".join(self.heard))', FLOOD)
    with Terminal([sys.executable, "-c", waiting + much], tmp_path, columns=300, rows=100) as terminal:
        terminal.wait_for("ready")
        for key in "abcdefgh":
            terminal.send(key)
            time.sleep(0.1)
        terminal.wait_for(lambda rows: all(row.startswith("h" * 200) for row in rows))
        terminal.send("Q")
        assert terminal.exit() == 0
