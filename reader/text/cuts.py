"""Does an edge cut a word or a character in two? Asked of every edge of a corpus, so the plain cases are quick."""

from __future__ import annotations

from reader.text import graphemes, words
from reader.text.lazily import lazily

DENSE = lazily(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}]")
"""Letters of scripts that part no words: where a word ends there is a guess, and nobody is blamed for another."""

CLOSING = frozenset(".,:;!?)]}\"'”’»…")
"""What mostly stands right behind a word, and is in one only when another letter follows, or after a capital."""


def cuts_word(text: str, offset: int) -> bool:
    """Do the code points on either side of an offset belong to the same word?"""
    if not 0 < offset < len(text):
        return False
    before, after = text[offset - 1], text[offset]
    if before.isspace() or after.isspace():
        return False
    if before.isascii() and after.isascii() and before.isalpha() and after.isalpha():
        return True
    if after in CLOSING and not before.isupper() and text[offset + 1 : offset + 2].isspace():
        return False
    if DENSE().match(before) or DENSE().match(after):
        return False
    word = words.word_at(text, offset)
    return word is not None and word.start < offset


def cuts_cluster(text: str, offset: int) -> bool:
    """Do the code points on either side of an offset belong to what a person sees as one character?"""
    if not 0 < offset < len(text):
        return False
    before, after = text[offset - 1], text[offset]
    if before < "\x80" and after < "\x80":
        return before == "\r" and after == "\n"
    return graphemes.cluster_at(text, offset).start < offset
