"""Number phrases: quantities with all that belongs to them, and what only looks like one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.resources import folder
from reader.text.graphemes import snap
from reader.text.numbers import number_at, numbers
from tests.strategies import texts

SAMPLES = {
    "000_6ab15a8d931c05ba": ["two", "One", "two", "some 2,000"],
    "003_74ce05c8ee3e18f8": [
        "at least 49",
        "At least 49",
        "two",
        "two",
        "14",
        "one",
        "more than 6,500",
        "around 2,000",
    ],
}
"""Every quantity in the sample articles, in order; their years, dates and times are none."""

WORDS = ["2,000", "at least", " of ", "between ", " and ", "million", "a ", "twenty", "third", " km", "٣", "x"]
LOOSE = st.lists(st.sampled_from([*"15.,:-%$ \n", *WORDS]), max_size=14).map("".join)
"""Digits, number words and what may stand beside them, in every order."""


def listed(text: str) -> list[str]:
    """The different number phrases over the code points of a text."""
    spans = {span for offset in range(len(text)) if (span := number_at(text, offset))}
    return [span.of(text) for span in sorted(spans)]


@pytest.mark.parametrize(("name", "expected"), SAMPLES.items())
def test_the_samples_have_just_these_numbers(name: str, expected: list[str]) -> None:
    """With their qualifiers, and without a year, a date or a time; each from all of its code points."""
    text = (folder("seeds") / f"{name}.txt").read_bytes().decode()

    found = [number_at(text, offset) for offset in range(len(text))]

    spans = sorted({span for span in found if span})
    assert [span.of(text) for span in spans] == expected
    assert list(numbers(text, 0, len(text))) == spans
    assert all(snap(text, span) == span for span in spans)
    assert sum(span is not None for span in found) == sum(len(span) for span in spans)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("killed 49 people", "49"),
        ("killed at least 49 people", "at least 49"),
        ("No more than 5 came", "No more than 5"),
        ("as many as 30 men", "as many as 30"),
        ("well over 100 men", "well over 100"),
        ("slightly more than 5 men", "slightly more than 5"),
        ("an estimated 5,000 men", "an estimated 5,000"),
        ("at\nleast\n49 men", "at\nleast\n49"),
        ("rose 5% in", "5%"),
        ("rose 5 % in", "5 %"),
        ("rose 12.5 per cent in", "12.5 per cent"),
        ("rose 3 percent.", "3 percent"),
        ("by 20 percentage points.", "20 percentage points"),
        ("cost $5 million.", "$5 million"),
        ("cost US$3.5bn.", "US$3.5bn"),
        ("cost €1,000.", "€1,000"),
        ("cost USD 500.", "USD 500"),
        ("cost 2 million dollars.", "2 million dollars"),
        ("some 1.2 million people", "some 1.2 million"),
        ("5-10 people", "5-10"),
        ("5–10% of", "5–10%"),
        ("between 5 and 10 people", "between 5 and 10"),
        ("from 5 to 10 km away", "from 5 to 10 km"),
        ("4 to 5 million people", "4 to 5 million"),
        ("two or three people", "two or three"),
        ("at -5 °C today", "-5 °C"),
        ("over 3 km away", "over 3 km"),
        ("in 100km of it", "100km"),
        ("a third of it", "a third"),
        ("two thirds of it", "two thirds"),
        ("three-quarters of it", "three-quarters"),
        ("half of it", "half"),
        ("hundreds of people", "hundreds"),
        ("tens of thousands of people", "tens of thousands"),
        ("more than a million people", "more than a million"),
        ("twenty-five men", "twenty-five"),
        ("a hundred and five men", "a hundred and five"),
        ("1\u00a0000 km away", "1\u00a0000 km"),
        ("1.234.567 men", "1.234.567"),
        ("was 3.14, so", "3.14"),
        ("a 2,000-strong force", "2,000"),
        ("٣٤ رجلا", "٣٤"),
        ("(49)", "49"),
    ],
)
def test_a_quantity_is_taken_whole(text: str, number: str) -> None:
    """With qualifier, sign, currency, scale, unit and range, from each of its code points."""
    start = text.index(number)

    assert listed(text) == [number]
    assert all(number_at(text, offset) for offset in range(start, start + len(number)))


@pytest.mark.parametrize(
    "text",
    [
        "in 2020,", "in the 1990s", "from 1990-1995", "2014–2020", "on 13 September", "on September 13,", "May 5, 2020",
        "the 13th of September 2020", "at 00:05,", "at 12:30:15", "2020-01-02", "13.09.2022", "1/2/2022", "the 20th",
        "the 3rd", "Covid19", "someone", "none", "the tent", "4x4", "6,500people", " third", "the third war", "(third)",
        "the quarter", "10:1", "10.0.0.1", "no number",
    ],
)  # fmt: skip
def test_what_is_no_quantity_is_left_to_the_word(text: str) -> None:
    """Years, dates, times, ordinals, digits inside words, and no part of a longer figure."""
    assert listed(text) == []


@given(st.one_of(texts(), LOOSE))
def test_a_number_in_any_text_holds_the_cursor(text: str) -> None:
    """It is trimmed, cuts no run of letters or digits, and every code point of it gives the same."""
    for offset in range(len(text)):
        number = number_at(text, offset)
        if number is not None:
            assert number.holds(offset)
            assert number.of(text) == number.of(text).strip()
            assert not text[: number.start][-1:].isalnum()
            assert not text[number.end :][:1].isalnum()
            assert number_at(text, number.end - 1) == number


@given(st.one_of(texts(), LOOSE, st.lists(LOOSE, max_size=15).map(" ".join)))
def test_the_numbers_of_a_text_are_those_at_their_own_starts(text: str) -> None:
    """All of them, in order, and the same when the text is asked for in pieces."""
    every = list(numbers(text, 0, len(text)))

    assert [number_at(text, number.start) for number in every] == every
    assert [number for low in range(0, len(text), 7) for number in numbers(text, low, low + 7)] == every
    assert {number for offset in range(len(text)) if (number := number_at(text, offset))} == set(every)
