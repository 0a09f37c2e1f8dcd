"""Tokens for formats that count them: every character but blanks is in one, and spans begin and end with one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reader.core.span import Span
from reader.text.lazily import lazily
from reader.text.words import words

MARK = lazily(r"\S")
"""What is no word: each sign is a token of its own."""


def tokens(text: str, edges: Iterable[Span] = ()) -> list[Span]:
    """Words, numbers and single signs, in order; cut where one of the spans begins or ends inside of them.

    No token holds a blank (as `str.isspace` says): a blank inside one corrupts the reading of column formats.
    """
    cuts = sorted({place for span in edges for place in (span.start, span.end)})
    return list(_cut(_whole(text), cuts))


def _whole(text: str) -> Iterator[Span]:
    end = 0
    for word in words(text):
        yield from _marks(text, end, word.start)
        yield from _unblanked(text, word)
        end = word.end
    yield from _marks(text, end, len(text))


def _marks(text: str, start: int, end: int) -> Iterator[Span]:
    for match in MARK().finditer(text, start, end):
        if not match[0].isspace():
            yield Span(*match.span())


def _unblanked(text: str, word: Span) -> Iterator[Span]:
    covered = word.of(text)
    if not any(map(str.isspace, covered)):
        yield word
        return
    start = word.start
    for place, character in enumerate(covered, word.start):
        if character.isspace():
            if start < place:
                yield Span(start, place)
            start = place + 1
    if start < word.end:
        yield Span(start, word.end)


def _cut(whole: Iterable[Span], cuts: list[int]) -> Iterator[Span]:
    at = 0
    for token in whole:
        start = token.start
        while at < len(cuts) and cuts[at] <= start:
            at += 1
        while at < len(cuts) and cuts[at] < token.end:
            yield Span(start, cuts[at])
            start = cuts[at]
            at += 1
        yield Span(start, token.end)
