"""The terminal's input: Esc acts at once, and waiting costs nothing."""

from __future__ import annotations

import os
import select
import threading
from codecs import getincrementaldecoder

from textual import constants
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.geometry import Size

READ = 4096
"""Bytes taken at a time: those of one key come together and stay together."""

GONE, HUNG_UP = 5.0, 129
"""Seconds after which the process ends when its terminal is gone, and with which code then."""

LATE = 0.001
"""Seconds after which the parser surely takes its time for over."""


class ReaderDriver(LinuxDriver):
    """Textual's driver looks every 100 ms whether an Esc was alone; this one when its time is over, and else never."""

    @property
    def size_now(self) -> Size:
        """The size the terminal has, whatever it told of it."""
        return Size(*self._get_terminal_size())

    def start_application_mode(self) -> None:
        """Begin, or go on after a pause."""
        self._woken, self._waker = os.pipe()
        super().start_application_mode()  # type: ignore[no-untyped-call]

    def disable_input(self) -> None:
        """Wake the thread, which waits for ever, so that it can end."""
        os.write(self._waker, b"x")
        super().disable_input()
        os.read(self._woken, 1)

    def close(self) -> None:
        """Let go of everything, at a pause too."""
        super().close()
        for descriptor in (self._woken, self._waker):
            os.close(descriptor)

    def run_input_thread(self) -> None:
        """Wait for keys and pass them on, until input is disabled or the terminal is gone."""
        parser = XTermParser(self._debug)
        # What is no UTF-8 is no key of ours, and no reason to end.
        decode = getincrementaldecoder("utf-8")("replace").decode
        patience: float | None = None
        while not self.exit_event.is_set():
            ready = select.select([self.fileno, self._woken], [], [], patience)[0]
            patience = None
            if self.fileno in ready:
                data = self._read()
                if not data:
                    self._app.call_later(self._app.exit)
                    # Writing to a terminal that is gone may block for ever; all that was tagged is on disk long before.
                    last = threading.Timer(GONE, os._exit, (HUNG_UP,))
                    last.daemon = True
                    last.start()
                    return
                for message in parser.feed(decode(data)):
                    self.process_message(message)
                # Perhaps the beginning of a sequence: its end comes soon, or it was an Esc.
                patience = constants.ESCAPE_DELAY + LATE
            for message in parser.tick():
                self.process_message(message)

    def _read(self) -> bytes:
        """What was typed; nothing when the terminal is gone."""
        try:
            return os.read(self.fileno, READ)
        except OSError:
            return b""
