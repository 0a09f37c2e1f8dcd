"""Clauses: what stands between the commas, dashes and the "that" of a sentence."""

from __future__ import annotations

import pytest
from hypothesis import given

from reader.text.clauses import clause_at
from reader.text.sentences import sentence_at
from tests.strategies import texts


def found(text: str, word: str) -> str | None:
    """The clause around a word."""
    span = clause_at(text, text.index(word))
    return span.of(text) if span else None


@pytest.mark.parametrize(
    ("text", "word", "clause"),
    [
        ("According to the ministry, they came, he said.", "came", "they came"),
        ("According to the ministry, they came, he said.", "ministry", "According to the ministry"),
        ("He said that they came.", "came", "they came."),
        ("He said that they came.", "said", "He said"),
        ("They came because it rained.", "rained", "because it rained."),
        ("They came although it rained; it was late.", "rained", "although it rained"),
        ("Moscow - its ally - agreed.", "ally", "its ally"),
        ("Moscow—its ally—agreed.", "ally", "its ally"),
        ("The large-calibre guns, 2,000 of them, fired.", "2,000", "2,000 of them"),
        ("The large-calibre guns, 2,000 of them, fired.", "calibre", "The large-calibre guns"),
        ('"They came," he said.', "came", '"They came'),
        ("He came. They left, too. It ended.", "left", "They left"),
        ("They\ncame, he said.", "came", "They\ncame"),
    ],
)
def test_a_clause_goes_from_edge_to_edge(text: str, word: str, clause: str) -> None:
    """Never over the end of its sentence; hyphens and commas inside words are no edges."""
    assert found(text, word) == clause


@pytest.mark.parametrize(
    ("text", "offset", "clause"),
    [
        ("They came, he said.", 9, "They came"),
        ('"They came," he said.', 11, '"They came'),
        ("They came - at dawn.", 10, "They came"),
        ("He said that they came.", 9, "they came."),
    ],
)
def test_on_a_mark_the_clause_before_it_is_taken(text: str, offset: int, clause: str) -> None:
    """And on "that" the clause behind it; never both at once."""
    span = clause_at(text, offset)

    assert span is not None
    assert span.of(text) == clause


def test_the_blank_between_two_clauses_is_in_neither() -> None:
    """There is nothing to take."""
    assert clause_at("They came, he said.", 10) is None


@given(texts())
def test_a_clause_holds_the_cursor_or_its_edge_does_and_stays_in_its_sentence(text: str) -> None:
    """Trimmed, too; outside of sentences there is none."""
    for offset in range(len(text)):
        clause, sentence = clause_at(text, offset), sentence_at(text, offset)
        if clause is not None:
            assert sentence is not None
            assert sentence.contains(clause)
            assert clause.holds(offset) or text[offset] in ",;:-–—'\"”’»)]that"
            assert clause.of(text) == clause.of(text).strip()


@given(texts())
def test_a_sentence_without_edges_is_one_clause(text: str) -> None:
    """From each of its code points."""
    plain = "It" + "".join(c for c in text if c.isalpha()) + " goes on."

    assert {clause_at(plain, offset) for offset in range(len(plain))} == {sentence_at(plain, 0)}
