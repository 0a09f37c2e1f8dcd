"""Tokens for formats that count them: every character but blanks is in one, and spans begin and end with one."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import chain

import regex

from reader.core.span import Span, spans
from reader.text.dense import word_in
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

APART = r"(?! [\x00-\x7f]{0,2} [^\x00-\x7f] )"
"""Nothing but ASCII is so near that it could be part of the token, or decide where it ends."""

FEW = 8
"""One character of so many may be none of ASCII for that to pay."""


@cache
def _part() -> Callable[..., Iterator[regex.Match[str]]]:
    """What finds words, numbers, and signs outside of them, one after the other."""
    return _pattern().finditer


@cache
def _pattern() -> regex.Pattern[str]:
    return regex.compile(rf"{WORD().pattern} | (?P<sign>\S)", WORD().flags)


@cache
def _ascii() -> re.Pattern[str]:
    """A token of a text that is nothing but ASCII."""
    return re.compile(ASCII, re.VERBOSE)


@cache
def _mostly_ascii() -> re.Pattern[str]:
    """A token of ASCII with nothing else near; or the first character of another, as the only group."""
    return re.compile(rf"(?> {ASCII} ) {APART} | (\S)", re.VERBOSE)


def tokens(text: str, edges: Iterable[Span] = ()) -> list[Span]:
    """Words, numbers and single signs, in order; cut where one of the spans begins or ends inside of them.

    No token holds a blank (as `str.isspace` says): a blank inside one corrupts the reading of column formats.
    """
    return spans(*token_edges(text, edges))


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
    if text.isascii():
        places = list(chain.from_iterable(map(re.Match.span, _ascii().finditer(text))))
        return places[::2], places[1::2]
    starts: list[int] = []
    ends: list[int] = []
    quick = len(text.encode("utf-8", "surrogatepass")) - len(text) < len(text) // FEW
    for start, end, dense in _mixed(text) if quick else _any(text, 0, len(text)):
        if dense:
            words = list(_dense(text, start, end))
            starts.extend(word.start for word in words)
            ends.extend(word.end for word in words)
        else:
            starts.append(start)
            ends.append(end)
    return starts, ends


def _mixed(text: str) -> Iterator[tuple[int, int, bool]]:
    """Tokens of a text that is mostly ASCII, and whether they are a run of words."""
    at: int | None = 0
    while at is not None:
        begun, at = at, None
        for match in _mostly_ascii().finditer(text, begun):
            if match.lastindex is None:
                yield (*match.span(), False)
                continue
            other = _pattern().match(text, match.start())
            at = match.end() if other is None else other.end()
            if other is not None:
                yield (*other.span(), other.lastgroup == "dense")
            break


def _any(text: str, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    """The same of any text."""
    for match in _part()(text, start, end):
        begin, stop = match.span()
        kind = match.lastgroup
        if kind != "sign" or not text[begin].isspace():
            yield begin, stop, kind == "dense"


def _dense(text: str, start: int, end: int) -> Iterator[Span]:
    """The words of a run without blanks between them."""
    run = Span(start, end)
    while start < end:
        word = word_in(text, run, start)
        yield word
        start = word.end
