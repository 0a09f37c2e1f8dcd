"""Too small a terminal: it is said, nothing is lost, and no key does harm."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.screens.tiny import Tiny
from tests.screens.conftest import OpenApp


@pytest.mark.parametrize("size", [(59, 15), (60, 14), (50, 10), (20, 3), (1, 1)])
async def test_too_small_is_said_and_everything_comes_back(open_app: OpenApp, size: tuple[int, int]) -> None:
    """Whatever was selected, tagged and focused is there again, as it was."""
    async with open_app(size=(120, 40)) as driver:
        await driver.type("cjwwvww3")
        before, place, focused = driver.rows, driver.session.caret.place, driver.app.focused
        await driver.pilot.resize_terminal(*size)
        await driver.pilot.pause(0.1)
        small = " ".join(" ".join(driver.rows).split())
        await driver.pilot.resize_terminal(120, 40)
        await driver.pilot.pause(0.1)

        if size[0] >= 20:
            assert small == f"too small: 60x15 needed, this is {size[0]}x{size[1]}"
        assert driver.rows == before
        assert (driver.session.caret.place, driver.app.focused) == (place, focused)


async def test_the_sentence_stands_in_the_middle(open_app: OpenApp) -> None:
    """And changes with the size."""
    async with open_app(size=(80, 24)) as driver:
        await driver.pilot.resize_terminal(50, 10)
        await driver.pilot.pause(0.1)
        rows = driver.rows
        await driver.pilot.resize_terminal(55, 12)
        await driver.pilot.pause(0.1)

        assert [row for row in range(10) if rows[row]] in ([4], [5])
        sentence = "too small: 60x15 needed, this is 50x10"
        assert "".join(rows) == " " * ((50 - len(sentence)) // 2) + sentence
        assert "this is 55x12" in "".join(driver.rows)


async def test_the_least_size_is_enough(open_app: OpenApp) -> None:
    """At 60x15 one works."""
    async with open_app(size=(60, 15)) as driver:
        await driver.type("c")

        assert len(driver.tagged) == 1
        assert "claim 1" in driver.rows[-2]


async def test_no_key_acts_while_it_is_too_small(open_app: OpenApp) -> None:
    """Not one of the whole table, nor Enter, Esc or ctrl+c; a start in a small terminal is the same."""
    async with open_app(size=(50, 10)) as driver:
        before = driver.session.caret.place
        await driver.type(
            "capfduUv+-hjklwb(){}0$gGmMJK[]x123:?/<escape><enter><tab><delete><space><ctrl+p><ctrl+c><f1>"
        )
        await driver.type("<ctrl+z><ctrl+y><right><down><pagedown><end>")

        assert driver.tagged == []
        assert driver.session.caret.place == before
        assert driver.session.index == 0
        assert "too small" in "".join(driver.rows)
        await driver.pilot.resize_terminal(80, 24)
        await driver.pilot.pause(0.1)
        assert "As a result" in driver.rows[1]


@pytest.mark.parametrize("key", ["q", "<ctrl+q>"])
async def test_quitting_works_while_it_is_too_small(open_app: OpenApp, key: str) -> None:
    """With all on disk."""
    async with open_app(size=(80, 24)) as driver:
        await driver.type("c")
        await driver.pilot.resize_terminal(30, 5)
        await driver.pilot.pause(0.1)
        await driver.type(key)

        assert driver.app.return_code == 0
        assert driver.session.saving.state.kind == "saved"


async def test_a_dialog_beneath_comes_back_too(open_app: OpenApp) -> None:
    """The help stays open under the sentence."""
    async with open_app(size=(120, 40)) as driver:
        await driver.type("?")
        before = driver.rows
        await driver.pilot.resize_terminal(50, 10)
        await driver.pilot.pause(0.1)
        assert isinstance(driver.app.screen, Tiny)
        await driver.pilot.resize_terminal(120, 40)
        await driver.pilot.pause(0.1)

        assert driver.rows == before
        await driver.type("?")
        assert "As a result" in driver.rows[1]


async def test_ctrl_q_loses_nothing(open_app: OpenApp, corpus_folder: Path) -> None:
    """With work that cannot be saved it asks as `q` does, once, also while there is no room."""
    async with open_app(size=(80, 24)) as driver:
        await driver.type("c")
        await driver.saved()
        history = corpus_folder / "annotations.history.jsonl"
        history.unlink()
        history.mkdir()
        await driver.type(")c")
        await driver.pilot.resize_terminal(50, 10)
        await driver.pilot.pause(0.1)
        await driver.type("<ctrl+q><ctrl+q>")
        assert any("Not saved" in row for row in driver.rows)
        await driver.type("<escape>")
        assert "too small" in "".join(driver.rows)
        await driver.type("<ctrl+q>")
        await driver.pilot.resize_terminal(80, 24)
        await driver.pilot.pause(0.1)
        assert any("Not saved" in row for row in driver.rows)
        await driver.type("<escape>")
        await driver.pilot.pause(0.1)

        assert driver.app.is_running
        assert len(driver.tagged) == 2
        await driver.type("qQ")


async def test_ctrl_c_says_nothing(open_app: OpenApp) -> None:
    """Textual's own word about quitting does not come up over the text; what the key does stands in the peek line."""
    async with open_app(size=(80, 24)) as driver:
        before = driver.rows
        await driver.type("<ctrl+c>")
        await driver.pilot.pause(0.1)

        assert driver.rows[:-3] == before[:-3]
