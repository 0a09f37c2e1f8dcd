"""The bare letters of a text, one for each code point: composed or not, they look the same and are not."""

from __future__ import annotations

import unicodedata

JAMO = range(0x1160, 0x1200)
"""Vowels and final consonants that follow the first letter of a Korean syllable written letter by letter."""


def bare(text: str) -> str:
    """The text with each letter as it is without its marks, and a blank for each mark; its length is the same."""
    return text if text.isascii() else text.translate({ord(c): _bare(c) for c in set(text) if not c.isascii()})


def same(one: str, other: str) -> bool:
    """Are they the same letters, composed or not?"""
    return unicodedata.normalize("NFC", one) == unicodedata.normalize("NFC", other)


def end_of_letter(text: str, end: int) -> int:
    """Where the letter ends that goes on over an offset with its marks."""
    while end < len(text) and not text[end].isspace() and _bare(text[end]) == " ":
        end += 1
    return end


def _bare(character: str) -> str:
    if unicodedata.combining(character) or ord(character) in JAMO:
        return " "
    return unicodedata.normalize("NFD", character)[0]
