"""How a command ends that is told to end, or that fails: in order while that goes, and by force after some seconds."""

from __future__ import annotations

import os
import signal
import sys
import termios
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType, TracebackType
from typing import Any, Self

SIGNALS = (signal.SIGHUP, signal.SIGINT, signal.SIGQUIT, signal.SIGTERM)
"""What ends a command. One that is ignored from the start, as under nohup, stays so."""

ORDERLY, KEEPING, AGAIN = 2.5, 1.5, 0.05
"""Seconds that the app has to leave by itself, and then those for saving what it did not; how often it is asked."""

RESTORE = b"".join(
    (
        b"\x18\x1b\\",  # a sequence that was cut in two ends here
        b"\x1b[?2026l",  # what is sent is shown
        b"\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?1016l",  # no mouse
        b"\x1b[?2004l\x1b[?2048l\x1b[?1004l",  # no marks around what is pasted, no news of size and focus
        b"\x1b[?7h\x1b[0m\x1b[<u",  # long lines wrap, no colour, the keys as they were
        b"\x1b[?1049l\x1b[?25h",  # the screen from before, with its cursor
    )
)
"""Takes back all that the app sets in a terminal."""


class Ending:
    """Hears signals and failures, from the first moment to the last. The first of them decides the exit code."""

    def __init__(self) -> None:
        self.number = 0
        """The signal that was heard; 0 for none."""
        self.error: BaseException | None = None
        """What went wrong outside the app's own handlers, in a thread."""
        self._guarded = False
        self._before: dict[int, Any] = {}
        self._ended = threading.Event()
        self._pipe: tuple[int, int] | None = None

    def __enter__(self) -> Self:
        if threading.current_thread() is threading.main_thread():
            for number in SIGNALS:
                if signal.getsignal(number) not in (signal.SIG_IGN, None):
                    self._before[number] = signal.signal(number, self._hear)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ended.set()
        for number, handler in self._before.items():
            # Once one was heard, another must not cut short what is left to do, nor change the exit code.
            signal.signal(number, signal.SIG_IGN if self.number else handler)

    @property
    def code(self) -> int | None:
        """The exit code of what was heard; None when nothing was."""
        if self.number:
            return 128 + self.number
        return None if self.error is None else 1

    def hang_up(self) -> None:
        """The terminal was found to be gone; may be called from any thread."""
        self.number = self.number or signal.SIGHUP
        self._wake()

    def fail(self, error: BaseException) -> None:
        """Something went wrong in a thread."""
        self.error = self.error or error
        self._wake()

    @contextmanager
    def guarding(self, leave: Callable[[], None], keep: Callable[[], object]) -> Iterator[None]:
        """From here on a signal raises nothing: the app is asked to leave.

        `leave` asks it to, from any thread, as often as it is called; `keep` brings to disk what is not there yet.
        Who does not leave in time is ended, after `keep` and with the terminal as it was before.
        """
        saved = attributes()
        self._pipe = os.pipe()
        # Made beforehand: a signal may interrupt anything, and nothing that takes a lock is safe then.
        threading.Thread(target=self._watch, args=(leave, keep, saved), name="ending", daemon=True).start()
        self._guarded = True
        if self.code is not None:
            self._wake()
        yield

    def _hear(self, number: int, _frame: FrameType | None) -> None:
        """Once: a second signal must not interrupt what the first one began."""
        if self.number:
            return
        self.number = number
        if not self._guarded:
            raise SystemExit(128 + number)
        self._wake()

    def _wake(self) -> None:
        if self._pipe is not None:
            os.write(self._pipe[1], b"x")

    def _watch(self, leave: Callable[[], None], keep: Callable[[], object], saved: list[Any] | None) -> None:
        """The thread: waits for the first news, and then only as long as is said."""
        # Giving the terminal back must not stop the process, whoever is in the foreground.
        signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGTTOU, signal.SIGTTIN))
        if self._pipe is not None:
            os.read(self._pipe[0], 1)
        until = time.monotonic() + ORDERLY
        while not self._ended.wait(AGAIN):
            # It may not have begun yet when it is asked for the first time.
            with suppress(Exception):
                leave()
            if time.monotonic() > until:
                self._end(keep, saved)

    def _end(self, keep: Callable[[], object], saved: list[Any] | None) -> None:
        keeping = threading.Thread(target=keep, name="keeping", daemon=True)
        keeping.start()
        keeping.join(KEEPING)
        if not self._ended.is_set():
            restore(saved)
            os._exit(self.code or 1)


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Signals wait to the end of the block: for what must not be done without being noted, in a single thread."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def attributes() -> list[Any] | None:
    """How the terminal treats what is typed; None without one."""
    try:
        return termios.tcgetattr(0)
    except (termios.error, OSError, ValueError):
        return None


def restore(saved: list[Any] | None) -> None:
    """Give the terminal back by force. Never waits: what cannot be sent is not."""
    with suppress(OSError, termios.error):
        # What waits to be sent would come before, and may be what holds everything up.
        termios.tcflush(2, termios.TCOFLUSH)
    with suppress(OSError, termios.error):
        if saved is not None:
            termios.tcsetattr(0, termios.TCSANOW, saved)
    with suppress(OSError):
        # Opened anew: not to wait is a property that others with the same terminal would have to live with.
        terminal = os.open(os.ttyname(2), os.O_WRONLY | os.O_NOCTTY | os.O_NONBLOCK)
        os.write(terminal, RESTORE)
        os.close(terminal)


def let_go_of_streams() -> None:
    """Lead what is still to be written nowhere when nobody can take it: Python would end with another code."""
    for stream in filter(None, (sys.stdout, sys.stderr)):
        try:
            stream.flush()
        except (OSError, ValueError):
            with suppress(OSError, ValueError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
