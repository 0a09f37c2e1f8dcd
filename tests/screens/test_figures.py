"""The figures of F3 are longer than a small screen: keys scroll them."""

from __future__ import annotations

import pytest

from tests.screens.conftest import OpenApp
from tests.screens.test_inspecting import opened, tag


@pytest.mark.parametrize("turned", ["", "<tab><tab>"], ids=["at once", "after the findings"])
@pytest.mark.parametrize(("down", "up"), [("j", "k"), ("<down>", "<up>"), ("<pagedown>", "<pageup>")])
async def test_keys_scroll_the_figures(open_app: OpenApp, turned: str, down: str, up: str) -> None:
    """From the first moment on, and when one comes back from the findings."""
    async with open_app(size=(80, 24)) as driver:
        tag(driver, ("actor", "Pashinyan"), ("place", "Gyumri"))
        await opened(driver)
        await driver.type(turned)
        first = driver.rows[:20]
        await driver.type(down)

        assert driver.rows[:20] != first
        await driver.type(up)
        assert driver.rows[:20] == first


async def test_the_last_figures_are_reached(open_app: OpenApp) -> None:
    """Pages down end at the days of the work."""
    async with open_app(size=(80, 24)) as driver:
        tag(driver, ("actor", "Pashinyan"))
        await opened(driver)
        assert "Progress" not in "\n".join(driver.rows)
        await driver.type("<pagedown><pagedown><pagedown>")

        assert "Progress" in "\n".join(driver.rows)
