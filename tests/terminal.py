"""A real terminal for tests and benchmarks: a command in a pty, its screen, and what it sent.

with Terminal(["reader", str(folder)], home=tmp_path) as terminal:
    terminal.wait_for("claim")
    terminal.press("right", "c")
    terminal.wait_for("claim 1")
    terminal.send("q")
    assert terminal.exit() == 0
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pyte
from pyte.screens import Char

KEYS: Mapping[str, str] = {
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "ctrl+right": "\x1b[1;5C",
    "ctrl+left": "\x1b[1;5D",
    "home": "\x1b[H",
    "end": "\x1b[F",
    "pageup": "\x1b[5~",
    "pagedown": "\x1b[6~",
    "delete": "\x1b[3~",
    "enter": "\r",
    "f2": "\x1bOQ",
    "tab": "\t",
    "shift+tab": "\x1b[Z",
    "escape": "\x1b",
    "backspace": "\x7f",
    "space": " ",
    "f1": "\x1bOP",
    "ctrl+c": "\x03",
    "ctrl+p": "\x10",
    "ctrl+q": "\x11",
    "ctrl+y": "\x19",
    "ctrl+z": "\x1a",
}
"""What xterm sends for the keys that are no character."""

ANSWERS: Mapping[bytes, bytes] = {
    b"\x1b[?2026$p": b"\x1b[?2026;2$y",
    b"\x1b[?2048$p": b"\x1b[?2048;0$y",
}
"""What Textual asks a terminal at its start, and what one says that knows synchronised output and no in-band resize.
Textual waits for neither answer: `answers={}` makes a terminal that stays silent."""

UNSET = ("NO_COLOR", "FORCE_COLOR", "COLORFGBG", "COLUMNS", "LINES", "ESCDELAY", "TERM_PROGRAM", "TMUX", "SSH_TTY")
"""Variables of whoever runs the tests that would change what the command does; XDG_* and TEXTUAL* go as well."""

_OTHER_SCREEN = re.compile(rb"\x1b\[\?1049([hl])|\x1b\[[<=>][0-9;]*[A-Za-z]")
"""To the other screen and back, and the private sequences that pyte takes for text."""
_UNFINISHED = re.compile(rb"\x1b(\[[0-9;<=>?]*)?\Z")
"""The beginning of a sequence at the end of what came so far."""


class Picture:
    """What a terminal of some size shows after the bytes it was fed: the ordinary screen or the other one."""

    def __init__(self, columns: int, rows: int) -> None:
        self._screens = {state: pyte.Screen(columns, rows) for state in (b"h", b"l")}
        self._streams = {state: pyte.ByteStream(screen) for state, screen in self._screens.items()}
        self._shown = b"l"
        self._unfinished = b""

    def feed(self, data: bytes) -> None:
        """Draw; a sequence cut in two waits for its end."""
        data = self._unfinished + data
        cut = _UNFINISHED.search(data)
        data, self._unfinished = (data[: cut.start()], cut[0]) if cut else (data, b"")
        here = 0
        for match in _OTHER_SCREEN.finditer(data):
            self._streams[self._shown].feed(data[here : match.start()])
            here = match.end()
            if match[1] and match[1] != self._shown:
                self._shown = match[1]
                if self._shown == b"h":
                    self._screens[b"h"].reset()
        self._streams[self._shown].feed(data[here:])

    def resize(self, columns: int, rows: int) -> None:
        """Take another size."""
        for screen in self._screens.values():
            screen.resize(rows, columns)

    def cell(self, row: int, column: int) -> Char:
        """One cell, counted from 0."""
        return self._screens[self._shown].buffer[row][column]

    @property
    def lines(self) -> list[str]:
        """The rows, without the blanks at their ends."""
        screen = self._screens[self._shown]
        return ["".join(screen.buffer[y][x].data for x in range(screen.columns)).rstrip() for y in range(screen.lines)]


class Terminal:
    """A command in a pty, started when the context is entered and killed, if it still runs, when it is left.

    Bytes are read only inside `wait_for`, `settle` and `exit`, and drawn only when somebody looks at the screen, so
    that drawing never delays the time stamps of what arrives.
    """

    def __init__(
        self,
        command: Sequence[str],
        home: Path,
        *,
        columns: int = 80,
        rows: int = 24,
        env: Mapping[str, str] | None = None,
        cwd: Path | None = None,
        answers: Mapping[bytes, bytes] = ANSWERS,
        newcomer: bool = False,
    ) -> None:
        """`home` is a temporary folder that becomes the user's; `env` is added to, and wins over, what is set here.

        Who is no `newcomer` has seen the first steps.
        """
        desk = home / ".local" / "state" / "close-reader" / "desk.json"
        if not (newcomer or desk.exists()):
            desk.parent.mkdir(parents=True, exist_ok=True)
            desk.write_text('{"coached": true}')
        self.command = list(command)
        self.env = {**environment(home), **(env or {})}
        self.raw = bytearray()
        """Every byte received so far."""
        self.arrivals: list[tuple[float, int]] = []
        """For each piece that arrived, when (`time.perf_counter`) and how many bytes there were then in all."""
        self.started = 0.0
        """When the command was started (`time.perf_counter`)."""
        self.pid = 0
        """The process, which leads its own session and group."""
        self._cwd = cwd
        self._answers = answers
        self._size = (columns, rows)
        self._fd: int | None = None
        self._ended = False
        self._code: int | None = None
        self._drawn = 0
        self._picture = Picture(columns, rows)

    def __enter__(self) -> Self:
        self._fd, inner = pty.openpty()
        self._tell_size()
        # The command opens the terminal after it has become the leader of a session, and so gets it for its own:
        # resizing and hanging up reach it as signals.
        opening: list[tuple[Any, ...]] = [(os.POSIX_SPAWN_OPEN, 0, os.ttyname(inner), os.O_RDWR, 0)]
        opening += [(os.POSIX_SPAWN_DUP2, 0, descriptor) for descriptor in (1, 2)]
        try:
            with contextlib.chdir(self._cwd) if self._cwd else contextlib.nullcontext():
                self.started = time.perf_counter()
                self.pid = os.posix_spawnp(self.command[0], self.command, self.env, file_actions=opening, setsid=True)
        except OSError:
            self.hang_up()
            raise
        finally:
            os.close(inner)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.alive:
            os.killpg(self.pid, signal.SIGKILL)
            self._reap(0)
        self.hang_up()

    # What a person does

    def send(self, keys: str) -> None:
        """Type characters, as they are."""
        data = keys.encode()
        while data and self._fd is not None:
            data = data[os.write(self._fd, data) :]

    def press(self, *keys: str) -> None:
        """Type keys by name (`KEYS`) or character."""
        self.send("".join(KEYS.get(key, key) for key in keys))

    def resize(self, columns: int, rows: int) -> None:
        """Give the window another size."""
        self._draw().resize(columns, rows)
        self._size = (columns, rows)
        self._tell_size()

    def hang_up(self) -> None:
        """Close the window, as a lost connection does."""
        if self._fd is not None:
            os.close(self._fd)
            self._fd = None

    # What a person waits for

    def wait_for(self, wanted: str | Callable[[list[str]], bool], timeout: float = 30.0) -> list[str]:
        """Wait until a text stands in a row, or until a question about all rows is answered with yes; gives the rows.

        Raises AssertionError that shows the screen when it does not come in `timeout` seconds or the command ends.
        """
        end = time.monotonic() + timeout
        while True:
            rows = self.lines
            if any(wanted in row for row in rows) if isinstance(wanted, str) else wanted(rows):
                return rows
            left = end - time.monotonic()
            if left <= 0 or not self._readable:
                what = repr(wanted) if isinstance(wanted, str) else "what was waited for"
                raise AssertionError(f"{what} did not come in {timeout} s:\n{self}")
            self._read(left)

    def settle(self, quiet: float = 0.1, *, first: float = 0.0, timeout: float = 30.0) -> None:
        """Read until no byte came for `quiet` seconds; wait `first` seconds, if that is longer, for the first one.

        Raises AssertionError when there is no quiet in `timeout` seconds.
        """
        end = time.monotonic() + timeout
        wait = max(quiet, first)
        while self._read(wait):
            wait = quiet
            if time.monotonic() > end:
                raise AssertionError(f"still sending after {timeout} s:\n{self}")

    def settle_on(self, wanted: Callable[[list[str]], bool], quiet: float = 0.3, timeout: float = 30.0) -> None:
        """Settle with a screen of which the question is answered with yes; without one, wait until the time is over.

        For what is compared next: a slow machine gets the time it needs, and the comparison says what is different.
        """
        end = time.monotonic() + timeout
        while time.monotonic() < end and self._readable:
            if wanted(self.lines) and not self._read(quiet):
                return
            self._read(min(quiet, max(0.0, end - time.monotonic())))

    def exit(self, timeout: float = 30.0) -> int:
        """Wait for the command to end; gives its exit code, or minus the number of the signal that ended it.

        Raises AssertionError that shows the screen when it does not end in `timeout` seconds.
        """
        end = time.monotonic() + timeout
        while self._readable and time.monotonic() < end:
            self._read(end - time.monotonic())
        while self.alive:
            if time.monotonic() > end:
                raise AssertionError(f"still running after {timeout} s:\n{self}")
            time.sleep(0.005)
        assert self._code is not None
        return self._code

    # What a person sees

    @property
    def lines(self) -> list[str]:
        """The rows of the screen, without the blanks at their ends."""
        return self._draw().lines

    def cell(self, row: int, column: int) -> Char:
        """One cell, counted from 0: data, fg, bg, bold, italics, underscore, strikethrough, reverse.

        The right half of a wide character has empty data. A colour is a name or six hexadecimal digits.
        """
        return self._draw().cell(row, column)

    def history(self) -> Iterator[tuple[float, list[str]]]:
        """The rows after each piece that arrived, with its time; right as long as the window kept its size."""
        picture, here = Picture(*self._size), 0
        for when, total in self.arrivals:
            picture.feed(bytes(self.raw[here:total]))
            here = total
            yield when, picture.lines

    @property
    def last_byte(self) -> float:
        """When the last byte arrived (`time.perf_counter`); the start of the command before the first."""
        return self.arrivals[-1][0] if self.arrivals else self.started

    @property
    def alive(self) -> bool:
        """Does the command still run?"""
        if self._code is None and self.pid:
            self._reap(os.WNOHANG)
        return self._code is None and self.pid > 0

    def __str__(self) -> str:
        columns, rows = self._size
        state = "running" if self.alive else f"ended with {self._code}"
        frame = "─" * columns
        return "\n".join([f"{' '.join(self.command)} ({columns}x{rows}, {state})", frame, *self.lines, frame])

    # How it is done

    @property
    def _readable(self) -> bool:
        """May there be more to read?"""
        return self._fd is not None and not self._ended

    def _read(self, timeout: float) -> bool:
        """Take what is there, or comes within the time, and answer the questions in it; says whether anything came."""
        if self._fd is None or self._ended or not select.select([self._fd], [], [], max(0, timeout))[0]:
            return False
        try:
            data = os.read(self._fd, 65536)
        except OSError:
            # This is how Linux says that the last process has closed the terminal; elsewhere nothing is read.
            data = b""
        if not data:
            self._ended = True
            return False
        before = max(0, len(self.raw) - max(map(len, self._answers), default=1) + 1)
        self.raw += data
        self.arrivals.append((time.perf_counter(), len(self.raw)))
        for question, answer in self._answers.items():
            if question in self.raw[before:]:
                os.write(self._fd, answer)
        return True

    def _draw(self) -> Picture:
        """The screen as it is after all that was received."""
        self._picture.feed(bytes(self.raw[self._drawn :]))
        self._drawn = len(self.raw)
        return self._picture

    def _tell_size(self) -> None:
        columns, rows = self._size
        if self._fd is not None:
            fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def _reap(self, options: int) -> None:
        pid, status = os.waitpid(self.pid, options)
        if pid:
            self._code = os.waitstatus_to_exitcode(status)


def environment(home: Path) -> dict[str, str]:
    """The environment of a command whose user has `home` as the home folder and a terminal with all colours."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in UNSET and not name.startswith(("XDG_", "TEXTUAL"))
    }
    return {
        **kept,
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "LANG": "C.UTF-8",
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home / ".config"),
        "XDG_DATA_HOME": str(home / ".local" / "share"),
        "XDG_STATE_HOME": str(home / ".local" / "state"),
        "XDG_CACHE_HOME": str(home / ".cache"),
        "XDG_RUNTIME_DIR": str(home / ".run"),
    }
