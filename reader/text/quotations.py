"""Quotations: what stands between quotation marks."""

from __future__ import annotations

import regex

from reader.core.span import Span
from reader.text.lazily import lazily
from reader.text.paragraphs import trimmed

PAIRS = {"“": "”", "„": "“", "«": "»", "‹": "›", "「": "」", "『": "』", '"': '"', "‘": "’", "'": "'"}
"""Opening and closing marks."""

MARK = lazily(r"""[“”„«»‹›「」『』"] | (?<![\p{L}\p{N}])['‘](?=\S) | (?<=\S)['’](?![\p{L}\p{N}])""", regex.VERBOSE)
"""A quotation mark; an apostrophe inside a word is none."""

REACH = 4_000
"""How far around the offset a quotation is looked for, in code points."""


def quotation_at(text: str, offset: int) -> Span | None:
    """The innermost quotation over a code point, without its marks; None outside one."""
    low = max(text.rfind("\n\n", 0, offset) + 1, offset - REACH, 0)
    high = text.find("\n\n", offset)
    high = min(high if high >= 0 else len(text), offset + REACH)
    opened: list[tuple[str, int]] = []
    for match in MARK().finditer(text, low, high):
        mark, here = match[0], match.start()
        if opened and PAIRS[opened[-1][0]] == mark and _may_close(text, here):
            _, start = opened.pop()
            if start <= offset < here:
                return trimmed(text, start, here)
        elif mark in PAIRS and _may_open(text, here):
            opened.append((mark, match.end()))
    return None


def _may_open(text: str, here: int) -> bool:
    return here == 0 or not text[here - 1].isalnum()


def _may_close(text: str, here: int) -> bool:
    return here > 0 and not text[here - 1].isspace()
