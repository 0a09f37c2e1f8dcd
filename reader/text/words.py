"""Words, as a person moves and selects by them."""

from __future__ import annotations

import regex

from reader.core.span import Span
from reader.text.lazily import lazily

WORD = lazily(
    r"""
      (?: \p{Lu}\. ){2,}                                  # U.S.
    | \p{Lu}{1,4} (?: &\p{Lu}{1,4} )+ (?!\p{L})           # AT&T
    | \p{Han}\p{M}*                                       # one Han character is one word
    | \p{Katakana}[\p{Katakana}\p{M}ー]*
    | \p{Hiragana}[\p{Hiragana}\p{M}ー]*
    | \p{N}[\p{N}\p{M}]* (?: [.,:]\p{N}+ )*              # 2,000  3.5  00:05  20th
      [\p{L}\p{M}--\p{Han}--\p{Hiragana}--\p{Katakana}]*
    | [\p{L}--\p{Han}--\p{Hiragana}--\p{Katakana}]
      (?: [\p{L}\p{M}\p{N}_--\p{Han}--\p{Hiragana}--\p{Katakana}]
        | [\u200c\u200d](?=\p{L})                         # joiners inside Persian and Indic words
        | ['’](?=\p{L})(?!s\b)                            # didn't, O'Brien; the 's of Russia's stands apart
      )*
    """,
    regex.VERBOSE | regex.V1,
)
"""A word: letters with their marks, or a number with its separators. Blanks and punctuation are between words."""

FIRST = lazily(r"[\p{L}\p{N}\p{Han}\p{Hiragana}\p{Katakana}]")
"""What every word begins with; outside of a word it begins one."""
LAST_FIRST = lazily(r"(?r)[\p{L}\p{N}\p{Han}\p{Hiragana}\p{Katakana}]")

SEAM = lazily(r"(?r)[^\p{L}\p{M}\p{N}\p{Hiragana}\p{Katakana}_.,:'’&\u200c\u200d]|\p{Han}")
"""The last character that no word goes on over."""

REACH = 1_024
"""How far from an offset the ends of its word are looked for. Longer words are cut."""
NEAR = 200
"""How far back a blank is looked for."""


def word_at(text: str, offset: int) -> Span | None:
    """The word over a code point; None on a blank or on punctuation."""
    low = max(0, offset - REACH)
    seam = SEAM().search(text, low, offset + 1)
    for match in WORD().finditer(text, seam.start() if seam else low, min(len(text), offset + REACH)):
        if match.end() > offset:
            return Span(match.start(), match.end()) if match.start() <= offset else None
    return None


def next_start(text: str, offset: int) -> int | None:
    """Where the first word after the offset begins."""
    word = word_at(text, offset)
    found = FIRST().search(text, word.end if word else offset + 1)
    return found.start() if found else None


def next_end(text: str, offset: int) -> int | None:
    """Where the first word that ends after the offset ends."""
    found = FIRST().search(text, offset)
    word = word_at(text, offset) or (word_at(text, found.start()) if found else None)
    return word.end if word else None


def previous_start(text: str, offset: int) -> int | None:
    """Where the last word that begins before the offset begins."""
    found = LAST_FIRST().search(text, 0, offset)
    word = word_at(text, found.start()) if found else None
    return word.start if word else None


def count(text: str) -> int:
    """How many words the text has."""
    return sum(1 for _ in WORD().finditer(text))


def blank_before(text: str, offset: int) -> int:
    """A place at or before the offset where no word is cut: after a blank, or `NEAR` code points back."""
    start = offset
    while start > max(0, offset - NEAR) and not text[start - 1].isspace():
        start -= 1
    return start
