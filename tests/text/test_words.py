"""Words, as a person moves and selects by them."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reader.core.span import Span
from reader.text import words
from reader.text.words import WORD
from tests.strategies import texts

LOOSE = st.lists(
    st.sampled_from([*"aB1 .,:'’_-\n中かカー⺀\u0301\u200d\u200cกاé٣Ⅷ", "U.S.", "'s", "20年"]), max_size=14
).map("".join)
"""Whatever may stand inside a word or at its edge."""


def listed(text: str) -> list[Span]:
    """The words of the whole text, as one pass finds them."""
    return [Span(*match.span()) for match in WORD().finditer(text)]


@pytest.mark.parametrize(
    "word",
    [
        "U.S.",
        "2,000",
        "3.5",
        "00:05",
        "didn't",
        "O’Brien",
        "20th",
        "e\u0301te\u0301",
        "snake_case",
        "می‌خواهم",
        "AT&T",
        "Q&A",
    ],
)
def test_one_word_is_one(word: str) -> None:
    """Between blanks, quotes and at the ends of the text, from each of its code points."""
    for text, start in ((f"the {word} of", 4), (f'"{word}"', 1), (word, 0)):
        found = {words.word_at(text, start + offset) for offset in range(len(word))}

        assert found == {Span(start, start + len(word))}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Russia's army", ["Russia", "s", "army"]),
        ("Russia’s army", ["Russia", "s", "army"]),
        ("Armenia-Azerbaijan border", ["Armenia", "Azerbaijan", "border"]),
        ("large-calibre", ["large", "calibre"]),
        ("(CSTO), and", ["CSTO", "and"]),
        ("end.Begin", ["end", "Begin"]),
        ("2022年俄军", ["2022", "年", "俄", "军"]),
        ("カタカナとひらがな", ["カタカナ", "とひらがな"]),
        ("ラーメン屋", ["ラーメン", "屋"]),
        ("Երևան։", ["Երևան"]),
        ("हिन्दी।", ["हिन्दी"]),
        ("... — !", []),
    ],
)
def test_a_text_is_parted_into_words(text: str, expected: list[str]) -> None:
    """Hyphens and the 's part words, one Han character is one, marks stay on their letter."""
    found = {words.word_at(text, offset) for offset in range(len(text))} - {None}

    assert [span.of(text) for span in sorted(span for span in found if span)] == expected
    assert words.count(text) == len(expected)


def test_a_double_click_on_a_possessive_takes_the_name() -> None:
    """The apostrophe belongs to nothing."""
    text = "Azerbaijan's ally"

    assert words.word_at(text, 3) == Span(0, 10)
    assert words.word_at(text, 10) is None


@given(st.one_of(texts(), LOOSE))
@example("a" * 1_000 + " b")
@example("1,1" * 300)
@example("中" * 1_000)
def test_words_are_those_of_the_whole_text(text: str) -> None:
    """Looking only at the neighbourhood of an offset finds the same word, and the same next and last one."""
    every = listed(text)

    for offset in range(0, len(text) + 1, 1 + len(text) // 50):
        assert words.word_at(text, offset) == next((w for w in every if w.holds(offset)), None)
        assert words.next_start(text, offset) == next((w.start for w in every if w.start > offset), None)
        assert words.next_end(text, offset) == next((w.end for w in every if w.end > offset), None)
        assert words.previous_start(text, offset) == next((w.start for w in reversed(every) if w.start < offset), None)


@pytest.mark.parametrize(
    "text", ["a" * 5_000, "A'b" * 2_000, "1:" * 2_500, "สวัสดี" * 900, "\u0301" * 5_000, "!" * 5_000]
)
def test_in_a_text_without_seams_every_step_goes_on(text: str) -> None:
    """Words too long to be looked at whole are cut, but nothing stands still and nothing raises."""
    for offset in (0, 1, 2_500, len(text) - 1):
        start, end, back = (f(text, offset) for f in (words.next_start, words.next_end, words.previous_start))
        word = words.word_at(text, offset)

        assert start is None or start > offset
        assert end is None or end > offset
        assert back is None or back < offset
        assert word is None or word.holds(offset)


@given(texts(), st.integers(0, 60))
def test_nothing_is_cut_behind_a_blank(text: str, offset: int) -> None:
    """The place before an offset where looking may begin."""
    offset = min(offset, len(text))

    start = words.blank_before(text, offset)

    assert not any(character.isspace() for character in text[start:offset])
    assert start == 0 or text[start - 1].isspace()


def test_a_blank_is_not_looked_for_too_far() -> None:
    """A text without one costs no more than another."""
    assert words.blank_before("a" * 10_000, 9_000) == 9_000 - words.NEAR
