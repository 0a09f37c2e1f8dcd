"""Labels of a project's own in the app, and spans whose label is none of them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest

from reader.app import ReaderApp
from reader.commands import commands
from reader.commands.labelkeys import with_label_keys
from reader.core.change import Change
from reader.core.errors import ReaderError
from reader.core.span import Span
from reader.corpus.corpus import open_corpus
from reader.session.session import Session
from reader.store.project import read_project
from reader.store.store import Store
from tests.screens.conftest import Driver

OpenProject = Callable[..., AbstractAsyncContextManager[Driver]]

OWN = """
[labels.event]
key = "c"
unit = "sentence"

[labels.person]
key = "z"

[labels."quote"]
key = "'"
unit = "quotation"
"""


@pytest.fixture
def open_project(corpus_folder: Path) -> OpenProject:
    """The app on the corpus folder with these labels, after some spans came from elsewhere."""

    @asynccontextmanager
    async def opening(
        source: str, *foreign: tuple[int, int, str], size: tuple[int, int] = (120, 40)
    ) -> AsyncIterator[Driver]:
        (corpus_folder / "reader.toml").write_text(source)
        labels = read_project(corpus_folder).labels
        store = Store.for_writing(corpus_folder / "annotations.json")
        session = Session(open_corpus(corpus_folder), store, "tester", labels=labels)
        text, author = session.article.text, session.author
        added = tuple(author.annotate(text, Span(start, end), label) for start, end, label in foreign)
        if added:
            session.do(Change(session.article.id, added=added))
        table = with_label_keys(commands(labels), labels, lambda name, why: ReaderError(f"{name}: {why}"))
        app = ReaderApp(session, table=table)
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            yield Driver(app, pilot)
        session.close()

    return opening


async def test_their_keys_tag(open_project: OpenProject) -> None:
    """By their own units; two labels for passages stand beside names, and neither changes the other."""
    async with open_project(OWN) as driver:
        driver.go("Nikol")
        await driver.type("c'z")
        names = [label for label, _ in driver.tagged]

        assert sorted(names) == ["event", "person", "quote"]
        assert dict(driver.tagged)["person"] == "Nikol Pashinyan"
        assert "c event 1   z person 1   ' quote 1" in driver.rows[38]


async def test_help_peek_and_palette_name_them(open_project: OpenProject) -> None:
    """And none of the four."""
    async with open_project(OWN) as driver:
        driver.go("Nikol")
        peek = driver.rows[37]
        await driver.type("?")
        shown = "\n".join(driver.rows)
        await driver.type("?<ctrl+p>")
        await driver.pilot.pause(0.4)
        palette = "\n".join(driver.rows)

        assert "c→ sentence" in peek
        assert "z→ “Nikol Pashinyan”" in peek
        assert "event: sentence" in shown
        assert "claim: sentence" not in shown
        assert "Tag as person" in palette


async def test_with_many_labels_it_is_still_seen_whether_all_is_saved(open_project: OpenProject) -> None:
    """It comes first where the line is too short."""
    many = "".join(f'[labels.label{number}]\nkey = "{key}"\n' for number, key in enumerate("acfpz'_~%"))
    async with open_project(many, size=(80, 24)) as driver:
        await driver.saved()

        assert driver.rows[22].startswith(" ✓ nothing to save  a label0 0")


async def test_spans_with_other_labels_are_shown_and_made_others(open_project: OpenProject) -> None:
    """Said at the start, in the outline and in the legend; the palette changes them all, `u` takes it back."""
    async with open_project(OWN, (0, 2, "PER'),x('"), (3, 9, "PER'),x('")) as driver:
        said, outline, legend = driver.rows[37], driver.rows[1:3], driver.rows[38]
        await driver.type("<ctrl+p>")
        await driver.type("Relabel PER as person")
        await driver.pilot.pause(0.4)
        await driver.type("<enter>")
        await driver.pilot.pause(0.2)
        after = driver.tagged
        await driver.type("u")

        assert "2 spans with labels that are not this project's: PER'),x(' 2; Relabel: ctrl+p" in said
        assert [row.partition("  P ")[2] for row in outline] == ["As", "a resu"]
        assert "other 2" in legend
        assert [label for label, _ in after] == ["person", "person"]
        assert [label for label, _ in driver.tagged] == ["PER'),x('"] * 2
