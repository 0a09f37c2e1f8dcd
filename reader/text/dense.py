"""Where words begin in scripts that put no blanks between them: Chinese, Japanese and Thai.

BudouX scores each place by the three characters on either side and nothing else, so a few dozen characters around an
offset give what the whole text would give. Its models are loaded when the first such text is met.
"""

from __future__ import annotations

import json
from functools import cache, lru_cache
from importlib import resources
from typing import TYPE_CHECKING

from reader.core.span import Span
from reader.text.lazily import lazily

if TYPE_CHECKING:
    from budoux import Parser

KANA = lazily(r"[\p{Hiragana}\p{Katakana}]")
THAI = lazily(r"\p{Thai}")
TRADITIONAL = lazily(
    r"[國們這個時會說過為對來沒還發經後將開關點無與從東車長門問間學實現話電麼總統臺灣軍戰爭區員議雙應當]"
)
"""Frequent characters that are written otherwise in simplified Chinese."""
JOINED = lazily(r"(?<=\p{Han})\p{Han}")
"""Between two Chinese characters of a Japanese text no word is parted."""
MARK = lazily(r"[\p{M}ー\u200c\u200d]")
"""What no word begins with."""

ABOUT = 100
"""How far around a run kana tell that it is Japanese, in code points."""
LONGEST = 64
"""How far from the offset the ends of a word are looked for."""
BLOCK = 64
"""How many characters are scored at a time."""
SEEN = 3
"""How many characters to either side the score of a place depends on."""


def word_in(text: str, run: Span, offset: int) -> Span:
    """The word over a code point of a run of such a script."""
    model = _model_for(text, run)
    start, end = offset, offset + 1
    while start > max(run.start, offset - LONGEST) and not _begins(text, run, start, model):
        start -= 1
    while end < min(run.end, offset + LONGEST) and not _begins(text, run, end, model):
        end += 1
    return Span(start, end)


def _begins(text: str, run: Span, place: int, model: str) -> bool:
    """Does a word begin at this place inside the run?"""
    block = place - place % BLOCK
    low, high = max(run.start, block - SEEN), min(run.end, block + BLOCK + SEEN)
    if MARK().match(text, place) or (model == "ja_word" and JOINED().match(text, place)):
        return False
    return place - low in _begins_of(text[low:high], model)


@lru_cache(maxsize=256)
def _begins_of(block: str, model: str) -> frozenset[int]:
    """Where words begin in a block; right only `SEEN` characters from its ends, or where the run ends there."""
    places, place = [], 0
    for word in _parser(model).parse(block):
        places.append(place)
        place += len(word)
    return frozenset(places)


def _model_for(text: str, run: Span) -> str:
    """The model for the language of a run."""
    if THAI().match(text, run.start):
        return "th"
    if KANA().search(text, max(0, run.start - ABOUT), run.end + ABOUT):
        return "ja_word"
    return "zh-hant" if TRADITIONAL().search(text, run.start, run.end) else "zh-hans"


@cache
def _parser(model: str) -> Parser:
    from budoux import Parser  # noqa: PLC0415 - few texts need it, and it costs 15 ms

    source = resources.files("budoux") / "models" / f"{model}.json"
    return Parser(json.loads(source.read_text(encoding="utf-8")))
