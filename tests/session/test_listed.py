"""The rows of the list: narrowed, sorted, and where an article stands in it."""

from __future__ import annotations

import pytest

from reader.session import annotating
from reader.session.listed import Listed
from reader.session.session import Session


@pytest.fixture
def listed(session: Session) -> Listed:
    """The list of the two samples, of which the second has a span."""
    session.open(1)
    annotating.tag(session, "claim")
    return Listed(session)


def test_a_filter_narrows_the_list_and_holds_while_it_is_sorted(listed: Listed) -> None:
    """What was asked for is kept, and its articles stay the only ones."""
    assert listed.narrow("label:claim") == ""
    said = listed.sort()

    assert said == "the list is sorted by progress"
    assert (list(listed), listed.query) == ([1], "label:claim")


def test_a_filter_that_nothing_matches_is_said(listed: Listed) -> None:
    """The list is empty then."""
    said = listed.narrow("is:done")

    assert (said, len(listed)) == ("no article with “is:done”", 0)


def test_the_orders_follow_each_other_round(listed: Listed) -> None:
    """By name, by progress (what was begun comes first), by spans, and by name again."""
    orders = [list(listed)]
    for _ in range(3):
        listed.sort()
        orders.append(list(listed))

    assert orders == [[0, 1], [1, 0], [1, 0], [0, 1]]


def test_the_row_of_an_article(listed: Listed) -> None:
    """Its own in any order; where it is not listed the one it would have by name, else the first."""
    by_name = [listed.row_of(index) for index in (0, 1)]
    listed.sort()
    by_progress = [listed.row_of(index) for index in (0, 1)]
    listed.narrow("label:claim")
    hidden = listed.row_of(0)

    assert (by_name, by_progress, hidden) == ([0, 1], [1, 0], 0)


@pytest.mark.parametrize(("query", "looks"), [("", False), ("is:open Moscow", False), ("is:open text:war", True)])
def test_words_of_texts_are_asked_for(listed: Listed, query: str, looks: bool) -> None:
    """Those have to be looked for again when a text may have changed."""
    listed.narrow(query)

    assert listed.looks_into_texts is looks
