"""The terminal of a browser's page: a driver that talks through pipes with the server of the page."""

from __future__ import annotations

import os
import select
from codecs import getincrementaldecoder
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from textual import constants, events
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.drivers._byte_stream import ByteStream
from textual.drivers.web_driver import WebDriver
from textual.geometry import Size

READ = 4096
"""Bytes taken at a time."""

LATE = 0.001
"""Seconds after which the parser surely takes its time for over."""

BEGIN = b"__GANGLION__\n"
"""What the server waits for: from here on everything is a packet."""

SET = "\x1b[?1049h\x1b[?1000h\x1b[?1003h\x1b[?1006h\x1b[?25l\x1b[?2004h"
"""A screen of its own, the mouse, no cursor, marks around what is pasted."""


class BrowserDriver(WebDriver):
    """Textual's driver lives on when the server is gone, and takes the signals for itself; this one does neither."""

    def __init__(
        self,
        app: App[None],
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
        when_gone: Callable[[], object] | None = None,
    ) -> None:
        """`when_gone` is called, from any thread, when the page or its server is gone; else the app is left."""
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._when_gone: Callable[[], object] = when_gone or (lambda: self._app.call_later(self._app.exit))
        self._write: Any = self._send
        self._pipe: tuple[int, int] | None = None
        self._gone = False

    def start_application_mode(self) -> None:
        """Begin. The size is that of the page, which tells each change of it."""
        self._pipe = os.pipe()
        self._send(BEGIN)
        self.write(SET)
        size = Size(*(self._size or (80, 24)))
        self._app.call_later(self._app.post_message, events.Resize(size, size))
        self._request_terminal_sync_mode_support()
        self._key_thread.start()

    def stop_application_mode(self) -> None:
        """End. The page keeps what it shows last."""
        self.exit_event.set()
        if self._pipe is not None:
            os.write(self._pipe[1], b"x")
        if self._key_thread.is_alive():
            self._key_thread.join()
        self.write_meta({"type": "exit"})

    def close(self) -> None:
        """Let go of everything."""
        for descriptor in self._pipe or ():
            os.close(descriptor)
        self._pipe = None

    def write(self, data: str) -> None:
        """Send what is to be shown."""
        encoded = data.encode("utf-8", "backslashreplace")
        self._send(b"D%s%s" % (len(encoded).to_bytes(4, "big"), encoded))

    def _send(self, data: bytes) -> None:
        """Send all of it; nothing happens when nobody is there any more."""
        left = memoryview(data)
        while left and not self._gone:
            try:
                left = left[os.write(self.fileno, left) :]
            except OSError:
                self._gone = True
                self._when_gone()

    def run_input_thread(self) -> None:
        """Wait for keys and news of the page, and pass them on, until the app ends or the server is gone."""
        parser = XTermParser(self._debug)
        # What is no UTF-8 is no key of ours, and no reason to end.
        decode = getincrementaldecoder("utf-8")("replace").decode
        packets = ByteStream()
        patience: float | None = None
        descriptor, woken = 0, self._pipe[0] if self._pipe is not None else 0
        while not self.exit_event.is_set():
            ready = select.select([descriptor, woken], [], [], patience)[0]
            patience = None
            if descriptor in ready:
                if not (data := _read(descriptor)):
                    self._when_gone()
                    return
                for kind, payload in packets.feed(data):
                    if kind == "D":
                        for message in parser.feed(decode(payload)):
                            self.process_message(message)
                    else:
                        self._on_meta(kind, payload)
                # Perhaps the beginning of a sequence: its end comes soon, or it was an Esc.
                patience = constants.ESCAPE_DELAY + LATE
            for message in parser.tick():
                self.process_message(message)

    def on_meta(self, packet_type: str, payload: dict[str, object]) -> None:
        """Hear what is no key. A page that was closed is a terminal that was hung up."""
        if packet_type == "quit":
            self._when_gone()
        else:
            super().on_meta(packet_type, payload)


def _read(descriptor: int) -> bytes:
    with suppress(OSError):
        return os.read(descriptor, READ)
    return b""
