"""What each screen looks like, character by character, in a small terminal and in a large one."""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, datetime, tzinfo
from pathlib import Path

import pytest
from textual.widgets import Input

from reader.commands import commands
from reader.commands.labelkeys import with_label_keys
from reader.core.annotation import Annotation
from reader.core.change import Change
from reader.core.errors import ReaderError, StoreError
from reader.core.span import Span
from reader.core.step import Step
from reader.corpus.corpus import open_corpus
from reader.resources import folder
from reader.session.coaching import Coach
from reader.session.configured import Settings
from reader.session.session import Session
from reader.store.project import read_project
from reader.store.store import Store
from tests.screens.conftest import Driver, OpenApp, check
from tests.session.test_suggesting import offer

SIZES = [(80, 24), (120, 40)]
pytestmark = pytest.mark.parametrize("size", SIZES, ids=[f"{width}x{height}" for width, height in SIZES])
OpenAlbum = Callable[[tuple[int, int]], AbstractAsyncContextManager["Album"]]
"""Opens the app at a size, on the corpus folder as it is then."""

LABELS = """
[labels.event]
key = "c"
unit = "sentence"

[labels.person]
key = "a"

[labels.town]
key = "p"

[labels.number]
key = "f"
unit = "number"

[labels.company]
key = "z"

[labels."quote"]
key = "'"
unit = "quotation"
"""
"""Six labels of a project's own."""

SPANS = (
    ("claim", "It also requested assistance"),
    ("actor", "Pashinyan"),
    ("actor", "Azerbaijan"),
    ("place", "Gyumr"),
    ("place", "Nagorno-Karabakh"),
    ("figure", "2,000"),
)
"""Labels, and words that have them everywhere."""


class Album(Driver):
    """Holds one screen after the other against its picture of this size."""

    async def show(self, name: str, keys: str = "") -> None:
        """Press keys; what is on the screen then has this name."""
        await self.type(keys)
        check(self.rows, "{}_{}x{}".format(name, *self.app.size))

    async def wait(self) -> None:
        """Wait for what is found and read beside the keys."""
        await self.app.workers.wait_for_complete()
        await self.pilot.pause()

    async def seen_more_than(self, share: float) -> None:
        """Wait until more than this share of the text counts as seen."""
        for _ in range(200):
            if self.session.views.here.share(len(self.session.article)) > share:
                break
            await self.pilot.pause(0.05)
        await self.pilot.pause()

    async def saved(self) -> None:
        """Wait until the history has all, and the legend says so."""
        assert self.session.saving.flush(timeout=30)
        await self.pilot.pause()

    async def work(self) -> None:
        """Some spans in the first article, all on disk."""
        for label, words in (("c", "As a result"), ("p", "Moscow"), ("a", "Pashinyan decided")):
            self.go(words)
            await self.type(label)
        await self.saved()


class Still(datetime):
    """A clock that stands still."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> Still:
        """When every picture was taken."""
        return cls(2026, 11, 22, 12, 4, 31, tzinfo=UTC).astimezone(tz)


@pytest.fixture
def utc(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The clock on the wall is that of Greenwich, and stands still."""
    with monkeypatch.context() as patched:
        patched.setenv("TZ", "UTC")
        patched.setattr("reader.session.saving.datetime", Still)
        time.tzset()
        yield
    time.tzset()


@pytest.fixture
def corpus_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The samples in a folder whose name is the same everywhere."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(folder("seeds"), "news", ignore=shutil.ignore_patterns("*.json"))
    return Path("news")


@pytest.fixture
def open_album(corpus_folder: Path, open_app: OpenApp, utc: None) -> OpenAlbum:
    """The app on the corpus folder, with the labels of its project file; the next change is a second later."""

    @asynccontextmanager
    async def opening(size: tuple[int, int]) -> AsyncIterator[Album]:
        labels = read_project(corpus_folder).labels
        store = Store.for_writing(corpus_folder / "annotations.json")
        session = Session(
            open_corpus(corpus_folder), store, "ann", labels=labels, clock=lambda: Still.now(UTC).isoformat()
        )
        table = with_label_keys(commands(labels), labels, lambda name, why: ReaderError(f"{name}: {why}"))
        async with open_app(size=size, table=table, session=session) as driver:
            yield Album(driver.app, driver.pilot)
        session.close()

    return opening


async def test_the_first_steps(open_album: OpenAlbum, size: tuple[int, int]) -> None:
    """One line each, in the place of the peek line."""
    async with open_album(size) as album:
        album.session.coach = Coach(album.session.labels)
        await album.show("first_step", "l")
        await album.type("c")
        await album.saved()
        await album.show("second_step")


async def test_panes_and_lines_that_are_typed(open_album: OpenAlbum, size: tuple[int, int]) -> None:
    """Beside the text or slid over it, and below it with the keys of what is typed."""
    async with open_album(size) as album:
        await album.work()
        await album.show("articles", "1")
        await album.show("filter", "tis:done")
        await album.show("outline", "<escape><escape>3")
        await album.show("search", "<escape>/putin")
        await album.show("note", "<escape>iwho?")
        await album.show("command_line", "<escape>;")
        await album.show("command_fault", "tag<enter>")
        await album.show("selecting", "gvw+")


async def test_what_was_never_on_the_screen(open_album: OpenAlbum, size: tuple[int, int]) -> None:
    """`x` says that there is some, and has it marked in the gutter, also when it comes into view."""
    async with open_album(size) as album:
        await album.type("J")
        await album.seen_more_than(0)
        await album.type("x")
        await album.saved()
        await album.show("done")
        shown = album.session.views.here.share(len(album.session.article))
        await album.type("G")
        await album.seen_more_than(shown)
        await album.show("unseen")


