"""Clauses: what stands between the commas, dashes and the "that" of a sentence."""

from __future__ import annotations

import regex

from reader.core.span import Span
from reader.text.lazily import lazily
from reader.text.paragraphs import trimmed
from reader.text.sentences import sentence_at

EDGE = lazily(
    r"""[,;:] ["'”’»)\]]* (?=\s) | (?<=\s) [-–—]+ (?=\s) | (?<=\S)—(?=\S) | \s (?=(?:because|although|while|whereas)\b)
      | \b (?P<opening>that) \b (?=\s)""",
    regex.VERBOSE,
)


def clause_at(text: str, offset: int) -> Span | None:
    """The clause over a code point, without blanks and closing marks around it; None outside a sentence.

    On the mark behind a clause it is that clause, on "that" the one that follows.
    """
    sentence = sentence_at(text, offset)
    if sentence is None:
        return None
    start, end = sentence.start, sentence.end
    for edge in EDGE().finditer(text, sentence.start, sentence.end):
        if edge.end() <= offset or (edge.start() <= offset and edge["opening"]):
            start = edge.end()
        else:
            end = edge.start()
            break
    clause = trimmed(text, start, end)
    return clause if clause and (clause.holds(offset) or not text[offset].isspace()) else None
