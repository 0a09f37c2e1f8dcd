"""A headless Chromium for tests, spoken to by its DevTools protocol: no driver of its own is needed.

async with Chromium(tmp_path) as browser:
    await browser.open("http://127.0.0.1:8000/")
    await browser.press("c")
    assert await browser.value("document.title") == "reader"
"""

from __future__ import annotations

import asyncio
import base64
import os
import shutil
import signal
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import aiohttp

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
"""What it may be called."""

ARGUMENTS = (
    "--headless=new",
    "--no-sandbox",
    "--no-first-run",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    # Nobody but the page's own server is asked for anything: what is not on this machine is not found.
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
    "--disable-background-networking",
    "--disable-component-update",
    "--remote-debugging-port=0",
    "--window-size=1200,800",
)


def found() -> str | None:
    """The browser of this machine; None when there is none."""
    return next((there for name in NAMES if (there := shutil.which(name))), None)


class Chromium:
    """One browser with one page."""

    def __init__(self, folder: Path) -> None:
        """What the browser keeps goes into a folder of this one."""
        self.wanted: list[str] = []
        """The addresses that the page asked for."""
        self.complaints: list[str] = []
        """What the browser wrote into its console as an error."""
        self._folder = folder / "chromium"
        self._number = 0
        self._answers: dict[int, asyncio.Future[dict[str, Any]]] = {}

    async def __aenter__(self) -> Self:
        self._process = await asyncio.create_subprocess_exec(
            found() or NAMES[0],
            *ARGUMENTS,
            f"--user-data-dir={self._folder}",
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.PIPE,
            env={**os.environ, "HOME": str(self._folder.parent)},
            start_new_session=True,
        )
        try:
            address = await asyncio.wait_for(self._listening(), 60)
            self._client = aiohttp.ClientSession()
            self._socket = await self._client.ws_connect(address, max_msg_size=0)
            self._reading = asyncio.create_task(self._read())
            target = await self._ask("Target.createTarget", {"url": "about:blank"})
            attached = await self._ask("Target.attachToTarget", {"targetId": target["targetId"], "flatten": True})
            self._page = attached["sessionId"]
            for domain in ("Page", "Network", "Log", "Runtime"):
                await self.ask(f"{domain}.enable")
        except BaseException:
            await self._end()
            raise
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._end()
        await self._reading
        await self._socket.close()
        await self._client.close()

    async def open(self, address: str) -> None:
        """Go to an address."""
        await self.ask("Page.navigate", url=address)

    async def press(self, text: str) -> None:
        """Type one character."""
        await self.ask("Input.dispatchKeyEvent", type="keyDown", text=text, key=text, unmodifiedText=text)
        await self.ask("Input.dispatchKeyEvent", type="keyUp", key=text)

    async def value(self, expression: str) -> Any:
        """What an expression is in the page."""
        return (await self.ask("Runtime.evaluate", expression=expression, returnByValue=True))["result"].get("value")

    async def until(self, expression: str, seconds: float = 30) -> None:
        """Wait until an expression is true in the page. Raises TimeoutError."""
        async with asyncio.timeout(seconds):
            while not await self.value(expression):
                await asyncio.sleep(0.05)

    async def picture(self, path: Path) -> None:
        """Write what is seen, as a PNG."""
        path.write_bytes(base64.b64decode((await self.ask("Page.captureScreenshot"))["data"]))

    async def ask(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Have the page do something; gives its answer."""
        return await self._ask(method, parameters, sessionId=self._page)

    async def _ask(self, method: str, parameters: dict[str, Any], **more: str) -> dict[str, Any]:
        self._number += 1
        answer = self._answers[self._number] = asyncio.get_running_loop().create_future()
        await self._socket.send_json({"id": self._number, "method": method, "params": parameters, **more})
        return await asyncio.wait_for(answer, 60)

    async def _read(self) -> None:
        async for message in self._socket:
            said: dict[str, Any] = message.json()
            match said:
                case {"id": int(number), "result": result}:
                    self._answers.pop(number).set_result(result)
                case {"id": int(number), "error": error}:
                    self._answers.pop(number).set_exception(RuntimeError(str(error)))
                case {"method": "Network.requestWillBeSent", "params": {"request": {"url": str(address)}}}:
                    self.wanted.append(address)
                case {"method": "Network.webSocketCreated", "params": {"url": str(address)}}:
                    self.wanted.append(address)
                case {"method": "Log.entryAdded", "params": {"entry": {"level": "error", "text": str(text)}}}:
                    self.complaints.append(text)
                case {"method": "Runtime.exceptionThrown", "params": thrown}:
                    self.complaints.append(str(thrown))

    async def _listening(self) -> str:
        assert self._process.stderr is not None
        async for line in self._process.stderr:
            if b"DevTools listening on " in line:
                return line.decode().rpartition(" ")[2].strip()
        raise RuntimeError("the browser ended")

    async def _end(self) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        await self._process.wait()
