"""One page of a browser and the process that it shows."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

from aiohttp import WSMessage, WSMsgType, web

from reader.cli.talk import say
from reader.text.visible import visible

PATIENCE = 6.0
"""Seconds that a process has to leave; it ends itself by force after 4."""

MOST = 64_000
"""Bytes of what a process says that are kept."""

LARGEST = 1_000
"""The most cells of a page's width or height."""

DATA, META = b"D", b"M"
"""The kinds of packets: what is shown or typed, and everything else as JSON."""

CLEAR = b"\x1b[?1049l\x1b[2J\x1b[H"
"""What was shown goes, for a sentence."""


class Tab:
    """Carries what is typed to the process and what is shown back, until one of the two ends."""

    def __init__(self, command: Sequence[str], socket: web.WebSocketResponse) -> None:
        self.leaving = False
        """Is the process about to end?"""
        self.ended = asyncio.Event()
        """Set when the process is gone."""
        self._command = command
        self._socket = socket
        self._process: Process | None = None

    async def run(self, width: int, height: int) -> None:
        """Stay until the page is closed or the app is left; no process is left behind."""
        self._process = process = await asyncio.create_subprocess_exec(
            *self._command,
            stdin=PIPE,
            stdout=PIPE,
            stderr=PIPE,
            env=environment(os.environ, width, height),
            # What is typed at the server's terminal is for the server.
            start_new_session=True,
        )
        said = asyncio.create_task(_said(process))
        showing = asyncio.create_task(self._show(process))
        hearing = asyncio.create_task(self._hear())
        try:
            await asyncio.wait((showing, hearing), return_when=asyncio.FIRST_COMPLETED)
        finally:
            self.leave()
            await _gone(process, showing)
            self.ended.set()
            await self._close(await said)
            hearing.cancel()

    def leave(self) -> None:
        """Have the process save everything and end."""
        self._tell(META, {"type": "quit"})
        self.leaving = True
        if self._process is not None and self._process.stdin is not None:
            self._process.stdin.close()

    async def _show(self, process: Process) -> None:
        """Send what the process shows, from its first packet on."""
        stream = _stream(process.stdout)
        with suppress(asyncio.IncompleteReadError, ConnectionError):
            while await stream.readline() not in (b"", b"__GANGLION__\n"):
                pass
            while True:
                kind, size = await stream.readexactly(1), int.from_bytes(await stream.readexactly(4))
                payload = await stream.readexactly(size)
                if kind == DATA:
                    await self._socket.send_bytes(payload)

    async def _hear(self) -> None:
        """Pass on what the page says."""
        async for message in self._socket:
            with suppress(ValueError, TypeError, KeyError, LookupError):
                await self._take(message)

    async def _take(self, message: WSMessage) -> None:
        if message.type is not WSMsgType.TEXT:
            return
        match json.loads(message.data):
            case ["stdin", str(typed)]:
                self._tell(DATA, typed)
            case ["resize", {"width": int(width), "height": int(height)}]:
                self._tell(META, {"type": "resize", "width": cells(width), "height": cells(height)})
            case ["ping", sent]:
                await self._socket.send_json(["pong", sent])
            case [("focus" | "blur") as kind, *_]:
                self._tell(META, {"type": kind})

    def _tell(self, kind: bytes, what: str | Mapping[str, Any]) -> None:
        payload = (what if isinstance(what, str) else json.dumps(what)).encode("utf-8", "replace")
        if self._process is not None and self._process.stdin is not None and not self.leaving:
            with suppress(OSError, RuntimeError):
                self._process.stdin.write(kind + len(payload).to_bytes(4) + payload)

    async def _close(self, sentences: Sequence[str]) -> None:
        """Say here and on the page what the process said at its end."""
        for sentence in sentences:
            say(sentence)
        with suppress(ConnectionError, RuntimeError):
            if sentences:
                await self._socket.send_bytes(CLEAR + "\r\n".join(map(visible, sentences)).encode())
            await self._socket.close()


def cells(asked: int) -> int:
    """A width or height that can be."""
    return max(1, min(asked, LARGEST))


def environment(ours: Mapping[str, str], width: int, height: int) -> dict[str, str]:
    """That of a process for a page of this many cells: what our own terminal shows says nothing of it."""
    kept = {name: value for name, value in ours.items() if name not in ("COLORFGBG", "COLORTERM")}
    return {
        **kept,
        "TEXTUAL_DRIVER": "textual.drivers.web_driver:WebDriver",
        "TEXTUAL_COLOR_SYSTEM": "truecolor",
        "TEXTUAL_FPS": "60",
        "TERM": "xterm-256color",
        "TERM_PROGRAM": "textual",
        "COLUMNS": str(cells(width)),
        "ROWS": str(cells(height)),
        "PYTHONIOENCODING": "utf-8",
    }


def app_command(arguments: Sequence[str]) -> list[str]:
    """What opens the app with these arguments: this Python, with nothing imported from the current folder."""
    return [sys.executable, "-P", "-m", "reader", *arguments]


async def _said(process: Process) -> list[str]:
    """The lines of what a process says on its standard error."""
    kept = b""
    stream = _stream(process.stderr)
    while data := await stream.read(MOST):
        kept = (kept + data)[-MOST:]
    return kept.decode("utf-8", "replace").split("\n")[:-1]


async def _gone(process: Process, showing: asyncio.Task[None]) -> None:
    """Wait until a process has ended, taking what it still sends; by force when it does not."""
    showing.cancel()
    await asyncio.wait((showing,))
    try:
        await asyncio.wait_for(_drained(process), PATIENCE)
    except TimeoutError:
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()


async def _drained(process: Process) -> None:
    while await _stream(process.stdout).read(MOST):
        pass
    await process.wait()


def _stream(stream: asyncio.StreamReader | None) -> asyncio.StreamReader:
    if stream is None:
        raise RuntimeError("a process without a pipe")
    return stream
