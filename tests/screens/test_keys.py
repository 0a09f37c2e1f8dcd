"""Every key of the table does what the table says, pressed on the screen."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest

from reader.commands import commands
from reader.commands.counting import Counting
from reader.commands.keys import textual_name
from reader.core.annotation import Annotation
from reader.core.change import Change
from reader.core.span import Span
from reader.screens.chronicle import Changes
from reader.screens.exporting import Exporting
from reader.screens.guidelines import Guidelined
from reader.screens.help import Help
from reader.screens.inspecting import Inspecting
from reader.screens.reading import Reading
from reader.screens.remarked import Remarked
from reader.widgets.page import Page
from tests.screens.conftest import Driver, OpenApp

Scene = Callable[[Driver, str], Awaitable[bool]]
"""Sets the stage, presses the key, and says whether it did what it should."""

MOSCOW = "Moscow to invoke"


def moves(start: str, end: str) -> Scene:
    """The key brings the cursor from words to words."""

    async def scene(driver: Driver, key: str) -> bool:
        driver.go(start)
        await driver.press(key)
        return driver.session.article.text.startswith(end, driver.session.caret.place.cursor)

    return scene


def tags(words: str, *made: tuple[str, str]) -> Scene:
    """The key makes these spans with the cursor on these words."""

    async def scene(driver: Driver, key: str) -> bool:
        driver.go(words)
        await driver.press(key)
        return driver.tagged == list(made)

    return scene


def becomes(words: str, before: str, *made: tuple[str, str]) -> Scene:
    """After other keys, the key leaves these spans."""

    async def scene(driver: Driver, key: str) -> bool:
        driver.go(words)
        await driver.type(before)
        await driver.press(key)
        return driver.tagged == list(made)

    return scene


def highlights(words: str, before: str, text: str | None) -> Scene:
    """After other keys, the key highlights this text."""

    async def scene(driver: Driver, key: str) -> bool:
        driver.go(words)
        await driver.type(before)
        await driver.press(key)
        return driver.highlighted == text

    return scene


def shows(before: str, check: Callable[[Driver], bool]) -> Scene:
    """After other keys, the key leads to a state."""

    async def scene(driver: Driver, key: str) -> bool:
        await driver.type(before)
        await driver.press(key)
        return check(driver)

    return scene


async def accepts(driver: Driver, key: str) -> bool:
    """What is suggested at the cursor becomes an annotation."""
    session = driver.session
    made = Annotation("s", Span(0, 2), "actor", "", "model", "", "").placed(session.article.text, Span(0, 2))
    session.do(Change(session.article.id, offered=(made,)))
    await driver.press(key)
    return driver.tagged == [("actor", "As")]


def focused(name: str) -> Callable[[Driver], bool]:
    """Does this pane have the keys?"""
    return lambda driver: driver.app.focused is not None and driver.app.focused.id == name


SCENES: dict[str, Scene] = {
    "tag.claim": tags("Russia has", ("claim", "Russia has a military base in Gyumri, Armenia.")),
    "tag.clause": tags("authorities report", ("claim", 'The situation on the contact line remains "tense"')),
    "tag.actor": tags("Nikol Pash", ("actor", "Nikol Pashinyan")),
    "tag.place": tags("Gyumri", ("place", "Gyumri")),
    "tag.figure": tags("some 2,000", ("figure", "some 2,000")),
    "tag.all.actor": tags("Putin\nsaid", ("actor", "Putin")),
    "tag.all.place": tags("Nagorno-Karabakh. The latter", *[("place", "Nagorno-Karabakh")] * 5),
    "tag.all.figure": tags("two hours", ("figure", "two"), ("figure", "two")),
    "edge.right": becomes("Moscow", "p", ("place", "Moscow to")),
    "edge.left": becomes("Nikol Pash", "a", ("actor", "Nikol")),
    "edge.rightchar": becomes("Moscow", "p", ("place", "Moscow t")),
    "edge.leftchar": becomes("Moscow", "p", ("place", "Mosco")),
    "edge.other": shows("c", lambda driver: driver.session.gesture.edge == "start"),
    "edit.repeat": becomes("Moscow", "p4w", ("place", "Moscow"), ("place", "put")),
    "edit.delete": becomes("Moscow", "p"),
    "suggestion.accept": accepts,
    "edit.note": shows("", lambda driver: "note on the article:" in driver.rows[-3]),
    "edit.flag": shows("", lambda driver: driver.session.records.flagged(0)),
    "remarks.list": shows("", lambda driver: isinstance(driver.app.screen, Remarked)),
    "edit.copy": shows("", lambda driver: driver.app.clipboard.startswith("As a result of the\nlatest")),
    "edit.undo": becomes("Moscow", "p"),
    "edit.redo": becomes("Moscow", "pu", ("place", "Moscow")),
    "edit.history": shows("pu", lambda driver: isinstance(driver.app.screen, Changes)),
    "select.start": highlights("Moscow", "", "M"),
    "select.grow": highlights("Moscow", "", "Moscow"),
    "select.shrink": highlights("Moscow", "++", "Moscow"),
    "select.drop": highlights("Moscow", "+", None),
    "go.next": moves(MOSCOW, "Russian-Armenian"),
    "go.back": moves(MOSCOW, "Nikol"),
    "go.left": moves("oscow", "Moscow"),
    "go.right": moves("Moscow", "oscow"),
    "go.down": moves("As a result", "latest"),
    "go.up": moves("latest", "As a result"),
    "go.word": moves(MOSCOW, "to invoke"),
    "go.wordback": moves("to invoke", "Moscow"),
    "go.sentence": moves(MOSCOW, "It also requested"),
    "go.sentenceback": moves(MOSCOW, "As a result"),
    "go.paragraph": shows("", lambda d: d.session.caret.place.cursor > 3000),
    "go.paragraphback": shows("G", lambda driver: driver.session.caret.place.cursor == 0),
    "go.pagedown": shows("", lambda driver: driver.session.caret.place.cursor > 1000),
    "go.pageup": shows("<pagedown>", lambda driver: driver.session.caret.place.cursor == 0),
    "go.halfdown": shows("", lambda driver: 500 < driver.session.caret.place.cursor < 2000),
    "go.halfup": shows("<pagedown>", lambda driver: 0 < driver.session.caret.place.cursor < 2000),
    "go.linestart": moves("Armenia-Azerbaijan", "latest"),
    "go.lineend": moves("As a result", "e\nlatest"),
    "go.top": moves(MOSCOW, "As a result"),
    "go.bottom": shows("", lambda driver: driver.session.caret.place.cursor == len(driver.session.article) - 1),
    "go.inside": shows("c", lambda driver: "inside the claim" in driver.rows[-3]),
    "go.span": highlights("Moscow", "pg", "Moscow"),
    "go.spanback": highlights("Moscow", "pG", "Moscow"),
    "find.start": shows("", lambda driver: driver.rows[-3].startswith(" /")),
    "find.next": moves("Moscow", "Vardenis"),
    "find.back": moves("Yerevan, the", "Vardenis"),
    "article.down": shows("", lambda driver: driver.session.index == 1),
    "article.up": shows("J", lambda driver: driver.session.index == 0),
    "article.next": shows("", lambda driver: driver.session.index == 1),
    "article.back": shows("", lambda driver: driver.session.index == 1),
    "article.done": shows("", lambda driver: driver.session.done_count == 1),
    "article.skip": shows("", lambda driver: driver.session.records.status(0) == "skipped"),
    "article.drift": shows("", lambda driver: "every span of this article" in driver.rows[-3]),
    "list.sort": shows("", lambda driver: "sorted by progress" in driver.rows[-3]),
    "list.filter": shows("", lambda driver: "show articles with:" in driver.rows[-3]),
    "focus.list": shows("", focused("articles")),
    "focus.page": shows("1", focused("page")),
    "focus.spans": shows("", focused("outline")),
    "focus.next": shows("", focused("outline")),
    "focus.back": shows("", focused("articles")),
    "app.help": shows("", lambda driver: isinstance(driver.app.screen, Help)),
    "app.guidelines": shows("", lambda driver: isinstance(driver.app.screen, Guidelined)),
    "app.statistics": shows("", lambda driver: isinstance(driver.app.screen, Inspecting)),
    "app.export": shows("", lambda driver: isinstance(driver.app.screen, Exporting)),
    "store.rescue": shows("", lambda driver: "there is no other place to write to" in driver.rows[-3]),
    "app.advance": shows("", lambda driver: driver.session.advance),
    "app.palette": shows("", lambda driver: "CommandPalette" in type(driver.app.screen).__name__),
    "span.command": shows("", lambda driver: "tag · relabel · delete · list …:" in driver.rows[-3]),
    "app.quit": shows("", lambda driver: driver.app._exit),
}
"""What each command does."""

KEYS = [(command.id, key) for command in commands() for key in command.keys]


def test_no_command_is_left_out() -> None:
    """A new one needs its scene here, if it has a key."""
    assert {command.id for command in commands() if command.keys} <= set(SCENES)
    assert set(SCENES) <= {command.id for command in commands()}


@pytest.mark.parametrize(("id_", "key"), KEYS, ids=[f"{id_} {key}" for id_, key in KEYS])
async def test_every_key_does_what_the_table_says(open_app: OpenApp, id_: str, key: str) -> None:
    """At 120x40 on the first sample."""
    async with open_app() as driver:
        driver.session.gesture.query = "Vardenis" if id_.startswith("find.") else ""

        assert await SCENES[id_](driver, textual_name(key))


@pytest.mark.parametrize("keys", ["5w", "3w", "40l", "4j", "12l", "15w", "25l", "33l", "30l", "2j", "20l", "102l"])
async def test_numbers_before_motions(open_app: OpenApp, keys: str) -> None:
    """Each is the motion made so often, also when its digits are keys of panes; the keys stay with the text."""
    async with open_app() as driver:
        screen = driver.app.screen
        assert isinstance(screen, Reading)
        # However slow the machine: for a number the keys come right behind each other.
        screen.counting = Counting(clock=lambda: 0.0)
        await driver.type(keys)
        counted = driver.session.caret.place.cursor
        await driver.type("g")
        for _ in range(int(keys[:-1])):
            driver.app.screen.query_one(Page).focus()
            await driver.hit(keys[-1])
        await driver.pilot.pause()

        assert counted == driver.session.caret.place.cursor > 0
        assert driver.app.focused is not None
        assert driver.app.focused.id == "page"


async def test_esc_ends_a_number(open_app: OpenApp) -> None:
    """And a number far beyond the end of the text holds nothing up."""
    async with open_app() as driver:
        await driver.type("5<escape>w")
        once = driver.session.caret.place.cursor
        await driver.type("9999w")

        assert once == driver.session.article.text.index("a result")
        assert driver.session.caret.place.cursor == len(driver.session.article) - 1
