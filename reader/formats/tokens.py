"""Tokens for formats that count them: every character but blanks is in one, and spans begin and end with one."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from functools import cache

import regex

from reader.core.span import Span, spans
from reader.text.dense import word_in
from reader.text.words import WORD


@cache
def _part() -> Callable[..., Iterator[regex.Match[str]]]:
    """What finds words, numbers, and signs outside of them, one after the other."""
    return regex.compile(rf"{WORD().pattern} | (?P<sign>\S)", WORD().flags).finditer


def tokens(text: str, edges: Iterable[Span] = ()) -> list[Span]:
    """Words, numbers and single signs, in order; cut where one of the spans begins or ends inside of them.

    No token holds a blank (as `str.isspace` says): a blank inside one corrupts the reading of column formats.
    """
    starts, ends = _whole(text)
    inside = [
        place
        for place in {place for span in edges for place in (span.start, span.end)}
        if (at := bisect_left(starts, place)) and place < ends[at - 1] and (at == len(starts) or starts[at] != place)
    ]
    return spans(sorted([*starts, *inside]), sorted([*ends, *inside])) if inside else spans(starts, ends)


def _whole(text: str) -> tuple[list[int], list[int]]:
    """Where tokens begin and end."""
    starts: list[int] = []
    ends: list[int] = []
    for match in _part()(text):
        start, end = match.span()
        kind = match.lastgroup
        if kind == "dense":
            words = list(_dense(text, start, end))
            starts.extend(word.start for word in words)
            ends.extend(word.end for word in words)
        elif kind is None or not text[start].isspace():
            starts.append(start)
            ends.append(end)
    return starts, ends


def _dense(text: str, start: int, end: int) -> Iterator[Span]:
    """The words of a run without blanks between them."""
    run = Span(start, end)
    while start < end:
        word = word_in(text, run, start)
        yield word
        start = word.end
