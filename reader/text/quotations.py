"""Quotations: what stands between quotation marks."""

from __future__ import annotations

import regex

from reader.core.span import Span
from reader.text.lazily import lazily
from reader.text.paragraphs import BREAK, LAST_BREAK, LAST_SOLID, trimmed

PAIRS = {"“": "”", "„": "“", "«": "»", "‹": "›", "「": "」", "『": "』", '"': '"', "‘": "’", "'": "'"}
"""Opening and closing marks."""

SINGLE = frozenset("'‘’")
"""Marks that are apostrophes as well: one may open nothing, as in '90s."""

ALIKE = SINGLE | {'"'}
"""Marks that do not tell by themselves whether they open or close."""

MARK = lazily(r"""[“”„«»‹›「」『』"] | (?<![\p{L}\p{N}])['‘](?=\S) | (?<=\S)['’](?![\p{L}\p{N}])""", regex.VERBOSE)
"""A quotation mark; an apostrophe inside a word is none."""

REACH = 2_000
"""How far around the offset a quotation is looked for, in code points."""


def quotation_at(text: str, offset: int) -> Span | None:
    """The innermost quotation over a code point, without its marks; None outside one."""
    low, high = max(0, offset - REACH), min(len(text), offset + REACH)
    solid = LAST_SOLID().search(text, low, offset + 1)
    middle = solid.start() if solid else offset
    before, after = LAST_BREAK().search(text, low, middle), BREAK().search(text, middle, high)
    low, high = before.end() if before else low, after.start() if after else high
    double: list[regex.Match[str]] = []
    single: list[regex.Match[str]] = []
    for match in MARK().finditer(text, low, high):
        mark, here = match[0], match.start()
        opened = single if mark in SINGLE else double
        if opened and PAIRS[opened[-1][0]] == mark and _may_close(text, here):
            start = opened.pop().end()
            if start <= offset < here:
                return trimmed(text, start, here)
            while single and single[-1].start() > start:
                single.pop()
        elif mark in PAIRS and _may_open(text, here):
            opened.append(match)
    return None


def _may_open(text: str, here: int) -> bool:
    """Could the mark open a quotation? One that looks the same at both ends, not right behind a word."""
    return text[here] not in ALIKE or here == 0 or not text[here - 1].isalnum()


def _may_close(text: str, here: int) -> bool:
    """Could the mark close a quotation? One that looks the same at both ends, not right behind a blank."""
    return text[here] not in ALIKE or (here > 0 and not text[here - 1].isspace())
