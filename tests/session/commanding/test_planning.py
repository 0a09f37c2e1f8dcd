"""What a command does in an article: held against a slow and plain reading of the same words."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.core.annotation import Annotation
from reader.core.annotations import Annotations
from reader.core.article import Article
from reader.core.change import Change
from reader.core.label import DEFAULT_LABELS
from reader.core.record import Record
from reader.core.span import Span
from reader.session.commanding import conditions
from reader.session.commanding.conditions import SlowError
from reader.session.commanding.parsing import parse
from reader.session.commanding.planning import Edit, Planner
from reader.session.tagging import Author
from tests.strategies import annotations as some_annotations
from tests.strategies import texts

ME = Author("me", "2026-11-22T10:00:00.000+00:00")
TEXT = "Moscow said that 200 men left Moscow.\nThe Moscow Times denied it. Moscowites stay."
SAID = Span(0, 37)


def planner(command: str) -> Planner:
    """One for this command."""
    return Planner(parse(command, DEFAULT_LABELS), DEFAULT_LABELS, ME)


def spans(*made: tuple[str, str], **more: Any) -> Annotations:
    """Annotations on the first place of words of the text, by label."""
    return Annotations(
        Annotation(f"{n:016x}", Span(0, 1), label, "", "ann", "2026-11-20T09:00:00.000+00:00", "2026-11-21")
        .placed(TEXT, Span(TEXT.index(words), TEXT.index(words) + len(words)))
        ._replace(**more)
        for n, (label, words) in enumerate(made)
    )


def planned(command: str, there: Annotations | None = None, text: str = TEXT, **more: Any) -> list[Edit]:
    """What it would do."""
    article = Article("news/1.txt", text)
    record = replace(Record.of(article), annotations=there or Annotations(), **more)
    return planner(command).edits(article, record)


def listed(condition: str, there: Annotations, **more: Any) -> list[str]:
    """The words of the spans that meet a condition."""
    return [edit.shown.text for edit in planned(f"list * where {condition}", there, **more) if edit.shown]


THERE = spans(("claim", TEXT[:37]), ("actor", "Moscow"), ("figure", "200 men"), ("place", "Moscow Times"))


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        ("text = Moscow", ["Moscow"]),
        ("text = moscow", []),
        ("text = 'moscow'i", ["Moscow"]),
        ("text != Moscow", [TEXT[:37], "200 men", "Moscow Times"]),
        ("text contains 'Moscow'", [TEXT[:37], "Moscow", "Moscow Times"]),
        (r"text ~ /^\d+/", ["200 men"]),
        ("text like 'Mosc?w*'", [TEXT[:37], "Moscow", "Moscow Times"]),
        ("length > 7", [TEXT[:37], "Moscow Times"]),
        ("length = 7 chars", ["200 men"]),
        ("length >= 2 words", [TEXT[:37], "200 men", "Moscow Times"]),
        ("label = figure or label = place", ["200 men", "Moscow Times"]),
        ("contains figure", [TEXT[:37]]),
        ("contains *", [TEXT[:37]]),
        ("inside claim", ["Moscow", "200 men"]),
        ("overlaps actor", [TEXT[:37]]),
        ("not overlaps *", ["Moscow Times"]),
        ("flag", []),
        ("note", []),
        ("note = ''", [TEXT[:37], "Moscow", "200 men", "Moscow Times"]),
        ("annotator = ann and article like 'news/*' and length < 7", ["Moscow"]),
        ("article = '1.txt'", []),
        ("status = done", []),
        ("score < 1", []),
        ("created = 2026-11-20 and updated > 2026-11-20 and text = Moscow", ["Moscow"]),
        ("created > 2026-11-20", []),
        ("created < 2026-11-20T09:01 and length = 6", ["Moscow"]),
    ],
)
def test_each_condition_chooses_its_spans(condition: str, words: list[str]) -> None:
    """Of a claim with an actor and a figure in it, and a place beside it."""
    assert listed(condition, THERE) == words


def test_blanks_between_words_are_one_blank() -> None:
    """A line break in a name is no difference, neither in a condition nor in what is to be tagged."""
    there = spans(("place", "Moscow.\nThe"))

    assert listed("text = 'Moscow. The'", there) == ["Moscow.\nThe"]
    assert [edit.span.of(TEXT) for edit in planned("tag place 'Moscow.  The'p")] == ["Moscow.\nThe"]


def test_what_stands_in_the_way_of_a_tag_is_said() -> None:
    """Nothing is tagged twice, in a longer name, or in a part of a word; with `p` parts are."""
    edits = planned("tag place /Moscow/", spans(("actor", "Moscow")))
    parts = planned("tag place /Moscow/p", spans(("actor", "Moscow")))

    assert [edit.why for edit in edits] == ["tagged actor", "", "inside a longer name", "part of a word"]
    assert [edit.why for edit in parts] == ["tagged actor", "", "", ""]
    assert [edit.why for edit in planned("tag actor 'Moscow said'", spans(("actor", "Moscow")))] == ["tagged actor"]
    assert [edit.why for edit in planned("tag claim /.*denied it\\./", THERE)] == [""]
    assert [edit.why for edit in planned("tag claim /Moscow said/", THERE)] == ["tagged claim"]
    assert [edit.why for edit in planned("tag claim /Moscow said.*Moscow\\./", THERE)] == ["claim already"]


def test_no_cluster_is_cut() -> None:
    """A letter without its accent is no match to be tagged."""
    text = "cafe\u0301 👩‍👩‍👧"

    assert [edit.why for edit in planned("tag place /cafe/p", text=text)] == ["would cut a character"]
    assert [edit.why for edit in planned("tag place /👩/p", text=text)] == ["would cut a character"] * 2


def test_a_match_is_trimmed_and_never_empty() -> None:
    """Blanks at its ends are no part of a span; an expression that matches nothing tags nothing."""
    assert [edit.span.of(TEXT) for edit in planned("tag place /\\s+said\\s*|z*/")] == ["said"]


def test_conditions_of_a_tag_are_about_the_span_it_would_make() -> None:
    """Its words, its length and what it would stand in."""
    assert [edit.span.start for edit in planned("tag place /Moscow/ where inside claim", THERE)] == [0, 30]
    assert planned("tag place /Moscow/ where length > 6", THERE) == []


def test_what_is_as_asked_already_is_left() -> None:
    """The same label on the same span, a flag that is there, the same note."""
    both = spans(("actor", "Moscow"), ("place", "Moscow"), ("figure", "Moscow"))

    assert [edit.why for edit in planned("relabel actor place", both)] == ["place already"]
    assert [edit.why for edit in planned("relabel * claim", both)] == ["", "claim already", "claim already"]
    assert [edit.why for edit in planned("flag *", spans(("actor", "Moscow"), flag=True))] == ["flagged already"]
    assert [edit.why for edit in planned("unflag *", both)] == ["not flagged already"] * 3
    assert [edit.why for edit in planned("note * 'x'", spans(("actor", "Moscow"), note="x"))] == [
        "has this note already"
    ]


def test_what_becomes_of_a_span_is_said() -> None:
    """Its label, the label it gets, and the note that would be written over."""

    def said(command: str, there: Annotations) -> list[str]:
        return [edit.outcome(parse(command, DEFAULT_LABELS)) for edit in planned(command, there)]

    plain, noted = spans(("actor", "Moscow")), spans(("actor", "Moscow"), note="who says so?")

    assert said('note actor "sure"', plain) == ["actor"]
    assert said('note actor "sure"', noted) == ["actor, its note “who says so?” goes"]
    assert said("relabel actor place", noted) == ["actor → place"]
    assert said("delete actor", noted) == ["actor"]


def test_suggestions_are_decided() -> None:
    """Accepting makes them annotations with the same id, refusing takes them away; a tag decides those under it."""
    article = Article("news/1.txt", TEXT)
    offered = spans(("actor", "Moscow"), ("place", "Moscow Times"), score=0.5)
    record = replace(Record.of(article), suggestions=offered)

    def after(command: str) -> Record:
        made = planner(command)
        return record.changed(made.change(record, made.edits(article, record)), TEXT)

    accepted, refused, tagged = after("accept actor"), after("refuse * where score < 0.6"), after("tag actor 'Moscow'")

    assert [(a.id, a.label, a.annotator, a.score) for a in accepted.annotations] == [
        (offered[0].id, "actor", "me", None)
    ]
    assert [s.label for s in accepted.suggestions] == ["place"]
    assert (len(refused.annotations), len(refused.suggestions)) == (0, 0)
    assert [s.label for s in tagged.suggestions] == ["place"]


def test_a_hostile_expression_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    """After its time it is an error that names it, wherever it stands."""
    monkeypatch.setattr(conditions, "TIME", 0.05)
    hostile = "/(.*)(.*)(.*)(.*)[^a]/"
    text = "a" * 5_000
    there = Annotations([ME.annotate(text, Span(0, len(text)), "claim")])

    for command in (f"tag place {hostile}", f"list * where text ~ {hostile}"):
        with pytest.raises(SlowError, match="takes too long"):
            planned(command, there, text)


# Against a plain reading

CHOICES: dict[str, Callable[[Annotation, list[Annotation]], bool]] = {
    "": lambda _a, _all: True,
    " where length > 3": lambda a, _all: len(a.text) > 3,
    " where length <= 1 words or text contains 'e'": lambda a, _all: len(a.text.split()) <= 1 or "e" in a.text,
    " where contains place": lambda a, all_: any(
        b is not a and b.label == "place" and a.span.start <= b.span.start and b.span.end <= a.span.end for b in all_
    ),
    " where not inside *": lambda a, all_: (
        not any(b is not a and b.span.start <= a.span.start and a.span.end <= b.span.end for b in all_)
    ),
}


def one_word(text: str) -> bool:
    """Is it so simple that both readings of a word agree?"""
    return len(text.split()) <= 1 and text.isascii() and (text.isalpha() or not text)


@given(
    st.data(),
    st.sampled_from(list(CHOICES)),
    st.sampled_from(["delete", "relabel", "flag"]),
    st.sampled_from(["*", "actor"]),
)
def test_spans_are_chosen_and_changed_as_said(data: st.DataObject, where: str, verb: str, target: str) -> None:
    """All that meet the condition are changed, no other is, and undo brings back what was."""
    text = data.draw(texts())
    there = Annotations(data.draw(some_annotations(text)))
    article = Article("a", text)
    record = replace(Record.of(article), annotations=there)
    made = planner(f"{verb} {target}{' place' if verb == 'relabel' else ''}{where}")
    everything = list(there)
    meets = CHOICES[where]
    if "words" in where and not all(one_word(a.text) for a in everything):
        return

    edits = made.edits(article, record)
    change = made.change(record, edits)
    after = record.changed(change, text)

    chosen = [a for a in everything if target in ("*", a.label) and meets(a, everything)]
    assert [edit.old for edit in edits] == chosen
    untouched = [a for a in everything if a not in chosen]
    assert all(a in after.annotations for a in untouched)
    assert len(after.annotations) == len(everything) - (len(chosen) if verb == "delete" else 0)
    if verb == "relabel":
        assert {(a.span, "place") for a in chosen} <= {(a.span, a.label) for a in after.annotations}
    if verb == "flag":
        assert {a.id for a in after.annotations if a.flag} == {a.id for a in chosen}
    assert after.changed(change.inverse, text).annotations == there


@given(texts(), st.sampled_from(["a", "b", "One", "q", "2,000", "漢", "'s", "A."]), st.booleans())
def test_every_place_of_a_string_is_told(text: str, string: str, parts: bool) -> None:
    """Tagged or with the reason, from left to right, none over the one before; what is tagged fits the text."""
    article = Article("a", text)
    record = Record.of(article)
    made = planner(f'tag place "{string}"{"p" if parts else ""}')

    edits = made.edits(article, record)
    after = record.changed(made.change(record, edits), text)

    places, at = [], text.find(string)
    while at >= 0:
        places.append(at)
        at = text.find(string, at + len(string))
    assert [edit.span.start for edit in edits] == places
    assert [edit.span.start for edit in edits if not edit.why] == [a.span.start for a in after.annotations]
    for edit in edits:
        before, behind = text[edit.span.start - 1 : edit.span.start], text[edit.span.end : edit.span.end + 1]
        if not edit.why:
            assert not any(unicodedata.category(c).startswith("M") for c in behind)
            if not parts and string.isascii() and string[0].isalpha():
                assert not before.isalnum()


def test_nothing_chosen_changes_nothing() -> None:
    """Then there is no change at all; a list never makes one."""
    article = Article("a", TEXT)
    record = replace(Record.of(article), annotations=THERE)
    changes = [planner(c).change(record, planner(c).edits(article, record)) for c in ("list *", "delete * where flag")]

    assert changes == [Change("a")] * 2
