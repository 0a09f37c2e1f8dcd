"""What is sent for each key, drawn by a terminal, is what a whole new picture would be."""

from __future__ import annotations

import re
from typing import Any

import pyte
import pytest
from textual._compositor import CompositorUpdate

from tests.screens.conftest import Driver, OpenApp

JOURNEYS = {
    "moving": "llljjj)wwkkb$0GgG<pagedown><pageup>g",
    "tagging": "c)cwwwa<space>p<space>fuuUdm+v)w<escape>",
    "panes": "c)c1jjk<enter>3jk<escape>Jwwc)cK",
    "typing": "/Yerevan<enter>nnN<escape>twat<escape>",
    "covering": "jj?jj<escape>wwc<ctrl+p>go<escape>jj",
}


class Glass:
    """A terminal that is written to as the real one is."""

    def __init__(self, driver: Driver) -> None:
        self._console = driver.app.console
        self.sent: list[str] = []
        self._screen = pyte.Screen(*driver.app.size)
        self._stream = pyte.Stream(self._screen)
        self.picture()

    def take(self, _screen: object, update: CompositorUpdate | None) -> None:
        """Draw an update."""
        if update is not None:
            self.sent.append(update.render_segments(self._console))
            self._stream.feed(self.sent[-1].replace("\n", "\r\n"))

    def picture(self) -> list[list[Any]]:
        """Every cell with its look."""
        return [[self._screen.buffer[y][x] for x in range(self._screen.columns)] for y in range(self._screen.lines)]


async def watched(driver: Driver) -> Glass:
    """A terminal that shows all that an app sends from now on."""
    glass = Glass(driver)
    driver.app._display = glass.take  # type: ignore[method-assign, assignment]
    driver.app.screen.refresh()
    await driver.pilot.pause(0.1)
    return glass


@pytest.mark.parametrize("journey", [*JOURNEYS, "panes narrow"])
async def test_what_is_sent_makes_the_whole_picture(open_app: OpenApp, journey: str) -> None:
    """Every cell, with its colours, after each key."""
    name, _, narrow = journey.partition(" ")
    async with open_app((80, 24) if narrow else (120, 40)) as driver:
        glass = await watched(driver)
        for key in re.findall(r"<.+?>|.", JOURNEYS[name]):
            await driver.type(key)
        await driver.pilot.pause(0.1)
        seen, whole = glass.picture(), Glass(driver)
        whole.take(None, driver.app.screen._compositor.render_full_update())

        assert seen == whole.picture()


async def test_a_motion_sends_little(open_app: OpenApp) -> None:
    """Only the words the cursor left and reached, and what changes in the peek line."""
    async with open_app() as driver:
        glass = await watched(driver)
        before = len(glass.sent)
        await driver.type("l")
        await driver.pilot.pause(0.1)

        sent = "".join(glass.sent[before:])
        assert 0 < len(sent) <= 600
