"""Words, as a person moves and selects by them."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from reader.core.span import Span
from reader.text.dense import word_in
from reader.text.lazily import lazily
from reader.text.paragraphs import WIDEST, first_solid, last_solid

WORD = lazily(
    r"""
      (?: \p{Lu}\. ){2,}                                  # U.S.
    | \p{Lu}{1,4} (?: &\p{Lu}{1,4} )+ (?!\p{L})           # AT&T
    | (?P<dense> [\p{Han}\p{Hiragana}\p{Katakana}][\p{Han}\p{Hiragana}\p{Katakana}\p{M}ー]* | \p{Thai}[\p{Thai}\p{M}]* )
    | \p{N}[\p{N}\p{M}]* (?: [.,:]\p{N}+ )*              # 2,000  3.5  00:05  20th
      [\p{L}\p{M}--\p{Han}--\p{Hiragana}--\p{Katakana}--\p{Thai}]*
    | [\p{L}--\p{Han}--\p{Hiragana}--\p{Katakana}--\p{Thai}]
      (?: [\p{L}\p{M}\p{N}_--\p{Han}--\p{Hiragana}--\p{Katakana}--\p{Thai}]
        | [\u200c\u200d](?=\p{L})                         # joiners inside Persian and Indic words
        | ['’](?=\p{L})(?!s\b)                            # didn't, O'Brien; the 's of Russia's stands apart
        | [՚-՞](?=\p{L})                                 # the Armenian apostrophe and marks of stress
        | ["'׳״](?<=\p{Hebrew}.)(?=\p{Hebrew})            # צה״ל
      )*
    """,
    regex.VERBOSE | regex.V1,
)
"""A word: letters with their marks, or a number with its separators. Blanks and punctuation are between words. The group
`dense` is a run of words with no blanks between them."""

FIRST = lazily(r"[\p{L}\p{N}\p{Han}\p{Hiragana}\p{Katakana}]")
"""What every word begins with; outside of a word it begins one."""
LAST_FIRST = lazily(r"(?r)[\p{L}\p{N}\p{Han}\p{Hiragana}\p{Katakana}]")

SEAM = lazily(r"(?r)[^\p{L}\p{M}\p{N}\p{Han}\p{Hiragana}\p{Katakana}_.,:'’\"׳״՚-՞&\u200c\u200d]")
"""The last character that no word goes on over."""

REACH = 1_024
"""How far from an offset the ends of its word are looked for. Longer words are cut."""
GAP = 4_000
"""The most marks without a word that are looked over at once."""
MANY = 20_000
"""The longest text whose dense runs are counted word by word."""
DENSITY = 2
"""How many characters a word of a longer one is taken to have."""


def word_at(text: str, offset: int) -> Span | None:
    """The word over a code point; None on a blank or on punctuation."""
    low = max(0, offset - REACH)
    seam = SEAM().search(text, low, offset + 1)
    for match in WORD().finditer(text, seam.start() if seam else low, min(len(text), offset + REACH)):
        if match.end() > offset:
            return _word(text, match, offset) if match.start() <= offset else None
    return None


def next_start(text: str, offset: int) -> int | None:
    """Where the first word after the offset begins; a place on the way when none is near."""
    word = word_at(text, offset)
    return _first_from(text, word.end if word else offset + 1)


def next_end(text: str, offset: int) -> int | None:
    """Where the first word that ends after the offset ends; a place on the way when none is near."""
    found = _first_from(text, offset)
    word = word_at(text, offset) or (word_at(text, found) if found is not None and found < len(text) else None)
    return word.end if word else found


def previous_start(text: str, offset: int) -> int | None:
    """Where the last word that begins before the offset begins; a place on the way when none is near."""
    solid = last_solid(text, max(0, offset - WIDEST), offset)
    if solid is None:
        return None
    low = max(0, solid + 1 - GAP)
    found = LAST_FIRST().search(text, low, solid + 1)
    word = word_at(text, found.start()) if found else None
    return word.start if word else low or None


def _first_from(text: str, offset: int) -> int | None:
    """The first beginning of a word at or after a place where none is going on; the end of a gap that is too wide."""
    solid = first_solid(text, offset, min(len(text), offset + WIDEST))
    if solid is None:
        return None
    found = FIRST().search(text, solid, solid + GAP)
    return found.start() if found else solid + GAP if solid + GAP < len(text) else None


def words(text: str) -> Iterator[Span]:
    """Every word of the text, in order."""
    for match in WORD().finditer(text):
        start = match.start()
        while start < match.end():
            word = _word(text, match, start)
            yield word
            start = word.end


def count(text: str) -> int:
    """How many words the text has; a good guess where a long one has no blanks between them."""
    if len(text) <= MANY:
        return sum(1 for _ in words(text))
    return sum(-(-len(match[0]) // DENSITY) if match["dense"] else 1 for match in WORD().finditer(text))


def _word(text: str, match: regex.Match[str], offset: int) -> Span:
    run = Span(match.start(), match.end())
    return word_in(text, run, offset) if match["dense"] else run
