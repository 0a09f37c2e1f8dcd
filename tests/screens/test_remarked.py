"""The list of notes and flags: all of the corpus, searched, and gone to."""

from __future__ import annotations

from reader.screens.remarked import Remarked
from tests.screens.conftest import OpenApp


async def test_every_remark_is_listed_searched_and_gone_to(open_app: OpenApp) -> None:
    """On spans and articles, in this session and before; Enter opens the article and picks the span."""
    async with open_app() as driver:
        driver.go("Moscow")
        await driver.type("p!")
        await driver.type("iTown<space>or<space>actor<enter>")
        await driver.type("J!")
        await driver.type("I")

        shown = "\n".join(driver.rows)
        assert "Moscow" in shown
        assert "Town or actor" in shown
        assert "1 of 2 notes and flags" in shown
        await driver.type("/town")
        assert "1 of 1 note or flag" in "\n".join(driver.rows)
        assert driver.rows[-1] == " Enter Keep  Esc Show all"
        await driver.type("<enter>")
        assert driver.rows[-1].startswith(" Enter Go there")
        await driver.type("<enter>")

        assert not isinstance(driver.app.screen, Remarked)
        assert driver.session.index == 0
        assert driver.highlighted == "Moscow"


async def test_a_note_that_is_cut_says_so(open_app: OpenApp) -> None:
    """With an ellipsis, as every other column."""
    async with open_app(size=(80, 24)) as driver:
        await driver.type("i" + "note<space>" * 8 + "<enter>I")

        assert "note note note note note n… 000_6ab" in driver.rows[0]


async def test_a_corpus_without_remarks(open_app: OpenApp) -> None:
    """It is said, and the way back is open."""
    async with open_app() as driver:
        await driver.type("I<enter>")
        assert "0 notes and flags; i writes a note on what is here, ! flags it" in "\n".join(driver.rows)
        await driver.type("<escape>")

        assert not isinstance(driver.app.screen, Remarked)


async def test_it_is_opened_from_the_list_of_articles_and_leads_into_the_text(open_app: OpenApp) -> None:
    """Where there is no room for both the list gives way; without going anywhere it stays."""
    async with open_app(size=(80, 24)) as driver:
        driver.go("Moscow")
        await driver.type("p!g1I<escape>")
        stayed = driver.app.focused
        await driver.type("I<enter>")

        assert getattr(stayed, "id", "") == "articles"
        assert getattr(driver.app.focused, "id", "") == "page"
        assert driver.highlighted == "Moscow"
