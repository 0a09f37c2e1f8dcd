"""The units a label takes, the ladder they form, and how little of a text they look at."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.core.span import Span
from reader.resources import folder
from reader.text import graphemes, paragraphs, sentences, units, words
from reader.text.units import UNITS, Unit
from reader.text.vocabulary import FUNCTION
from tests.strategies import spans, texts

LOCAL: dict[str, Unit] = {name: unit for name, unit in UNITS.items() if name != "article"}
"""The units whose cost must not grow with the text."""
MOTIONS = {
    f"{module.__name__}.{name}": getattr(module, name)
    for module in (words, sentences, paragraphs)
    for name in ("next_start", "next_end", "previous_start")
}
SAMPLE = (folder("seeds") / "003_74ce05c8ee3e18f8.txt").read_bytes().decode()
HOSTILE = [
    *"aA1. \n\t\r\"'“”()-,$_中。\u0301\u200d🇩\u2028\x1b\u1100",
    "a ", "A ", "Ab ", "A.", "A. ", "A b", "U.S. ", "Mr. ", "Prime ", "Prime Minister ", "of ", "A of the ",
    "1 ", "1,", "1.1", "000,", "1 - ", "at least ", "more than ", "between 1 ", "twenty ", "hundred ", "a third ",
    "Jan 1 ", ". ", ". a", "! ", '."', "“”", ", ", "that ", " - ", "a\n", " \n", "A\n", '"\n',
    "\n" + " " * 99, "A" + " " * 99, "." + " " * 99,
]  # fmt: skip
"""What makes expressions go back and try again, repeated."""
NEAR = SAMPLE[: SAMPLE.index("\n\n\nThe last Nagorno")].strip()
"""A text of several paragraphs, sentences and quotations."""


@given(texts(), st.sampled_from(list(UNITS)))
def test_a_unit_cuts_no_cluster_and_no_blank_hangs_on_it(text: str, name: str) -> None:
    """From every offset; a blank that carries a mark is not only a blank."""
    for offset in range(len(text)):
        unit = units.unit_at(text, offset, name)
        if unit is not None:
            assert graphemes.snap(text, unit) == unit
            assert not graphemes.cluster_at(text, unit.start).of(text).isspace()
            assert not graphemes.cluster_at(text, unit.end - 1).of(text).isspace()


@given(texts(), st.sampled_from(list(UNITS)))
def test_a_unit_is_the_word_where_there_is_no_such_unit(text: str, name: str) -> None:
    """So that a label's key tags something on every word."""
    for offset in range(len(text)):
        word = words.word_at(text, offset)
        bare = name in units.PHRASES and word is not None and word.of(text).lower() in FUNCTION
        assert word is None or bare or units.unit_at(text, offset, name) is not None
        if UNITS[name](text, offset) is None and not bare:
            assert units.unit_at(text, offset, name) == (word and graphemes.snap(text, word))


def test_a_joiner_that_hangs_on_a_word_is_taken_with_it() -> None:
    """A word ends before it, its last cluster does not."""
    text = "A man\u200d came"

    assert units.unit_at(text, 3, "word") == Span(2, 6)
    assert units.grown(text, 3, None) == Span(2, 6)
    assert units.shrunk(text, 3, Span(0, 10)) == Span(2, 6)


@pytest.mark.parametrize("name", ["name", "number"])
def test_there_is_nothing_to_tag_on_a_function_word(name: str) -> None:
    """Neither a name nor a number is made of one; of any other word there is."""
    text = "The men of THE army and May Will"

    found = [units.unit_at(text, text.index(word), name) for word in ("The", "of", "and", "men", "THE", "May", "Will")]

    assert [span is None for span in found] == [True, True, True, False, False, False, False]


@pytest.mark.parametrize("offset", [-1, 3, 99])
def test_there_is_no_unit_outside_the_text(offset: int) -> None:
    """Nothing to tag and nothing to grow to."""
    assert [units.unit_at("abc", offset, name) for name in UNITS] == [None] * len(UNITS)
    assert units.grown("abc", offset, None) is None


