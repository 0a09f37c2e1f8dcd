"""Quotations: what stands between quotation marks."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

import regex

from reader.core.span import Span
from reader.text.lazily import lazily
from reader.text.paragraphs import BREAK, LAST_BREAK, last_solid, trimmed

PAIRS = {
    "“": "”",
    "„": "“”",
    "«": "»",
    "»": "«",
    "‹": "›",
    "›": "‹",
    "「": "」",
    "『": "』",
    '"': '"',
    "‘": "’",
    "‚": "‘’",
    "'": "'",
}
"""Opening marks, each with those that close it."""

SINGLE = frozenset("'‘’‚")
"""Marks that are apostrophes as well: one may open nothing, as in '90s."""

ALIKE = frozenset("'‘’\"")
"""Marks that do not tell by themselves whether they open or close."""

MARK = lazily(
    r"""[“”„«»‹›「」『』] | "(?!(?<=\p{Hebrew}.)\p{Hebrew}) | (?<![\p{L}\p{N}])['‘‚](?=\S) | (?<=\S)['’‘](?![\p{L}\p{N}])""",
    regex.VERBOSE,
)
"""A quotation mark; an apostrophe inside a word is none."""

REACH = 2_000
"""How far around the offset a quotation is looked for, in code points."""
MOST = 200
"""How many marks around the offset are looked at."""


def quotation_at(text: str, offset: int) -> Span | None:
    """The innermost quotation over a code point, without its marks; None outside one."""
    for start, end in quotations_near(text, offset):
        if start <= offset < end:
            return trimmed(text, start, end)
    return None


def quotations_near(text: str, offset: int) -> Iterator[tuple[int, int]]:
    """Where the quotations around a code point begin and end, inside their marks; inner ones first."""
    double: list[regex.Match[str]] = []
    single: list[regex.Match[str]] = []
    for match in _marks(text, offset):
        mark, here = match[0], match.start()
        opened = single if mark in SINGLE else double
        if opened and mark in PAIRS[opened[-1][0]] and _may_close(text, here):
            start = opened.pop().end()
            yield start, here
            while single and single[-1].start() > start:
                single.pop()
        elif mark in PAIRS and _may_open(text, here):
            opened.append(match)


def _marks(text: str, offset: int) -> list[regex.Match[str]]:
    """The marks around the offset, the nearest ones when there are too many."""
    marks = list(MARK().finditer(text, *_around(text, offset)))
    if len(marks) <= MOST:
        return marks
    here = bisect_left(marks, offset, key=lambda mark: mark.start())
    return marks[max(0, here - MOST // 2) : here + MOST // 2]


def _around(text: str, offset: int) -> tuple[int, int]:
    """The part of the paragraph around the offset that is looked at."""
    low, high = max(0, offset - REACH), min(len(text), offset + REACH)
    solid = last_solid(text, low, min(len(text), offset + 1))
    middle = solid if solid is not None else offset
    before, after = LAST_BREAK().search(text, low, middle), BREAK().search(text, middle, high)
    return before.end() if before else low, after.start() if after else high


def _may_open(text: str, here: int) -> bool:
    """Could the mark open a quotation? One that may close as well, before a word and not right behind one."""
    mark, behind = text[here], text[max(0, here - 1) : here].isalnum()
    if mark in "»›":
        return not behind and text[here + 1 : here + 2].isalnum()
    return mark not in ALIKE or not behind


def _may_close(text: str, here: int) -> bool:
    """Could the mark close a quotation? One that may open as well, behind no blank and, if it points, before no word."""
    mark, behind = text[here], here > 0 and not text[here - 1].isspace()
    if mark in "«‹":
        return behind and not text[here + 1 : here + 2].isalnum()
    return mark not in ALIKE or behind
