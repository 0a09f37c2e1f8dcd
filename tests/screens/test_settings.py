"""The settings on the screen: what holds, changed by keys, in one file or the other."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from reader.screens.settings import Preferring
from reader.session.configured import Settings
from tests.screens.conftest import Driver, OpenApp, check


async def opened(driver: Driver, tmp_path: Path) -> None:
    """Open the settings; they have no key unless a person gives them one."""
    driver.session.settings = Settings(driver.session.corpus.root, tmp_path / "config.toml")
    await driver.app.run_action("settings", default_namespace=driver.app.screen)
    await driver.pilot.pause(0.1)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
async def test_how_they_look(open_app: OpenApp, tmp_path: Path, size: tuple[int, int]) -> None:
    """With some set; compared with a text picture."""
    async with open_app(size=size) as driver:
        (driver.session.corpus.root / "reader.toml").write_text('annotator = "ann"\n[export]\nformat = "brat"\n')
        (tmp_path / "config.toml").write_text('advance = true\nannotator = "me"\n')
        await opened(driver, tmp_path)
        await driver.type("jj")
        rows = driver.rows

        check(rows, f"settings_{size[0]}x{size[1]}")


async def test_keys_change_them(open_app: OpenApp, tmp_path: Path) -> None:
    """Typed and chosen, taken out again, in both files; the theme is seen at once."""
    async with open_app(size=(80, 24)) as driver:
        await opened(driver, tmp_path)
        await driver.type("<enter>eve<enter>")
        await driver.type("j<space>")
        theme, project = driver.app.theme, (driver.session.corpus.root / "reader.toml").read_text()
        await driver.type("d")
        left = driver.app.theme
        await driver.type("<tab>j<space>")
        mine = (tmp_path / "config.toml").read_text()
        await driver.type("<escape>")

        assert (driver.session.author.name, theme, left) == ("eve", "reader-light", "reader-dark")
        assert 'annotator = "eve"' in project
        assert 'theme = "light"' in project
        assert 'theme = "light"' not in (driver.session.corpus.root / "reader.toml").read_text()
        assert mine == "advance = true\n"
        assert driver.session.advance
        assert not isinstance(driver.app.screen, Preferring)


async def test_what_exports_do_is_set_on_the_screen(open_app: OpenApp, tmp_path: Path) -> None:
    """Chosen or typed, in its table of the file; the next export begins with it."""
    async with open_app(size=(80, 24)) as driver:
        await opened(driver, tmp_path)
        await driver.type("jjjjjjj<space>jj<space>claim, place<enter>")
        shown = [row.split() for row in driver.rows[8:11]]
        await driver.type("<escape>")

        written = tomllib.loads((driver.session.corpus.root / "reader.toml").read_text())
        assert shown[0] == ["export.format", "jsonl", "reader.toml"]
        assert shown[2][:3] == ["export.labels", "‹", "claim,"]
        assert driver.session.exports == {"format": "jsonl", "labels": ["claim", "place"]}
        assert written == {"export": driver.session.exports}


async def test_labels_are_changed_in_the_file(open_app: OpenApp, tmp_path: Path) -> None:
    """It says so; without an editor where the file is."""
    async with open_app(size=(80, 24)) as driver:
        await opened(driver, tmp_path)
        await driver.type("jjjjjj<space>")
        said = driver.rows[22]
        await driver.type("e")
        without = driver.rows[22]

        assert said.strip() == "labels is changed in the file: e opens it"
        assert without.startswith(" no editor can be opened in this terminal; the file is")
        assert (driver.session.corpus.root / "reader.toml").exists()
