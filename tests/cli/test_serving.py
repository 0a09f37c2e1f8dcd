"""`reader serve`: the app in a browser's page, who gets to see it, and how it ends."""

from __future__ import annotations

import argparse
import asyncio
import json
import signal
import socket
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import pyte
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.cli.parsers import opening
from reader.cli.serving import tab as tabs
from reader.cli.serving.command import is_loopback, words_of
from reader.cli.serving.server import Server
from tests.cli.conftest import Ran
from tests.terminal import environment

NAME = 'it\'s "$(touch gone)"; `x` ñ 新'
"""A folder's name that a shell would not leave alone."""


OPENING = opening()


class Page:
    """What a browser's page shows, without a browser."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.socket = socket
        self._screen = pyte.Screen(80, 24)
        self._stream = pyte.ByteStream(self._screen)

    async def until(self, words: str) -> str:
        """Wait until words are shown; gives all that is."""
        async with asyncio.timeout(60):
            while words not in self.shown:
                message = await self.socket.receive()
                assert message.type is aiohttp.WSMsgType.BINARY, f"{message} instead of {words!r}:\n{self.shown}"
                self._stream.feed(message.data)
        return self.shown

    async def type(self, keys: str) -> None:
        """Type keys."""
        await self.socket.send_json(["stdin", keys])

    async def ended(self) -> str:
        """Wait until the page is told that it is over; gives what it shows."""
        async with asyncio.timeout(60):
            async for message in self.socket:
                self._stream.feed(message.data)
        return self.shown

    @property
    def shown(self) -> str:
        """The lines of the page."""
        return "\n".join(self._screen.display)


@asynccontextmanager
async def page_of(address: str) -> AsyncIterator[Page]:
    """A page at an address."""
    async with aiohttp.ClientSession() as client, client.ws_connect(f"{address}ws?width=80&height=24") as socket:
        yield Page(socket)


@asynccontextmanager
async def serving(*command: str) -> AsyncIterator[tuple[Server, str]]:
    """A server in this process, of pages that show what a command does; with its address."""
    server = Server(command, "title")
    runner, port = await server.start("127.0.0.1", 0)
    try:
        yield server, f"http://127.0.0.1:{port}/{server.secret}/"
    finally:
        server.leave()
        await server.stay()
        await runner.cleanup()


@asynccontextmanager
async def started(folder: Path, home: Path) -> AsyncIterator[tuple[asyncio.subprocess.Process, str]]:
    """The command itself, with its address."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "reader", "serve", "--port", "0", str(folder)),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        env=environment(home),
    )
    assert process.stdout is not None
    try:
        line = (await asyncio.wait_for(process.stdout.readline(), 60)).decode()
        yield process, line.partition("Address:")[2].strip()
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


def in_a_new_folder(tmp_path: Path) -> Path:
    """One article in a folder with a difficult name."""
    folder = tmp_path / NAME
    folder.mkdir()
    (folder / "a.txt").write_text("Armenia asked Moscow for help. It got none.\n")
    return folder


def children_of(pid: int) -> list[int]:
    """The processes that a process has started and that are there."""
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


async def gone(pid: int) -> bool:
    """Is a process gone, or soon?"""
    for _ in range(200):
        state = Path(f"/proc/{pid}/stat")
        if not state.exists() or state.read_text().rpartition(")")[2].split()[0] == "Z":
            return True
        await asyncio.sleep(0.05)
    return False


async def test_a_page_tags_and_a_second_looks(tmp_path: Path) -> None:
    """A key of the page is on disk; another page beside it only looks, and says why; SIGTERM ends all of it."""
    folder = in_a_new_folder(tmp_path)
    async with started(folder, tmp_path) as (process, address):
        async with page_of(address) as first:
            await first.until("Armenia asked Moscow")
            await first.type("c")
            await first.until("claim 1")
            await first.until("saved")
            async with page_of(address) as second:
                shown = await second.until("nothing can be changed here")
                running = children_of(process.pid)
                process.send_signal(signal.SIGTERM)
                await asyncio.gather(first.ended(), second.ended())
        code = await process.wait()

    [annotation] = json.loads((folder / "annotations.json").read_text())["articles"]["1"]["annotations"]
    assert (annotation["label"], annotation["text"]) == ("claim", "Armenia asked Moscow for help.")
    assert "read-only" in shown
    assert (code, len(running)) == (128 + signal.SIGTERM, 2)
    assert [pid for pid in running if not await gone(pid)] == []
    assert list(tmp_path.rglob("gone")) == []


async def test_the_app_does_not_outlive_a_killed_server(tmp_path: Path) -> None:
    """A server that is killed tells nobody; the app notices, and has everything on disk."""
    folder = in_a_new_folder(tmp_path)
    async with started(folder, tmp_path) as (process, address), page_of(address) as page:
        await page.until("Armenia asked Moscow")
        await page.type("c")
        await page.until("claim 1")
        [child] = children_of(process.pid)
        process.kill()
        ended = await gone(child)

    assert ended
    assert json.loads((folder / "annotations.json").read_text())["articles"]["1"]["annotations"]


