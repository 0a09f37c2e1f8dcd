"""Tagging in the whole corpus with real keys: the list of occurrences, the search behind it, and what is on disk."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from threading import Event

import orjson
import pytest

from reader.app import ReaderApp
from reader.core.article import Article
from reader.corpus.corpus import Corpus, open_corpus
from reader.screens.kwic import Kwic
from reader.session.making import undo
from reader.session.session import Session
from reader.store.store import Store
from reader.widgets.fitting import fitting, fitting_end
from tests.screens.conftest import Driver, OpenApp


def spans(folder: Path) -> list[tuple[str, str, int]]:
    """Article, label and offset of everything in the store file."""
    articles = orjson.loads((folder / "annotations.json").read_bytes())["articles"].values()
    return [(article["id"][:3], a["label"], a["start"]) for article in articles for a in article["annotations"]]


async def asked_for(driver: Driver, label: str = "place") -> None:
    """What the command of the palette does."""
    await driver.app.run_action(f"tag_corpus('{label}')", default_namespace=driver.app.screen)
    await driver.pilot.pause()


async def opened(driver: Driver, words: str = "Moscow", label: str = "place") -> Kwic:
    """The list for these words when the search is over."""
    driver.go(words)
    await asked_for(driver, label)
    screen = driver.app.screen
    assert isinstance(screen, Kwic)
    await ended(driver, screen)
    return screen


async def ended(driver: Driver, screen: Kwic) -> None:
    """Wait for the end of the search."""
    while screen.searching:
        await driver.pilot.pause(0.02)
    await driver.pilot.pause()


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (60, 15)])
async def test_every_occurrence_stands_in_its_place(open_app: OpenApp, size: tuple[int, int]) -> None:
    """One below the other, with what is decided, the counts, the search and the keys."""
    async with open_app(size=size) as driver:
        await opened(driver)
        rows = driver.rows

        places = [row.index("Moscow") for row in rows[1:6]]
        assert len(set(places)) == 1
        assert rows[0].startswith(" place “Moscow” everywhere   0 to tag · 4 undecided")
        assert rows[1].startswith(" · 000_6ab15")
        assert " · inside a longer name" in rows[3] or size[0] < 80
        assert rows[-3] == " 1 of 5 · 000_6ab15a8d931c05ba.txt · character 128"
        assert rows[-2].endswith("2 of 2 articles · 5 found")
        assert rows[-1].startswith(" y Tag  n Refuse  a Rest  u Back  Enter Apply  Esc Close")


async def test_the_palette_leads_to_it(open_app: OpenApp) -> None:
    """Without a key of its own; the help does not list it; where nothing can be tagged it says so."""
    async with open_app() as driver:
        driver.go("Moscow")
        await driver.type(":")
        await driver.pilot.pause(0.2)
        await driver.type("everywhereplace")
        await driver.pilot.pause(0.4)
        assert "each occurrence in every article, to be looked at" in "\n".join(driver.rows)
        await driver.type("<enter>")
        await driver.pilot.pause(0.2)
        assert isinstance(driver.app.screen, Kwic)
        await ended(driver, driver.app.screen)
        await driver.type("<escape>?")
        assert "corpus" not in "\n".join(driver.rows)
        await driver.type("?")

        driver.session.trouble = "000.txt: cannot be read"
        await asked_for(driver)

        assert driver.rows[-3].startswith(" nothing to tag as place here")


async def test_chosen_ones_are_tagged_as_one_step(open_app: OpenApp, corpus_folder: Path) -> None:
    """`y`, Space, `n`, `a` and Enter: on disk in both articles, nothing before, and one undo takes all back."""
    async with open_app() as driver:
        await opened(driver)
        await driver.type("y<space>n")
        assert [row[1] for row in driver.rows[1:6]] == ["✓", "·", " ", "✗", "·"]
        await driver.type("a")
        assert "3 to tag · 0 undecided · 1 refused · 1 not offered" in driver.rows[0]
        assert not driver.session.annotations

        await driver.type("<enter>")
        await driver.saved()
        said = driver.rows[-3]
        tagged = spans(corpus_folder)
        await driver.type("u")
        await driver.saved()

        assert said.startswith(" place “Moscow”: 3 spans in 2 articles; 1 refused")
        assert [row[:2] for row in tagged] == [("000", "place"), ("003", "place"), ("003", "place")]
        assert spans(corpus_folder) == []
        assert driver.rows[-3].startswith(" undone: tag place “Moscow”, 3 spans in 2 articles")


async def test_the_bar_goes_from_undecided_to_undecided(open_app: OpenApp) -> None:
    """Past what is not offered; `u` comes back to what it takes back; motions go everywhere."""
    async with open_app() as driver:
        screen = await opened(driver)
        bars = []
        for key in ("y", "n", "n", "n", "u", "u", "<end>", "<home>", "j", "<down>", "k", "<pagedown>", "<up>"):
            await driver.type(key)
            bars.append(screen.rows.bar)

        assert bars == [1, 3, 4, 4, 4, 3, 4, 0, 1, 2, 1, 4, 3]
        await driver.type("kn")
        assert "not offered" in driver.rows[-3]


async def test_leaving_changes_nothing_but_what_was_refused(open_app: OpenApp) -> None:
    """Esc closes; a refusal given is remembered when the list is opened again."""
    async with open_app() as driver:
        await opened(driver)
        await driver.type("ny<escape>")
        said = driver.rows[-3]
        screen = await opened(driver)

        assert said.startswith(" nothing tagged; 1 refused")
        assert undo(driver.session) == "nothing to undo"
        assert len(screen.concordance.hits) == 4
        assert driver.rows[0].endswith("· 1 refused before")


async def test_enter_asks_for_a_decision_first(open_app: OpenApp) -> None:
    """A slip of the finger does not throw the list away; where nothing is to be decided it closes."""
    async with open_app() as driver:
        await opened(driver)
        await driver.type("<enter>")

        assert "nothing is decided yet" in driver.rows[-3]
        await driver.type("a<enter>")
        await opened(driver)
        assert driver.rows[0].endswith("0 to tag · 0 undecided · 5 not offered")
        await driver.type("<enter>")
        assert driver.rows[-3].startswith(" place “Moscow”: 0 spans")


async def test_nothing_from_outside_acts(open_app: OpenApp, corpus_folder: Path) -> None:
    """Names and texts with markup, escapes, and characters of any width are shown as they are."""
    text = "\x1b]0;t\x07 [/nope] 漢字漢字👨\u200d👩\u200d👧\u202e\u0301 Moscow [@click=app.quit]q\r\n\x9b2J 漢字"
    (corpus_folder / "[red]x.txt").write_bytes(text.encode())
    async with open_app(size=(80, 24)) as driver:
        await opened(driver)
        row = next(row for row in driver.rows if "[red]" in row)

        assert "· [red]x.txt" in row
        assert "◇" in row
        assert "Moscow [@click=app.quit]q " in row
        assert "◇2J 漢字" in row
        assert "\x1b" not in "".join(driver.rows)


async def test_a_click_decides_as_a_key_does(open_app: OpenApp) -> None:
    """The words of the key bar can be clicked, and so can a row, which only puts the bar there."""
    async with open_app() as driver:
        screen = await opened(driver)
        await driver.pilot.click(screen.rows, offset=(10, 3))
        await driver.pilot.click("#kwic-keys", offset=(3, 0))

        assert [row[1] for row in driver.rows[1:6]] == ["·", "·", " ", "✓", "·"]
        await driver.pilot.click("#kwic-keys", offset=(driver.rows[-1].index("Rest"), 0))
        assert [row[1] for row in driver.rows[1:6]] == ["✓", "✓", " ", "✓", "✓"]


FAMILY = "👨\u200d👩\u200d👧"


@pytest.mark.parametrize("text", ["", "a b", "漢字漢字", "e\u0301" * 3, FAMILY * 2, "a\n\n  b", "\x1b[31m", "\u0301a"])
def test_a_piece_fits_and_cuts_no_cluster(text: str) -> None:
    """Beginning or end, at any width: the pieces are those of the whole."""
    whole = fitting(text, 100)

    assert fitting_end(text, 100) == whole
    for width in range(8):
        assert whole.startswith(fitting(text, width))
        assert whole.endswith(fitting_end(text, width))


class GatedCorpus(Corpus):
    """A slow disk: one article takes longer than the pace of the news, and a later one does not come before it may."""

    gate = Event()

    def read(self, index: int) -> Article:
        """Wait before some."""
        if index == 700:
            time.sleep(0.15)
        if index == 1_500:
            assert self.gate.wait(20)
        return super().read(index)


@asynccontextmanager
async def large(tmp_path: Path) -> AsyncIterator[Driver]:
    """The app on 2,000 articles with 6,000 occurrences, some of them unreadable."""
    place = tmp_path / "large"
    place.mkdir()
    for number in range(2_000):
        text = f"Moscow {number}. The Moscow Times, from Moscow,\nand Moscow again; Moscowite.".encode()
        (place / f"{number:04}.txt").write_bytes(b"\xff" if number % 100 == 99 else text)
    ids = open_corpus(place).ids
    GatedCorpus.gate = Event()
    session = Session(GatedCorpus(place, ids), Store.for_writing(place / "annotations.json"), "me")
    app = ReaderApp(session)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        try:
            yield Driver(app, pilot)
        finally:
            GatedCorpus.gate.set()
    session.close()


async def made(driver: Driver) -> None:
    """Wait until a large step is made."""
    while isinstance(driver.app.screen, Kwic) or driver.session.work is not None:
        await driver.pilot.pause(0.02)
    await driver.pilot.pause()


async def test_a_search_is_stopped_midway_and_what_was_found_is_tagged(tmp_path: Path) -> None:
    """Of 2,000 articles: keys act meanwhile, Esc keeps what was found, one undo takes hundreds of articles back."""
    async with large(tmp_path) as driver:
        await asked_for(driver)
        screen = driver.app.screen
        assert isinstance(screen, Kwic)
        while not screen.concordance.hits:
            await driver.pilot.pause(0.02)
        await driver.type("ny<end>")
        assert screen.searching
        await driver.type("<escape>")
        concordance = screen.concordance
        searched, found = concordance.searched, len(concordance.hits)
        assert f"stopped at {searched:,} of 2,000 articles · {found:,} found" in driver.rows[-2]
        GatedCorpus.gate.set()
        await driver.pilot.pause(0.3)
        assert (screen.concordance.searched, len(screen.concordance.hits)) == (searched, found)

        await driver.type("a<enter>")
        await made(driver)
        readable = searched - screen.concordance.unreadable
        assert driver.rows[-3].startswith(
            f" place “Moscow”: {3 * readable - 1} spans in {readable} articles; 1 refused;"
            f" only {searched:,} of 2,000 articles searched"
        )
        assert 0 < searched <= 1_500
        assert found == 4 * readable
        await driver.saved()
        place = tmp_path / "large"
        assert len(spans(place)) == 3 * readable - 1
        await driver.type("u")
        await made(driver)
        await driver.saved()
        assert spans(place) == []


async def test_quitting_during_a_search_waits_for_nothing(tmp_path: Path) -> None:
    """ctrl+q leaves while the thread still reads."""
    async with large(tmp_path) as driver:
        await asked_for(driver)
        screen = driver.app.screen
        assert isinstance(screen, Kwic)
        while not screen.concordance.hits:
            await driver.pilot.pause(0.02)
        await driver.type("n<ctrl+q>")
        GatedCorpus.gate.set()

        assert driver.app.return_code == 0
        assert len(list(Store.for_reading(tmp_path / "large" / "annotations.json").refusals())) == 1
