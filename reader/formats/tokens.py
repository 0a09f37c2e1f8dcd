"""Tokens for formats that count them: every character but blanks is in one, and spans begin and end with one."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import chain

import regex

from reader.core.span import Span
from reader.text.dense import word_in
from reader.text.lazily import lazily
from reader.text.words import WORD

GOES_ON = r"[A-Za-z0-9_]*+ (?: '(?=[A-Za-z])(?!s\b) [A-Za-z0-9_]*+ )*+"
"""How a word goes on behind its first letter."""

ASCII = rf"""
      [a-z] {GOES_ON}
    | (?: [A-Z]\. ){{2,}}
    | [A-Z]{{1,4}} (?: &[A-Z]{{1,4}} )+ (?![A-Za-z])
    | [A-Z] {GOES_ON}
    | [0-9]++ (?: [.,:][0-9]++ )*+ [A-Za-z]*+
    | [\x00-\x08\x0e-\x1b!-\x7f]"""
"""What `WORD` says of letters and digits of ASCII, and all signs: with them alone the standard library is many times as
quick. A property holds the two against each other."""

FEW = 8
"""One character of so many may be none of ASCII for that to pay."""


@cache
def _part() -> Callable[..., Iterator[regex.Match[str]]]:
    """What finds words, numbers, and signs outside of them, one after the other."""
    return regex.compile(rf"{WORD().pattern} | (?P<sign>\S)", WORD().flags).finditer


@cache
def _ascii() -> Callable[[str], Iterator[re.Match[str]]]:
    """What finds the tokens of ASCII, and passes over everything else."""
    return re.compile(ASCII, re.VERBOSE).finditer


OTHER = lazily(r"[^\x00-\x7f]")
BEFORE = lazily(r"(?r)[\t-\r\x1c- ]")
BEHIND = lazily(r"[\t-\r\x1c- ]")
"""Blanks of ASCII: no token goes on over one, nor looks behind it."""


def tokens(text: str, edges: Iterable[Span] = ()) -> list[Span]:
    """Words, numbers and single signs, in order; cut where one of the spans begins or ends inside of them.

    No token holds a blank (as `str.isspace` says): a blank inside one corrupts the reading of column formats.
    """
    return list(map(Span, *token_edges(text, edges)))


def token_edges(text: str, edges: Iterable[Span] = ()) -> tuple[list[int], list[int]]:
    """Where the same tokens begin, and where they end: for who needs no more in a third of the time."""
    starts, ends = _whole(text)
    inside = [
        place
        for place in {place for span in edges for place in (span.start, span.end)}
        if (at := bisect_left(starts, place)) and place < ends[at - 1] and (at == len(starts) or starts[at] != place)
    ]
    return (sorted([*starts, *inside]), sorted([*ends, *inside])) if inside else (starts, ends)


def _whole(text: str) -> tuple[list[int], list[int]]:
    """Where tokens begin and end."""
    others = 0 if text.isascii() else len(text.encode("utf-8", "surrogatepass")) - len(text)
    if others > len(text) // FEW:
        return _any(text, 0, len(text))
    places = list(chain.from_iterable(map(re.Match.span, _ascii()(text))))
    starts, ends = places[::2], places[1::2]
    return _mended(text, starts, ends) if others else (starts, ends)


def _mended(text: str, starts: list[int], ends: list[int]) -> tuple[list[int], list[int]]:
    """The tokens of ASCII, with those of all scripts wherever another character stands between two blanks."""
    right: tuple[list[int], list[int]] = ([], [])
    at = end = 0
    while found := OTHER().search(text, end):
        before, behind = BEFORE().search(text, end, found.start()), BEHIND().search(text, found.end())
        start, end = before.end() if before else end, behind.start() if behind else len(text)
        first, last = bisect_left(starts, start, at), bisect_left(starts, end, at)
        for all_of, given, new in zip(right, (starts, ends), _any(text, start, end), strict=True):
            all_of.extend(given[at:first])
            all_of.extend(new)
        at = last
    return right[0] + starts[at:], right[1] + ends[at:]


def _any(text: str, start: int, end: int) -> tuple[list[int], list[int]]:
    """Where the tokens of a part of any text begin and end."""
    starts: list[int] = []
    ends: list[int] = []
    for match in _part()(text, start, end):
        begin, stop = match.span()
        kind = match.lastgroup
        if kind == "dense":
            words = list(_dense(text, begin, stop))
            starts.extend(word.start for word in words)
            ends.extend(word.end for word in words)
        elif kind is None or not text[begin].isspace():
            starts.append(begin)
            ends.append(stop)
    return starts, ends


def _dense(text: str, start: int, end: int) -> Iterator[Span]:
    """The words of a run without blanks between them."""
    run = Span(start, end)
    while start < end:
        word = word_in(text, run, start)
        yield word
        start = word.end
