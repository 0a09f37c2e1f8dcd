"""Steps over many articles with real keys: the page stays usable, Esc stops them, and what was done is on disk."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from threading import Event

import orjson
import pytest
from textual.screen import Screen
from textual.widgets import Input

from reader.app import ReaderApp
from reader.core.article import Article
from reader.corpus.corpus import Corpus, open_corpus
from reader.screens.chronicle import Changes
from reader.screens.exporting import Exporting
from reader.screens.help import Help
from reader.screens.inspecting import Inspecting
from reader.screens.reading import Reading
from reader.session.session import Session
from reader.store.store import Store
from tests.screens.conftest import Driver, check
from tests.screens.test_commanding import shown

MANY = 400
"""Articles, more than are changed at once."""
HELD = 250
"""The article that a slow disk does not give before it may."""
TAG = 'tag place "Moscow"'
TEXT = "Moscow {}.\n\nKyiv answered on Friday."


class SlowCorpus(Corpus):
    """A disk that holds one article back, once it was told to."""

    gate: Event | None = None

    def read(self, index: int) -> Article:
        """Wait before one."""
        if index == HELD and self.gate is not None:
            assert self.gate.wait(20)
        return super().read(index)


@asynccontextmanager
async def many(tmp_path: Path, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Driver]:
    """The app on many articles with the same name in each."""
    SlowCorpus.gate = None
    place = tmp_path / "many"
    place.mkdir(exist_ok=True)
    for number in range(MANY):
        (place / f"{number:03}.txt").write_text(TEXT.format(number))
    corpus = SlowCorpus(place, open_corpus(place).ids)
    session = Session(corpus, Store.for_writing(place / "annotations.json"), "me")
    app = ReaderApp(session)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        driver = Driver(app, pilot)
        try:
            yield driver
        finally:
            open_gate()
    session.close()


def open_gate() -> None:
    """Let the disk give everything."""
    if SlowCorpus.gate is not None:
        SlowCorpus.gate.set()


def close_gate() -> None:
    """Have the disk hold one article back from now on, whoever reads it."""
    SlowCorpus.gate = Event()


async def begun(driver: Driver) -> None:
    """Wait until the step is as far as the disk gives it."""
    while driver.session.work is None or driver.session.work.done < HELD:
        await driver.pilot.pause(0.01)
    await driver.pilot.pause(0.15)


async def tagging(driver: Driver) -> None:
    """Tag the name everywhere, as far as the disk gives it."""
    await shown(driver, TAG)
    close_gate()
    await driver.type("<enter>")
    await begun(driver)


async def ended(driver: Driver) -> None:
    """Have the disk give the rest, and wait for the step."""
    open_gate()
    while driver.session.work is not None:
        await driver.pilot.pause(0.01)
    await driver.pilot.pause()


def stored(tmp_path: Path) -> dict[str, list[tuple[str, str]]]:
    """Label and text of every span on disk, by article."""
    articles = orjson.loads((tmp_path / "many/annotations.json").read_bytes())["articles"].values()
    return {article["id"]: [(a["label"], a["text"]) for a in article["annotations"]] for article in articles}


def counts(driver: Driver) -> int:
    """How many spans there are in all articles."""
    return sum(driver.session.records.count(index) for index in range(MANY))


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_page_is_there_while_a_step_is_worked_out(tmp_path: Path, size: tuple[int, int]) -> None:
    """How far it is stands in the place of the disk; one can tag on, also what the step is about."""
    async with many(tmp_path, size) as driver:
        await tagging(driver)

        assert isinstance(driver.app.screen, Reading)
        check(driver.rows, f"carrying-{size[0]}x{size[1]}")
        driver.go("Moscow")
        await driver.type("p")
        driver.go("Kyiv")
        await driver.type("aJc")
        assert driver.session.index == 1
        assert counts(driver) == 3

        await ended(driver)
        assert 'tag place "Moscow": 399 spans in 399 articles; left out 1 that changed meanwh' in driver.rows[-3]
        assert counts(driver) == MANY + 2
        await driver.saved()

    on_disk = stored(tmp_path)
    assert on_disk["000.txt"] == [("place", "Moscow"), ("actor", "Kyiv")]
    assert sorted(on_disk["001.txt"]) == [("claim", "Moscow 1."), ("place", "Moscow")]
    assert all(("place", "Moscow") in spans for spans in on_disk.values())
    assert len(on_disk) == MANY


async def test_esc_stops_a_step_when_it_has_nothing_else_to_let_go_of(tmp_path: Path) -> None:
    """A selection goes first. Nothing is changed then, and nothing is there to take back."""
    async with many(tmp_path) as driver:
        await tagging(driver)

        await driver.type("v<escape>")
        assert driver.session.work is not None
        await driver.type("<escape>")
        await ended(driver)

        assert "stopped tagging 400 spans: nothing was changed" in driver.rows[-3]
        assert "articles" not in driver.rows[-2]
        assert counts(driver) == 0
        await driver.type("u")
        assert "nothing to undo" in driver.rows[-3]


async def test_a_large_step_is_taken_back_and_made_again_beside_the_keys(tmp_path: Path) -> None:
    """Moving and opening go on; a change is refused with the reason, and a second large step too."""
    async with many(tmp_path) as driver:
        await shown(driver, TAG)
        await driver.type("<enter>")
        await ended(driver)
        close_gate()
        await driver.type("u")
        await begun(driver)

        await driver.type("Jl")
        assert driver.session.index == 1
        await driver.type("c")
        assert "nothing can be changed while taking back: 250 of 400 articles" in driver.rows[-3]
        await driver.type("u")
        assert "nothing can be changed while taking back" in driver.rows[-3]
        assert counts(driver) == MANY
        await ended(driver)
        assert counts(driver) == 0
        assert "undone: tag place “Moscow”, 400 spans in 400 articles" in driver.rows[-3]

        await driver.type("U")
        await ended(driver)
        assert counts(driver) == MANY


async def test_a_step_is_made_when_nothing_else_is_in_the_middle(tmp_path: Path) -> None:
    """Not under another screen, nor while something is typed: what they show must hold."""
    async with many(tmp_path) as driver:
        await tagging(driver)
        await driver.type("?")
        assert isinstance(driver.app.screen, Help)
        open_gate()
        work = driver.session.work
        while work is not None and work.done < MANY:
            await driver.pilot.pause(0.01)
        await driver.pilot.pause(0.25)

        assert counts(driver) == 0
        await driver.type("<escape>")
        await ended(driver)
        assert counts(driver) == MANY


async def test_quitting_waits_for_a_step(tmp_path: Path) -> None:
    """What a person has asked for is done and on disk before the app goes."""
    async with many(tmp_path) as driver:
        await tagging(driver)
        await driver.type("q")

        assert "leaving as soon as that is done · Esc stops" in driver.rows[-3]
        assert driver.app.is_running
        open_gate()
        while driver.app._exit is False:
            await driver.pilot.pause(0.01)

    assert list(stored(tmp_path).values()) == [[("place", "Moscow")]] * MANY


async def test_leaving_at_once_gives_a_step_up(tmp_path: Path) -> None:
    """As when the terminal goes away: no half of it is on disk."""
    async with many(tmp_path) as driver:
        await tagging(driver)
        driver.app.exit()
        work = driver.session.work
        assert work is not None
        work.stop()
        open_gate()

    assert not (tmp_path / "many/annotations.json").exists()


async def test_the_list_of_changes_takes_large_steps_back_beside_the_keys(tmp_path: Path) -> None:
    """Esc stops in the middle of one; what was taken back before stays so."""
    async with many(tmp_path) as driver:
        await driver.type("c")
        await shown(driver, TAG)
        await driver.type("<enter>")
        await ended(driver)
        await driver.type("x")
        await driver.type("Z")
        screen = driver.app.screen
        assert isinstance(screen, Changes)
        close_gate()
        await driver.type("<end>u")
        await begun(driver)
        assert "taking back: " in driver.rows[-2]
        assert "Esc stops" in driver.rows[-2]
        await driver.type("<escape>")
        await ended(driver)

        assert "stopped taking back: nothing was changed; 1 step taken back" in driver.rows[-2]
        assert counts(driver) == MANY + 1
        await driver.type("u")
        while screen._undoing is not None:
            await driver.pilot.pause(0.01)
        assert "2 steps taken back; U makes them again one by one" in driver.rows[-2]
        assert counts(driver) == 0
        await driver.type("UU")
        await ended(driver)
        assert counts(driver) == MANY + 1


def shown_now(driver: Driver) -> Screen[object]:
    """The screen that has the keys; asked anew each time."""
    return driver.app.screen


async def test_the_figures_go_on_being_counted_while_one_reads(tmp_path: Path) -> None:
    """F3 hides them while they are looked for; one tags meanwhile, and F3 shows the very same screen again."""
    async with many(tmp_path) as driver:
        close_gate()
        await driver.type("<f3>")
        screen = driver.app.screen
        assert isinstance(screen, Inspecting)
        assert "Esc Stop  F3 Read on" in driver.rows[-1]
        await driver.type("<f3>")
        assert isinstance(shown_now(driver), Reading)
        await driver.type("c")
        await driver.pilot.pause(0.15)
        assert "counting and checking: " in driver.rows[-2]
        assert " of 400 articles · Esc stops" in driver.rows[-2]
        assert counts(driver) == 1

        await driver.type("<f3>")
        assert shown_now(driver) is screen
        await driver.pilot.pause(0.3)
        assert driver.session.work is None
        await driver.type("<f3>")
        await ended(driver)
        assert "looked through 400 articles: F3 shows what was found" in driver.rows[-3]
        await driver.type("<f3>")
        assert shown_now(driver) is screen
        assert "F3 Read on" not in driver.rows[-1]
        assert "400 articles, 0 spans" in driver.rows[-3]
        await driver.type("<escape><f3>")
        assert isinstance(shown_now(driver), Inspecting)
        assert shown_now(driver) is not screen


async def test_what_is_counted_beside_the_keys_is_stopped_by_esc(tmp_path: Path) -> None:
    """F3 begins anew then."""
    async with many(tmp_path) as driver:
        close_gate()
        await driver.type("<f3>")
        screen = driver.app.screen
        assert isinstance(screen, Inspecting)
        await driver.type("<f3>")
        await driver.type("<escape>")
        await ended(driver)

        assert "stopped counting and checking" in driver.rows[-3]
        await driver.type("<f3>")
        assert isinstance(shown_now(driver), Inspecting)
        assert shown_now(driver) is not screen


async def test_an_export_goes_on_while_one_reads(tmp_path: Path) -> None:
    """F4 goes back to the text while it is being written; what came of it is said there."""
    async with many(tmp_path) as driver:
        driver.session.open(HELD)
        await driver.type("c<f4>")
        screen = driver.app.screen
        assert isinstance(screen, Exporting)
        while screen._working:
            await driver.pilot.pause(0.01)
        close_gate()
        await driver.type("<enter>")
        assert "F4 Read on" in driver.rows[-1]
        await driver.type("<f4>")
        assert isinstance(shown_now(driver), Reading)
        while "exporting: 250 of 400 articles · Esc stops" not in driver.rows[-2]:
            await driver.pilot.pause(0.05)
        await driver.type("Jc")
        await ended(driver)

        assert driver.rows[-3].startswith(" 400 articles, 1 span written, 1 of 1 read back exactly: ")
        assert counts(driver) == 2
        written = Path(screen.settings.place).read_text().splitlines()
        assert [len(orjson.loads(line)["spans"]) for line in written if "spans" in line].count(1) == 1


async def test_the_list_of_changes_stays_while_it_makes_a_step(tmp_path: Path) -> None:
    """Leaving it would give the step up: Enter waits, and Esc says what it does."""
    async with many(tmp_path) as driver:
        await taken_back(driver)
        await driver.type("Z")
        close_gate()
        await driver.type("U")
        await begun(driver)
        await driver.type("<enter>")
        assert isinstance(driver.app.screen, Changes)
        assert "making again: 250 of 400 articles · Esc stops" in driver.rows[-2]

        await ended(driver)
        assert counts(driver) == MANY


async def test_the_list_of_changes_can_be_left_beside_a_step_of_the_text(tmp_path: Path) -> None:
    """Esc closes the list then, and the step goes on: it is made in the text."""
    async with many(tmp_path, (120, 40)) as driver:
        await tagging(driver)
        await driver.type("Z")
        assert "it is done as soon as you are back in the text" in driver.rows[-2]
        await driver.type("<escape>")
        assert isinstance(driver.app.screen, Reading)

        await ended(driver)
        assert counts(driver) == MANY


async def test_quitting_waits_for_a_step_of_the_list_of_changes(tmp_path: Path) -> None:
    """It is on disk before the app goes, and the app does go."""
    async with many(tmp_path) as driver:
        await taken_back(driver)
        await driver.type("Z")
        close_gate()
        await driver.type("U")
        await begun(driver)
        await driver.type("<ctrl+q>")
        assert driver.app.is_running
        open_gate()
        while driver.app._exit is False:
            await driver.pilot.pause(0.01)

    assert list(stored(tmp_path).values()) == [[("place", "Moscow")]] * MANY


async def test_who_stops_a_step_stays(tmp_path: Path) -> None:
    """Esc takes back that the app was to be left after it, too."""
    async with many(tmp_path) as driver:
        await tagging(driver)
        await driver.type("q<escape>")
        await ended(driver)
        await driver.pilot.pause(0.3)

        assert driver.app._exit is False
        assert "stopped tagging 400 spans: nothing was changed" in driver.rows[-3]


async def taken_back(driver: Driver) -> None:
    """A large step made and taken back."""
    await shown(driver, TAG)
    await driver.type("<enter>")
    await ended(driver)
    await driver.type("u")
    await ended(driver)
    assert counts(driver) == 0


async def test_words_are_looked_for_in_many_texts_beside_the_keys(tmp_path: Path) -> None:
    """The list is narrowed when they are found; Esc stops that, and leaves the list as it was."""
    async with many(tmp_path, (120, 40)) as driver:
        close_gate()
        await driver.type("t")
        driver.app.screen.query_one("Prompt Input", Input).value = "text:350."
        await driver.type("<enter>")
        await begun(driver)
        assert "looking for “350.” in the texts: 251 of 400 articles · Esc stops" in driver.rows[-2]
        await driver.type("<escape>")
        if driver.session.work is not None:
            await driver.type("<escape>")
        await ended(driver)
        assert "stopped looking for “350.” in the texts: the list is not narrowed by them" in driver.rows[-3]
        assert driver.rows[2].startswith(" ○ Moscow 1.")

        await driver.type("t<enter>")
        await ended(driver)
        assert "“350.” in 1 text" in driver.rows[-3]
        assert driver.rows[1].startswith(" ○ Moscow 350.")
        assert not driver.rows[2].startswith(" ○")
