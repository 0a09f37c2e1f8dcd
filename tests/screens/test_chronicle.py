"""The list of changes with real keys: what it shows, where it leads, and undoing back to a row."""

from __future__ import annotations

from reader.screens.chronicle import Changes
from reader.screens.reading import Reading
from tests.conftest import OpenSession
from tests.screens.conftest import Driver, OpenApp

MOSCOW = "Moscow to invoke"


async def opened(driver: Driver) -> Changes:
    """The list with all of the history read."""
    await driver.type("Z")
    screen = driver.app.screen
    assert isinstance(screen, Changes)
    while screen.searching:
        await driver.pilot.pause(0.02)
    await driver.pilot.pause()
    return screen


async def work(driver: Driver) -> None:
    """Three steps in one article, one in the other, the last of them taken back."""
    driver.go(MOSCOW)
    await driver.type("p")
    driver.go("Nagorno-Karabakh. The latter")
    await driver.type("Px")
    await driver.type("Jpu")


async def test_every_step_is_a_row(open_app: OpenApp) -> None:
    """Newest first, with time, annotator, what was done, where, and what became of it; former sessions below."""
    async with open_app(size=(80, 24)) as driver:
        await work(driver)
        driver.session.close()
    async with open_app(size=(80, 24)) as driver:
        await driver.type("c")
        await opened(driver)
        rows = driver.rows

        assert [row[28:43] for row in rows[:5]] == [
            "tag claim “Yere",
            "tag place “Yere",
            "done           ",
            "tag place “Nago",
            "tag place “Mosc",
        ]
        assert [row[1] for row in rows[:5]] == [" ", "✗", " ", " ", " "]
        assert rows[-2] == " 1 of 5 · u takes it back"
        assert rows[-1] == " Enter Go there  u Undo to here  U Redo  / Filter  Esc Close"


async def test_undo_goes_back_to_a_row_and_redo_on_again(open_app: OpenApp) -> None:
    """The number of steps is said before; each is a step of undo, so that redo makes one after the other again."""
    async with open_app() as driver:
        await work(driver)
        await opened(driver)
        await driver.type("jjj")
        before = driver.rows[-2]
        await driver.type("u")
        while driver.session.records.count(0):
            await driver.pilot.pause(0.02)
        await driver.pilot.pause()
        after = driver.rows[-2]
        await driver.type("u")
        again = driver.rows[-2]
        await driver.type("UU<escape>")

        assert before == " 4 of 4 · u takes back 3 steps, down to this one"
        assert after == " 3 steps taken back; U makes them again one by one"
        assert again == " taken back; U makes steps again"
        assert isinstance(driver.app.screen, Reading)
        assert driver.session.records.count(0) > 0


async def test_enter_leads_to_the_place(open_app: OpenApp, open_session: OpenSession) -> None:
    """In its article, whatever is open; the filter narrows the rows while one types."""
    async with open_app() as driver:
        await work(driver)
        await opened(driver)
        await driver.type("/moscow")
        one, typing = driver.rows[:2], driver.rows[-1]
        await driver.type("<enter>")
        typed = driver.rows[-1]
        await driver.type("<enter>")
        await driver.pilot.pause()

        assert "tag place “Moscow”" in one[0]
        assert not one[1].strip()
        assert typing == " Enter Keep  Esc Show all"
        assert typed.startswith(" Enter Go there")
        assert driver.session.index == 0
        assert driver.session.article.text.startswith(MOSCOW, driver.session.caret.place.cursor)


async def test_nothing_was_done_yet(open_app: OpenApp) -> None:
    """It says so, and no key does anything."""
    async with open_app() as driver:
        await opened(driver)
        said = driver.rows[-2]
        await driver.type("<enter>uU/x<enter><escape>")

        assert said == " nothing was changed yet"
        assert isinstance(driver.app.screen, Reading)
