"""`reader serve` in a real browser: a key tags a span, and it is on disk."""

from __future__ import annotations

import asyncio
import json
import signal
from pathlib import Path

import pytest

from tests.chromium import Chromium, found
from tests.cli.test_serving import gone, in_a_new_folder, started

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(found() is None, reason="needs Chromium: apt-get install chromium"),
]

SHOWN = "document.body !== null && document.body.classList.contains('-first-byte')"
OVER = "document.body !== null && document.body.classList.contains('-closed')"


async def until_on_disk(folder: Path, label: str) -> None:
    """Wait until the history knows of a span with this label."""
    history = folder / "annotations.history.jsonl"
    async with asyncio.timeout(60):
        while not history.exists() or f'"label":"{label}"' not in history.read_text().replace(": ", ":"):
            await asyncio.sleep(0.05)


async def test_a_key_tags_and_is_on_disk(tmp_path: Path) -> None:
    """The first key goes to the text, as all do after a reload; nothing is asked of any other machine."""
    folder = in_a_new_folder(tmp_path)
    async with started(folder, tmp_path) as (process, address), Chromium(tmp_path) as browser:
        await browser.open(address)
        await browser.until(SHOWN)
        await browser.press("c")
        await until_on_disk(folder, "claim")
        await browser.ask("Page.reload")
        await browser.until(SHOWN)
        await browser.press("a")
        await until_on_disk(folder, "actor")
        process.send_signal(signal.SIGTERM)
        await browser.until(OVER)
        code = await process.wait()
        over = await browser.value("getComputedStyle(document.getElementById('over')).display")
        wanted, complaints = browser.wanted, browser.complaints

    labels = [
        each["label"] for each in json.loads((folder / "annotations.json").read_text())["articles"]["1"]["annotations"]
    ]
    root = address.partition("//")[2].partition("/")[0]
    assert labels == ["claim", "actor"]
    assert [each for each in wanted if not each.partition("//")[2].startswith(f"{root}/")] == []
    assert (complaints, code, over) == ([], 128 + signal.SIGTERM, "block")


async def test_a_page_that_is_closed_ends_its_app(tmp_path: Path) -> None:
    """Nothing waits for a page that is gone, and the next one may tag again."""
    folder = in_a_new_folder(tmp_path)
    async with started(folder, tmp_path) as (process, address):
        for label in ("claim", "actor"):
            async with Chromium(tmp_path) as browser:
                await browser.open(address)
                await browser.until(SHOWN)
                await browser.press(label[0])
                await until_on_disk(folder, label)
                children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
            assert [pid for pid in children if not await gone(int(pid))] == []
