"""Tokens: nothing but blanks is left out, and spans fall on their edges."""

from itertools import pairwise

from hypothesis import example, given
from hypothesis import strategies as st

from reader.core.span import Span
from reader.formats.tokens import _any, _whole, tokens
from tests.strategies import annotations, texts


@given(st.data())
def test_tokens_cover_all_but_blanks_and_meet_the_edges(data: st.DataObject) -> None:
    """In order, without a blank inside, and none goes on over the edge of a span."""
    text = data.draw(texts())
    spans = [annotation.span for annotation in data.draw(annotations(text))]

    found = tokens(text, spans)

    assert found == sorted(found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    covered = {place for token in found for place in range(token.start, token.end)}
    assert covered == {place for place, character in enumerate(text) if not character.isspace()}
    for span in spans:
        assert not any(token.start < edge < token.end for token in found for edge in (span.start, span.end))


@given(
    st.one_of(
        texts(),
        st.text(st.one_of(st.sampled_from("aAsS1'.,:&_- \n\x1c\x7f"), st.sampled_from("éӓ1٣’名ก\u200c\xa0\x85צ"))),
    )
)
@example("l'été")
@example("it'sé 2,٣ A&B&É U.S.É x\u0301y a'\u0301b A&BC\u0301")
@example("plain " * 30 + "l'été 2,٣ A&B&É U.S.É. 名前 é's it's a\u200cb na\u0308ive" + " words" * 30)
def test_what_is_quick_cuts_as_what_is_thorough(text: str) -> None:
    """A text of ASCII, or with some other characters, has the tokens that the expression for all scripts finds."""
    for whole in (text, f"{text}{' it is' * 8 * len(text)}"):
        assert _whole(whole) == _any(whole, 0, len(whole))


def test_tokens_are_words_numbers_and_signs() -> None:
    """As the field cuts them."""
    text = "“Some 2,000 people,” said U.S. envoy O'Brien."

    assert [token.of(text) for token in tokens(text)] == [
        "“", "Some", "2,000", "people", ",", "”", "said", "U.S.", "envoy", "O'Brien", ".",
    ]  # fmt: skip


def test_a_span_inside_a_word_cuts_it() -> None:
    """So that the span is kept exactly."""
    assert [token.of("anti-Russian") for token in tokens("anti-Russian", [Span(7, 12)])] == ["anti", "-", "Ru", "ssian"]
