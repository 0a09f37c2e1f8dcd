"""The command line for spans with real keys: the prompt, the list of what would be done, and one undo."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from textual.widgets import Input

from reader.screens.commanding import Commanded
from reader.screens.reading import Reading
from tests.screens.conftest import Driver, OpenApp, check


async def typed(driver: Driver, command: str) -> None:
    """The command in the prompt, and Enter; all at once, as a key at a time takes seconds."""
    await driver.type(";")
    driver.app.screen.query_one("Prompt Input", Input).value = command
    await driver.pilot.pause()
    await driver.type("<enter>")


async def shown(driver: Driver, command: str) -> Commanded:
    """The list for a command when the search is over."""
    await typed(driver, command)
    screen = driver.app.screen
    assert isinstance(screen, Commanded)
    while screen.searching:
        await driver.pilot.pause(0.02)
    await driver.pilot.pause()
    return screen


def everywhere(driver: Driver) -> Sequence[int]:
    """How many spans each article has."""
    return [driver.session.records.count(index) for index in range(2)]


TAG = "tag place /Nagorno-Karabakh/"


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (60, 15)])
async def test_what_a_command_would_do_stands_in_its_places(open_app: OpenApp, size: tuple[int, int]) -> None:
    """The command with its counts, a row a span with its outcome, the search, the keys; then one step of undo."""
    async with open_app(size=size) as driver:
        await shown(driver, TAG)
        rows = driver.rows
        check(rows, f"commanding_{size[0]}x{size[1]}")
        await driver.type("<enter>")
        done, said = everywhere(driver), driver.rows[-3]
        await driver.type("u")

        assert rows[0].startswith(f" {TAG}   8 in 2 articles · 1 left as it is"[: size[0] - 1])
        assert len({row.index("Nagorno") for row in rows[1:6]}) == 1
        assert rows[1].startswith(" ✓ 000_6ab15")
        assert rows[1].endswith(" · place")
        assert rows[-3].startswith(" 1 of 9 · 000_6ab15a8d931c05ba.txt · character 664")
        assert rows[-2].endswith("2 of 2 articles · 9 found")
        assert rows[-1] == " Enter Do it  y With  n Without  Esc Close"
        assert done == [5, 3]
        assert f"{TAG}: 8 spans in 2 articles"[: size[0] - 2] in said
        assert everywhere(driver) == [0, 0]


async def test_an_article_edited_meanwhile_is_said_to_be_left_out(open_app: OpenApp, corpus_folder: Path) -> None:
    """Its spans wait until it is opened; nobody is told that it cannot be read."""
    async with open_app((80, 24)) as driver:
        await shown(driver, TAG)
        await driver.type("<enter>")
        await driver.type("J")
        first = corpus_folder / driver.session.corpus.ids[0]
        first.write_text("Added. " + first.read_text())
        await shown(driver, "list place")

        assert driver.rows[-2].endswith("2 of 2 articles · 3 found · 1 article edited: open it first")


async def test_rows_can_be_left_out(open_app: OpenApp) -> None:
    """`n` leaves one, `y` takes it back in; what is left as it is says why; Esc changes nothing."""
    async with open_app() as driver:
        screen = await shown(driver, TAG)
        await driver.type("nnnky")
        chosen = [screen.preview.is_chosen(row) for row in range(9)]
        await driver.type("<home>jjjjjjy")
        why = driver.rows[-3]
        await driver.type("<enter>")
        after = everywhere(driver)
        await shown(driver, "delete place")
        await driver.type("<escape>")

        assert chosen == [False, False, True, True, True, True, False, True, True]
        assert why == " left as it is: inside a longer name"
        assert after == everywhere(driver) == [3, 3]


async def test_a_list_leads_to_its_places(open_app: OpenApp) -> None:
    """Enter opens the article of the row under the bar with the span picked."""
    async with open_app() as driver:
        await shown(driver, TAG)
        await driver.type("<enter>")
        await shown(driver, "list place where article contains 003")
        keys = driver.rows[-1]
        await driver.type("j<enter>")

        picked = driver.session.caret.place.picked
        assert keys == " Enter Go there  Esc Close"
        assert driver.session.index == 1
        assert picked is not None
        assert picked.span.start == 1859


async def test_a_fault_is_said_and_what_was_typed_stays(open_app: OpenApp) -> None:
    """The next `;` has the line to be put right."""
    async with open_app() as driver:
        await typed(driver, "tag place Moscow")
        fault = driver.rows[-3]
        await driver.type(";")
        again = driver.rows[-3]
        await driver.type("<escape>")

        assert "column 11: expected what to find" in fault
        assert again == " tag · relabel · delete · list …: tag place Moscow"
        assert isinstance(driver.app.screen, Reading)


async def test_an_expression_that_takes_too_long_ends_it(open_app: OpenApp, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is said in the text, and nothing is changed."""
    monkeypatch.setattr("reader.session.commanding.conditions.TIME", 0.05)
    async with open_app() as driver:
        await typed(driver, "tag place /(.*)(.*)(.*)(.*)(.*)[^ -~\\s“-”]/")
        while not isinstance(driver.app.screen, Reading):
            await driver.pilot.pause(0.02)
        await driver.pilot.pause()

        assert "takes too long" in driver.rows[-3]
        assert everywhere(driver) == [0, 0]
