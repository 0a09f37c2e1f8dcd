"""Offsets in other units go there and back, and what a file counts is found out where it can be."""

from __future__ import annotations

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from reader.formats.format import Unit
from reader.formats.offsets import UNITS, Ruler, guess
from tests.strategies import spans, texts


@given(st.data())
def test_utf16_counts_what_python_encodes(data: st.DataObject) -> None:
    """Every place of a text has its offset, and back; halves of characters have no place."""
    text = data.draw(texts())
    ruler = Ruler(text, "utf16")
    size = len(text.encode("utf-16-le")) // 2

    offsets = [ruler.offset(place) for place in range(len(text) + 1)]

    assert offsets == [len(text[:place].encode("utf-16-le")) // 2 for place in range(len(text) + 1)]
    back = {offset: place for place, offset in enumerate(offsets)}
    assert [ruler.place(offset) for offset in range(-1, size + 2)] == [back.get(o) for o in range(-1, size + 2)]


@given(st.data())
def test_graphemes_are_counted_as_they_are_seen(data: st.DataObject) -> None:
    """Edges of clusters have offsets; what is inside of one is widened to it."""
    text = data.draw(texts().filter(bool))
    clusters = regex.findall(r"\X", text)
    edges = [0]
    for cluster in clusters:
        edges.append(edges[-1] + len(cluster))
    ruler = Ruler(text, "grapheme")
    span = data.draw(spans(text))

    start, end = ruler.widened(span.start, span.end)

    assert [ruler.place(offset) for offset in range(len(edges))] == edges
    assert ruler.place(len(edges)) is None
    assert (start, end) == (max(e for e in edges if e <= span.start), min(e for e in edges if e >= span.end))
    assert (ruler.place(ruler.offset(start)), ruler.place(ruler.offset(end))) == (start, end)


@given(st.data())
def test_the_covered_text_tells_the_unit(data: st.DataObject) -> None:
    """Where it is there, the spans are read to cover it."""
    text = data.draw(texts().filter(bool))
    unit: Unit = data.draw(st.sampled_from(UNITS))
    ruler = Ruler(text, unit)
    places = [ruler.widened(span.start, span.end) for span in data.draw(st.lists(spans(text), min_size=1, max_size=5))]
    written = [(ruler.offset(start), ruler.offset(end), text[start:end]) for start, end in places]

    found = Ruler(text, guess(text, written, "utf16").unit)

    covered = [text[found.place(start) : found.place(end)] for start, end, _ in written]
    assert covered == [words for _, _, words in written]


@pytest.mark.parametrize("unit", UNITS)
def test_edges_of_words_tell_the_unit(unit: Unit) -> None:
    """Where only one of them puts spans on words; it is said when it is not the usual one here."""
    text = "👨\u200d👩\u200d👧 met O\u0308zil in 🇦🇲 today"
    ruler = Ruler(text, unit)
    words = [match.span() for match in regex.finditer("met|Özil|today", text)]

    found = guess(text, [(ruler.offset(start), ruler.offset(end), None) for start, end in words], "utf16")

    assert (found.unit, found.sure) == (unit, True)
    assert bool(found.remark) == (unit != "codepoint")


def test_what_cannot_be_told_is_said() -> None:
    """The usual is taken."""
    found = guess("𝒜 a a a a a", [(3, 4, None)], "utf16")

    assert (found.unit, found.sure) == ("utf16", True)
    assert guess("𝒜aaaaaa", [(3, 4, None)], "utf16")[:2] == ("utf16", False)
    assert guess("𝒜aaaaaa", [(3, 4, None)], "utf16").remark
    assert guess("aaa", [(1, 2, None)], "utf16") == ("utf16", False, "")
