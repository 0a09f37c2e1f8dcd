"""Saying what becomes of the spans of an edited text: put, set aside, deleted; nothing is ever dropped."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.core.change import Change
from reader.session.making import undo
from reader.session.review import Review, doubts, to_look_at
from reader.session.session import Session
from tests.conftest import OpenSession
from tests.drifting import NEW, edited_folder


@pytest.fixture
def session(corpus_folder: Path, open_session: OpenSession) -> Session:
    """A session on the edited article."""
    edited_folder(corpus_folder)
    return open_session()


def shown(session: Session) -> list[str]:
    """Label and words of what is tagged."""
    return [f"{a.label} {a.text}" for a in session.annotations]


def stray(session: Session) -> list[str]:
    """The words of what is kept aside."""
    assert session.kept is not None
    return [a.text for a in session.kept.stray]


CERTAIN = ["actor president", "place Yerevan"]
CLAIM = "He said that about fifty soldiers had died near the border of the country."


def test_each_row_says_where_it_may_be_and_why(session: Session) -> None:
    """Other words with what stands there now; the same words at two places."""
    review = Review(session)

    rows = [(d.annotation.label, new and new.words, review.why(n)) for n, d in enumerate(review.doubts)
            for new in [review.new(n)]]  # fmt: skip
    assert session.news == "the text changed: 2 spans found again and moved, 3 to look at"
    assert shown(session) == CERTAIN
    assert rows == [
        ("claim", CLAIM, "other words"),
        ("figure", "about fifty", "other words"),
        ("actor", "Nikol Pashinyan", "place 1 of 2"),
    ]


def test_what_was_decided_is_one_step(session: Session) -> None:
    """Put, put at the other place, deleted: all at once, and one undo takes it back without harm."""
    review = Review(session)
    review.decide(0, "put")
    review.decide(1, "delete")
    first = review.place(2)
    review.other_place(2)
    other = review.place(2)
    review.decide(2, "put")
    assert shown(session) == CERTAIN
    assert first != other

    said = review.apply()

    assert said == "2 spans put, 1 deleted"
    assert shown(session) == [*CERTAIN, f"claim {CLAIM}", "actor Nikol Pashinyan"]
    assert session.annotations[3].span == other
    assert stray(session) == []
    assert all(a.stands(NEW) for a in session.annotations)
    undo(session)
    assert shown(session) == CERTAIN
    assert len(stray(session)) == len(doubts(session)) == 3


def test_what_is_aside_is_kept_and_not_named_again_until_the_text_changes(
    session: Session, open_session: OpenSession, corpus_folder: Path
) -> None:
    """It is still in the list, where it can be decided otherwise."""
    review = Review(session)
    for row in range(3):
        review.decide(row, "aside")
    said = review.apply()
    session.close()

    again = open_session()
    listed, news = Review(again), again.news
    assert said == "3 aside"
    assert news == ""
    assert to_look_at(again) == 0
    assert [listed.decision(row) for row in range(3)] == ["aside"] * 3
    assert len(stray(again)) == 3
    listed.decide(0, "undecided")
    listed.apply()
    assert to_look_at(again) == 1
    again.close()
    (corpus_folder / "000.txt").write_text(NEW + "More.\n")

    last = open_session()

    assert last.news == "the text changed: 3 to look at"


def test_what_was_not_decided_is_named_next_time(session: Session, open_session: OpenSession) -> None:
    """Leaving the list changes nothing."""
    assert Review(session).apply() == "nothing decided; 3 still to look at"
    session.close()

    again = open_session()

    assert again.news == "the text changed: 3 to look at"
    assert [d.annotation.label for d in doubts(again)] == ["claim", "figure", "actor"]


def test_no_two_are_put_in_one_place(corpus_folder: Path, open_session: OpenSession) -> None:
    """Neither where the same label stands already, nor where another of the list is put."""
    edited_folder(corpus_folder)
    session = open_session()
    review = Review(session)
    place = review.place(1)
    assert place is not None
    session.do(Change("000.txt", added=(session.author.annotate(NEW, place, "figure"),)))

    assert review.decide(1, "put") == "figure stands there already"
    assert review.decision(1) == "undecided"


def test_a_decision_is_taken_back(session: Session) -> None:
    """The newest first; choosing another place undoes that the first was meant."""
    review = Review(session)
    review.decide(0, "delete")
    review.put_rest()
    assert review.count("put") == 2
    review.other_place(2)
    assert review.decision(2) == "undecided"

    assert review.take_back() == 2
    assert review.take_back() == 1
    assert (review.count("put"), review.decision(0)) == (0, "delete")
    assert review.take_back() == 0
    assert review.take_back() is None
    assert review.next_undecided(1) == 2
    assert review.next_undecided(2) == 0


def test_after_an_undo_of_the_move_everything_can_be_put_back_by_hand(session: Session) -> None:
    """The list names what an undo made stray as well."""
    undo(session)
    assert shown(session) == []

    review = Review(session)
    review.put_rest()
    review.apply()

    assert len(review.doubts) == 5
    assert sorted(a.label for a in session.annotations) == ["actor", "actor", "claim", "figure", "place"]


def test_an_emptied_article_keeps_everything(corpus_folder: Path, open_session: OpenSession) -> None:
    """Nothing is found; nothing can be put; all is kept."""
    edited_folder(corpus_folder, " ")
    session = open_session()
    review = Review(session)

    assert session.news == "the text changed: 5 to look at"
    assert [review.why(row) for row in range(5)] == ["not found"] * 5
    assert review.put_rest() == "nothing undecided has a place"
    assert review.decide(0, "put") == "not found: keep it aside, or delete it"
    assert review.other_place(0) == "there is no other place"
    review.apply()
    assert len(stray(session)) == 5
