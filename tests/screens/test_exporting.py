"""The export screen, by its keys: formats, what would be lost, the first record, writing, stopping."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

import orjson
import pytest

from reader.core.change import Change
from reader.core.span import Span
from reader.screens.exporting import Exporting
from reader.screens.reading import Reading
from tests.screens.conftest import Driver, OpenApp, check


async def opened(driver: Driver) -> Exporting:
    """The screen, once everything was looked through."""
    await driver.type("<f4>")
    await ended(driver)
    return screen_of(driver)


def screen_of(driver: Driver) -> Exporting:
    """The screen."""
    screen = driver.app.screen
    assert isinstance(screen, Exporting)
    return screen


async def ended(driver: Driver) -> None:
    """Wait until the thread has ended and its news is heard."""
    for _ in range(500):
        await driver.pilot.pause()
        if not screen_of(driver)._working:
            break
        await asyncio.sleep(0.01)
    await driver.pilot.pause()


def shown(driver: Driver) -> str:
    """The screen as one text."""
    return "\n".join(driver.rows)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_picture(open_app: OpenApp, tmp_path: Path, size: tuple[int, int]) -> None:
    """Formats beside the settings, what would be lost, and the first record."""
    async with open_app(size=size) as driver:
        driver.go("Moscow")
        await driver.type("cp")
        screen = await opened(driver)
        screen.settings.put_place("articles.conll")
        await driver.type("jj<tab>jjj<space>")
        screen.settings.put_place("articles.conll")
        await ended(driver)

        check(driver.rows, f"exporting_{size[0]}x{size[1]}")


async def test_a_tag_made_one_key_before_is_exported(open_app: OpenApp, corpus_folder: Path) -> None:
    """What is exported is what is on the screen, however far the disk is; the sentence goes along."""
    async with open_app() as driver:
        await driver.type("c<f4><enter>")
        await ended(driver)
        await ended(driver)
        said = shown(driver)
        await driver.type("<escape>")
        back = driver.rows[-3]

    written = corpus_folder.parent / "corpus-export" / "corpus.jsonl"
    lines = [orjson.loads(line) for line in written.read_bytes().splitlines()]
    assert [span["label"] for span in lines[0]["spans"]] == ["claim"]
    assert len(lines) == 2
    assert "read back: 1 of 1 span exactly" in said.replace("\n", " ") or "1 of 1 read back exactly" in said
    assert back.startswith(" 2 articles, 1 span written, 1 of 1 read back exactly: /")


async def test_all_counts_are_shown_where_there_is_little_room(open_app: OpenApp) -> None:
    """On more lines."""
    async with open_app(size=(80, 24)) as driver:
        text, author = driver.session.article.text, driver.session.author
        made = [author.annotate(text, Span(at, at + 5), f"label-number-{at}") for at in range(9)]
        driver.session.do(Change(driver.session.article.id, added=tuple(made)))
        await opened(driver)

        assert all(f"label-number-{at} 1" in shown(driver) for at in range(9))


async def test_an_undo_is_not_exported(open_app: OpenApp) -> None:
    """Nor what was taken back."""
    async with open_app() as driver:
        await driver.type("cu")
        await opened(driver)

        assert "2 articles, 0 spans" in shown(driver)


async def test_what_is_looked_at_follows_the_keys(open_app: OpenApp) -> None:
    """Another format, a label less, articles done only: the counts and the record are those of now."""
    async with open_app() as driver:
        driver.go("Moscow")
        await driver.type("cp")
        await opened(driver)
        first = shown(driver)
        await driver.type("j")
        await ended(driver)
        brat = shown(driver)
        await driver.type("c")
        await ended(driver)
        claims = shown(driver)
        await driver.type("<tab><space>")
        await ended(driver)
        done = shown(driver)

        assert "writes     2 articles, 2 spans: claim 1 place 1" in first
        assert "the first record as jsonl writes it" in first
        assert "no span is lost" in first
        assert "the first record as brat writes it" in brat
        assert ".ann" in brat
        assert "corpus-export/corpus-brat" in brat
        assert "2 articles, 1 span: claim 1" in claims
        assert "0 articles, 0 spans" in done


async def test_losses_are_asked_for(open_app: OpenApp, corpus_folder: Path) -> None:
    """Enter asks, another key does not write, y does; where a folder is there already as well."""
    written = corpus_folder.parent / "corpus-export" / "corpus.conll"
    async with open_app() as driver:
        driver.go("Moscow")
        await driver.type("cp")
        await opened(driver)
        await driver.type("jj<tab>jjj<space>")
        await ended(driver)
        lost = shown(driver)
        await driver.type("<enter>")
        asked = driver.rows[-2]
        await driver.type("<escape><enter><enter>")
        there = written.exists()
        await driver.type("y")
        await ended(driver)

        assert "1 span of place flattened: another is on the same token (such as “Moscow” in" in lost
        assert asked == " y writes all the same, Esc does not: conll cannot hold 1 span as they are"
        assert not there
        assert written.exists()
        assert "1 of 1 read back exactly" in driver.rows[-2]


async def test_a_folder_that_is_there_is_asked_for(open_app: OpenApp, corpus_folder: Path) -> None:
    """The second export to the same place replaces the first after a yes."""
    async with open_app() as driver:
        await opened(driver)
        await driver.type("j")
        await ended(driver)
        await driver.type("<enter>")
        await ended(driver)
        mine = corpus_folder.parent / "corpus-export" / "corpus-brat" / "mine"
        mine.write_text("x")
        await driver.type("<enter>")
        asked = driver.rows[-2]
        await driver.type("y")
        await ended(driver)

        assert asked.startswith(" y writes all the same, Esc does not: /")
        assert not mine.exists()


async def test_another_place(open_app: OpenApp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Typed into a line; a place that cannot be written to is said, and the screen goes on."""
    monkeypatch.chdir(tmp_path)
    async with open_app() as driver:
        await opened(driver)
        screen_of(driver).settings.put_place("")
        await driver.type("o<ctrl+u>no/no/out.jsonl<enter><enter>")
        await ended(driver)
        refused = shown(driver)
        await driver.type("o<ctrl+u>out.jsonl<enter><enter>")
        await ended(driver)

        assert "cannot be written: No such file or directory" in refused
        assert (tmp_path / "out.jsonl").exists()


