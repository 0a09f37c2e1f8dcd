"""Many strings found at once: what a search for each of them finds, the first and longest where they overlap."""

from __future__ import annotations

import sys

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from reader.text.forms import flat
from reader.text.phrases import BLANKS, Phrases
from tests.strategies import PIECES, texts

STRINGS = sorted({flat(piece) for piece in PIECES if not regex.match(r"\p{M}", piece)} - {""})
"""What is looked for; nobody tags a mark without its letter."""


def expected(text: str, strings: list[str]) -> list[tuple[int, int, str]]:
    """The same with a search for each string at each place."""
    found, past = [], 0
    for start in range(len(text)):
        ends = [(m.end(), s) for s in strings if start >= past and (m := pattern(s).match(text, start))]
        if ends:
            past, string = max(ends)
            found.append((start, past, string))
    return found


def pattern(string: str) -> regex.Pattern[str]:
    """A string as whole words."""
    words = r"\s+".join(regex.escape(word, special_only=True) for word in string.split())
    dense = r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}]"
    parted = [c.isalnum() and not regex.match(dense, c) for c in (string[0], string[-1])]
    before = r"(?<![\p{L}\p{M}\p{N}])(?<![\p{L}\p{N}][-‑])" if parted[0] else ""
    after = r"(?![\p{L}\p{M}\p{N}])(?![-‑][\p{L}\p{N}])" if parted[1] else ""
    before += r"(?<!\p{Nd}[.,:])" if string[0].isdecimal() else ""
    after += r"(?![.,:]\p{Nd})" if string[-1].isdecimal() else ""
    return regex.compile(before + words + after)


@pytest.mark.parametrize(
    ("text", "strings", "found"),
    [
        ("He left Moscow. Moscow!", ["Moscow"], ["Moscow", "Moscow"]),
        (
            "Moscow State\nUniversity, Moscow",
            ["Moscow", "Moscow State University"],
            ["Moscow State\nUniversity", "Moscow"],
        ),
        ("Muscovite, Moscow-based, pro-Moscow", ["Moscow"], []),
        ("“Moscow”, (Moscow) and Moscow's", ["Moscow"], ["Moscow", "Moscow", "Moscow"]),
        (
            "the  Kremlin and the Kremlin Wall",
            ["the Kremlin", "the Kremlin Wall"],
            ["the  Kremlin", "the Kremlin Wall"],
        ),
        ("vitamin C and vitamin D", ["vitamin C"], ["vitamin C"]),
        ("12,000 or 3.12 at 10:12, in 12, of 12.", ["12"], ["12", "12"]),
        ("June 12,000 men, June 12, June 12.", ["June 12"], ["June 12", "June 12"]),
        ("北京大学在北京", ["北京"], ["北京", "北京"]),
        ("A\u0301 A", ["A"], ["A"]),
        ("nothing here", ["Moscow", "nothing there"], []),
        ("", ["Moscow"], []),
    ],
)
def test_what_is_found(text: str, strings: list[str], found: list[str]) -> None:
    """Whole words in the same case, with any blanks, the longest first."""
    assert [text[start:end] for start, end, _ in Phrases(strings).find(text)] == found


@given(texts(), st.lists(st.sampled_from(STRINGS), max_size=8, unique=True))
def test_it_is_what_a_search_for_each_finds(text: str, strings: list[str]) -> None:
    """In hostile texts too; and a second search gives the same."""
    phrases = Phrases(strings)

    found = [(start, end, strings[number]) for start, end, number in phrases.find(text)]

    assert found == expected(text, strings)
    assert [(start, end, strings[number]) for start, end, number in phrases.find(text)] == found


WORDS = st.sampled_from(["a", "b", "ab", "a-b", "A", "“a”", "a.", "é", "e\u0301", "漢字"])
"""Words of which some begin as others do."""


@given(
    st.lists(st.tuples(WORDS, st.sampled_from([" ", " ", "  ", "\n", " \n\t ", "\u3000", "\xa0 "])), max_size=12),
    st.lists(st.lists(WORDS, min_size=1, max_size=3).map(" ".join), max_size=8, unique=True),
)
def test_any_blanks_stand_for_those_of_a_string(parts: list[tuple[str, str]], strings: list[str]) -> None:
    """One, several, of any kind, at the ends of the text and between the words of what is found."""
    text = "".join(blanks + word for word, blanks in parts) + "".join(blanks for _, blanks in parts[:1])

    assert [(start, end, strings[n]) for start, end, n in Phrases(strings).find(text)] == expected(text, strings)


def test_every_blank_is_known() -> None:
    """Those that `str.split` parts words at."""
    assert sorted(BLANKS + " ") == [chr(code) for code in range(sys.maxunicode + 1) if chr(code).isspace()]
