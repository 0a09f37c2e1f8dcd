"""Statements: what somebody says in a sentence, without the words that say who."""

from __future__ import annotations

from reader.core.span import Span
from reader.text.clauses import clause_at
from reader.text.quotations import quotation_at
from reader.text.sentences import sentence_at


def statement_at(text: str, offset: int) -> Span | None:
    """What is said over a code point: the quotation, else the clause, else the sentence; None in a blank line."""
    return quotation_at(text, offset) or clause_at(text, offset) or sentence_at(text, offset)
