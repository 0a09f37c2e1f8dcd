"""The palette: every command and every article, by name, and nothing in a name acts."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.screens.conftest import OpenApp


@pytest.mark.parametrize("name", ["a[/nope]b", "[@click=app.quit]x", "[red]x", "x\x1b[31m", "]["])
async def test_no_name_is_markup(open_app: OpenApp, corpus_folder: Path, name: str) -> None:
    """File names and titles that Textual's own palette would take for markup are offered as they are."""
    (corpus_folder / f"{name.replace('/', '')}.txt").write_text(f"{name} title")
    async with open_app() as driver:
        await driver.type("<ctrl+p>")
        await driver.type("title")
        await driver.pilot.pause(0.4)
        shown = "\n".join(driver.rows)
        await driver.type("<enter>")
        await driver.pilot.pause(0.2)

        assert f"Open {name} title".replace("\x1b", "␛") in shown
        assert driver.session.article.title == f"{name} title"


async def test_every_key_of_the_table_is_explained(open_app: OpenApp) -> None:
    """The first page of the palette, before anything is typed, holds commands with their keys."""
    async with open_app(size=(120, 60)) as driver:
        await driver.type(":")
        await driver.pilot.pause(0.4)
        shown = "\n".join(driver.rows)

        assert "Tag as claim" in shown
        assert "c · claim: sentence" in shown
