"""What changes annotations: edges, everywhere, what is said, repeating, going on by itself."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.core.annotation import Annotation
from reader.core.annotations import Annotations
from reader.core.label import DEFAULT_LABELS
from reader.core.span import Span
from reader.session import annotating, going, remarks
from reader.session.everywhere import cuts_word, occurrences
from reader.session.making import undo
from reader.session.memory import Memory
from reader.session.session import Session
from tests.conftest import OpenSession


def at(session: Session, words: str) -> None:
    """Put the cursor on the first place of these words."""
    session.caret.go(session.article.text.index(words))


def tagged(session: Session) -> list[tuple[str, str]]:
    """Label and text of every annotation in order."""
    return [(annotation.label, annotation.text) for annotation in session.annotations]


def test_edge_keys_fix_the_span_just_made(session: Session) -> None:
    """Its end first; `o` has its beginning moved; each key is one step of undo and keeps the identity."""
    at(session, "Moscow")
    annotating.tag(session, "actor")
    (made,) = session.annotations

    annotating.edge_by_word(session, 1)
    annotating.other_edge(session)
    annotating.edge_by_word(session, -1)
    annotating.edge_by_cluster(session, 1)

    assert tagged(session) == [("actor", "sk Moscow to")]
    assert session.annotations[0].id == made.id
    for _ in range(3):
        undo(session)
    assert list(session.annotations) == [made]


def test_edges_of_the_innermost_span_when_the_cursor_was_moved(session: Session) -> None:
    """The span just made is forgotten as soon as the cursor moves."""
    annotating.tag(session, "claim")
    at(session, "Moscow")
    annotating.tag(session, "place")
    session.caret.go(2)

    annotating.edge_by_word(session, -1)

    assert session.annotations[0].text.endswith("treaty on mutual defence")


def test_the_span_just_made_is_what_is_flagged_noted_copied_and_deleted(session: Session) -> None:
    """Also where a smaller one lies under the cursor: that one was not spoken of."""
    at(session, "Moscow")
    annotating.tag(session, "place")
    start = session.article.text.index("Moscow to invoke")
    session.caret.select_between(start + len("Moscow to invoke"), start)
    annotating.tag(session, "claim")

    said = [
        remarks.flag(session),
        remarks.note(session, "whose?"),
        going.quotation(session),
        annotating.delete(session),
    ]

    assert said == [
        "claim “Moscow to invoke” is flagged as unsure",
        "note on claim “Moscow to invoke”",
        "Moscow to invoke",
        "deleted claim “Moscow to invoke”",
    ]
    assert tagged(session) == [("place", "Moscow")]
    assert annotating.delete(session) == "deleted place “Moscow”"


def test_what_was_made_is_not_meant_any_more_once_it_is_undone(session: Session) -> None:
    """The key after that acts on what is under the cursor."""
    at(session, "Moscow")
    annotating.tag(session, "place")
    place = session.caret.place
    undo(session)
    session.caret.put(place)

    assert annotating.delete(session) == "no span here to delete"


def test_edges_of_the_selection(session: Session) -> None:
    """Without a span and a selection the word here is selected first; the cursor is at the edge that moves."""
    at(session, "heavy fighting")

    annotating.edge_by_word(session, 1)
    annotating.edge_by_word(session, 1)

    highlight = session.caret.place.highlight
    assert highlight is not None
    assert highlight.of(session.article.text) == "heavy fighting"
    assert session.caret.place.cursor == highlight.end - 1
    assert tagged(session) == []


def test_two_spans_never_become_one_by_an_edge(session: Session) -> None:
    """The same label on the very same words is refused and said."""
    at(session, "Nikol Pashinyan")
    annotating.tag(session, "actor")
    session.caret.select_unit(session.article.text.index("Nikol"), "word")
    annotating.tag(session, "actor")

    sentence = annotating.edge_by_word(session, 1)

    assert sentence == "“Nikol Pashinyan” is actor already"
    assert tagged(session) == [("actor", "Nikol Pashinyan"), ("actor", "Nikol")]


def test_everywhere_says_what_it_left_out(session: Session) -> None:
    """Whole words, not inside a longer name, not where something is tagged; one step of undo."""
    text = session.article.text
    session.caret.go(text.index("Armenia. Some"))
    annotating.tag(session, "actor")
    at(session, "Armenia Nikol")

    sentence = annotating.tag_all(session, "place")

    made = [a for a in session.annotations if a.label == "place"]
    assert sentence.startswith(f"place “Armenia”: {len(made)} spans; skipped ")
    assert "1 tagged already" in sentence
    assert len(made) > 3
    assert all(a.text == "Armenia" and text[a.span.end] not in "n-" and text[a.span.start - 1] != "-" for a in made)
    undo(session)
    assert tagged(session) == [("actor", "Armenia")]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_everywhere_and_undo_is_the_identity(session: Session, data: st.DataObject) -> None:
    """From any place, with any label, whatever is tagged already."""
    words = data.draw(st.lists(st.integers(0, len(session.article) - 1), max_size=4))
    for offset in words:
        session.caret.go(offset)
        annotating.tag(session, data.draw(st.sampled_from(["claim", "actor", "place", "figure"])))
    before = list(session.annotations)
    session.caret.go(data.draw(st.integers(0, len(session.article) - 1)))
    steps = len(session.history)

    annotating.tag_all(session, data.draw(st.sampled_from(["actor", "place", "figure"])))

    if len(session.history) > steps:
        assert len(session.history) == steps + 1
        assert list(session.annotations) != before
        undo(session)
    assert list(session.annotations) == before


def test_what_is_said_is_a_claim_without_who_says_it(session: Session) -> None:
    """`C` leaves the attribution out."""
    at(session, "authorities report")

    annotating.tag_statement(session, "claim")

    assert tagged(session) == [("claim", 'The situation on the contact line remains "tense"')]


def test_the_last_label_again(session: Session) -> None:
    """On the unit here; at first there is none."""
    first = annotating.repeat(session)
    at(session, "Moscow")
    annotating.tag(session, "place")
    at(session, "Vladivostok")

    annotating.repeat(session)

    assert first == "no label to repeat yet"
    assert tagged(session) == [("place", "Moscow"), ("place", "Vladivostok")]


def test_going_on_by_itself(session: Session) -> None:
    """After a claim to the first name from the cursor on, after a name to the next; edges still fix the span made."""
    session.set_advance(True)

    annotating.tag(session, "claim")
    after_claim = session.article.text[session.caret.place.cursor :][:7]
    annotating.tag(session, "place")
    after_name = session.article.text[session.caret.place.cursor :][:7]
    annotating.edge_by_word(session, 1)

    assert (after_claim, after_name) == ("Armenia", "Armenia")
    assert tagged(session)[1] == ("place", "Armenia-Azerbaijan border")
    assert session.caret.place.cursor == session.article.text.index("Armenia Nikol")


def test_what_was_made_is_deleted_although_the_cursor_went_on(session: Session) -> None:
    """Never the claim that the cursor is in now."""
    annotating.tag(session, "claim")
    session.set_advance(True)
    session.caret.go(0)
    going.hop(session, 1)
    annotating.tag(session, "place")
    (made,) = (a for a in session.annotations if a.label == "place")

    assert not made.span.holds(session.caret.place.cursor)
    assert annotating.delete(session).startswith("deleted place ")
    assert [label for label, _ in tagged(session)] == ["claim"]


def test_a_string_tagged_before_is_a_unit_everywhere(open_session: OpenSession) -> None:
    """In another article and after a restart; the peek line knows what it is usually called."""
    first = open_session()
    first.open(1)
    session_at = first.article.text.index("energy partner")
    first.caret.select_between(session_at, session_at + len("energy partner") - 1)
    annotating.tag(first, "actor")
    first.close()
    again = open_session()
    again.open(1)
    where = again.article.text.index("energy partner")
    going.hop(again, 1)
    assert again.memory.usual("energy partner") == "actor"
    annotating.delete(again)
    again.caret.go(where + 8)
    annotating.delete(again)

    forgotten = again.memory.usual("energy partner")
    annotating.tag(again, "actor")

    assert forgotten is None
    assert tagged(again) == [("actor", "partner")]


def test_a_name_that_holds_a_known_string_is_taken_whole(session: Session) -> None:
    """The longer of the two wins: Moscow, but The Moscow Times."""
    at(session, "Moscow")
    annotating.tag(session, "place")
    session.open(1)
    at(session, "Moscow Times")

    annotating.tag(session, "actor")

    assert [a.text for a in session.annotations] == ["The Moscow Times"]


def test_nothing_can_be_done_to_an_article_that_cannot_be_read(open_session: OpenSession) -> None:
    """Every command says so, and none fails."""
    session = open_session()
    (session.corpus.root / session.corpus.ids[1]).write_bytes(b"\xff")
    session.open(1)

    assert annotating.tag_all(session, "actor") == annotating.CANNOT
    assert annotating.tag_statement(session, "claim") == annotating.CANNOT
    assert annotating.edge_by_word(session, 1) == "nothing to select here"
    assert going.hop(session, 1) == "no untagged name or number after this"
    assert isinstance(session.annotations.innermost(0), Annotation | None)


def test_blanks_alone_stand_nowhere() -> None:
    """An article may be nothing but blanks, and there is no other place like them to tag."""
    assert list(occurrences("\r\n\r\n", "\r\n\r\n", Annotations(), DEFAULT_LABELS)) == []


def test_a_part_of_a_number_is_no_whole_word() -> None:
    """Neither for what is looked for everywhere, nor for what was tagged before."""
    text, memory = "12,000 or 3.12 at 10:12:30, in 12, of 12.", Memory()
    memory.learn("12", "figure")
    places = [Span(31, 33), Span(38, 40)]

    found = [each.span for each in occurrences(text, "12", Annotations(), DEFAULT_LABELS)]

    assert found == places
    assert list(memory.occurrences(text, 0, len(text))) == places
    assert [cuts_word(text, Span(at, at + 2)) for at in (0, 12, 21, 31, 38)] == [True, True, True, False, False]
