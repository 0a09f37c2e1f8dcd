"""Spans from elsewhere: at their places, put right where only one can be meant, else refused with a reason."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.core.span import Span
from reader.formats.format import Loaded, LoadedSpan
from reader.session.placing import placed
from tests.strategies import annotations, texts

TEXT = "😀 Moscow said so.\r\nKyiv did not.\r\nMoscow said it again, and Minsk too."


def one(start: int, end: int, covered: str | None, text: str = TEXT) -> tuple[str, object]:
    """How one span is taken: what it covers then, and how it was put right or why not."""
    right, wrong = placed(Loaded("line 1", "a.txt", text, (LoadedSpan(start, end, "place", covered),)), TEXT)
    return (right[0].span.of(TEXT), right[0].how) if right else ("", wrong[0].why)


@given(st.data())
def test_right_spans_stay(data: st.DataObject) -> None:
    """Whatever the text, with and without the covered words."""
    text = data.draw(texts())
    made = data.draw(annotations(text))
    said = data.draw(st.booleans())
    spans = tuple(LoadedSpan(a.span.start, a.span.end, a.label, a.text if said else None) for a in made)

    right, wrong = placed(Loaded("line 1", "a", text, spans), text)

    assert wrong == []
    assert [(each.span, each.how) for each in right] == [(a.span, "") for a in made]


@pytest.mark.parametrize(
    ("start", "covered", "how"),
    [
        (len("😀 Moscow said so.\r\nKyiv did not.\r\nMoscow said it again, and ") + 1, "Minsk", "UTF-16"),
        (len("😀 Moscow said so.\nKyiv did not.\nMoscow said it again, and "), "Minsk", "CRLF as one"),
        (len("😀 Moscow said so.\r\nKyiv") + 1 - 4, "Kyiv", "UTF-16"),
        (40, "Minsk", "nearby"),
    ],
)
def test_usual_mistakes_are_put_right(start: int, covered: str, how: str) -> None:
    """By the words that the file says are there."""
    words, repaired = one(start, start + len(covered), covered)

    assert words == covered
    assert how in str(repaired)


def test_other_blanks_are_put_right() -> None:
    """A tool that joins lines."""
    assert one(18, 30, "so. Kyiv did") == ("so.\r\nKyiv did", "found nearby with other blanks")


@pytest.mark.parametrize(
    ("start", "end", "covered", "why"),
    [
        (30, 36, "Moscow", "stands at 2 places nearby"),
        (0, 4, "Baku", "does not stand at"),
        (-1, 4, None, "is no part of the text"),
        (5, 5, None, "is no part of the text"),
        (0, 9999, None, "is no part of the text"),
        (0, 9999, "", "is no part of the text"),
    ],
)
def test_what_cannot_be_told_is_refused(start: int, end: int, covered: str | None, why: str) -> None:
    """Never put anywhere by chance."""
    words, said = one(start, end, covered)

    assert words == ""
    assert why in str(said)


def test_spans_of_an_older_text_are_found_again() -> None:
    """The file brings its own text, and the article at hand has one sentence more."""
    old = TEXT.removeprefix("😀 ")
    start = old.index("Kyiv")

    right, wrong = placed(Loaded("line 1", "a", old, (LoadedSpan(start, start + 4, "place", "Kyiv"),)), TEXT)

    assert wrong == []
    assert right[0].span == Span(TEXT.index("Kyiv"), TEXT.index("Kyiv") + 4)
