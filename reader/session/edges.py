"""Moving one edge of a span, by words or by grapheme clusters; a span never gets smaller than one cluster."""

from __future__ import annotations

from typing import Literal

from reader.core.span import Span
from reader.text import graphemes, words

Edge = Literal["start", "end"]
"""Which edge of a span moves."""

OTHER: dict[Edge, Edge] = {"start": "end", "end": "start"}
"""The other edge of each."""


def by_word(text: str, span: Span, edge: Edge, step: int) -> Span:
    """The span with one edge a word further (`step` 1) or back (-1) in the text; the same where none is left."""
    if edge == "end":
        at = _next_word_end(text, span.end) if step > 0 else _previous_word_end(text, span)
    else:
        at = _next_word_start(text, span) if step > 0 else words.previous_start(text, span.start)
    return span if at is None else _with(span, edge, _whole(text, edge, at))


def by_cluster(text: str, span: Span, edge: Edge, step: int) -> Span:
    """The span with one edge a grapheme cluster further (`step` 1) or back (-1); blanks are stepped over."""
    move = graphemes.next_boundary if step > 0 else graphemes.previous_boundary
    at = move(text, span.start if edge == "start" else span.end)
    while 0 < at < len(text) and text[at - 1 if edge == "end" else at].isspace():
        at = move(text, at)
    outer = text[at - 1 : at] if edge == "end" else text[at : at + 1]
    return span if not outer or outer.isspace() else _with(span, edge, at)


def _whole(text: str, edge: Edge, at: int) -> int:
    """The place widened so that the edge cuts no cluster: a mark may follow the last letter of a word."""
    if edge == "end":
        return graphemes.cluster_at(text, at - 1).end
    return graphemes.cluster_at(text, at).start


def _with(span: Span, edge: Edge, at: int) -> Span:
    start, end = (at, span.end) if edge == "start" else (span.start, at)
    return Span(start, end) if start < end else span


def _next_word_end(text: str, offset: int) -> int | None:
    """The end of the first word that ends after an offset."""
    return words.next_end(text, offset) if offset < len(text) else None


def _previous_word_end(text: str, span: Span) -> int | None:
    """The end of the last word in the span that ends before the span does; None when that would leave nothing."""
    start = words.previous_start(text, span.end)
    while start is not None and start >= span.start:
        word = words.word_at(text, start)
        if word is not None and word.end < span.end:
            return word.end
        start = words.previous_start(text, start)
    return None


def _next_word_start(text: str, span: Span) -> int | None:
    """The start of the second word in the span; None when there is none."""
    found = words.next_start(text, span.start)
    return found if found is not None and found < span.end else None
