"""Looking through the corpus beside the keys: how far it is, and what it goes by."""

from __future__ import annotations

import pytest

from reader.core.label import DEFAULT_LABELS
from reader.session import inspecting
from reader.session.corpuswide import AROUND, Hit, Wanted, refusal_of
from reader.session.inspecting import Inspection
from reader.session.session import Session
from tests.session.checking.test_in_a_session import tag

PLACE = [label.name for label in DEFAULT_LABELS][2]


def look(session: Session) -> Inspection:
    """An inspection that is over."""
    inspection = Inspection(session)
    for news in inspection.look(lambda: False):
        inspection.take(news)
    return inspection


def test_it_says_how_far_it_is_where_nothing_is_found(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    """In both passes: news do not wait for a finding."""
    monkeypatch.setattr(inspecting, "PACE", 0)

    told = [news.searched for news in Inspection(session).look(lambda: False)]

    # The figures end the first pass; an article counts in the second as soon as the next is asked for.
    assert told == [1, 2, 0, 0, 1, 2]


def test_what_was_just_refused_is_no_finding(session: Session) -> None:
    """Before it is on disk as well."""
    tag(session, "September")
    (finding,) = look(session).findings
    text, span = session.article.text, finding.span
    assert span is not None
    hit = Hit(0, span, text[span.start - AROUND : span.start], span.of(text), text[span.end : span.end + AROUND], "")

    session.refusals.refuse(refusal_of(Wanted(finding.string, PLACE), finding.article, hit))

    assert look(session).findings == []
