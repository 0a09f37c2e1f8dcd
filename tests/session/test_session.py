"""Undo, articles, progress, coming back: the session on real files."""

from __future__ import annotations

from pathlib import Path

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.core.article import Article
from reader.core.errors import StoreError
from reader.corpus.corpus import Corpus, open_corpus
from reader.session import annotating, going
from reader.session.making import redo, undo
from reader.session.session import Session
from reader.store.desk import Bookmark
from reader.store.store import Store
from tests.conftest import OpenSession
from tests.stores import NoStore
from tests.strategies import texts


class MemoryCorpus(Corpus):
    """Articles given as texts, for texts no file of the test needs to hold."""

    def __init__(self, *texts: str) -> None:
        super().__init__(Path(), [f"{index}.txt" for index in range(len(texts))])
        self._texts = texts

    def read(self, index: int) -> Article:
        """The article of the text."""
        return Article(self.ids[index], self._texts[index])


EDITS = st.lists(
    st.tuples(
        st.sampled_from(["tag", "select", "delete", "done", "go", "span", "open", "undo", "redo", "grow"]),
        st.integers(0, 60),
        st.integers(0, 60),
        st.sampled_from(["claim", "actor", "place", "figure"]),
    ),
    max_size=30,
)


def edit(session: Session, what: str, one: int, two: int, label: str) -> None:
    """One gesture of a person."""
    match what:
        case "tag":
            annotating.tag(session, label)
        case "select":
            session.caret.select_between(one, two)
            annotating.tag(session, label)
        case "delete":
            annotating.delete(session)
        case "done":
            session.toggle_done()
        case "go":
            session.caret.go(one)
        case "span":
            going.go_span(session, 1 if one % 2 else -1)
        case "open":
            session.open_by(1 if one % 2 else -1)
        case "undo":
            undo(session)
        case "redo":
            redo(session)
        case "grow":
            session.caret.grow()


def state(session: Session) -> list[tuple[str, list[object]]]:
    """Status and annotations of every article."""
    here = session.index
    found: list[tuple[str, list[object]]] = []
    for index in range(len(session.corpus)):
        session.open(index)
        found.append((session.records.status(index), list(session.annotations)))
    session.open(here)
    return found


@given(texts(), EDITS)
def test_undo_is_the_identity_for_any_edits(text: str, edits: list[tuple[str, int, int, str]]) -> None:
    """Taking everything back gives the beginning; making everything again gives the end; ids and times included."""
    session = Session(
        MemoryCorpus(text, "Second article. It is short."), NoStore(Path("/nonexistent/store.json")), "me"
    )
    for what, one, two, label in edits:
        edit(session, what, one, two, label)
        for annotation in session.annotations:
            assert annotation.span.of(session.article.text) == annotation.text
    end, done = state(session), session.done_count

    while undo(session) != "nothing to undo":
        pass

    assert state(session) == [("open", []), ("open", [])]
    assert session.done_count == 0
    undone_edits = any(what == "undo" for what, *_ in edits)
    while redo(session) != "nothing to redo":
        pass
    if not undone_edits:
        assert state(session) == end
        assert session.done_count == done
    session.saving.close()


def test_undo_puts_the_cursor_on_the_change(session: Session) -> None:
    """In the article where it was made, even from another one."""
    session.caret.go(session.article.text.index("Moscow"))
    annotating.tag(session, "place")
    session.open(1)

    sentence = undo(session)

    assert sentence == "undone: place “Moscow” in 000_6ab15a8d931c05ba.txt"
    assert session.index == 0
    assert session.article.text.startswith("Moscow", session.caret.place.cursor)


def test_everything_is_there_after_reopening(open_session: OpenSession, corpus_folder: Path) -> None:
    """Spans, status and the place where work stopped."""
    first = open_session()
    annotating.tag(first, "claim")
    first.toggle_done()
    first.open(1)
    first.caret.go(first.article.text.index("Baku"))
    annotating.tag(first, "actor")
    before, mark = state(first), first.bookmark
    first.close()

    again = Session(open_corpus(corpus_folder), Store(corpus_folder / "annotations.json"), "me", bookmark=mark)

    assert state(again) == before
    assert again.bookmark == mark == Bookmark("003_74ce05c8ee3e18f8.txt", again.article.text.index("Baku"))


def test_without_a_bookmark_the_first_unfinished_article_opens(open_session: OpenSession) -> None:
    """With the cursor on its first sentence."""
    first = open_session()
    first.toggle_done()
    first.close()

    again = open_session()

    assert (again.index, again.caret.place.cursor) == (1, 0)
    assert again.done_count == 1


