"""A person's own keys in the app: they act, the old ones do nothing, and what names a key names the new one."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.commands import Command, commands
from reader.commands.keymap import PRESETS, with_keymap
from reader.commands.keys import textual_name
from reader.session.place import Place
from reader.store.keymap import read_keymap
from reader.widgets.outline import Outline
from tests.screens.conftest import Driver, OpenApp
from tests.screens.test_keys import SCENES

OWN = """
[keys]
"tag.claim" = ["q", "f5"]
"app.quit" = ["f10", "Q"]
"app.help" = ["h"]
"app.palette" = ["ctrl+k"]
"go.left" = ["left"]
"focus.next" = ["ctrl+n"]
"edit.delete" = ["ctrl+p"]
"edit.undo" = ["Z"]
"edit.history" = []
"go.inside" = []
"tag.figure" = []
"edit.copy" = ["ctrl+q"]
"""


@pytest.fixture
def own(tmp_path: Path) -> tuple[Command, ...]:
    """The commands with some keys moved."""
    path = tmp_path / "keymap.toml"
    path.write_text(OWN)
    keymap = read_keymap(path)
    assert keymap is not None
    return with_keymap(commands(), keymap)


def preset(name: str) -> tuple[Command, ...]:
    """The commands with the keys of a preset."""
    keymap = read_keymap(PRESETS[name])
    assert keymap is not None
    return with_keymap(commands(), keymap)


def state(driver: Driver) -> tuple[list[tuple[str, str]], Place, str | None, str]:
    """All that a key could have changed."""
    focused = driver.app.focused
    return driver.tagged, driver.session.caret.place, focused.id if focused else None, driver.rows[1]


async def test_a_moved_key_works(open_app: OpenApp, own: tuple[Command, ...]) -> None:
    """Each of the new ones, in the text and, where it belongs there, in the outline."""
    async with open_app(table=own) as driver:
        await driver.type("q")
        assert [label for label, _ in driver.tagged] == ["claim"]
        await driver.type("Z<f5>")
        assert [label for label, _ in driver.tagged] == ["claim"]
        await driver.type("3<ctrl+p>")
        assert driver.tagged == []
        await driver.type("2<ctrl+n>")

        assert driver.app.focused is driver.app.screen.query_one(Outline)


async def test_the_old_key_does_nothing(open_app: OpenApp, own: tuple[Command, ...]) -> None:
    """Not even those that Textual would hear by itself: Tab, ctrl+c, ctrl+p and ctrl+q."""
    async with open_app(table=own) as driver:
        await driver.type("q")
        before = state(driver)
        for key in ("c", "?", "<f1>", ":", "<tab>", "d", "<delete>", "u", "<ctrl+z>", "<enter>", "f", "<ctrl+c>"):
            await driver.type(key)
            assert state(driver) == before, key
        await driver.type("<ctrl+q>")

        assert driver.app.is_running
        assert "copied" in driver.rows[-3]


@pytest.mark.parametrize("key", ["<f10>", "Q"])
async def test_quitting_can_be_moved(open_app: OpenApp, own: tuple[Command, ...], key: str) -> None:
    """Also while there is no room for anything else."""
    async with open_app(table=own) as driver:
        await driver.pilot.resize_terminal(50, 10)
        await driver.pilot.pause(0.1)
        await driver.type("q<ctrl+q>")
        assert driver.app.is_running
        await driver.type(key)

        assert driver.app.return_code == 0


async def test_keys_without_a_character_quit_while_one_types(open_app: OpenApp, own: tuple[Command, ...]) -> None:
    """A character is typed."""
    async with open_app(table=own) as driver:
        await driver.type("/Q")
        assert driver.app.is_running
        assert "/ Q" in driver.rows[-3]
        await driver.type("<f10>")

        assert driver.app.return_code == 0


async def test_everything_names_the_new_keys(open_app: OpenApp, own: tuple[Command, ...]) -> None:
    """Peek line, legend and key bar; a command without keys is not named there."""
    async with open_app(table=own) as driver:
        peek, legend, keys = driver.rows[-3:]

        assert "q→ sentence" in peek
        assert "f→" not in peek
        assert legend.startswith(" q claim 0   a actor 0   p place 0   figure 0")
        assert "ctrl+p Delete  Z Undo" in keys
        assert "h Help  ctrl+k Commands  F10 Quit" in keys


async def test_the_help_shows_the_new_keys(open_app: OpenApp, own: tuple[Command, ...]) -> None:
    """Its own new key closes it as well, and the old one does not; what has no key is left out."""
    async with open_app(table=own) as driver:
        await driver.type("h")
        shown = "\n".join(driver.rows)
        await driver.type("?")
        assert "\n".join(driver.rows) == shown
        await driver.type("h")

        assert " q C        claim: sentence" in shown
        assert " ctrl+p y   delete, accept a suggestion" in shown
        assert " – F        figure: number, everywhere" in shown
        assert " Z U –      undo, redo, history" in shown
        assert "into a passage" not in shown
        assert "As a result" in driver.rows[1]


async def test_the_palette_shows_the_new_keys(open_app: OpenApp, own: tuple[Command, ...]) -> None:
    """And offers what has no key; that works."""
    async with open_app(size=(120, 60), table=own) as driver:
        driver.session.caret.go(next(i for i, c in enumerate(driver.session.article.text) if c.isdecimal()))
        await driver.type("<ctrl+k>")
        await driver.pilot.pause(0.4)
        shown = "\n".join(driver.rows)
        await driver.type("tag as figure".replace(" ", "<space>"))
        await driver.pilot.pause(0.4)
        await driver.type("<enter>")
        await driver.pilot.pause(0.3)

        assert "q F5 · claim: sentence" in shown
        assert "figure: number" in shown
        assert "· figure: number" not in shown
        assert [label for label, _ in driver.tagged] == ["figure"]


USUAL = {command.id: command.keys for command in commands()}
MORE = [(c.id, key) for c in preset("vim") for key in c.keys if key not in USUAL[c.id]]


@pytest.mark.parametrize(("id_", "key"), MORE, ids=[f"{id_} {key}" for id_, key in MORE])
async def test_every_key_that_vim_adds_does_its_work(open_app: OpenApp, id_: str, key: str) -> None:
    """What the usual keys of the command do."""
    async with open_app(table=preset("vim")) as driver:
        assert await SCENES[id_](driver, textual_name(key))


@pytest.mark.parametrize("name", PRESETS)
async def test_presets_tag_move_and_leave(open_app: OpenApp, name: str) -> None:
    """The first key of each of some commands does what the command is for."""
    table = preset(name)
    keys = {command.id: f"<{textual_name(command.keys[0])}>" for command in table if command.keys}
    async with open_app(table=table) as driver:
        caret, text = driver.session.caret, driver.session.article.text
        await driver.type(keys["go.sentence"])
        assert text[: caret.place.cursor].rstrip()[-1] in ".”"
        await driver.type(keys["tag.claim"] + keys["go.word"] + keys["go.word"] + keys["tag.actor"])
        assert {label for label, _ in driver.tagged} == {"claim", "actor"}
        await driver.type(keys["edit.undo"] + keys["edit.redo"] + keys["go.bottom"])
        assert len(driver.tagged) == 2
        assert caret.place.cursor >= len(text) - 1
        await driver.type(keys["go.top"] + keys["find.start"] + "Russia<enter>")
        first = caret.place.cursor
        await driver.type(keys["find.next"])
        assert caret.place.cursor > first
        await driver.type(keys["article.down"])
        assert driver.session.index == 1
        await driver.type(keys["app.help"])
        assert any("commands by name" in row for row in driver.rows)
        await driver.type(keys["app.help"] + keys["app.quit"])

        assert driver.app.return_code == 0


async def test_half_a_page(open_app: OpenApp) -> None:
    """In the preset for vim, forth and back; it can be repeated by a number."""
    async with open_app(size=(80, 24), table=preset("vim")) as driver:
        caret = driver.session.caret
        await driver.type("<ctrl+d>")
        half = caret.place.cursor
        await driver.type("<ctrl+d>")
        whole = caret.place.cursor
        await driver.type("g<ctrl+f>")
        assert caret.place.cursor == whole > half > 0
        await driver.type("<ctrl+u>")
        assert caret.place.cursor == half
        await driver.type("g4<ctrl+d>")

        assert caret.place.cursor > whole


async def test_tab_goes_through_the_stack(open_app: OpenApp) -> None:
    """Under a name in a claim it picks one span after another, and stays in the text."""
    async with open_app() as driver:
        driver.go("Russia")
        await driver.type("ca")
        await driver.type("<tab>")

        assert driver.app.focused is driver.app.screen.query_one("#page")
        assert driver.session.caret.place.picked is not None


async def test_no_key_is_a_command_while_one_types(open_app: OpenApp, own: tuple[Command, ...]) -> None:
    """Neither Tab nor the keys of commands that type no character."""
    async with open_app(table=own) as driver:
        await driver.type("q/")
        before = state(driver)
        await driver.type("<tab><ctrl+n><ctrl+p><f5><ctrl+y><pagedown>")

        assert state(driver) == before


@pytest.mark.parametrize(("keys", "times"), [("40w", 40), ("1w", 1), ("12w", 12), ("0w", 1)])
async def test_digits_that_are_no_keys_count(open_app: OpenApp, tmp_path: Path, keys: str, times: int) -> None:
    """1 to 3 when no command has them; 0 inside a number, and before one what it is bound to."""
    path = tmp_path / "keymap.toml"
    path.write_text(
        '[keys]\n"focus.list" = ["f7"]\n"focus.page" = []\n"go.linestart" = ["home"]\n"article.done" = ["0"]'
    )
    keymap = read_keymap(path)
    assert keymap is not None
    async with open_app(table=with_keymap(commands(), keymap)) as driver:
        await driver.type(keys)
        counted = driver.session.caret.place.cursor
        await driver.type("g" + "w" * times)

        assert counted == driver.session.caret.place.cursor
        assert driver.session.done_count == (1 if keys == "0w" else 0)


@pytest.mark.parametrize("key", ["<down>", "j"])
async def test_after_1_the_list_moves(open_app: OpenApp, key: str) -> None:
    """Also by arrow; it says nothing about keys that act."""
    async with open_app() as driver:
        await driver.type(f"1{key}")

        assert driver.app.focused is driver.app.screen.query_one("#articles")
        assert "the keys go to the list" not in driver.rows[-3]