async def test_articles_are_never_replaced(
    open_app: OpenApp, corpus_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor the annotations, whatever is typed."""
    monkeypatch.chdir(corpus_folder)
    async with open_app() as driver:
        await opened(driver)
        for name in ("000_6ab15a8d931c05ba.txt", "annotations.json"):
            screen_of(driver).settings.put_place(name)
            await driver.type("<enter>")

            assert "Name another place" in shown(driver)


async def test_esc_stops_the_work_and_then_leaves(open_app: OpenApp) -> None:
    """While the disk is slow; the page goes on working."""
    async with open_app() as driver:
        await driver.type("c")
        with driver.session.saving._disk:
            await driver.type("<f4><enter><escape>")
            working = screen_of(driver)._working
        await ended(driver)
        stopped = driver.rows[-2]
        await driver.type("<escape>")
        driver.go("Moscow")
        await driver.type("p")

        assert working
        assert stopped == " stopped"
        assert isinstance(driver.app.screen, Reading)
        assert len(driver.tagged) == 2


async def test_hostile_texts_are_harmless(open_app: OpenApp, corpus_folder: Path) -> None:
    """Nothing in a record acts on the terminal, and nothing in it is markup."""
    (corpus_folder / "000_6ab15a8d931c05ba.txt").write_text("\x1b]52;c;aGk=\x07 [red]x[/nope] \u202e \x9b31m")
    async with open_app() as driver:
        await opened(driver)
        await driver.type("jj")
        await ended(driver)

        assert not any(sign in shown(driver) for sign in "\x1b\x07\x9b\u202e")
        assert "[/nope]" in shown(driver)


async def test_what_is_left_out_is_shown(open_app: OpenApp, corpus_folder: Path) -> None:
    """An article that cannot be read."""
    (corpus_folder / "bad.txt").write_bytes(b"\xff\xfe\x00")
    os.utime(corpus_folder / "bad.txt")
    async with open_app() as driver:
        await opened(driver)

        assert "bad.txt is left out" in shown(driver)