def test_looking_writes_nothing(open_session: OpenSession, corpus_folder: Path) -> None:
    """Opening, moving, selecting and closing leave the folder as it was."""
    before = sorted((path.name, path.stat().st_mtime_ns) for path in corpus_folder.iterdir())

    session = open_session()
    session.caret.go_by("sentence", 1)
    session.caret.grow()
    session.open(1)
    session.close()

    assert sorted((path.name, path.stat().st_mtime_ns) for path in corpus_folder.iterdir()) == before


def test_unfinished_articles_are_gone_round(session: Session) -> None:
    """Done ones are passed over; when none is left it is said."""
    session.toggle_done()

    assert session.open_unfinished(1) == ""
    assert session.index == 1
    assert session.open_unfinished(1) == "every other article is done or skipped"
    session.toggle_done()
    assert session.open_unfinished(-1) == "every other article is done or skipped"
    assert session.open_by(1) == "this is the last article"


def test_the_cursor_of_each_article_is_kept(session: Session) -> None:
    """Going away and coming back finds it where it was."""
    session.caret.go(100)
    session.open_by(1)
    session.caret.go(50)

    session.open_by(-1)
    first = session.caret.place.cursor
    session.open_by(1)

    assert (first, session.caret.place.cursor) == (100, 50)


def test_a_changed_text_shifts_and_drops_nothing(open_session: OpenSession, corpus_folder: Path) -> None:
    """Spans that do not fit any more are kept in the store, not shown, and said; the others stay."""
    first = open_session()
    for words, label in (("Moscow", "place"), ("some 2,000", "figure")):
        first.caret.go(first.article.text.index(words))
        annotating.tag(first, label)
    first.close()
    path = corpus_folder / first.article.id
    path.write_bytes(path.read_bytes().replace(b"some 2,000", b"about 2,000"))

    again = open_session()
    news, shown = again.news, [a.text for a in again.annotations]
    annotating.tag(again, "claim")
    again.close()

    assert shown == ["Moscow"]
    assert news == "the text changed: 1 to look at"
    stored = orjson.loads((corpus_folder / "annotations.json").read_bytes())["articles"]["1"]["annotations"]
    assert [a["text"] for a in stored][-1] == "some 2,000"
    assert len(stored) == 3


def test_an_article_that_cannot_be_read_takes_no_tag(open_session: OpenSession, corpus_folder: Path) -> None:
    """It says why; the keys do nothing there and the others still open."""
    (corpus_folder / "001.txt").write_bytes(b"bad \xff")
    session = open_session()

    session.open(1)

    assert "byte 4 (0xFF, line 1)" in session.trouble
    assert annotating.tag(session, "claim") == "this article cannot be tagged"
    assert annotating.delete(session) == "no span here to delete"
    assert session.toggle_done() == "this article cannot be read, so it cannot be done"
    session.open(2)
    assert session.trouble == ""


def test_nothing_is_called_saved_that_is_not_on_disk(session: Session, corpus_folder: Path) -> None:
    """The history cannot be written: the state says so and stays; work goes on in memory, and is saved when it can."""
    history = corpus_folder / "annotations.history.jsonl"
    history.mkdir()

    annotating.tag(session, "claim")

    assert session.saving.flush() is False
    assert session.saving.state.kind == "failed"
    assert "Is a directory" in session.saving.state.why
    assert len(session.annotations) == 1
    history.rmdir()
    assert session.close() is True
    assert Store.for_reading(corpus_folder / "annotations.json").count(session.article.id) == 1


def test_a_save_that_failed_is_tried_again(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the disk works again, everything is on it without another key."""
    append = Store.append
    monkeypatch.setattr(Store, "append", _full)
    annotating.tag(session, "claim")
    assert session.saving.flush() is False
    assert session.saving.state.why == "No space left on device"

    monkeypatch.setattr(Store, "append", append)
    session.saving.retry()

    assert session.close() is True


def _full(*_args: object) -> None:
    raise StoreError("No space left on device")


@pytest.mark.parametrize("text", ["", "\n\n", " ", "\u0301", "\r\n", "x"])
def test_no_key_minds_an_empty_text(text: str) -> None:
    """Every use case works where there is nothing."""
    session = Session(MemoryCorpus(text), NoStore(Path("/nonexistent/store.json")), "me")

    for label in ("claim", "actor", "figure"):
        annotating.tag(session, label)
    for unit in ("word", "sentence", "paragraph"):
        session.caret.go_by(unit, 1)
        session.caret.go_by(unit, -1)
    session.caret.select()
    session.caret.go_cluster(1)
    session.caret.go_cluster(-1)
    session.caret.select_between(0, 5)
    session.caret.grow()
    session.caret.shrink()
    session.caret.select_unit(0, "word")
    going.go_span(session, 1)
    annotating.delete(session)
    session.saving.close()

    assert 0 <= session.caret.place.cursor <= len(text)
