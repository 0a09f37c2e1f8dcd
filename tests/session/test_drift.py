"""Spans of an article whose text was edited elsewhere: found again or named, none lost or shifted silently."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.core.annotation import Annotation
from reader.core.annotations import Annotations
from reader.core.article import Article
from reader.core.record import Record
from reader.core.span import Span
from reader.corpus.corpus import open_corpus
from reader.session import annotating
from reader.session.drift import drift, held
from reader.session.making import redo, undo
from reader.session.session import Session
from reader.store.store import Store
from tests import strategies
from tests.conftest import OpenSession
from tests.drifting import edited_folder

OLD = """The president met the army's chief in Yerevan on Monday, as he had done before.

He said that at least 49 soldiers had died near the border of the country.
"""


def record_on(text: str, *phrases: str) -> Record:
    """A record as the store gives it: everything stray, on the first places of these words."""
    spans = [Span(at := text.index(p), at + len(p)) for p in phrases]
    some = [Annotation(f"{n:016x}", span, "actor", "", "me", "", "").placed(text, span) for n, span in enumerate(spans)]
    article = Article("a.txt", text)
    return Record("a.txt", article.title, article.sha256, len(text), stray=tuple(some))


def test_the_same_text_moves_nothing() -> None:
    """All are kept."""
    record = record_on(OLD, "president", "Yerevan")

    found = drift(record, Article("a.txt", OLD))

    assert (found.moved, found.doubtful) == ((), ())
    assert found.kept == record.stray


def test_an_edit_moves_what_is_certain_and_names_the_rest() -> None:
    """The moved keep their ids and have the new context; an edited one is doubtful; far from any edit all is kept."""
    old = OLD + "Nothing else happened on that day, and nobody spoke about it.\n"
    record = record_on(old, "Monday", "at least 49", "border", "nobody")
    new = old.replace("49 soldiers", "fifty men").replace("The president met", "He met")

    found = drift(record, Article("a.txt", new))

    assert [(m.new.id, m.new.span.of(new)) for m in found.moved] == [
        (record.stray[0].id, "Monday"), (record.stray[2].id, "border"), (record.stray[3].id, "nobody")
    ]  # fmt: skip
    assert all(m.new.stands(new) for m in found.moved)
    assert [(d.annotation.text, d.kind) for d in found.doubtful] == [("at least 49", "lost")]
    assert found.shifted == 3


def test_what_stands_where_it_stood_gets_its_new_context_or_is_kept() -> None:
    """An edit below moves nothing; the span next to it remembers what is around it now."""
    old = OLD + "After that nothing more was heard.\n"
    record = record_on(old, "president", "border")
    new = old.replace("nothing more", "no word")

    found = drift(record, Article("a.txt", new))

    assert [a.text for a in found.kept] == ["president"]
    assert [(m.old.text, m.old.span, m.new.after) for m in found.moved] == [
        ("border", record.stray[1].span, " of the country.\nAfter that no w")
    ]
    assert found.shifted == 0


@given(st.data(), strategies.texts(), strategies.texts())
def test_every_annotation_is_in_one_of_the_three(data: st.DataObject, old: str, new: str) -> None:
    """None is dropped, none doubled, and what moved stands on its words; so with the record of all that is certain."""
    some = [a.placed(old, a.span) for a in data.draw(strategies.annotations(old))]
    record = Record("a.txt", "", Article("a.txt", old).sha256, len(old), stray=tuple(some))
    article = Article("a.txt", new)

    found = drift(record, article)
    after = held(record, article)

    parts = [*(m.old for m in found.moved), *(d.annotation for d in found.doubtful), *found.kept]
    assert Counter(parts) == Counter(some)
    assert all(m.new.stands(new) and m.new.text == m.old.text for m in found.moved)
    assert Counter(a.id for a in (*after.annotations, *after.stray)) == Counter(a.id for a in some)
    assert all(a.stands(new) for a in after.annotations)
    assert after.sha256 == article.sha256


def test_words_that_stand_at_the_old_offset_by_accident_do_not_stay() -> None:
    """Another mention has come to stand exactly there; the one that was tagged is elsewhere."""
    old = "Kyiv is old, and so is the rest of the country around the great river.\n\n" + OLD
    new = "Kyiv knew, they say. " + old
    record = record_on(old, "Kyiv")

    after = held(record, Article("a.txt", new))

    assert [a.span for a in after.annotations] == [Span(21, 25)]


# In a session


def edit(folder: Path, name: str, old: str, new: str) -> None:
    """Edit an article elsewhere."""
    text = (folder / name).read_bytes().decode()
    assert old in text
    (folder / name).write_bytes(text.replace(old, new, 1).encode())


def tagged(session: Session) -> list[str]:
    """What is tagged, as it stands in the text."""
    return [a.span.of(session.article.text) for a in session.annotations]


@pytest.fixture
def session(open_session: OpenSession, corpus_folder: Path) -> Session:
    """A session on an article that was edited after four words had been tagged: one of them, and above all."""
    first = open_session()
    (corpus_folder / first.article.id).write_text(OLD)
    first.close()
    second = open_session()
    for words in ("president", "Yerevan", "at least 49", "border"):
        second.caret.go(OLD.index(words))
        second.caret.select()
        second.caret.go(OLD.index(words) + len(words) - 1)
        annotating.tag(second, "figure")
    assert second.close()
    edit(corpus_folder, second.article.id, "at least 49", "about fifty")
    edit(corpus_folder, second.article.id, "The president", "Monday.\n\nThe president")
    return open_session()


def test_opening_an_edited_article_moves_what_is_certain_and_says_so(session: Session) -> None:
    """What is not certain is named, and kept."""
    assert session.news == "the text changed: 3 spans found again and moved, 1 to look at"
    assert tagged(session) == ["president", "Yerevan", "border"]
    assert [d.annotation.text for d in session.doubts[session.article.id]] == ["at least 49"]
    assert session.kept is not None
    assert [a.text for a in session.kept.stray] == ["at least 49"]


def test_the_move_is_one_step_and_taking_it_back_does_no_harm(session: Session) -> None:
    """Taken back, all are stray again, none shown at a wrong place; made again, they are where they were found."""
    undo(session)
    assert tagged(session) == []
    assert session.kept is not None
    assert len(session.kept.stray) == 4

    redo(session)

    assert tagged(session) == ["president", "Yerevan", "border"]
    assert [a.text for a in session.kept.stray] == ["at least 49"]


def test_the_next_session_finds_all_in_their_new_places(session: Session, open_session: OpenSession) -> None:
    """And names again what was not decided."""
    assert session.close()

    again = open_session()

    assert tagged(again) == ["president", "Yerevan", "border"]
    assert again.news == "the text changed: 1 to look at"
    assert [d.annotation.text for d in again.doubts[again.article.id]] == ["at least 49"]


def test_opened_to_be_looked_at_it_is_shown_right_and_nothing_is_written(corpus_folder: Path) -> None:
    """The spans stand at their new places; the store is as it was."""
    place = edited_folder(corpus_folder) / "annotations.json"
    before = place.read_bytes()
    session = Session(open_corpus(corpus_folder), Store(place), "me", read_only="it is only looked at")

    shown = tagged(session)
    session.close()

    assert shown == ["president", "Yerevan"]
    assert place.read_bytes() == before


def test_an_article_edited_while_another_is_in_hand_is_read_anew(
    open_session: OpenSession, corpus_folder: Path
) -> None:
    """Coming back to it finds its spans again, as a new start would; undo takes that back as ever."""
    session = open_session()
    annotating.tag(session, "claim")
    (before,) = session.annotations
    session.open(1)
    path = corpus_folder / session.corpus.ids[0]
    path.write_text("Added.\n\n" + path.read_text())

    said = session.open(0)

    assert said == "the text changed: 1 span found again and moved"
    assert [(a.id, a.span.start, a.text) for a in session.annotations] == [(before.id, 8, before.text)]
    assert session.article.text.startswith("Added.")
    undo(session)
    redo(session)
    assert [a.span.start for a in session.annotations] == [8]


def test_marking_an_edited_article_done_unseen_loses_nothing(
    session: Session, open_session: OpenSession, corpus_folder: Path
) -> None:
    """Its record stays one of the old text until it is opened."""
    name = session.article.id
    session.open(1)
    session.close()
    edit(corpus_folder, name, "as he had done", "as he had often done")
    second = open_session()
    second.open(1)
    second.close()
    third = open_session()
    third.toggle_done(0)
    third.close()

    last = open_session()
    last.open(0)

    assert tagged(last) == ["president", "Yerevan", "border"]


def test_thousands_are_moved_at_once() -> None:
    """A collection made anew is the same as one changed step by step."""
    text = "one two three four five six seven eight nine ten\n" * 200
    spans = [Span(m, m + 3) for m in range(0, len(text) - 3, 5)]
    some = [Annotation(f"{n:016x}", span, "actor", span.of(text), "me", "", "") for n, span in enumerate(spans)]

    at_once = Annotations().changed((), some).changed(some[::2], ())

    assert list(at_once) == some[1::2]
