"""Checking and counting what is on the screen, on disk or not yet."""

from reader.core.change import Change
from reader.core.label import DEFAULT_LABELS
from reader.core.span import Span
from reader.session.checking.check import Check
from reader.session.checking.repairing import change_of
from reader.session.corpuswide import AROUND, Hit, Wanted, refusal_of
from reader.session.session import Session
from reader.session.statistics.gathering import gather

PLACE = [label.name for label in DEFAULT_LABELS][2]


def tag(session: Session, words: str) -> None:
    """Tag the first of some words in the article in hand as a place."""
    text = session.article.text
    start = text.index(words)
    annotation = session.author.annotate(text, Span(start, start + len(words)), PLACE)
    session.do(Change(session.article.id, added=(annotation,)))


def test_what_was_just_tagged_is_checked_and_repaired(session: Session) -> None:
    """The repair is one change of the session, after which nothing is found."""
    tag(session, "Mosco")
    (finding,) = Check(session.walk(), session.labels, {"E101"}).findings()
    assert finding.repair is not None

    session.do(change_of(session.article, session.records.of(finding.article), [finding.repair], session.author))

    assert [a.text for a in session.annotations] == ["Moscow"]
    assert list(Check(session.walk(), session.labels, {"E101"}).findings()) == []


def test_what_was_just_refused_is_not_named(session: Session) -> None:
    """Nor what was refused before."""
    tag(session, "September")
    (finding,) = Check(session.walk(), session.labels, {"S402"}, refusals=session.refusals).findings()
    text, span = session.article.text, finding.span
    assert span is not None
    hit = Hit(0, span, text[span.start - AROUND : span.start], span.of(text), text[span.end : span.end + AROUND], "")

    session.refusals.refuse(refusal_of(Wanted(finding.string, PLACE), finding.article, hit))

    assert list(Check(session.walk(), session.labels, {"S402"}, refusals=session.refusals).findings()) == []


def test_what_was_just_tagged_is_counted(session: Session) -> None:
    """Without waiting for the disk."""
    tag(session, "Moscow")

    found = gather(session.walk(), (), session.labels)

    assert [(label.name, label.spans, label.strings) for label in found.labels] == [(PLACE, 1, [("Moscow", 1)])]
