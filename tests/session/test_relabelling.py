"""Labels that are none of the project's: said, kept, and made others in one step."""

from __future__ import annotations

import pytest

from reader.core.change import Change
from reader.core.errors import ReadOnlyError
from reader.core.label import DEFAULT_LABELS
from reader.core.span import Span
from reader.session.making import carry_out, redo, undo
from reader.session.relabelling import NAMED, notice, offers, relabelling, unknown
from reader.session.session import Session
from tests.conftest import OpenSession

OLD = "PER"
NEW = [label.name for label in DEFAULT_LABELS][1]


def put(session: Session, label: str, *spans: tuple[int, int]) -> None:
    """Tag spans of the article in hand, as an import does."""
    text, author = session.article.text, session.author
    added = tuple(author.annotate(text, Span(*span), label) for span in spans)
    session.do(Change(session.article.id, added=added))


def labels(session: Session) -> list[list[str]]:
    """The labels of the spans of each article."""
    return [[a.label for a in session.records.of(identity).annotations] for identity in session.corpus.ids]


def test_labels_that_are_none_of_the_project_are_said_once(open_session: OpenSession) -> None:
    """In the next session as well, with how many there are."""
    first = open_session()
    put(first, OLD, (0, 2), (3, 9))
    first.close()
    session = open_session()

    said = notice(session)

    assert said == "2 spans with labels that are not this project's: PER 2"
    assert notice(session) == ""
    assert (OLD, NEW, 2) in list(offers(session))


def test_so_are_those_of_suggestions(open_session: OpenSession) -> None:
    """Counted apart, and offered to be made others; what was decided is not counted any more."""
    first = open_session()
    put(first, OLD, (0, 2))
    text, author = first.article.text, first.author
    suggested = tuple(author.annotate(text, Span(*span), label) for span, label in (((0, 2), OLD), ((3, 9), "LOC")))
    first.do(Change(first.article.id, offered=(*suggested, author.annotate(text, Span(3, 9), NEW))))
    first.close()
    second = open_session()
    before = dict(second.others_suggested)
    second.do(Change(second.article.id, withdrawn=suggested[:1]))

    assert before == {OLD: 1, "LOC": 1}
    assert notice(second) == "1 span and 1 suggestion with labels that are not this project's: LOC 1, PER 1"
    assert {(old, many) for old, new, many in offers(second) if new == NEW} == {(OLD, 1), ("LOC", 1)}


def test_nothing_is_said_of_the_labels_there_are(session: Session) -> None:
    """And nothing is offered."""
    put(session, NEW, (0, 2))

    assert notice(session) == ""
    assert list(offers(session)) == []


def test_only_the_most_used_are_named() -> None:
    """The others are counted."""
    said = unknown({f"l{number}": number for number in range(1, NAMED + 3)}, DEFAULT_LABELS)

    assert said.endswith(": l6 6, l5 5, l4 4, l3 3 and 2 more labels")
    assert unknown({NEW: 3}, DEFAULT_LABELS) == ""


def test_relabelling_is_one_step_in_all_articles(session: Session) -> None:
    """Undo brings every old label back, redo takes it again, and the counts follow."""
    put(session, OLD, (0, 2), (3, 9))
    session.open(1)
    put(session, OLD, (0, 3))
    before = labels(session)

    said = carry_out(session, relabelling(session, OLD, NEW))

    assert said == f"3 spans in 2 articles: {NEW}, was PER"
    assert labels(session) == [[NEW, NEW], [NEW]]
    assert session.others == {}
    undo(session)
    assert labels(session) == before
    assert session.others == {OLD: 3}
    redo(session)
    assert labels(session) == [[NEW, NEW], [NEW]]


def test_nothing_is_dropped_where_the_new_label_stands_already(session: Session) -> None:
    """The old one stays beside it, and that is said."""
    put(session, OLD, (0, 2), (3, 9))
    put(session, NEW, (0, 2))

    said = carry_out(session, relabelling(session, OLD, NEW))

    assert said == f"1 span in 1 article: {NEW}, was PER; 1 span left, as {NEW} is there already"
    assert sorted(labels(session)[0]) == sorted([OLD, NEW, NEW])


def test_suggestions_follow(session: Session) -> None:
    """They are counted apart, and undo takes them back as well."""
    text, author = session.article.text, session.author
    offered = tuple(author.annotate(text, Span(*span), OLD) for span in ((0, 2), (3, 9)))
    session.do(Change(session.article.id, offered=offered))

    said = carry_out(session, relabelling(session, OLD, NEW))

    assert said.startswith("2 suggestions in 1 article")
    assert [s.label for s in session.suggestions] == [NEW, NEW]
    undo(session)
    assert [s.label for s in session.suggestions] == [OLD, OLD]


def test_what_was_saved_before_is_found(open_session: OpenSession) -> None:
    """In articles that were not opened in this session, and the store says it afterwards."""
    first = open_session()
    first.open(1)
    put(first, OLD, (0, 3))
    first.close()
    second = open_session()
    second.open(0)
    carry_out(second, relabelling(second, OLD, NEW))
    second.close()

    assert labels(open_session()) == [[], [NEW]]


def test_articles_that_cannot_be_read_are_counted(open_session: OpenSession) -> None:
    """Their spans are left as they are."""
    first = open_session()
    put(first, OLD, (0, 3))
    root, name = first.corpus.root, first.article.id
    first.close()
    (root / name).unlink()
    session = open_session()

    said = carry_out(session, relabelling(session, OLD, NEW))

    assert said == f"0 spans in 0 articles: {NEW}, was PER; 1 article cannot be read"
    assert session.others == {OLD: 1}


def test_who_only_looks_changes_nothing(session: Session) -> None:
    """It is refused before anything is looked for."""
    put(session, OLD, (0, 2))
    session.read_only = "only looking"

    with pytest.raises(ReadOnlyError, match="only looking"):
        carry_out(session, relabelling(session, OLD, NEW))
