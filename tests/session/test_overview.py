"""The articles by state, label, note and order; what was seen; where work begins again."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.session import annotating, remarks
from reader.session.seen import Seen
from reader.session.session import Session
from reader.store.desk import Bookmark, Desk
from tests.conftest import OpenSession

RANGES = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)))


@given(RANGES, st.text(alphabet="ab \n", max_size=60))
def test_seen_is_the_union_of_what_was_shown(ranges: list[tuple[int, int]], text: str) -> None:
    """Its ranges are disjoint and in order; what is unseen is all the rest but blanks at the ends."""
    seen = Seen(ranges)
    shown = {offset for start, end in ranges for offset in range(start, end)}

    assert {offset for start, end in seen for offset in range(start, end)} == shown
    assert all(a[1] < b[0] for a, b in zip(list(seen), list(seen)[1:], strict=False))
    unseen = {offset for span in seen.unseen(text) for offset in range(span.start, span.end)}
    assert unseen.isdisjoint(shown)
    assert all(text[offset].isspace() for offset in range(len(text)) if offset not in unseen | shown)


def test_skipped_is_neither_done_nor_next(session: Session, open_session: OpenSession) -> None:
    """It is kept, filtered for, passed over, and opened again by the same key."""
    assert session.toggle_skipped() == "skipped"
    assert session.done_count == 0
    assert session.open_unfinished(1) == ""
    assert session.index == 1
    assert session.open_unfinished(1) == "every other article is done or skipped"
    session.close()

    again = open_session()

    assert list(again.matching("is:skipped")) == [0]
    assert list(again.matching("is:open")) == [1]
    assert again.toggle_skipped(0).endswith("open again")
    assert "is done" in again.toggle_done(0)
    assert again.toggle_skipped(0).endswith("skipped")
    assert again.done_count == 0


def test_labels_notes_and_flags_are_looked_for(session: Session, open_session: OpenSession) -> None:
    """In what is on the screen and in what is only on disk; the first letters of a label are enough."""
    annotating.tag(session, "claim")
    remarks.note(session, "Ask the editor")
    remarks.flag(session)
    queries = ("label:cl", "note:EDITOR", "note:", "is:flagged")

    now = [list(session.matching(query)) for query in queries]
    session.close()
    later = open_session()
    later.open(1)

    assert now == [list(later.matching(query)) for query in queries] == [[0]] * 4
    assert not list(later.matching("label:place"))
    assert not list(later.matching("note:nobody"))


def test_the_list_is_sorted(session: Session) -> None:
    """What is begun comes first and what is done last; many spans before few; names as they are."""
    session.open(1)
    annotating.tag(session, "claim")

    assert list(session.matching("", "name")) == [0, 1]
    assert list(session.matching("", "progress")) == [1, 0]
    assert list(session.matching("", "spans")) == [1, 0]
    session.toggle_done()
    assert list(session.matching("", "progress")) == [0, 1]


def test_done_says_what_was_never_shown(session: Session) -> None:
    """And has it marked until another article is opened."""
    session.views.here.note(0, 500)

    said = session.toggle_done()

    assert "1 part of the text never on the screen" in said
    (part,) = session.views.unseen
    assert part.start in (500, 501)
    assert part.end == len(session.article.text.rstrip())
    session.views.here.note(0, len(session.article.text))
    session.toggle_done()
    assert session.toggle_done() == "done"


def test_done_from_the_list_says_it_too(session: Session) -> None:
    """Of an article that was never opened, and of one that was seen in part; nothing where it is opened again."""
    assert session.toggle_done(1) == f"{session.corpus.ids[1]} is done; nothing of the text was ever on the screen"
    assert session.toggle_done(1).endswith("is open again")
    session.open(1)
    session.views.here.note(0, 500)
    session.open(0)

    assert session.toggle_done(1).endswith("is done; 1 part of the text never on the screen")


def test_an_article_that_was_opened_and_taken_away_is_done_without_a_word_of_its_text(session: Session) -> None:
    """It is not there to be looked at."""
    session.open(1)
    session.open(0)
    (session.corpus.root / session.corpus.ids[1]).unlink()
    session.corpus._articles.clear()

    assert session.toggle_done(1) == f"{session.corpus.ids[1]} is done"


def test_a_done_article_that_cannot_be_read_any_more_stays_done(session: Session, open_session: OpenSession) -> None:
    """And why is said."""
    session.toggle_done(1)
    session.close()
    (session.corpus.root / session.corpus.ids[1]).write_bytes(b"\xff\x00")
    again = open_session()

    assert again.toggle_done(1) == "this article cannot be read, so it cannot be done"
    assert again.records.status(1) == "done"


def test_work_goes_on_where_it_stopped(session: Session) -> None:
    """With what was selected and seen; when the article is done, with the first that is not."""
    desk = Desk(session.corpus.root.parent / "desk.json")
    session.open(1)
    session.caret.select_between(10, 20)
    session.views.here.note(5, 50)
    desk.remember_place(session._store.path, session.bookmark)
    kept = Desk(session.corpus.root.parent / "desk.json").bookmark(session._store.path)

    again = Session(session.corpus, session._store, "tester", bookmark=kept)

    assert (again.index, again.caret.place.highlight) == (1, session.caret.place.highlight)
    assert list(again.views.here) == [(5, 50)]
    assert again.views.unseen
    again.toggle_done()
    assert again.saving.settle(timeout=5)
    after = Session(session.corpus, session._store, "tester", bookmark=again.bookmark)
    assert after.index == 0


def test_a_damaged_bookmark_is_read_as_far_as_it_goes(session: Session) -> None:
    """What is no range is left out."""
    desk = Desk(session.corpus.root.parent / "desk.json")
    desk._kept = {"places": {str(session._store.path.resolve()): {
        "article": "a", "cursor": 3, "selection": [4, "x"], "seen": {"t": [[1, 2], [3], "4", [9, 8]], "u": 5},
    }}}  # fmt: skip

    found = desk.bookmark(session._store.path)

    assert found == Bookmark("a", 3, None, {"t": ((1, 2),)})
