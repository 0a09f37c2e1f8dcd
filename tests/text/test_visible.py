"""The display form: nothing in a text can act on a terminal, and no offset moves."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.graphemes import CLUSTER
from reader.text.visible import PICTURES, visible
from tests.strategies import texts

BIDI = {0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)}
"""Unicode's Bidi_Control."""
EVERYTHING = "".join(map(chr, range(0x110000)))
"""Every code point there is, lone surrogates too."""
CATEGORIES = [unicodedata.category(c) for c in EVERYTHING]


def test_no_code_point_is_left_that_could_act() -> None:
    """No control, no change of direction, no end of line but ours, no lone surrogate."""
    shown = visible(EVERYTHING)

    assert len(shown) == len(EVERYTHING)
    assert not {c for c in set(shown) if CATEGORIES[ord(c)] in ("Cc", "Cs", "Zl", "Zp") or ord(c) in BIDI}


def test_what_is_harmless_is_shown_as_it_is() -> None:
    """Letters, marks and symbols of every script, joiners and variation selectors."""
    kept = {c for c, shown in zip(EVERYTHING, visible(EVERYTHING), strict=True) if c == shown}

    assert {c for c, category in zip(EVERYTHING, CATEGORIES, strict=True) if category[0] in "LMNPS"} <= kept
    assert {" ", "\u00a0", "\u3000", "\u200c", "\u200d", "\ufe0e", "\ufe0f"} <= kept


@given(st.one_of(texts(), st.text(max_size=20)))
def test_the_form_has_the_same_length_and_is_its_own_form(text: str) -> None:
    """Code point by code point: every part of the text is shown as it is shown within the whole."""
    shown = visible(text)

    assert len(shown) == len(text)
    assert visible(shown) == shown
    assert shown == "".join(map(visible, text))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred\x1b[0m", "␛[31mred␛[0m"),
        ("a\r\nb\tc", "a␍␊b␉c"),
        ("\x00\x7f\x9b", "␀␡◇"),
        ("\u202etxt.exe", "◇txt.exe"),
        ("so\u00adft\u200b\ufeff\u2028", "so·ft···"),
        ("\ud800", "�"),
        ("plain", "plain"),
    ],
)
def test_each_kind_has_its_symbol(text: str, shown: str) -> None:
    """A picture for a control, a diamond for a change of direction, a dot for what has no width."""
    assert visible(text) == shown


@pytest.mark.parametrize("cluster", ["👨‍👩‍👧", "❤️", "e\u0301", "क्\u200dष", "🏴\U000e0067\U000e0062\U000e007f"])
def test_clusters_are_built_as_before(cluster: str) -> None:
    """A family stays one character."""
    assert CLUSTER.fullmatch(visible(cluster))


def test_whatever_has_a_picture_is_not_printable() -> None:
    """So that a printable text is shown as it is without a look at each of its characters."""
    assert [chr(code) for code in PICTURES if chr(code).isprintable()] == []
