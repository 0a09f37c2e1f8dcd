"""Steps over many articles: what a person does while one is worked out, stopping it, and what others do meanwhile."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.core.article import Article
from reader.core.change import Change
from reader.core.errors import BusyError
from reader.core.record import Record
from reader.core.span import Span
from reader.core.step import Step
from reader.session import annotating
from reader.session.making import Make, Making, Revisiting, carry_out, undo
from reader.session.relabelling import relabelling
from reader.session.saving import News
from reader.session.session import Session
from reader.session.work import LARGE, StoppedError
from reader.store.store import Store
from tests.conftest import OpenSession
from tests.session.test_session import MemoryCorpus, edit
from tests.stores import NoStore

TEXTS = ("Moscow and Kyiv. ", "Kyiv, then Moscow.", "Minsk.", "Moscow, Moscow and Moscow again.")
WORDS = "Moscow"
EDITS = st.lists(
    st.tuples(
        st.sampled_from(["tag", "select", "delete", "done", "open", "undo"]),
        st.integers(0, 30),
        st.integers(0, 30),
        st.sampled_from(["claim", "actor", "place"]),
    ),
    max_size=8,
)
Gesture = tuple[str, int, int, str]


def opened() -> Session:
    """A session on the texts."""
    return Session(MemoryCorpus(*TEXTS), NoStore(Path("/nonexistent/store.json")), "me")


def place_of_moscow(session: Session) -> Making:
    """Tags the first Moscow of every article as a place, where nothing stands."""

    def change(article: Article, record: Record) -> Change | None:
        start = article.text.find(WORDS)
        if start < 0 or record.annotations.overlapping(Span(start, start + 6)):
            return None
        return Change(article.id, added=(session.author.annotate(article.text, Span(start, start + 6), "place"),))

    wanted: list[tuple[str, Make]] = [(identity, change) for identity in session.corpus.ids]
    return Making(session, "tagging Moscow", wanted, lambda changes, gone: f"{len(changes)} tagged, {gone} gone")


def kept(session: Session) -> list[object]:
    """What is kept of every article, without what no two runs have alike."""
    records = [session.records.of(identity) for identity in session.corpus.ids]
    return [(r.status, [(a.span, a.label) for a in (*r.annotations, *r.stray)]) for r in records]


@given(EDITS, EDITS)
def test_what_is_changed_while_a_step_is_worked_out_is_worked_out_again(
    before: Sequence[Gesture], meanwhile: Sequence[Gesture]
) -> None:
    """The same stands there as when it is all done afterwards, and undo takes back the step alone."""
    beside, after = opened(), opened()
    for gesture in before:
        edit(beside, *gesture)
        edit(after, *gesture)
    work = place_of_moscow(beside)
    beside.begin(work)
    work.prepare()
    for gesture in meanwhile:
        edit(beside, *gesture)
        edit(after, *gesture)
    there = kept(beside)

    said = work.finish()
    beside.end()

    assert said == carry_out(after, place_of_moscow(after))
    assert kept(beside) == kept(after)
    if not said.startswith("0"):
        undo(beside)
    assert kept(beside) == there


@given(EDITS.filter(bool))
def test_a_step_taken_back_beside_the_keys_is_taken_back_as_at_once(gestures: Sequence[Gesture]) -> None:
    """And made again; other articles may be opened meanwhile, which changes nothing."""
    session = opened()
    states = []
    for gesture in gestures:
        edit(session, *gesture)
        states.append(kept(session))
    carry_out(session, place_of_moscow(session))
    tagged = kept(session)
    if tagged == states[-1]:
        return

    for again in (False, True):
        work = Revisiting(session, again=again)
        session.begin(work)
        work.prepare()
        session.open((session.index + 1) % len(TEXTS))
        said = work.finish()
        session.end()

        assert said.startswith("redone" if again else "undone")
        assert kept(session) == (tagged if again else states[-1])


def test_a_step_that_is_stopped_changes_nothing(session: Session) -> None:
    """Neither the articles nor what undo takes back next."""
    annotating.tag(session, "claim")
    there = kept(session)
    for work in (Revisiting(session, again=False), place_of_moscow(session)):
        session.begin(work)
        work.stop()
        with pytest.raises(StoppedError):
            work.prepare()
        session.end()

    assert kept(session) == there
    assert undo(session).startswith("undone: claim")


def test_nothing_is_changed_while_a_step_is_taken_back(session: Session) -> None:
    """It is said; moving and opening go on. While a new one is worked out all can be changed but with another."""
    annotating.tag(session, "claim")
    back, new = Revisiting(session, again=False), place_of_moscow(session)
    session.begin(back)
    with pytest.raises(BusyError, match=r"while taking back: 0 of 1 article$"):
        session.toggle_done()
    with pytest.raises(BusyError):
        session.begin(new)
    session.open(1)
    session.end()

    session.begin(new)
    with pytest.raises(BusyError, match="still tagging Moscow: 0 of 2 articles"):
        session.begin(place_of_moscow(session))
    assert annotating.tag(session, "claim").startswith("claim")
    assert undo(session).startswith("undone")
    session.end()


def test_a_text_edited_elsewhere_and_opened_meanwhile_is_settled_afterwards(
    open_session: OpenSession, corpus_folder: Path
) -> None:
    """Its spans are put where they belong as soon as something may be changed again."""
    first = open_session()
    annotating.tag(first, "claim")
    first.open(1)
    annotating.tag(first, "claim")
    first.close()
    path = corpus_folder / first.corpus.ids[1]
    path.write_text("A new beginning.\n\n" + path.read_text())
    session = open_session()

    session.begin(Revisiting(session, again=False))
    session.open(1)
    there = len(session.annotations)
    session.end()

    assert (there, len(session.annotations)) == (0, 1)
    assert all(a.stands(session.article.text) for a in session.annotations)


def test_edge_keys_move_what_a_step_made_of_the_span_just_tagged(session: Session) -> None:
    """Not the span as it was before: it would be there twice."""
    annotating.tag(session, "claim")
    carry_out(session, relabelling(session, "claim", "place"))

    said = annotating.edge_by_word(session, -1)

    assert said.startswith("place ")
    assert [a.label for a in session.annotations] == ["place"]


@pytest.mark.parametrize("in_hand", [True, False])
def test_what_is_put_back_is_shown_only_where_it_stands(
    open_session: OpenSession, corpus_folder: Path, in_hand: bool
) -> None:
    """A file that was one text, then another, and is the first again: what is shown is the text that was opened."""
    first = open_session()
    annotating.tag(first, "claim")
    annotating.delete(first)
    path = corpus_folder / first.article.id
    first.close()
    text = path.read_text()
    path.write_text("A new beginning.\n\n" + text)
    session = open_session()
    session.open(0)
    if not in_hand:
        session.open(1)
    path.write_text(text)

    undo(session)

    assert session.index == 0
    assert all(a.stands(session.article.text) for a in session.annotations)
    session.close()
    assert len(open_session().annotations) == 1


def test_what_is_in_hand_is_changed_as_it_is_shown(open_session: OpenSession, corpus_folder: Path) -> None:
    """Also when its file was edited since: what a person sees is what undo brings back, and it is found again later."""
    session = open_session()
    annotating.tag(session, "claim")
    annotating.delete(session)
    path = corpus_folder / session.article.id
    path.write_text("A new beginning.\n\n" + path.read_text())

    undo(session)

    assert len(session.annotations) == 1
    session.close()
    again = open_session()
    assert len(again.annotations) == 1
    assert all(a.stands(again.article.text) for a in again.annotations)


def test_what_does_not_stand_is_not_shown_while_a_step_is_taken_back(
    open_session: OpenSession, corpus_folder: Path
) -> None:
    """An article that was opened before and is read again, as so many were in between."""
    session = open_session()
    annotating.tag(session, "claim")
    session.open(1)
    session.corpus = session.corpus.again()
    path = corpus_folder / session.corpus.ids[0]
    path.write_text("A new beginning.\n\n" + path.read_text())

    session.begin(Revisiting(session, again=False))
    session.open(0)
    there = list(session.annotations)
    session.end()

    assert there == []
    assert len(session.annotations) == 1
    assert all(a.stands(session.article.text) for a in session.annotations)


def test_what_another_program_puts_in_meanwhile_is_not_taken_back(session: Session) -> None:
    """It is newer than the step that was asked for: nothing happens, and the sentence says what to do."""
    annotating.tag(session, "claim")
    work = Revisiting(session, again=False)
    session.begin(work)
    work.prepare()
    text = session.article.text
    theirs = Change(session.article.id, added=(session.author.annotate(text, Span(300, 304), "place"),))
    session.take_in(News((), [Step((theirs,), (), "merge", "2026-01-01T00:00:00.000+00:00", "them")]))
    there = kept(session)

    said = work.finish()
    session.end()

    assert said.startswith("that cannot be undone yet: another program has just changed the store")
    assert kept(session) == there
    assert undo(session).startswith("undone: place")


def test_an_article_that_is_gone_stops_the_whole_step(open_session: OpenSession, corpus_folder: Path) -> None:
    """Taking half of a step back would be worse; it is not offered again, and the one before it is."""
    first = open_session()
    annotating.tag(first, "claim")
    carry_out(first, both_done(first))
    first.close()
    (corpus_folder / first.corpus.ids[1]).unlink()
    session = open_session()

    assert undo(session).startswith("that cannot be undone: ")
    assert session.records.status(0) == "done"
    assert undo(session).startswith("undone: claim")


def both_done(session: Session) -> Making:
    """Says that every article is done."""

    def change(article: Article, record: Record) -> Change | None:
        return Change(article.id, status=(record.status, "done"))

    return Making(session, "finishing", [(i, change) for i in session.corpus.ids], lambda _changes, _gone: "done")


def test_what_is_large_is_known_before_it_is_read(tmp_path: Path) -> None:
    """A step of this session by its articles; one of a former session by the length of the history."""
    texts = [f"Moscow {number}" for number in range(LARGE + 1)]
    path = tmp_path / "annotations.json"
    session = Session(MemoryCorpus(*texts), Store.for_writing(path), "me")
    assert not Revisiting(session, again=False).large

    work = place_of_moscow(session)
    assert work.large
    carry_out(session, work)
    assert Revisiting(session, again=False).large
    undo(session)
    assert Revisiting(session, again=True).large
    annotating.tag(session, "claim")
    assert not Revisiting(session, again=False).large
    session.close()

    session = Session(MemoryCorpus(*texts), Store.for_writing(path), "me")
    assert not Revisiting(session, again=False).large
    undo(session)
    for _ in range(6):
        carry_out(session, place_of_moscow(session))
        undo(session)
    session.close()
    assert path.with_name("annotations.history.jsonl").stat().st_size > 1 << 20

    session = Session(MemoryCorpus(*texts), Store.for_writing(path), "me")
    assert Revisiting(session, again=False).large
    session.close()


def test_a_step_is_taken_back_in_the_order_of_the_list(tmp_path: Path) -> None:
    """Each article of a table costs what those before it in its file cost, when it is read backwards."""
    corpus = MemoryCorpus(*TEXTS)
    session = Session(corpus, NoStore(tmp_path / "s.json"), "me")
    carry_out(session, place_of_moscow(session))
    read: list[int] = []
    before = corpus.read

    def reading(index: int) -> Article:
        read.append(index)
        return before(index)

    corpus.read = reading  # type: ignore[method-assign]
    for again in (False, True):
        work = Revisiting(session, again=again)
        work.prepare()
        work.finish()

    assert read == [1, 3, 1, 3]
