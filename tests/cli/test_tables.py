"""A table from the command line: its own store beside it, the app on it, and its export."""

from __future__ import annotations

import json
from pathlib import Path

import orjson
import pytest

from reader.app import ReaderApp
from reader.cli import importing, main, places
from reader.core.errors import StoreError
from reader.corpus.corpus import open_corpus
from reader.formats import format_of
from reader.formats.format import Options
from reader.session import annotating
from reader.session.export import Choice
from reader.session.session import Session
from reader.store.store import Store
from tests.corpus.tables.test_tables import lines


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A table of three rows, one of which cannot be read."""
    path = tmp_path / "news.jsonl"
    path.write_bytes(lines({"id": "a", "title": "One", "text": "Paris said so."}, {"id": "b"}, {"text": "Rome did."}))
    return path


def test_each_table_has_a_store(place: Path) -> None:
    """Beside it, named as it is; a folder of tables has the usual one."""
    (place.parent / "b.csv").write_bytes(b"text\nx\n")

    assert places.find(str(place), None)[1] == place.parent / "news.jsonl.annotations.json"
    assert places.find(str(place.parent), None)[1] == place.parent / "annotations.json"


async def test_a_row_is_tagged_and_found_again(place: Path) -> None:
    """The list shows titles and `!`; what was tagged is there at the next start, with the row numbered."""
    store = place.parent / "news.jsonl.annotations.json"

    def session() -> Session:
        return Session(open_corpus(place), Store.for_writing(store), "tester")

    first = session()
    app = ReaderApp(first, "reader-dark")
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        strips = app.screen._compositor.render_strips()
        shown = "\n".join("".join(segment.text for segment in strip) for strip in strips)
        for key in ("a", "J", "J", "c"):
            await pilot.press(key)
        await pilot.pause()
    first.close()
    again = session()

    assert "○ One" in shown
    assert "! b" in shown
    assert [again.records.count(index) for index in range(3)] == [1, 0, 1]
    assert again.records.of("row 3").annotations[0].text == "Rome did."
    again.close()


def test_a_table_is_exported(place: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    """Ids, titles and texts; the row that cannot be read is said with its line."""
    code = main(["export", str(place)])

    written = capfdbinary.readouterr()
    found = [orjson.loads(line) for line in written.out.splitlines()]
    assert [(each["id"], each["title"], each["text"]) for each in found] == [
        ("a", "One", "Paris said so."),
        ("row 3", "Rome did.", "Rome did."),
    ]
    assert b"b is left out: line 2 has no 'text'" in written.err
    assert code == 1


def test_options_of_tables(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    """Columns are named, and a limit below 0 is refused."""
    place = tmp_path / "t.csv"
    place.write_text("key;words\n1;one\n")

    assert main(["export", str(place), "--text-column", "words", "--id-column", "key"]) == 0
    assert json.loads(capfdbinary.readouterr().out)["id"] == "1"
    assert main(["export", str(place), "--max-unpacked", "-1"]) == 2
    assert b"--max-unpacked is -1" in capfdbinary.readouterr().err


def test_no_article_is_put_into_a_table(place: Path) -> None:
    """It is refused, and no file is made."""
    with pytest.raises(StoreError, match="rows are not added to a table"):
        importing._Made(open_corpus(place)).write("new.txt", b"text")

    assert [each.name for each in place.parent.iterdir()] == ["news.jsonl"]


def test_a_session_exports_the_rows_of_its_table(place: Path) -> None:
    """What the screen exports are rows, not files of their names; the corpus of the page keeps its own articles."""
    told: list[str] = []
    store = Store.for_writing(place.parent / "news.jsonl.annotations.json")
    session = Session(open_corpus(place), store, "me")
    annotating.tag(session, "claim")

    entries = list(session.export(format_of("jsonl"), Options(), Choice(), told.append).entries())
    session.close()

    assert [(entry.article.id, len(entry.record.annotations)) for entry in entries] == [("a", 1), ("row 3", 0)]
    assert [sentence.partition(" is left out")[0] for sentence in told] == ["b"]
