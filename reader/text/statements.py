"""Statements: what somebody says in a sentence, without the words that say who."""

from __future__ import annotations

from reader.core.span import Span
from reader.text.attributions import ADVERBIAL, attributions
from reader.text.clauses import clause_at
from reader.text.paragraphs import trimmed
from reader.text.quotations import PAIRS, quotations_near
from reader.text.sentences import sentence_at

FEWEST = 3
"""How many words a quotation has that is a statement. Fewer are a turn of phrase inside one."""
LONGEST = 1_200
"""The longest sentence that is searched for who says it, in code points. Longer ones are tables and dumps."""


def statement_at(text: str, offset: int) -> Span | None:
    """What is said over a code point; None in a blank line.

    The quotation there, else what the sentence attributes to somebody, also from the words that attribute it. Where
    nobody says anything it is the clause, else the sentence, as it is from a clause that only says when, where or why.
    """
    quoted = [(start, end) for start, end in quotations_near(text, offset) if _is_long(text, start, end)]
    for start, end in quoted:
        if start <= offset < end:
            return _bare(text, start, end)
    sentence = sentence_at(text, offset)
    if sentence is None:
        return None
    clause = clause_at(text, offset)
    if clause and (
        not _is_long(text, clause.start, clause.end) or ADVERBIAL().fullmatch(text, clause.start, clause.end)
    ):
        clause = None
    found = _attributed(text, offset, sentence, quoted) if len(sentence) <= LONGEST else None
    return found or clause or sentence


def _attributed(text: str, offset: int, sentence: Span, quoted: list[tuple[int, int]]) -> Span | None:
    """The narrowest statement over the offset, else the one that the words there attribute."""
    found = attributions(text, sentence, quoted)
    holding = sorted((a.said for a in found if a.said.holds(offset)), key=len)
    naming = sorted((a.words, a.said) for a in found if a.words.holds(offset))
    for said in (*holding, *(said for _, said in naming)):
        for start, end in quoted:
            if start < said.end <= end + 2 and start <= sentence.start:
                return _bare(text, start, end)
        if span := _bare(text, said.start, said.end):
            return span
    return None


def _bare(text: str, start: int, end: int) -> Span | None:
    """The range without blanks and commas at its ends, its full stop, and quotation marks around all of it.

    The full stop closes the sentence that says who said it. That of an abbreviation, as in U.S., stays.
    """
    span = trimmed(text, start, end)
    if span is None:
        return None
    start, end = span.start, span.end
    while start < end and (text[start] == "," or text[start].isspace()):
        start += 1
    while end > start and (text[end - 1] == "," or text[end - 1].isspace()):
        end -= 1
    if end > start + 1 and text[end - 1] == "." and not text[end - 2].isupper() and text[end - 2] != ".":
        return _bare(text, start, end - 1)
    inner = next(((s, e) for s, e in quotations_near(text, start) if s == start + 1), None) if start < end else None
    if start < end and text[start] in PAIRS and inner and not text[inner[1] + 1 : end].strip(".,"):
        return _bare(text, *inner)
    return Span(start, end) if start < end else None


def _is_long(text: str, start: int, end: int) -> bool:
    return len(text[start:end].split(maxsplit=FEWEST)) >= FEWEST
