"""The rules of the label keys, on the first sample."""

from __future__ import annotations

import pytest

from reader.core.annotations import Annotations
from reader.core.label import DEFAULT_LABELS
from reader.core.span import Span
from reader.session import annotating, going
from reader.session.making import undo
from reader.session.memory import Memory
from reader.session.place import Place, Selection
from reader.session.session import Session
from reader.session.tagging import Scene
from reader.text.graphemes import snap


def at(session: Session, words: str, inside: str | None = None) -> None:
    """Put the cursor on the first place of these words, or on a part of them."""
    start = session.article.text.index(words)
    session.caret.go(start + (words.index(inside) if inside else 0))


def tagged(session: Session) -> list[tuple[str, str]]:
    """Label and text of every annotation in order."""
    return [(annotation.label, annotation.text) for annotation in session.annotations]


def test_one_key_from_the_start_tags_the_first_sentence(session: Session) -> None:
    """`c` takes [0, 223), across the hard line break."""
    annotating.tag(session, "claim")

    (annotation,) = session.annotations
    assert annotation.span == Span(0, 223)
    assert annotation.text == session.article.text[:223]
    assert annotation.annotator == "tester"


@pytest.mark.parametrize(
    ("words", "inside", "label", "taken"),
    [
        ("Prime Minister of Armenia Nikol Pashinyan", "Nikol", "actor", "Nikol Pashinyan"),
        ("Prime Minister of Armenia Nikol Pashinyan", "Pashinyan", "actor", "Nikol Pashinyan"),
        ("Prime Minister of Armenia Nikol Pashinyan", "Prime", "actor", "Nikol Pashinyan"),
        ("Prime Minister of Armenia Nikol Pashinyan", "Armenia", "place", "Armenia"),
        ("some 2,000 peacekeepers", "2,000", "figure", "some 2,000"),
        ("in 2020 over", "2020", "figure", "2020"),
        ("heavy fighting", "heavy", "actor", "heavy"),
    ],
)
def test_the_default_unit_of_each_label(session: Session, words: str, inside: str, label: str, taken: str) -> None:
    """Names without titles, numbers with qualifiers, else the word."""
    at(session, words, inside)

    annotating.tag(session, label)

    assert tagged(session) == [(label, taken)]


def test_the_selection_is_what_a_key_tags(session: Session) -> None:
    """Highlighted words are taken as they are, without blanks at their ends."""
    start = session.article.text.index(" heavy fighting.")
    session.caret.select_between(start, start + len(" heavy fighting") - 1)

    annotating.tag(session, "actor")

    assert tagged(session) == [("actor", "heavy fighting")]
    assert session.caret.place.highlight is None


def test_another_key_inside_a_tagged_name_changes_its_label(session: Session) -> None:
    """The annotation keeps its id; one undo brings the old label back."""
    at(session, "Nikol Pashinyan")
    annotating.tag(session, "actor")
    (before,) = session.annotations

    annotating.tag(session, "place")

    (after,) = session.annotations
    assert (after.id, after.span, after.label) == (before.id, before.span, "place")
    undo(session)
    assert list(session.annotations) == [before]


def test_the_same_key_again_changes_nothing_and_says_so(session: Session) -> None:
    """The very same label on the very same span exists once."""
    at(session, "Nikol Pashinyan")
    annotating.tag(session, "actor")
    before = session.annotations

    sentence = annotating.tag(session, "actor")

    assert sentence == "“Nikol Pashinyan” is already actor"
    assert session.annotations == before
    assert undo(session) == "undone: actor “Nikol Pashinyan”"
    assert undo(session) == "nothing to undo"


def test_a_claim_key_inside_a_tagged_name_tags_the_sentence(session: Session) -> None:
    """Only names are relabelled by name labels; a passage label takes its own unit."""
    at(session, "Nikol Pashinyan")
    annotating.tag(session, "actor")

    annotating.tag(session, "claim")

    assert [label for label, _ in tagged(session)] == ["claim", "actor"]


def test_a_name_key_inside_a_claim_tags_the_name(session: Session) -> None:
    """Spans nest."""
    annotating.tag(session, "claim")
    at(session, "Moscow")

    annotating.tag(session, "place")

    assert tagged(session)[1] == ("place", "Moscow")


