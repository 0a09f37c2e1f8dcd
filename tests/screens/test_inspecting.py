"""Figures and findings on the screen: counted beside the keys, gone to, repaired as one step."""

from __future__ import annotations

import pytest

from reader.core.change import Change
from reader.core.span import Span
from reader.screens.inspecting import Inspecting
from tests.screens.conftest import Driver, OpenApp, check


async def opened(driver: Driver) -> Inspecting:
    """The screen, when all was looked through."""
    await driver.type("<f3>")
    screen = driver.app.screen
    assert isinstance(screen, Inspecting)
    for _ in range(200):
        if not screen.searching:
            return screen
        await driver.pilot.pause(0.05)
    raise AssertionError("still looking")


def tag(driver: Driver, *some: tuple[str, str]) -> None:
    """Tag every place of words in the article in hand."""
    session = driver.session
    text, author, made = session.article.text, session.author, []
    for label, words in some:
        at = text.find(words)
        while at >= 0:
            made.append(author.annotate(text, Span(at, at + len(words)), label))
            at = text.find(words, at + 1)
    session.do(Change(session.article.id, added=tuple(made)))


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_figures_and_findings(open_app: OpenApp, size: tuple[int, int]) -> None:
    """Counts by label first, then what does not agree; what is on the screen counts, saved or not."""
    async with open_app(size=size) as driver:
        tag(driver, ("actor", "Pashinyan"), ("place", "Gyumr"))
        await opened(driver)

        figures = "\n".join(driver.rows)
        assert "2 articles" in figures
        assert "actor" in figures
        # Below stand the days of the work.
        check(driver.rows[:16], f"figures_{size[0]}x{size[1]}")
        await driver.type("<tab>")
        assert "E101" in "\n".join(driver.rows)
        check(driver.rows, f"findings_{size[0]}x{size[1]}")


async def test_a_finding_is_gone_to(open_app: OpenApp) -> None:
    """Enter opens its article with the span picked; nothing is changed."""
    async with open_app() as driver:
        tag(driver, ("place", "Gyumr"))
        driver.session.open(1)
        await opened(driver)
        await driver.type("<tab><enter>")

        assert driver.session.index == 0
        assert driver.highlighted == "Gyumr"
        assert driver.tagged == [("place", "Gyumr")]


async def test_what_is_marked_is_repaired_as_one_step(open_app: OpenApp) -> None:
    """All alike with one key, one taken back, the rest done on leaving; undo brings everything back."""
    async with open_app() as driver:
        tag(driver, ("place", "Gyumr"), ("figure", "202"))
        before = list(driver.session.annotations)
        await opened(driver)
        await driver.type("<tab>ay")
        screen = driver.app.screen
        assert isinstance(screen, Inspecting)
        await driver.type("uu")
        assert screen.inspection.marked == 0
        await driver.type("<home>a")
        marked = screen.inspection.marked
        await driver.type("<escape>")

        assert marked == len(before)
        assert f"repaired {marked} spans in 1 article" in driver.rows[-3]
        assert ("place", "Gyumri") in driver.tagged
        await driver.type("u")
        assert list(driver.session.annotations) == before


async def test_it_can_be_left_at_once(open_app: OpenApp) -> None:
    """Esc stops the looking, and Esc again leaves; nothing is left behind."""
    async with open_app() as driver:
        await driver.type("<f3><escape><escape>")
        await driver.pilot.pause(0.1)

        assert not isinstance(driver.app.screen, Inspecting)
        assert driver.tagged == []


async def test_nothing_is_marked_where_nothing_can_be_changed(open_app: OpenApp) -> None:
    """Each of the two keys says why, rather than that something is to be repaired."""
    async with open_app() as driver:
        tag(driver, ("place", "Gyumr"))
        driver.session.read_only = "only looked at"
        screen = await opened(driver)
        await driver.type("<tab>y")
        one = driver.rows[-3]
        await driver.type("a")

        assert (one, driver.rows[-3]) == (" only looked at", " only looked at")
        assert screen.inspection.marked == 0
