"""The spans of an edited text with real keys: what is listed, what the keys do, what is on disk."""

from __future__ import annotations

from pathlib import Path

import orjson
import pytest

from reader.screens.drift import Drifted
from reader.screens.reading import Reading
from tests.drifting import NEW, edited_folder
from tests.screens.conftest import Driver, OpenApp, check


def stored(folder: Path) -> dict[str, str]:
    """The words of every annotation in the store file, by its id's last digit."""
    articles = orjson.loads((folder / "annotations.json").read_bytes())["articles"].values()
    return {a["id"][-1]: NEW[a["start"] : a["end"]] for article in articles for a in article["annotations"]}


async def opened(driver: Driver) -> Drifted:
    """The list."""
    await driver.type("D")
    screen = driver.app.screen
    assert isinstance(screen, Drifted)
    return screen


def marks(driver: Driver) -> list[str]:
    """What is decided of the three."""
    return [row[1] for row in driver.rows[1:4]]


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_picture(open_app: OpenApp, corpus_folder: Path, size: tuple[int, int]) -> None:
    """Old words beside the new ones, the one under the bar in full, and the keys."""
    edited_folder(corpus_folder)
    async with open_app(size=size) as driver:
        await opened(driver)

        check(driver.rows, f"drift_{size[0]}x{size[1]}")


async def test_the_notice_names_the_key(open_app: OpenApp, corpus_folder: Path) -> None:
    """When the article is opened, and in the top line as long as there is something to look at."""
    edited_folder(corpus_folder)
    async with open_app() as driver:
        assert " the text changed: 2 spans found again and moved, 3 to look at: D" in driver.rows[-3]
        assert "open · 3 to look at: D · article 1 of 1" in driver.rows[0]

        await driver.type("Dnnn<escape>")
        assert driver.rows[-3].startswith(" 3 aside")
        assert "open · article 1 of 1" in driver.rows[0]


async def test_the_keys_decide(open_app: OpenApp, corpus_folder: Path) -> None:
    """Put, delete, another place, back, aside; Esc does it as one step, and one undo takes it back."""
    edited_folder(corpus_folder)
    async with open_app() as driver:
        await opened(driver)
        await driver.type("yd")
        assert marks(driver) == ["✓", "✗", "·"]
        await driver.type("cy")
        assert marks(driver) == ["✓", "✗", "✓"]
        assert "all is decided" in driver.rows[-2]
        await driver.type("u")
        assert marks(driver) == ["✓", "✗", "·"]
        await driver.type("n")
        assert "0 undecided · 1 to put · 1 aside · 1 to delete" in driver.rows[0]
        await driver.type("kjk ")
        assert isinstance(driver.app.screen, Drifted)

        await driver.type("<escape>")
        assert isinstance(driver.app.screen, Reading)
        assert driver.rows[-3].startswith(" 1 span put, 1 deleted, 1 aside")
        await driver.saved()
        after = stored(corpus_folder)
        await driver.type("u")
        await driver.saved()

        assert sorted(after) == ["0", "1", "2", "4"]
        assert after["2"] == "He said that about fifty soldiers had died near the border of the country."
        assert sorted(stored(corpus_folder)) == ["0", "1", "2", "3", "4"]


async def test_enter_goes_to_the_place(open_app: OpenApp, corpus_folder: Path) -> None:
    """What was decided is done, and the cursor stands where the span may be."""
    edited_folder(corpus_folder)
    async with open_app() as driver:
        await opened(driver)
        await driver.type("j<enter>")

        assert driver.session.caret.place.cursor == NEW.index("about fifty")
        assert driver.rows[-3].startswith(" nothing decided; 3 still to look at: D")


async def test_without_doubts_it_says_so(open_app: OpenApp) -> None:
    """Nothing opens."""
    async with open_app() as driver:
        await driver.type("D")

        assert isinstance(driver.app.screen, Reading)
        assert driver.rows[-3].startswith(" every span of this article stands on its words")


async def test_hostile_text_is_shown_as_it_is(open_app: OpenApp, corpus_folder: Path) -> None:
    """Controls and markup in what stands at the place now."""
    edited_folder(corpus_folder, NEW.replace("about fifty", "[@click=app.quit]\x1b[2J漢字\u202e"))
    async with open_app() as driver:
        await opened(driver)

        text = "\n".join(driver.rows)
        assert "[@click=app.quit]␛[2J漢字◇" in text
        assert "\x1b" not in text


async def test_clicks_do_what_keys_do(open_app: OpenApp, corpus_folder: Path) -> None:
    """The words of the key bar and the rows."""
    edited_folder(corpus_folder)
    async with open_app() as driver:
        screen = await opened(driver)
        await driver.pilot.click(screen.rows, offset=(10, 1))
        await driver.pilot.click("#drift-keys", offset=(driver.rows[-1].index("Aside"), 0))

        assert marks(driver) == ["·", "–", "·"]


async def test_nothing_is_decided_in_a_store_opened_to_be_looked_at(open_app: OpenApp, corpus_folder: Path) -> None:
    """It says why."""
    edited_folder(corpus_folder)
    async with open_app() as driver:
        driver.session.read_only = "another session has the store"
        await driver.type("D")

        assert isinstance(driver.app.screen, Reading)
        assert driver.rows[-3].startswith(" another session has the store")