def test_a_nested_name_needs_a_highlight(session: Session) -> None:
    """With the inner words selected a second name goes inside the first."""
    at(session, "Armenian Ministry of Defence")
    annotating.tag(session, "actor")
    start = session.article.text.index("Armenian Ministry of Defence")
    session.caret.select_between(start, start + 7)

    annotating.tag(session, "place")

    assert tagged(session) == [("actor", "Armenian Ministry of Defence"), ("place", "Armenian")]


def test_two_labels_on_one_extent(session: Session) -> None:
    """A selection may put a second label on the same span; relabelling to it then changes nothing."""
    at(session, "Moscow")
    annotating.tag(session, "place")
    start = session.article.text.index("Moscow")
    session.caret.select_between(start, start + 5)
    annotating.tag(session, "actor")

    sentence = annotating.tag(session, "place")

    assert sentence == "“Moscow” is already place"
    assert tagged(session) == [("actor", "Moscow"), ("place", "Moscow")]


def test_a_picked_span_is_what_a_key_relabels(session: Session) -> None:
    """After `m` the label keys and `d` mean the span that is highlighted, even a claim."""
    annotating.tag(session, "claim")
    session.caret.go(0)
    going.go_span(session, 1)

    annotating.tag(session, "figure")

    assert [label for label, _ in tagged(session)] == ["figure"]


def test_crossing_spans_are_allowed(session: Session) -> None:
    """Neither inside the other."""
    session.caret.select_between(0, 20)
    annotating.tag(session, "claim")
    session.caret.select_between(10, 30)
    annotating.tag(session, "claim")

    first, second = session.annotations
    assert first.span.crosses(second.span)


def test_nothing_to_tag_is_said(session: Session) -> None:
    """Blanks and an empty selection take no label."""
    session.open(1)
    session.caret.go(session.article.text.index("\n\n"))

    assert annotating.tag(session, "actor") == "nothing to tag as actor here"
    assert annotating.tag(session, "claim") == "nothing to tag as claim here"
    session.caret.select_between(185, 186)
    assert annotating.tag(session, "claim") == "nothing to tag as claim here"


def test_delete_takes_the_innermost(session: Session) -> None:
    """The name goes, the claim around it stays; then the claim."""
    annotating.tag(session, "claim")
    at(session, "Moscow")
    annotating.tag(session, "place")

    assert annotating.delete(session) == "deleted place “Moscow”"
    assert [label for label, _ in tagged(session)] == ["claim"]
    annotating.delete(session)
    assert annotating.delete(session) == "no span here to delete"


def test_proposals_say_what_the_keys_will_do(session: Session) -> None:
    """The peek line's values: kind and span of each label, before any key."""
    at(session, "Nikol Pashinyan")
    annotating.tag(session, "actor")

    proposals = [p for p in session.proposals() if p is not None]

    assert [(p.label.name, p.kind) for p in proposals] == [
        ("claim", "tag"), ("actor", "same"), ("place", "relabel"), ("figure", "relabel"),
    ]  # fmt: skip
    assert proposals[0].span == Span(0, 223)


def test_a_selection_without_its_blanks_cuts_no_cluster() -> None:
    """A blank that carries a combining mark is one character with it, and stays or goes whole."""
    text = "one \u0301two"
    place = Place(0, Selection(Span(0, 4), Span(0, 4)))

    proposal = Scene(text, Annotations(), place, DEFAULT_LABELS, Memory()).propose(DEFAULT_LABELS["actor"])

    assert proposal is not None
    assert proposal.span == snap(text, proposal.span)


@pytest.mark.parametrize("key", ["delete", "relabel"])
def test_what_is_gone_is_not_changed(session: Session, key: str) -> None:
    """A click that arrives after the span it meant was deleted picks nothing that a key could bring back."""
    at(session, "Moscow")
    annotating.tag(session, "place")
    (gone,) = session.annotations
    annotating.delete(session)
    session.caret.pick(gone)

    if key == "delete":
        assert annotating.delete(session) == "no span here to delete"
    else:
        annotating.tag(session, "actor")

    assert [a.id for a in session.annotations if a.id == gone.id] == []
