"""The memory: strings tagged before, found again as whole words."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.core.span import Span
from reader.session.memory import Memory, determined

WORD = st.sampled_from(["Moscow", "Armenia", "army", "of", "the", "49"])
WORDS = st.lists(WORD, min_size=1, max_size=3).map(" ".join)
TAGS = st.lists(st.tuples(WORDS, st.sampled_from(["actor", "place"])), max_size=12)


def learn_all(memory: Memory, spans: Iterable[tuple[str, str]]) -> None:
    """Count many strings with their labels."""
    for string, label in spans:
        memory.learn(string, label)


def knowing(*strings: str) -> Memory:
    """A memory of places."""
    memory = Memory()
    learn_all(memory, ((string, "place") for string in strings))
    return memory


@given(TAGS, st.data())
def test_what_is_forgotten_was_never_there(tags: list[tuple[str, str]], data: st.DataObject) -> None:
    """In any order: the memory is what it would be without."""
    gone = data.draw(st.permutations(tags))[: data.draw(st.integers(0, len(tags)))]
    left = list(tags)
    for tag in gone:
        left.remove(tag)
    memory, other = Memory(), Memory()

    learn_all(memory, tags)
    for tag in gone:
        memory.forget(*tag)
    learn_all(other, left)

    text = "Moscow of Armenia, the army of the 49. Moscow Moscow army"
    assert {s: dict(memory.labels(s)) for s, _ in left} == {s: dict(other.labels(s)) for s, _ in left}
    assert list(memory.occurrences(text, 0, len(text))) == list(other.occurrences(text, 0, len(text)))
    assert memory.with_determiner == other.with_determiner


@pytest.mark.parametrize(
    ("known", "text", "at", "found"),
    [
        (["Moscow"], "in Moscow today", "oscow", "Moscow"),
        (["Moscow"], "the Moscows are", "oscow", None),
        (["Armenia", "Armenia Defence"], "the Armenia Defence Ministry", "Defence", "Armenia Defence"),
        (["Nagorno Karabakh"], "the Nagorno\nKarabakh war", "Kara", "Nagorno\nKarabakh"),
        (["$5 million"], "about $5 million in", "million", "$5 million"),
        (["北京"], "我在北京工作", "京", "北京"),
        (["Ереван"], "в Ереване", "Ереван", None),
    ],
)
def test_the_longest_string_over_a_place(known: list[str], text: str, at: str, found: str | None) -> None:
    """Whole words, over line breaks; in scripts without blanks anywhere."""
    span = knowing(*known).covering(text, text.index(at))

    assert (span.of(text) if span else None) == found


def test_the_usual_label_is_the_one_given_most_often() -> None:
    """And none for a string that was never tagged."""
    memory = Memory()
    learn_all(memory, [("Moscow", "actor"), ("Moscow", "place"), ("Moscow", "place")])

    assert memory.usual("Moscow") == "place"
    assert memory.usual("Yerevan") is None


def test_determiners_are_included_when_they_mostly_are() -> None:
    """Counted against the names tagged right behind one."""
    text, memory = "the army of the town", Memory()
    memory.learn("the army", "actor")
    mostly = memory.with_determiner
    memory.notice(text, Span(text.index("town"), len(text)))

    assert (mostly, memory.with_determiner) == (True, False)
    assert determined(text, Span(4, 8)) == Span(0, 8)


def test_nothing_is_remembered_beyond_the_end_of_a_text() -> None:
    """A text that ends with a string that begins a longer one known as well."""
    memory = knowing("Moscow", "Moscow Times today")

    assert memory.covering("They met in Moscow", 14) == Span(12, 18)
    assert list(memory.occurrences("Moscow", 0, 6)) == [Span(0, 6)]
