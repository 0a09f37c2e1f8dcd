"""Notes and flags."""

from __future__ import annotations

from reader.session import annotating, remarks
from reader.session.making import undo
from reader.session.session import Session
from tests.conftest import OpenSession


def test_a_note_on_a_span_and_on_the_article(open_session: OpenSession) -> None:
    """Kept in the store, taken back by undo, and an empty note takes it away."""
    session = open_session()
    on_article = remarks.note(session, "read twice")
    annotating.tag(session, "claim")
    on_span = remarks.note(session, " hedged ")
    session.close()
    again = open_session()

    assert (on_article, on_span) == ("note on the article", "note on claim “As a result of the latest escalation on…”")
    assert again.annotations[0].note == "hedged"
    assert again.records.of(again.article.id).note == "read twice"
    assert remarks.noted(again)[1] == "hedged"
    assert remarks.note(again, "") == "no note any more on claim “As a result of the latest escalation on…”"
    undo(again)
    assert again.annotations[0].note == "hedged"


def test_a_flag_on_a_span_and_on_the_article(session: Session) -> None:
    """On the article where no span is; the list knows of it."""
    remarks.flag(session)
    flagged = session.records.flagged(0)
    annotating.tag(session, "claim")

    sentence = remarks.flag(session)

    assert flagged
    assert sentence.endswith("is flagged as unsure")
    assert session.annotations[0].flag
    assert remarks.flag(session).endswith("is flagged no more")
    undo(session)
    undo(session)
    undo(session)
    assert undo(session) == "undone: flag on the article"
    assert not session.records.flagged(0)