async def test_help_and_palette(open_album: OpenAlbum, size: tuple[int, int]) -> None:
    """Every key on one page; commands and articles by name."""
    async with open_album(size) as album:
        await album.show("help", "?")
        await album.type("?:")
        await album.wait()
        await album.show("palette")
        album.app.screen.query_one(Input).value = "yerevan"
        await album.wait()
        await album.show("palette_articles")


async def test_suggestions(open_album: OpenAlbum, size: tuple[int, int]) -> None:
    """Dim on the page, with `?` in the gutter; the one under the cursor in the peek line."""
    async with open_album(size) as album:
        offer(
            album.session,
            ("claim", "It also requested", 0.61),
            ("place", "Moscow", 0.9),
            ("actor", "Nikol Pashinyan", None),
        )
        await album.saved()
        album.go("Pashinyan")
        await album.show("suggestions", "<space>")


async def test_the_concordance(open_album: OpenAlbum, size: tuple[int, int]) -> None:
    """Decided, undecided, refused and not offered."""
    async with open_album(size) as album:
        album.go("Moscow")
        await album.app.run_action("tag_corpus('place')", default_namespace=album.app.screen)
        await album.wait()
        await album.show("concordance", "yn")


async def test_changes_and_remarks(open_album: OpenAlbum, size: tuple[int, int]) -> None:
    """With nothing in them, and with something."""
    async with open_album(size) as album:
        await album.show("remarks_none", "I")
        await album.type("<escape>Z")
        await album.wait()
        await album.show("chronicle_none")
        await album.type("<escape>")
        await album.work()
        await album.type("!iTown<space>or<space>actor<enter>J!u")
        await album.saved()
        await album.show("remarks", "I")
        await album.type("<escape>Z")
        await album.wait()
        await album.show("chronicle", "j")


async def test_figures_and_findings(open_album: OpenAlbum, size: tuple[int, int]) -> None:
    """With nothing to count, and of all labels; what does not agree, with one marked."""
    async with open_album(size) as album:
        await album.type("<f3>")
        await album.wait()
        await album.show("figures_none")
        await album.show("findings_none", "<tab>")
        await album.type("<escape>;")
        album.app.screen.query_one(Input).value = "delete claim"
        await album.type("<enter>")
        await album.wait()
        await album.show("commanding_none")
        await album.type("<escape>")
        album.session.do(Change(album.session.article.id, added=tuple(some(album.session))))
        await album.saved()
        await album.type("<f3>")
        await album.wait()
        await album.show("figures_of_all")
        await album.show("findings_of_all", "<tab>y")


def some(session: Session) -> Iterator[Annotation]:
    """Spans of every label, some of which do not agree."""
    text = session.article.text
    for label, words in SPANS:
        for match in re.finditer(re.escape(words), text):
            yield session.author.annotate(text, Span(*match.span()), label)


async def test_an_export(open_album: OpenAlbum, size: tuple[int, int]) -> None:
    """What it would lose is asked; what was written is said."""
    async with open_album(size) as album:
        await album.work()
        await album.type("<f4>")
        await album.wait()
        await album.type("jj<tab>jjj<space>")
        await album.wait()
        await album.type("o<ctrl+u>news.conll<enter>")
        await album.show("export_asks", "<enter>")
        await album.type("y")
        await album.wait()
        await album.show("exported")


async def test_settings_that_are_typed(open_album: OpenAlbum, size: tuple[int, int]) -> None:
    """The line that asks, and its answer."""
    async with open_album(size) as album:
        album.session.settings = Settings(Path("news"), Path("config.toml"))
        await album.app.run_action("settings", default_namespace=album.app.screen)
        await album.wait()
        await album.show("settings_typed", "<enter>eve")


def full(_store: Store, *_steps: Step) -> None:
    """What a disk without room says, of a place that is the same everywhere."""
    raise StoreError("No space left on device: /home/ann/news/annotations.history.jsonl")


async def test_work_that_is_not_on_disk(
    open_album: OpenAlbum, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    """Said in the legend, and asked at the end."""
    async with open_album(size) as album:
        monkeypatch.setattr(Store, "append", full)
        await album.type("c")
        assert album.session.saving.flush(timeout=5) is False
        await album.pilot.pause()
        await album.show("not_saved")
        await album.show("quit", "q")
        await album.type("Q")


async def test_nothing_to_read(open_album: OpenAlbum, corpus_folder: Path, size: tuple[int, int]) -> None:
    """An article that cannot be read, and one that is empty."""
    (corpus_folder / "000_a.txt").write_bytes("El señor Muñoz dijo que la situación mejoró.".encode("cp1252"))
    (corpus_folder / "000_b.txt").write_bytes(b"")
    async with open_album(size) as album:
        await album.show("unreadable", "J")
        await album.show("empty", "J")


async def test_labels_of_a_project(open_album: OpenAlbum, corpus_folder: Path, size: tuple[int, int]) -> None:
    """Six labels, and spans of one that is none of them."""
    (corpus_folder / "reader.toml").write_text(LABELS)
    async with open_album(size) as album:
        session = album.session
        foreign = session.author.annotate(session.article.text, Span(0, 18), "PER")
        session.do(Change(session.article.id, added=(foreign,)))
        await album.saved()
        await album.show("labels", "l")
        await album.show("labels_help", "?")
