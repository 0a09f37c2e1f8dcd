"""The units a label or the growing selection takes, by name, and the ladder they form."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache

from reader.core.span import Span
from reader.text import clauses, graphemes, names, numbers, paragraphs, quotations, sentences, statements, words
from reader.text.paragraphs import trimmed
from reader.text.vocabulary import FORENAMES, FUNCTION

Unit = Callable[[str, int], Span | None]
"""Finds the unit over a code point of a text; None where there is none."""


@lru_cache(maxsize=1)
def _whole(text: str) -> Span | None:
    return trimmed(text, 0, len(text))


def article_at(text: str, _offset: int) -> Span | None:
    """The whole text without blanks around it."""
    return _whole(text)


UNITS: Mapping[str, Unit] = {
    "word": words.word_at,
    "name": names.name_at,
    "number": numbers.number_at,
    "clause": clauses.clause_at,
    "quotation": quotations.quotation_at,
    "sentence": sentences.sentence_at,
    "paragraph": paragraphs.paragraph_at,
    "article": article_at,
}
"""Every unit by its name, smallest kind first: the ladder that a selection grows on."""

FINDERS: Mapping[str, Unit] = {**UNITS, "statement": statements.statement_at}
"""Every unit that can be asked for by name; a statement is no rung of the ladder."""

PHRASES = frozenset({"name", "number"})
"""The units that a word of its own may stand for only when it says something."""


def unit_at(text: str, offset: int, name: str) -> Span | None:
    """The unit of this name over a code point, else the word there, cutting no cluster; None on blanks and marks.

    A bare function word, such as "the", is no name and no number, and none is made of it.
    """
    if not 0 <= offset < len(text):
        return None
    span = FINDERS[name](text, offset)
    if span is None:
        word = words.word_at(text, offset)
        span = None if word and name in PHRASES and _is_function(word.of(text)) else word
    return graphemes.snap(text, span) if span else None


def grown(text: str, offset: int, span: Span | None) -> Span | None:
    """The next larger unit around the offset that contains the span; None when nothing is larger."""
    if not 0 <= offset < len(text):
        return None
    found = [graphemes.snap(text, unit) for find in UNITS.values() if (unit := find(text, offset))]
    larger = [unit for unit in found if span is None or (unit.contains(span) and unit != span)]
    return min(larger, key=len, default=None)


def shrunk(text: str, offset: int, span: Span) -> Span | None:
    """The next smaller unit around the offset that lies inside the span; None when nothing is smaller."""
    found = [graphemes.snap(text, unit) for find in UNITS.values() if (unit := find(text, offset))]
    return max((unit for unit in found if span.contains(unit) and unit != span), key=len, default=None)


def _is_function(word: str) -> bool:
    """Is it a word that no label is for?"""
    return word.lower() in FUNCTION and (word.islower() or (word.istitle() and word not in FORENAMES))
