"""The list of changes: what it says, what has become of each step, and undoing back to one; also over restarts."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from reader.core.annotation import Annotation
from reader.core.change import Change
from reader.core.span import Span
from reader.session import annotating
from reader.session.chronicle import Chronicle, summary
from reader.session.making import redo, undo
from reader.session.session import Session
from reader.session.telling import shortly, told
from tests.conftest import OpenSession

FIRST = "000_6ab15a8d931c05ba.txt"
SECOND = "003_74ce05c8ee3e18f8.txt"


def chronicle(session: Session) -> Chronicle:
    """All of it, read at once."""
    made = Chronicle(session)
    for some in made.read():
        made.take(some)
    return made


def put(session: Session, offset: int, label: str = "actor") -> None:
    """A step that puts a span of one character into the article in hand."""
    made = session.author.annotate(session.article.text, Span(offset, offset + 1), label)
    session.do(Change(session.article.id, added=(made,)))


def starts(session: Session) -> set[int]:
    """Where the spans of the article in hand begin."""
    return {annotation.span.start for annotation in session.annotations}


@pytest.mark.parametrize("seed", range(6))
def test_every_step_is_there_with_what_became_of_it(open_session: OpenSession, seed: int) -> None:
    """After any steps, undos, redos and restarts; undoing to one leaves exactly what was there before it."""
    chance = random.Random(seed)
    session = open_session()
    steps: list[int] = []
    done: list[int] = []
    undone: list[int] = []
    for number in range(30):
        match chance.choice(["put", "put", "undo", "undo", "redo", "restart"]):
            case "put":
                put(session, number)
                steps.append(number)
                done.append(number)
                undone.clear()
            case "undo":
                undo(session)
                undone += [done.pop()] if done else []
            case "redo":
                redo(session)
                done += [undone.pop()] if undone else []
            case _:
                session.close()
                session = open_session()
    seen = chronicle(session)
    rows = range(len(seen))

    assert [seen[row].offset for row in rows] == steps[::-1]
    expected = ["done" if step in done else "undone" if step in undone else "gone" for step in steps[::-1]]
    assert [seen.state(row) for row in rows] == expected
    counts = [sum(e == "done" for e in expected[: row + 1]) if expected[row] == "done" else 0 for row in rows]
    assert [seen.steps_to(row) for row in rows] == counts
    if done:
        back = chance.choice(done)
        taken, trouble = seen.undo_to(steps[::-1].index(back), 1_000)
        assert (taken, trouble) == (len(done) - done.index(back), "")
        assert starts(session) == set(done[: done.index(back)])
        assert seen.state(steps[::-1].index(back)) == "undone"


def test_a_step_is_found_again_in_its_article(open_session: OpenSession) -> None:
    """Also one of a former session in another article; one in an article that is gone says so."""
    session = open_session()
    put(session, 40)
    session.open(1)
    put(session, 70)
    session.close()
    session = open_session()
    session.open(0)
    seen = chronicle(session)

    session_places = [(seen.go(row), session.article.id, session.caret.place.cursor) for row in (0, 1)]

    assert [place[1:] for place in session_places] == [(SECOND, 70), (FIRST, 40)]
    assert seen[0].at > ""
    assert seen[0].by == session.author.name
    assert Chronicle.go(_with_article(seen, "gone.txt"), 0) == "gone.txt is not there any more"


def _with_article(seen: Chronicle, article: str) -> Chronicle:
    seen._rows[0] = seen[0]._replace(article=article)
    return seen


def test_words_narrow_it(open_session: OpenSession) -> None:
    """All of them must stand in what was done, by whom, where or when."""
    session = open_session()
    put(session, 0)
    put(session, 1, "place")
    session.toggle_done()
    seen = chronicle(session)

    assert [list(seen.matching(query)) for query in ("tag", "TAG place", "done", "000_ tag", "nothing", " ")] == [
        [1, 2],
        [1],
        [0],
        [1, 2],
        [],
        [0, 1, 2],
    ]
    assert list(seen.matching("tag", [2])) == [2]


def test_it_says_what_undo_would_do(open_session: OpenSession) -> None:
    """For the newest, for one below it, and for one taken back; one whose article is gone stops it."""
    session = open_session()
    put(session, 0)
    put(session, 1)
    undo(session)
    put(session, 2)
    undo(session)
    seen = chronicle(session)
    said = [summary(seen, row) for row in range(3)]
    redo(session)
    put(session, 3)
    later = chronicle(session)

    assert said == ["taken back; U makes steps again", "taken back", "u takes it back"]
    assert summary(later, 3) == "u takes back 3 steps, down to this one"


def test_undo_stops_where_it_cannot_go_on(open_session: OpenSession, corpus_folder: Path) -> None:
    """A step in an article that is gone is named, and marked; nothing below it is touched by that key."""
    session = open_session()
    put(session, 5)
    session.open(1)
    put(session, 6)
    session.close()
    (corpus_folder / SECOND).unlink()
    session = open_session()
    seen = chronicle(session)

    taken, trouble = seen.undo_to(1, 1_000)

    assert taken == 0
    assert trouble.startswith("that cannot be undone")
    assert [seen.state(row) for row in (0, 1)] == ["stuck", "done"]
    assert summary(seen, 0) == "it cannot be taken back"
    assert seen.steps_to(1) == 1


# What is said

TEXT = "Moscow said Moscow and Kyiv."


def span(words: str, label: str = "place", id_: str = "") -> Annotation:
    """An annotation on the first place of words."""
    start = TEXT.index(words)
    return Annotation(id_ or words, Span(start, start + len(words)), label, words, "me", "", "")


MOSCOW, KYIV = span("Moscow"), span("Kyiv")
AGAIN = MOSCOW._replace(id="again", span=Span(12, 18))


@pytest.mark.parametrize(
    ("step", "words"),
    [
        ((Change("a", added=(MOSCOW,)),), "tag place “Moscow”"),
        ((Change("a", added=(MOSCOW, AGAIN)),), "tag place “Moscow”, 2 spans"),
        ((Change("a", added=(MOSCOW,)), Change("b", added=(AGAIN,))), "tag place “Moscow”, 2 spans in 2 articles"),
        ((Change("a", added=(MOSCOW, KYIV._replace(label="actor"))),), "tag place, actor, 2 spans"),
        ((Change("a", removed=(MOSCOW, KYIV)),), "delete place, 2 spans"),
        ((Change("a", (MOSCOW,), (MOSCOW.relabelled("actor", ""),)),), "relabel place → actor “Moscow”"),
        ((Change("a", (MOSCOW,), (MOSCOW._replace(span=Span(0, 11), text="Moscow said"),)),),
         "edge of place “Moscow” → “Moscow said”"),
        ((Change("a", (MOSCOW,), (MOSCOW._replace(note="who?"),)),), "note “who?” on place “Moscow”"),
        ((Change("a", (MOSCOW,), (MOSCOW._replace(flag=True),)),), "flag place “Moscow”"),
        ((Change("a", (MOSCOW,), (KYIV,)),), "place “Moscow” out, place “Kyiv” in"),
        ((Change("a", offered=(MOSCOW, KYIV)),), "suggest place, 2 spans"),
        ((Change("a", withdrawn=(MOSCOW,)),), "refuse place “Moscow”"),
        ((Change("a", added=(MOSCOW,), withdrawn=(MOSCOW,)),), "accept place “Moscow”"),
        ((Change("a", withdrawn=(MOSCOW,), offered=(AGAIN,)),), "move suggestions place “Moscow”"),
        ((Change("a", (MOSCOW,), (MOSCOW._replace(before="x"),)),), "move place “Moscow”"),
        ((Change("a", status=("open", "done")),), "done"),
        ((Change("a", status=("done", "open")),), "open again"),
        ((Change("a", status=("open", "skipped")),), "skipped"),
        ((Change("a", note=("", "look")),), "note on the article “look”"),
        ((Change("a", flag=(False, True)),), "flag the article"),
        ((Change("a", added=(MOSCOW,), status=("open", "done")),), "tag place “Moscow”; done"),
    ],
)  # fmt: skip
def test_a_step_is_told_in_a_line(step: tuple[Change, ...], words: str) -> None:
    """What was done, to which words, how often and in how many articles."""
    assert told(step) == words


def test_what_was_done_to_many_spans_reads_the_same_where_it_is_taken_back() -> None:
    """Not that so many spans went out and as many in; of one span, and of those just put in, there are fewer words."""
    flagged = Change("a", (MOSCOW, KYIV), (MOSCOW._replace(flag=True), KYIV._replace(flag=True)))

    assert shortly((flagged,)) == told((flagged,)) == "flag place, 2 spans"
    assert shortly((Change("a", (MOSCOW,), (MOSCOW._replace(flag=True),)),)) == "flag on place “Moscow”"
    assert shortly((Change("a", added=(MOSCOW, AGAIN)),)) == "place “Moscow” × 2"


def test_tagging_everywhere_reads_as_it_was_meant(open_session: OpenSession) -> None:
    """The key for all of a string is one row with their number."""
    session = open_session()
    session.caret.go(session.article.text.index("Nagorno-Karabakh. The latter"))
    annotating.tag_all(session, "place")

    assert chronicle(session)[0].what == "tag place “Nagorno-Karabakh”, 5 spans"