async def test_only_who_knows_the_address_sees_anything() -> None:
    """The address without its secret is nothing; the page has all from its server, and nothing is listed."""
    async with serving("true") as (server, address), aiohttp.ClientSession() as client:
        root = address.removesuffix(f"{server.secret}/")
        answers = {}
        for path in ("", "ws", "static/", "static/js", "static/../server.py", "guess/", "guess/ws", "page.js"):
            async with client.get(root + path) as answer:
                answers[path] = answer.status
        async with client.get(f"{address}?fontsize=22&x=%22%3E") as answer:
            page, policy = await answer.text(), answer.headers["Content-Security-Policy"]

    assert answers.pop("page.js") == 200
    assert set(answers.values()) <= {403, 404}
    assert 'data-font-size="22"' in page
    assert "http" not in page
    assert "default-src 'none'" in policy


async def test_what_the_app_says_instead_of_opening_is_on_the_page(capfd: pytest.CaptureFixture[str]) -> None:
    """The sentence is shown, and nothing in it acts; it is said at the server as well."""
    program = "import sys; sys.stderr.write('reader: there is no \\x1b]0;x\\x07theme.\\n')"
    async with serving(sys.executable, "-c", program) as (_, address), page_of(address) as page:
        shown = await page.ended()

    assert "reader: there is no ␛]0;x␇theme." in shown
    assert "reader: there is no ␛]0;x␇theme." in capfd.readouterr().err


async def test_what_does_not_leave_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that hears nothing is killed after its time, and the next page waits for that."""
    monkeypatch.setattr(tabs, "PATIENCE", 0.2)
    pids = tmp_path / "pids"
    program = f"import os, time; open({str(pids)!r}, 'a').write(f'{{os.getpid()}} '); time.sleep(600)"
    async with serving(sys.executable, "-c", program) as (_, address):
        for many in (1, 2):
            async with page_of(address), asyncio.timeout(30):
                while not pids.exists() or len(pids.read_text().split()) < many:
                    await asyncio.sleep(0.01)
        first, second = map(int, pids.read_text().split())
        ended = [await gone(pid) for pid in (first, second)]

    assert ended == [True, True]


async def test_what_a_page_sends_is_held_against_what_can_be(tmp_path: Path) -> None:
    """Sizes stay within bounds, what cannot be understood is left aside, and nothing of it is part of the command."""
    heard = tmp_path / "heard"
    program = f"import sys; open({str(heard)!r}, 'wb').write(repr(sys.argv).encode() + sys.stdin.buffer.read())"
    sent: Sequence[Any] = (
        ["resize", {"width": 10**12, "height": -4}],
        ["resize", {"width": "wide"}],
        ["nonsense"],
        {},
        ["stdin", 4],
        ["stdin", "ü\ud800"],
    )
    async with serving(sys.executable, "-c", program) as (_, address), aiohttp.ClientSession() as client:
        async with client.ws_connect(f"{address}ws?width=9999999999&height=x&command=touch") as socket:
            await socket.send_str("[")
            await socket.send_bytes(b"[]")
            for each in sent:
                await socket.send_str(json.dumps(each))
        async with asyncio.timeout(30):
            while not heard.exists() or b"quit" not in heard.read_bytes():
                await asyncio.sleep(0.01)

    packets = heard.read_bytes()
    assert packets.startswith(b"['-c']M")
    assert b'{"type": "resize", "width": 1000, "height": 1}' in packets
    assert "ü?".encode() in packets
    assert packets.count(b'"type"') == 2


def test_a_port_that_is_taken_is_said(ran: Ran, tmp_path: Path) -> None:
    """So are an address that is not ours, and a place without articles, before anything is served."""
    folder = in_a_new_folder(tmp_path)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        said = ran("serve", folder, "--port", port)
    beyond = ran("serve", folder, "--port", "99999")

    assert (said.code, said.out) == (2, "")
    assert said.err.startswith(f"reader: Port {port} of 127.0.0.1 is taken. Name another with --port")
    assert beyond.err == "reader: It cannot be served at port 99999 of 127.0.0.1: bind(): port must be 0-65535.\n"
    assert "192.0.2.1 is no address of this machine" in ran("serve", folder, "--host", "192.0.2.1").err
    assert "There is no file or folder" in ran("serve", tmp_path / "nowhere").err


def test_a_missing_extra_is_said(ran: Ran, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the command that installs it."""
    monkeypatch.setitem(sys.modules, "textual_serve", None)
    monkeypatch.delitem(sys.modules, "reader.cli.serving.server", raising=False)
    said = ran("serve", tmp_path)

    assert (said.code, said.err) == (
        2,
        "reader: The app in a browser needs what is not installed: pip install 'close-reader[web]'.\n",
    )


def test_other_machines_are_warned_of() -> None:
    """This machine's own addresses are told from those that others reach."""
    near = {host: is_loopback(host) for host in ("127.0.0.1", "127.1.2.3", "::1", "192.0.2.1", "::", "2001:db8::1")}

    assert [host for host, loopback in near.items() if loopback] == ["127.0.0.1", "127.1.2.3", "::1"]


@given(
    path=st.none() | st.text(),
    store=st.none() | st.text(),
    number=st.none() | st.integers(0, 10**9),
    follow=st.booleans(),
    read_only=st.booleans(),
)
def test_the_app_is_opened_as_was_asked(
    path: str | None, store: str | None, number: int | None, follow: bool, read_only: bool
) -> None:
    """Whatever is in a name: the words are understood as what they were made of."""
    asked = OPENING.parse_args([], argparse.Namespace(port=0, host=""))
    asked.path, asked.store, asked.max_bytes, asked.follow, asked.read_only = path, store, number, follow, read_only

    assert OPENING.parse_args(words_of(asked), argparse.Namespace(port=0, host="")) == asked
