"""Tagging the same string everywhere: where it occurs, and why it is left out at some of the places."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

import regex

from reader.core.annotations import Annotations
from reader.core.label import LabelSet
from reader.core.span import Span
from reader.text import names
from reader.text.lazily import lazily

Why = Literal["", "inside a longer name", "tagged already"]
"""Why an occurrence is left out; empty when it is not."""


WORD_BEFORE = lazily(r"(?<=[\p{L}\p{M}\p{N}]|[\p{L}\p{N}][-‑])|(?<=\p{Nd}[.,:])(?=\p{Nd})")
WORD_AFTER = lazily(r"[\p{L}\p{M}\p{N}]|[-‑][\p{L}\p{N}]|(?<=\p{Nd})[.,:]\p{Nd}")


class Occurrence(NamedTuple):
    """A place where a string stands as whole words."""

    span: Span
    """Where."""
    why: Why
    """Why it would not be tagged."""


def occurrences(text: str, string: str, annotations: Annotations, labels: LabelSet) -> Iterator[Occurrence]:
    """Every occurrence of a string in a text as whole words, in the same case, any blanks for its blanks.

    A string of blanks alone occurs nowhere: it has no words.
    """
    if not string.strip():
        return
    for match in _pattern(string).finditer(text):
        span = Span(*match.span())
        yield Occurrence(span, _why_not(text, span, annotations, labels))


def _pattern(string: str) -> regex.Pattern[str]:
    words = r"\s+".join(regex.escape(word, special_only=True) for word in string.split())
    before = r"(?<![\p{L}\p{M}\p{N}])(?<![\p{L}\p{N}][-‑])" if _is_cased_word(string[:1]) else ""
    after = r"(?![\p{L}\p{M}\p{N}])(?![-‑][\p{L}\p{N}])" if _is_cased_word(string[-1:]) else ""
    # The 12 of 12,000 and of 3.12 is no word.
    before += r"(?<!\p{Nd}[.,:])" if string[:1].isdecimal() else ""
    after += r"(?![.,:]\p{Nd})" if string[-1:].isdecimal() else ""
    return regex.compile(before + words + after)


def _is_cased_word(character: str) -> bool:
    """Does a blank or a sign part words of this character's script? Han, kana and Thai are written without."""
    return character.isalnum() and not regex.match(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}]", character)


def _why_not(text: str, span: Span, annotations: Annotations, labels: LabelSet) -> Why:
    if any(not labels.is_long(a.label) for a in annotations.overlapping(span)):
        return "tagged already"
    return "inside a longer name" if in_longer_name(text, span) else ""


def in_longer_name(text: str, span: Span) -> bool:
    """Is it a part of a name?"""
    name = names.name_at(text, span.start)
    return name is not None and name != span and name.contains(span)


def cuts_word(text: str, span: Span) -> bool:
    """Does it begin or end inside a word or a number, or between the parts of a word with a hyphen?"""
    begins = _is_cased_word(text[span.start]) and WORD_BEFORE().match(text, span.start) is not None
    return begins or (_is_cased_word(text[span.end - 1]) and WORD_AFTER().match(text, span.end) is not None)
