"""Quotations: what stands between quotation marks."""

from __future__ import annotations

import pytest
from hypothesis import given

from reader.text.quotations import REACH, quotation_at
from tests.strategies import texts


def found(text: str, word: str) -> str | None:
    """The quotation around a word."""
    span = quotation_at(text, text.index(word))
    return span.of(text) if span else None


@pytest.mark.parametrize(
    ("text", "quotation"),
    [
        ('He said "it is so" twice.', "it is so"),
        ("He said “it is so” twice.", "it is so"),
        ("He said ‘it is so’ twice.", "it is so"),
        ("He said 'it is so' twice.", "it is so"),
        ("Er sagte „it is so“.", "it is so"),
        ("Il dit « it is so ».", "it is so"),
        ("他说「it is so」。", "it is so"),
        ("Er sagte »it is so« zweimal.", "it is so"),
        ("Er sagte ›it is so‹.", "it is so"),
        ("Er sagte ‚it is so‘.", "it is so"),
        ("Rzekł „it is so”.", "it is so"),
        ("« un » mot it is so « deux »", None),
        ("„eins“ it is so „zwei“", None),
        ('firearms,"it is so," he said', "it is so,"),
        ("\"Azerbaijan's is Armenia's\"", "Azerbaijan's is Armenia's"),
        ('"In the \'90s it is so."', "In the '90s it is so."),
        ("“’Tis is so”", "’Tis is so"),
        ('"the soldiers\' is so"', "the soldiers' is so"),
        ('"one" is so "other"', None),
        ("\"the '90s\" and it is so' then", None),
        ("didn't is so wasn't", None),
        ('" is so', None),
        ('is so "', None),
        ("“one\n\nis so”", None),
        ('"one\r\n\r\nis so"', None),
        ("“one\nis so”", "one\nis so"),
    ],
)
def test_a_quotation_is_found_without_its_marks(text: str, quotation: str | None) -> None:
    """Of every kind; an apostrophe is none, and a blank line ends the search."""
    assert found(text, "is") == quotation


def test_the_innermost_of_nested_quotations_is_found() -> None:
    """And the outer one around it."""
    text = "“He said ‘no, never’ to me”"

    assert found(text, "never") == "no, never"
    assert found(text, "to me") == "He said ‘no, never’ to me"


@given(texts())
def test_a_quotation_stands_between_marks(text: str) -> None:
    """It holds the cursor or only blanks part them, it is trimmed, and it has a mark on both sides."""
    for offset in range(len(text)):
        span = quotation_at(text, offset)
        if span is not None:
            assert span.of(text) == span.of(text).strip()
            assert text[: span.start].rstrip()[-1:] in set("“”„«»‹›「『\"‘‚'")
            assert text[span.end :].lstrip()[:1] in set("”“«»‹›」』\"‘’'")


def test_marks_that_are_far_away_are_not_looked_for() -> None:
    """A quotation longer than any costs no more than another."""
    text = f"“{'word ' * REACH}”"

    assert quotation_at(text, len(text) // 2) is None
