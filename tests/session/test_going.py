"""What brings the cursor to something."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.session import annotating, going
from reader.session.session import Session


def here(session: Session, size: int = 8) -> str:
    """The text from the cursor on."""
    return session.article.text[session.caret.place.cursor :][:size]


def highlighted(session: Session) -> str | None:
    """What is highlighted."""
    span = session.caret.place.highlight
    return span.of(session.article.text) if span else None


def test_hops_stop_at_names_and_numbers_in_turn(session: Session) -> None:
    """And back the same way."""
    stops = []
    for _ in range(6):
        going.hop(session, 1)
        stops.append(session.caret.place.cursor)
    texts = [session.article.text[stop:].split()[0].strip(",.") for stop in stops]
    back = []
    for _ in range(5):
        going.hop(session, -1)
        back.append(session.caret.place.cursor)

    assert texts == ["Armenia-Azerbaijan", "Armenia", "Nikol", "Moscow", "Russian-Armenian", "Russian-led"]
    assert back == stops[-2::-1]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)
@given(st.data())
def test_a_hop_never_stops_in_a_tagged_name(session: Session, data: st.DataObject) -> None:
    """Whatever was tagged before; and every stop is further on."""
    for _ in range(data.draw(st.integers(0, 5))):
        session.caret.go(data.draw(st.integers(0, len(session.article) - 1)))
        annotating.tag(session, data.draw(st.sampled_from(["actor", "place", "figure", "claim"])))
    session.caret.go(0)
    before = -1

    while not going.hop(session, 1):
        cursor = session.caret.place.cursor
        assert cursor > before
        assert all(session.labels.is_long(a.label) for a in session.annotations.at(cursor))
        before = cursor


def test_a_name_is_one_stop_even_when_a_part_of_it_is_known(session: Session) -> None:
    """From inside a name the next stop is behind it."""
    session.caret.go(session.article.text.index("Pashinyan and Russian"))
    annotating.tag(session, "actor")
    session.caret.go(session.article.text.index("Nikol Pashinyan"))

    going.hop(session, 1)

    assert here(session, 6) == "Moscow"


def test_the_parts_of_a_passage(session: Session) -> None:
    """Inside a claim `m` and `M` stay among its parts; coming out picks it."""
    annotating.tag(session, "claim")
    session.caret.go(session.article.text.index("Moscow"))
    annotating.tag(session, "place")
    session.caret.go(session.article.text.index("Gyumri"))
    annotating.tag(session, "place")
    session.caret.go(0)

    entered = going.step_inside(session)
    first, none = going.go_span(session, 1), going.go_span(session, 1)
    at_first = highlighted(session)
    out = going.step_inside(session)
    beyond = [going.go_span(session, 1), going.go_span(session, 1)]

    assert entered == "inside the claim: 1 part; the same key comes out"
    assert (first, at_first, none) == ("", "Moscow", "no span after this one in this claim")
    assert out == "out of the claim"
    assert beyond == ["", ""]
    assert highlighted(session) == "Gyumri"


def test_outside_of_passages_there_is_nothing_to_step_into(session: Session) -> None:
    """It is said."""
    assert going.step_inside(session) == "no passage here to step into"


def test_the_stack_under_the_cursor(session: Session) -> None:
    """From the innermost out and round; the one picked is what `d` deletes."""
    session.caret.go(session.article.text.index("Moscow"))
    annotating.tag(session, "place")
    annotating.tag(session, "claim")

    said = [going.cycle(session) for _ in range(3)]
    going.cycle(session)
    annotating.delete(session)

    assert [sentence.split()[1] for sentence in said] == ["place", "claim", "place"]
    assert session.annotations.count("claim") == 0
    assert going.cycle(session) == "picked place “Moscow”"


def test_search_goes_round(session: Session) -> None:
    """And says so; a search for nothing new goes on with the last."""
    nothing = going.find_by(session, 1)
    first = going.find(session, "vardenis")
    round_again = going.find_by(session, 1)
    missing = going.find(session, "Atlantis")

    assert nothing == "nothing searched for yet"
    assert (first, here(session)) == ("", "Vardenis")
    assert round_again == "“Vardenis” (round the end)"
    assert missing == "“Atlantis” is not in this article"


def test_the_quotation_to_copy(session: Session) -> None:
    """What is highlighted, else the span here, else the sentence."""
    sentence = going.quotation(session)
    session.caret.go(session.article.text.index("Moscow"))
    annotating.tag(session, "place")

    assert sentence.startswith("As a result of the\nlatest")
    assert going.quotation(session) == "Moscow"
