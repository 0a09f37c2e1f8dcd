"""Articles and their titles."""

import hashlib

import pytest
from hypothesis import given

from reader.core.article import Article, title_of
from tests.strategies import texts


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("First\nSecond", "First"),
        ("\n \t\n  First line \r\nSecond", "First line"),
        ("One line", "One line"),
        ("\na\nb", "a"),
        ("a\u2028b\nc", "a\u2028b"),
        ("", ""),
        (" \n\u00a0\n\t", ""),
    ],
)
def test_the_title_is_the_first_line_that_is_not_blank(text: str, title: str) -> None:
    """Trimmed; only newlines part lines."""
    assert title_of(text) == title
    assert Article("folder/a.txt", text).title == (title or "folder/a.txt")


@given(texts())
def test_a_title_stands_in_the_text(text: str) -> None:
    """Word for word, on one line, without blanks around it."""
    title = title_of(text)

    assert title in text
    assert "\n" not in title
    assert title == title.strip()
    assert bool(title) == bool(text.strip())


@given(texts())
def test_the_digest_is_that_of_the_exact_text(text: str) -> None:
    """Nothing normalised, every carriage return counted."""
    article = Article("a.txt", text)

    assert article.sha256 == hashlib.sha256(text.encode("utf-8")).hexdigest()
    assert article.text == text
    assert len(article) == len(text)
