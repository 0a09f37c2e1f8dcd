"""Words, as a person moves and selects by them."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reader.core.span import Span
from reader.text import words
from tests.strategies import texts

LOOSE = st.lists(
    st.sampled_from([*"aB1 .,:'’_-\n中かカー⺀\u0301\u200d\u200cกاé٣Ⅷ", "U.S.", "'s", "20年"]), max_size=14
).map("".join)
"""Whatever may stand inside a word or at its edge."""


def listed(text: str) -> list[Span]:
    """The words of the whole text, as one pass finds them."""
    return list(words.words(text))


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
        ("俄罗斯总统普京访问了中国", ["俄罗斯", "总统", "普京", "访问", "了", "中国"]),
        ("總統府發言人表示", ["總統府", "發言人", "表示"]),
        ("日本政府は東京で新しい経済政策を", ["日本政府", "は", "東京", "で", "新しい", "経済政策", "を"]),
        ("アメリカの国務長官と", ["アメリカ", "の", "国務長官", "と"]),
        ("รัฐบาลประกาศ ไทย", ["รัฐบาล", "ประกาศ", "ไทย"]),
        ("서울에서 만났다", ["서울에서", "만났다"]),
        ('צה״ל ירה על צה"ל', ["צה״ל", "ירה", "על", 'צה"ל']),
        ("السّـــلام عليكم", ["السّـــلام", "عليكم"]),
        ("Ինչո՞ւ եկար Երևան։", ["Ինչո՞ւ", "եկար", "Երևան"]),
        ("თბილისი არის", ["თბილისი", "არის"]),
        ("Ο Κυριάκος· ήρθε", ["Ο", "Κυριάκος", "ήρθε"]),
        ("👨‍👩‍👧 🇦🇲 да", ["да"]),
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
@example("か⺀")
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


@pytest.mark.parametrize("piece", ["中国政府表示", "日本政府は", "รัฐบาล", "中"])
def test_words_without_blanks_between_them_do_not_depend_on_what_is_far_away(piece: str) -> None:
    """From the middle of a run longer than is looked at, the same words are found as from its beginning."""
    text = piece * 1_000

    assert words.word_at(text, len(text) // 2) in listed(text[: len(text) // 2 + 200])


def test_a_long_text_without_blanks_is_counted_roughly() -> None:
    """Scoring every place of a book would take too long for a number that is only shown."""
    assert words.count("中国" * words.MANY) == words.MANY
    assert words.count("中国 " * 100) == 100


def test_a_wide_gap_of_marks_is_crossed_in_steps() -> None:
    """Each step goes on, and the word behind the gap is reached."""
    text, steps, offset = "one" + "!" * 10_000 + "two", 0, 0
    while offset < len(text) - 3:
        found = words.next_start(text, offset)
        assert found is not None
        assert found > offset
        offset, steps = found, steps + 1

    assert offset == len(text) - 3
    assert steps <= 4
