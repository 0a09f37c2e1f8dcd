"""Words, as a person moves and selects by them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import regex

from reader.core.span import Span

WORD = regex.compile(
    r"""
      (?: \p{Lu}\. ){2,}                                  # U.S.
    | \p{Han}\p{M}*                                       # one Han character is one word
    | \p{Katakana}[\p{Katakana}\p{M}ー]*
    | \p{Hiragana}[\p{Hiragana}\p{M}ー]*
    | \p{N}[\p{N}\p{M}]* (?: [.,:]\p{N}+ )*  [\p{L}\p{M}]*  # 2,000  3.5  00:05  20th
    | [\p{L}--\p{Han}--\p{Hiragana}--\p{Katakana}]
      (?: [\p{L}\p{M}\p{N}_--\p{Han}--\p{Hiragana}--\p{Katakana}]
        | [\u200c\u200d](?=\p{L})                         # joiners inside Persian and Indic words
        | ['’](?=\p{L})(?!s\b)                            # didn't, O'Brien; the 's of Russia's stands apart
      )*
    """,
    regex.VERBOSE | regex.V1,
)
"""A word: letters with their marks, or a number with its separators. Blanks and punctuation are between words."""

REACH = 200
"""How far back the beginning of a word is looked for when no blank comes first."""

_Pick = Callable[[Span], int | None]


def word_at(text: str, offset: int) -> Span | None:
    """The word over a code point; None on a blank or on punctuation."""
    return next((word for word in _words(text, offset) if word.end > offset and word.holds(offset)), None)


def next_start(text: str, offset: int) -> int | None:
    """Where the first word after the offset begins."""
    return next((word.start for word in _words(text, offset, tail=None) if word.start > offset), None)


def next_end(text: str, offset: int) -> int | None:
    """Where the first word that ends after the offset ends."""
    return next((word.end for word in _words(text, offset, tail=None) if word.end > offset), None)


def previous_start(text: str, offset: int) -> int | None:
    """Where the last word that begins before the offset begins."""
    return _last(text, offset, lambda word: word.start if word.start < offset else None)


def previous_end(text: str, offset: int) -> int | None:
    """Where the last word that ends before the offset ends."""
    return _last(text, offset, lambda word: word.end if word.end < offset else None)


def count(text: str) -> int:
    """How many words the text has."""
    return sum(1 for _ in WORD.finditer(text))


def blank_before(text: str, offset: int) -> int:
    """A place at or before the offset where no word is cut: after a blank, or `REACH` code points back."""
    start = offset
    while start > max(0, offset - REACH) and not text[start - 1].isspace():
        start -= 1
    return start


def _words(text: str, offset: int, tail: int | None = REACH) -> Iterator[Span]:
    """The words from around the offset on; up to `tail` code points after it, or to the end of the text."""
    end = len(text) if tail is None else min(len(text), offset + tail)
    for match in WORD.finditer(text, blank_before(text, min(offset, len(text))), end):
        yield Span(match.start(), match.end())


def _last(text: str, offset: int, pick: _Pick) -> int | None:
    """What `pick` finds in the last word it accepts, looking back a window at a time."""
    end = offset
    while end > 0:
        start = blank_before(text, max(0, end - REACH))
        matches = WORD.finditer(text, start, min(len(text), end + REACH))
        found = [p for m in matches if (p := pick(Span(m.start(), m.end()))) is not None]
        if found:
            return found[-1]
        end = start
    return None
