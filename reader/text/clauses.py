"""Clauses: what stands between the commas, dashes and the "that" of a sentence."""

from __future__ import annotations

import regex

from reader.core.span import Span
from reader.text.lazily import lazily
from reader.text.names import name_at
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
    edges = list(EDGE().finditer(text, sentence.start, sentence.end))
    turn = next((i for i, edge in enumerate(edges) if not _is_behind(edge, offset)), len(edges))
    before = next((edge.end() for edge in reversed(edges[:turn]) if _parts(text, edge)), sentence.start)
    after = next((edge.start() for edge in edges[turn:] if _parts(text, edge)), sentence.end)
    clause = trimmed(text, before, after)
    return clause if clause and (clause.holds(offset) or not text[offset].isspace()) else None


def _is_behind(edge: regex.Match[str], offset: int) -> bool:
    """Does the clause over the offset come after the edge?"""
    return edge.end() <= offset or (edge.start() <= offset and edge["opening"] is not None)


def _parts(text: str, edge: regex.Match[str]) -> bool:
    """Is the edge more than a comma in the name of a treaty or ministry?"""
    if edge[0] != "," or not text[edge.end() + 1 : edge.end() + 2].isupper():
        return True
    name = name_at(text, edge.start())
    return name is None or not name.holds(edge.start())
