"""The form of a string: what differs only by a determiner or punctuation has the same."""

from __future__ import annotations

import pytest

from reader.text.forms import flat, form


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the Kremlin", "Kremlin"),
        ("The Kremlin", "the Kremlin"),
        ("Kremlin,", "Kremlin"),
        ("“Kremlin”", "Kremlin"),
        ("the “Kremlin”", "Kremlin"),
        ("U.S.", "US"),
        ("Nagorno-Karabakh", "Nagorno Karabakh"),
        ("an embassy", "embassy"),
    ],
)
def test_the_same_form(one: str, other: str) -> None:
    """Determiners, quotation marks, points, and the hyphen of a compound."""
    assert form(one) == form(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("3.5", "35"), ("5%", "5"), ("-5", "5"), ("Russia", "Russia's"), ("Kremlin", "kremlin"), ("the", "a"), ("…", ".")],
)
def test_another_form(one: str, other: str) -> None:
    """Numbers keep what makes their value; a string that is nothing else stays."""
    assert form(one) != form(other)


def test_blanks_are_one() -> None:
    """Also where a line ends, and none around."""
    assert flat(" Security\n Council ") == "Security Council"
