"""Clauses: what stands between the commas, dashes and the "that" of a sentence."""

from __future__ import annotations

import regex

from reader.core.span import Span
from reader.text.lazily import lazily
from reader.text.paragraphs import trimmed
from reader.text.sentences import sentence_at

EDGE = lazily(
    r"""(?P<mark> [,;:] ) ["'”’»)\]]* (?=\s) | (?<=\s) [-–—]+ (?=\s) | (?<=\S)—(?=\S) | \s (?=(?:because|although|while|whereas)\b)
      | \b that \b (?=\s)""",
    regex.VERBOSE,
)


def clause_at(text: str, offset: int) -> Span | None:
    """The clause over a code point, without blanks and closing marks around it; None outside a sentence."""
    sentence = sentence_at(text, offset)
    if sentence is None:
        return None
    start, end = sentence.start, sentence.end
    for edge in EDGE().finditer(text, sentence.start, sentence.end):
        if edge.end() <= offset:
            start = edge.end()
        elif edge.start() > offset:
            end = edge.start()
            break
    clause = trimmed(text, start, end)
    return clause if clause and clause.holds(offset) else None
