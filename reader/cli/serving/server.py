"""The server of the pages: an address that nobody guesses, textual-serve's script and fonts, nothing from elsewhere."""

from __future__ import annotations

import asyncio
import html
import logging
import secrets
from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from string import Template

import textual_serve
from aiohttp import web

from reader.cli.serving.tab import Tab
from reader.cli.talk import say
from reader.text.visible import visible

HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "font-src 'self'; img-src 'self' data:; connect-src 'self' ws: wss:; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'",
}
"""A page gets everything from here, is shown in no frame, and tells nobody its address."""

FONT_SIZES = range(6, 73)
"""What `?fontsize=` may ask for, in pixels."""

FONT_SIZE = 16
"""What it is without."""

HERE = Path(__file__).parent


class Saying(logging.Handler):
    """Says what aiohttp has to say, in which nothing acts on the terminal."""

    def emit(self, record: logging.LogRecord) -> None:
        """Say it, without where it comes from."""
        say(f"reader serve: {record.getMessage()}")


class Server:
    """Serves the app to every page that knows the address."""

    def __init__(self, command: Sequence[str], title: str) -> None:
        """`command` opens the app; nothing that comes from a page is ever part of it."""
        self.secret = secrets.token_urlsafe(12)
        """The part of the address without which there is nothing to be seen."""
        self._command = command
        self._title = title
        self._tabs: set[Tab] = set()
        self._leave = asyncio.Event()
        self._loop = asyncio.get_running_loop()

    def leave(self) -> None:
        """Have all of it end; from any thread, as often as one likes."""
        with suppress(RuntimeError):
            self._loop.call_soon_threadsafe(self._leave.set)

    async def start(self, host: str, port: int) -> tuple[web.AppRunner, int]:
        """Listen; gives what listens, and the port. Raises OSError."""
        app = web.Application()
        app.add_routes(
            (
                web.get(f"/{self.secret}/", self._index),
                web.get(f"/{self.secret}/ws", self._tab),
                web.get("/page.js", _script),
                web.static("/static", Path(textual_serve.__file__).parent / "static"),
            )
        )
        logger = logging.Logger("reader.serve", logging.WARNING)
        logger.addHandler(Saying())
        runner = web.AppRunner(app, access_log=None, logger=logger)
        await runner.setup()
        try:
            await web.TCPSite(runner, host, port).start()
        except BaseException:
            await runner.cleanup()
            raise
        return runner, runner.addresses[0][1]

    async def stay(self) -> None:
        """Serve until it is asked to leave; then no process is left."""
        await self._leave.wait()
        for tab in self._tabs:
            tab.leave()
        await asyncio.gather(*(tab.ended.wait() for tab in self._tabs))

    async def _index(self, request: web.Request) -> web.Response:
        asked = _number(request.query.get("fontsize"))
        size = asked if asked in FONT_SIZES else FONT_SIZE
        page = _page().substitute(title=html.escape(visible(self._title)), font_size=size)
        return web.Response(text=page, content_type="text/html", headers=HEADERS)

    async def _tab(self, request: web.Request) -> web.WebSocketResponse:
        if self._leave.is_set():
            raise web.HTTPServiceUnavailable
        socket = web.WebSocketResponse(heartbeat=15)
        await socket.prepare(request)
        # The page that was reloaded has the store until its process is gone.
        await asyncio.gather(*(tab.ended.wait() for tab in self._tabs if tab.leaving))
        tab = Tab(self._command, socket)
        self._tabs.add(tab)
        try:
            await tab.run(_number(request.query.get("width")) or 80, _number(request.query.get("height")) or 24)
        finally:
            tab.ended.set()
            self._tabs.discard(tab)
        return socket


async def _script(_request: web.Request) -> web.FileResponse:
    return web.FileResponse(HERE / "page.js")


@cache
def _page() -> Template:
    return Template((HERE / "page.html").read_text("utf-8"))


def _number(asked: str | None) -> int:
    """The number that the first digits are; 0 for anything else."""
    return int(asked[:4]) if asked and asked.isascii() and asked.isdecimal() else 0
