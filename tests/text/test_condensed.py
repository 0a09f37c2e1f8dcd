"""A text without its blanks, and short strings in it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.text.condensed import Condensed, condensed
from reader.text.grams import MOST, SIZES, places, size_for
from reader.text.letters import bare, end_of_letter, same
from tests.strategies import texts


@given(texts())
def test_every_code_point_that_is_no_blank_has_its_offset(text: str) -> None:
    """There and back, and the number of them before every offset of the text."""
    short = Condensed(text)
    offsets = [offset for offset, character in enumerate(text) if not character.isspace()]

    assert short.string == condensed(text) == "".join(text[offset] for offset in offsets)
    assert [short.offset(index) for index in range(len(short.string))] == offsets
    assert [short.index(offset) for offset in range(len(text) + 1)] == [
        sum(before < offset for before in offsets) for offset in range(len(text) + 1)
    ]


@given(st.text("ab", max_size=60), st.lists(st.text("ab", min_size=4, max_size=4)))
def test_every_place_is_found_up_to_so_many(string: str, wanted: list[str]) -> None:
    """Overlapping ones too; one more than tell anything is noted."""
    found = places(string, wanted)

    assert {gram: list(at) for gram, at in found.items()} == {
        gram: [i for i in range(len(string)) if string.startswith(gram, i)][: MOST + 1] for gram in wanted
    }
    assert [size_for(length) for length in (3, 4, 15, 16, 99)] == [0, 4, 8, 16, max(SIZES)]


@given(texts())
def test_bare_letters_are_one_for_each_code_point(text: str) -> None:
    """No offset moves, and a letter is the same with its marks and without."""
    assert len(bare(text)) == len(text)
    assert bare("Érévan").split() == ["Erevan"]
    assert bare("E\u0301re\u0301van").replace(" ", "") == "Erevan"
    assert end_of_letter("e\u0301\u0327 x", 1) == 3
    assert same("é", "e\u0301")
    assert not same("é", "e")
