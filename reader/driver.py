"""The terminal: Esc acts at once, waiting costs nothing, and one that pauses or goes is no reason to fall over."""

from __future__ import annotations

import os
import select
import signal
from codecs import getincrementaldecoder
from collections.abc import Callable
from contextlib import suppress
from typing import Any, TextIO, cast

from textual import constants
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver
from textual.geometry import Size

READ = 4096
"""Bytes taken at a time: those of one key come together and stay together."""

LATE = 0.001
"""Seconds after which the parser surely takes its time for over."""

MUCH = 65_536
"""Characters that are sent at once when others follow them."""

ATTEMPTS = 100
"""How often the terminal is asked for: often in the background, where each time takes until somebody asks for us."""

PIXELS_OFF = "\x1b[?1016l"
"""Ends the mouse's pixels: Textual turns them on, and leaves them on."""


class ReaderDriver(LinuxDriver):
    """Textual's driver looks every 100 ms whether an Esc was alone; this one when its time is over, and else never."""

    def __init__(
        self,
        app: App[None],
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
        when_gone: Callable[[], None] | None = None,
    ) -> None:
        """`when_gone` is called, from any thread, when the terminal is found to be gone; else the app is left."""
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._when_gone: Callable[[], object] = when_gone or (lambda: self._app.call_later(self._app.exit))
        # All that is asked of it is to write, to flush and to name its descriptor.
        error = cast("TextIO", self._file)
        self._file = cast("Any", Lasting(error.fileno(), error.encoding, self._when_gone))
        self._pipe: tuple[int, int] | None = None
        self._shown = False
        self._paused = False

    @property
    def size_now(self) -> Size:
        """The size the terminal has, whatever it told of it."""
        return Size(*self._get_terminal_size())

    def start_application_mode(self) -> None:
        """Begin, or go on after a pause."""
        self._pipe = self._pipe or os.pipe()
        for _ in range(ATTEMPTS):
            # In the background the process is stopped in here, and nothing is begun when it comes to the front.
            super().start_application_mode()  # type: ignore[no-untyped-call]
            self._shown = self._key_thread is not None and self._key_thread.is_alive()
            if self._shown:
                return
        self._when_gone()

    def stop_application_mode(self) -> None:
        """Give the terminal back as it was."""
        self._shown = False
        self.write(PIXELS_OFF)
        super().stop_application_mode()

    def disable_input(self) -> None:
        """Wake the thread, which waits for ever, so that it can end."""
        if self._pipe is not None:
            os.write(self._pipe[1], b"x")
            super().disable_input()
            os.read(self._pipe[0], 1)

    def close(self) -> None:
        """Let go of everything, at a pause too."""
        super().close()
        for descriptor in self._pipe or ():
            os.close(descriptor)
        self._pipe = None

    # Pausing. Signals interrupt anything, a lock just taken as well: what they ask for is done between two messages.

    def _sigtstp_application(self, *_: object) -> None:
        """Stop as soon as the terminal is given back."""
        with suppress(RuntimeError):
            self._loop.call_soon_threadsafe(self._pause)
            return
        os.kill(os.getpid(), signal.SIGSTOP)

    def _sigcont_application(self, *_: object) -> None:
        """Take the terminal again."""
        with suppress(RuntimeError):
            self._loop.call_soon_threadsafe(self._go_on)

    def _pause(self) -> None:
        if self._shown and self._auto_restart:
            self.suspend_application_mode()
            self._paused = True
        os.kill(os.getpid(), signal.SIGSTOP)

    def _go_on(self) -> None:
        """Take the terminal and have all of it painted: who had it meanwhile may have left anything there."""
        if self._shown and self._auto_restart:
            # Stopped in a way that nobody hears of before.
            self.suspend_application_mode()
            self._paused = True
        if self._paused:
            self._paused = False
            self._must_signal_resume = True
            self.resume_application_mode()

    # Reading

    def _run_input_thread(self) -> None:
        """Textual's own shows what went wrong with all values beside it; here threads have a hook for that."""
        self.run_input_thread()

    def run_input_thread(self) -> None:
        """Wait for keys and pass them on, until input is disabled or the terminal is gone."""
        parser = XTermParser(self._debug)
        # What is no UTF-8 is no key of ours, and no reason to end.
        decode = getincrementaldecoder("utf-8")("replace").decode
        patience: float | None = None
        woken = self._pipe[0] if self._pipe is not None else self.fileno
        while not self.exit_event.is_set():
            ready = select.select([self.fileno, woken], [], [], patience)[0]
            patience = None
            if self.fileno in ready:
                data = self._read()
                if data is None:
                    continue
                if not data:
                    self._when_gone()
                    return
                for message in parser.feed(decode(data)):
                    self.process_message(message)
                # Perhaps the beginning of a sequence: its end comes soon, or it was an Esc.
                patience = constants.ESCAPE_DELAY + LATE
            for message in parser.tick():
                self.process_message(message)

    def _read(self) -> bytes | None:
        """What was typed; nothing when the terminal is gone; None when another program took it."""
        try:
            return os.read(self.fileno, READ)
        except BlockingIOError:
            return None
        except OSError:
            return b""


class Lasting:
    """A terminal to write to. One that is gone takes everything: whoever waits to write would wait for ever."""

    def __init__(self, descriptor: int, encoding: str, when_gone: Callable[[], object]) -> None:
        self._descriptor = descriptor
        self._encoding = encoding
        self._when_gone = when_gone
        self._pieces: list[str] = []
        self._length = 0
        self._gone = False

    def write(self, text: str) -> int:
        """Take what is to be sent."""
        self._pieces.append(text)
        self._length += len(text)
        if self._length > MUCH:
            self.flush()
        return len(text)

    def flush(self) -> None:
        """Send what was taken; nothing happens when the terminal is gone."""
        data = memoryview("".join(self._pieces).encode(self._encoding, "backslashreplace"))
        self._pieces, self._length = [], 0
        while data and not self._gone:
            try:
                data = data[os.write(self._descriptor, data) :]
            except BlockingIOError:
                # Another program with the same terminal has told it not to let anybody wait.
                select.select([], [self._descriptor], [])
            except OSError:
                self._gone = True
                self._when_gone()

    def fileno(self) -> int:
        """The descriptor that is written to."""
        return self._descriptor