@given(texts())
def test_growing_contains_more_at_every_step_and_ends(text: str) -> None:
    """From nothing to the whole text, strictly, in no more steps than there are units."""
    for offset in range(0, len(text), 3):
        ladder: list[Span] = []
        while (larger := units.grown(text, offset, ladder[-1] if ladder else None)) is not None:
            assert not ladder or (larger.contains(ladder[-1]) and larger != ladder[-1])
            ladder.append(larger)
        whole = UNITS["article"](text, offset)
        assert len(ladder) <= len(UNITS)
        assert (ladder[-1] if ladder else None) == (whole and graphemes.snap(text, whole))


@given(texts())
def test_shrinking_lies_inside_at_every_step_and_ends(text: str) -> None:
    """From the whole text to nothing smaller, strictly."""
    for offset in range(0, len(text), 3):
        ladder = [Span(0, len(text))]
        while (smaller := units.shrunk(text, offset, ladder[-1])) is not None:
            assert ladder[-1].contains(smaller)
            assert smaller != ladder[-1]
            ladder.append(smaller)
        assert len(ladder) <= len(UNITS) + 1


@given(st.data(), texts().filter(bool))
def test_any_selection_can_grow_and_shrink(data: st.DataObject, text: str) -> None:
    """Also one that no unit made: what comes contains it, or lies inside it."""
    span, offset = data.draw(spans(text)), data.draw(st.integers(0, len(text) - 1))

    larger, smaller = units.grown(text, offset, span), units.shrunk(text, offset, span)

    assert larger is None or (larger.contains(span) and larger != span)
    assert smaller is None or (span.contains(smaller) and smaller != span)


def test_the_ladder_of_a_sentence_of_the_sample() -> None:
    """Word, name with its group, clause or quotation, sentence, paragraph, article: what a person sees grow."""
    offset = SAMPLE.index("Azeri army")
    steps: list[str] = []
    span = None
    while (span := units.grown(SAMPLE, offset, span)) is not None:
        steps.append(span.of(SAMPLE))

    assert steps[:2] == ["Azeri", "Azeri army"]
    assert steps[2].startswith('the Azeri army took "decisive')
    assert steps[3].startswith("For this reason, the Azeri")
    assert steps[4].startswith("Baku's version")
    assert steps[5] == SAMPLE.strip()
    assert len(steps) == 6


@pytest.mark.parametrize("filler", ["word. ", "“Name 5, ", "\n", "Ab Cd ", "1,", "中", "e\u0301 ", '"', "a\n"])
@pytest.mark.parametrize("name", LOCAL)
def test_a_unit_does_not_depend_on_what_is_far_away(name: str, filler: str) -> None:
    """Half a megabyte of anything on both sides changes no answer."""
    far = filler * (500_000 // len(filler))
    text, shift = f"{far}\n\n{NEAR}\n\n{far}", len(far) + 2

    for offset in range(0, len(NEAR), 97):
        alone = units.unit_at(NEAR, offset, name)
        assert units.unit_at(text, shift + offset, name) == (alone and Span(alone.start + shift, alone.end + shift))


@pytest.mark.parametrize("piece", HOSTILE)
def test_no_text_makes_a_unit_slow(piece: str) -> None:
    """100,000 code points of one thing take milliseconds; a second for all of it is for slow machines."""
    text = piece * (100_000 // len(piece))

    begun = time.process_time()
    found = [
        find(text, offset) for offset in (0, 50_000, len(text) - 1) for find in (*LOCAL.values(), *MOTIONS.values())
    ]

    assert len(found) == 3 * (len(LOCAL) + len(MOTIONS))
    assert time.process_time() - begun < 1.0


@pytest.mark.parametrize("name", MOTIONS)
def test_a_motion_does_not_depend_on_what_is_far_away(name: str) -> None:
    """Inside the text it stops where it stops without it."""
    far, motion = "Word, “word” 5. " * 30_000, MOTIONS[name]
    text, shift = f"{far}\n\n{NEAR}\n\n{far}", len(far) + 2

    for offset in range(0, len(NEAR), 97):
        alone = motion(NEAR, offset)
        assert alone is None or motion(text, shift + offset) == shift + alone
