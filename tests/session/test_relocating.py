"""Articles that were renamed keep their annotations."""

from __future__ import annotations

import shutil
from pathlib import Path

from reader.core.annotation import Annotation
from reader.core.change import Change
from reader.core.span import Span
from reader.corpus.corpus import open_corpus
from reader.session import annotating
from reader.session.making import undo
from reader.session.session import Session
from reader.store.store import Store
from tests.conftest import OpenSession

OLD = "000_6ab15a8d931c05ba.txt"


def worked_on(open_session: OpenSession) -> list[tuple[str, str]]:
    """Tag, note and finish the first sample, and leave; gives the spans."""
    session = open_session()
    annotating.tag(session, "claim")
    session.caret.go(300)
    annotating.tag(session, "claim")
    session.toggle_done()
    tagged = [(a.id, a.text) for a in session.annotations]
    session.close()
    return tagged


def test_a_renamed_article_keeps_everything(open_session: OpenSession, corpus_folder: Path) -> None:
    """Spans with their ids, status and the steps that can be taken back; the old name is forgotten."""
    tagged = worked_on(open_session)
    (corpus_folder / "sub").mkdir()
    (corpus_folder / OLD).rename(corpus_folder / "sub" / "renamed.txt")

    session = open_session()

    assert "000_6ab15a8d931c05ba.txt is now sub/renamed.txt: 2 spans went along" in session.news
    assert session.done_count == 1
    session.open(session.corpus.ids.index("sub/renamed.txt"))
    assert [(a.id, a.text) for a in session.annotations] == tagged
    session.close()
    store = Store.for_reading(corpus_folder / "annotations.json")
    assert list(store.ids) == ["sub/renamed.txt"]
    assert store.notices == []
    again = open_session()
    assert again.news == ""
    undo(again)
    assert again.done_count == 0
    undo(again)
    assert len(again.annotations) == 1
    assert again.article.id == "sub/renamed.txt"


def test_suggestions_go_along(open_session: OpenSession, corpus_folder: Path) -> None:
    """And are said: an article may have nothing else."""
    session = open_session()
    article = session.article
    made = Annotation("s1", Span(0, 2), "claim", "", "model", "", "").placed(article.text, Span(0, 2))
    session.do(Change(article.id, offered=(made,)))
    session.close()
    (corpus_folder / OLD).rename(corpus_folder / "renamed.txt")

    session = open_session()

    assert "is now renamed.txt: 0 spans and 1 suggestion went along" in session.news
    session.open(session.corpus.ids.index("renamed.txt"))
    assert [s.id for s in session.suggestions] == ["s1"]


def test_two_copies_are_left_to_the_person(open_session: OpenSession, corpus_folder: Path) -> None:
    """Which of them it is nobody knows; nothing is lost."""
    worked_on(open_session)
    shutil.copy(corpus_folder / OLD, corpus_folder / "one.txt")
    (corpus_folder / OLD).rename(corpus_folder / "two.txt")

    session = open_session()

    assert f"{OLD} is gone, and one.txt and two.txt have its text" in session.news
    session.close()
    assert Store.for_reading(corpus_folder / "annotations.json").count(OLD) == 2


def test_looking_only_writes_nothing(open_session: OpenSession, corpus_folder: Path) -> None:
    """Read-only, the spans are shown under the new name, and the files stay as they are."""
    tagged = worked_on(open_session)
    (corpus_folder / OLD).rename(corpus_folder / "renamed.txt")
    path = corpus_folder / "annotations.json"
    before = path.read_bytes()

    session = Session(open_corpus(corpus_folder), Store.for_reading(path), "me", read_only="to be looked at")
    session.open(session.corpus.ids.index("renamed.txt"))

    assert [(a.id, a.text) for a in session.annotations] == tagged
    session.close()
    assert path.read_bytes() == before


def test_one_article_alone_says_nothing_of_the_others(open_session: OpenSession, corpus_folder: Path) -> None:
    """Opened as a file, the others are not missing."""
    worked_on(open_session)
    store = Store.for_writing(corpus_folder / "annotations.json")

    session = Session(open_corpus(corpus_folder / "003_74ce05c8ee3e18f8.txt"), store, "me")

    assert session.news == ""
    session.close()
    assert Store.for_reading(corpus_folder / "annotations.json").count(OLD) == 2


def test_what_is_gone_is_said(open_session: OpenSession, corpus_folder: Path) -> None:
    """Renamed and edited, or removed: its spans are kept, and nothing is passed over in silence."""
    worked_on(open_session)
    (corpus_folder / OLD).unlink()

    session = open_session()

    assert f"not in the folder any more: {OLD}. The store keeps 2 spans of it" in session.news
