"""Where many strings stand in a text as whole words, found in one pass for all of them."""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import partial
from itertools import accumulate, compress
from typing import NamedTuple

import regex

from reader.text.lazily import lazily

TOKEN = lazily(
    r"""[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}]
      | [\p{L}\p{M}\p{N}--\p{Han}--\p{Hiragana}--\p{Katakana}--\p{Thai}]+
      | \S""",
    regex.VERBOSE | regex.V1,
)
"""What a string may begin with: a word, a sign, or any letter of a script that parts no words."""

DENSE = lazily(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}]")

BLANKS = (
    "\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000"
)
"""Whatever may stand between two words besides a plain blank."""

WORD = re.compile("[^ ]+")

HYPHENS = "-‑"
"""What joins the words of a compound: a part of one is no whole word."""

PARTING = frozenset(("", " "))
"""What mostly stands behind a string: nothing goes on over it."""

MARKS = frozenset((",", "."))
"""What does else: no word goes on over it, but a number may."""

SEPARATORS = ".,:"
"""What joins the digits of a number: a part of one is no whole word."""

NEXT = 2
"""Code points of the second word by which strings of several words are told apart before they are compared."""

KNOWN = 200_000
"""Words of texts for which it is remembered what begins in them, at most."""

WIDEST = 64
"""The longest of them, in code points."""


class Found(NamedTuple):
    """One place where one of the strings stands."""

    start: int
    """Where it begins, in code points of the text."""
    end: int
    """One past its end."""
    number: int
    """Which of the strings it is, from 0."""


_found = partial(tuple.__new__, Found)
"""Makes one in half the time."""

Tails = Mapping[str, Sequence[int]]
"""The lengths of strings of several words that begin with the same one, longest first, by how the second begins."""


class _Start(NamedTuple):
    """A place in a word of a text where a string may begin."""

    offset: int
    length: int
    """Of the longest string that ends in the same word; 0 when there is none."""
    number: int
    """Which one that is."""
    part: int
    """The length of the rest of the word and a blank, when strings of several words begin with it; else 0."""
    tails: Tails
    """Those strings; empty when there are none."""


class Phrases:
    """Strings to be found: same case, any blanks for their blanks, not inside a word, a number or a compound with a hyphen."""

    def __init__(self, strings: Iterable[str]) -> None:
        """`strings` are flat: one blank between words, none around them."""
        self._numbers = {string: number for number, string in enumerate(strings)}
        self._tails: dict[str, Tails] = {}
        self._word = self._longest = 0
        parts: dict[str, dict[str, set[int]]] = {}
        for string in self._numbers:
            part, blank, tail = string.partition(" ")
            if blank:
                self._longest = max(self._longest, len(string))
                parts.setdefault(part, {}).setdefault(tail[:NEXT], set()).add(len(string))
            else:
                self._word = max(self._word, len(string))
        for part, tails in parts.items():
            self._tails[part] = {tail: _lengths(tail, tails) for tail in tails}
        self._known = _Known(self._starts)

    def find(self, text: str) -> list[Found]:
        """All places, in order; where two overlap the one that begins first, of those the longest."""
        line = _evened(text)
        words = line.split(" ")
        begun = list(map(self._known.__getitem__, words))
        places = list(compress(range(len(words)), begun))
        if not places:
            return []
        numbers, longest = self._numbers, self._longest
        past, gap, found = 0, _gap(line, 0), []
        offsets = list(accumulate(map(len, words), initial=0))
        for place in places:
            # As many blanks stand before a word as words do.
            word = offsets[place] + place
            if gap < word:
                gap = _gap(line, word)
            for offset, length, number, part, tails in begun[place]:
                here = word + offset
                if here < past:
                    continue
                wide = None
                if tails:
                    near = gap - here <= longest
                    wide = self._over_gaps(line, here, part, tails) if near else _long(line, here, part, tails, numbers)
                if wide is not None:
                    past, number = wide  # noqa: PLW2901 - the longer one instead
                elif length:
                    past = here + length
                else:
                    continue
                found.append(_found((here, past, number)))
        return found

    def _over_gaps(self, line: str, here: int, part: int, tails: Tails) -> tuple[int, int] | None:
        """What `_long` says, where blanks may be more than one."""
        flat, ends = "", []
        for word in WORD.finditer(line, here):
            flat += f"{word[0]} "
            ends.append((len(flat), word.end() + 1))
            if len(flat) > self._longest:
                break
        wide = _long(flat, 0, part, tails, self._numbers)
        if wide is None:
            return None
        there, end = next(both for both in ends if both[0] > wide[0])
        return end - (there - wide[0]), wide[1]

    def _starts(self, word: str) -> Sequence[_Start]:
        """The places of a word where a string may begin."""
        found = []
        for match in TOKEN().finditer(word):
            here = match.start()
            if _begins(word, here):
                rest = word[here:]
                lengths = range(min(self._word, len(rest)), 0, -1)
                length = next((n for n in lengths if rest[:n] in self._numbers and _ends(word, here + n)), 0)
                tails = self._tails.get(rest, {})
                if length or tails:
                    found.append(_Start(here, length, self._numbers.get(rest[:length], -1), len(rest) + 1, tails))
        return found


class _Known(dict[str, Sequence[_Start]]):
    """The words of texts, each looked at once."""

    def __init__(self, look: Callable[[str], Sequence[_Start]]) -> None:
        super().__init__()
        self._look = look

    def __missing__(self, word: str) -> Sequence[_Start]:
        found = self._look(word)
        if len(word) <= WIDEST:
            if len(self) >= KNOWN:
                self.clear()
            self[word] = found
        return found


def _lengths(tail: str, tails: Mapping[str, AbstractSet[int]]) -> Sequence[int]:
    """The lengths of strings whose second word begins like this, those with its first letter alone among them."""
    return sorted(tails[tail] | tails.get(tail[:1], frozenset()), reverse=True)


def _evened(text: str) -> str:
    """The text with a plain blank for each blank."""
    for blank in BLANKS:
        text = text.replace(blank, " ")
    return text


def _gap(line: str, start: int) -> int:
    """The first place from another on where blanks are more than one; far behind the text when there is none."""
    place = line.find("  ", start)
    return place if place >= 0 else sys.maxsize


def _long(line: str, here: int, part: int, tails: Tails, numbers: Mapping[str, int]) -> tuple[int, int] | None:
    """The end and the number of the longest string of several words that begins here; None when none does."""
    tail = here + part
    following = line[tail : tail + NEXT]
    for length in tails.get(following) or tails.get(following[:1], ()):
        past = here + length
        number = numbers.get(line[here:past])
        if number is None:
            continue
        after = line[past : past + 1]
        if after in PARTING or (after in MARKS and not line[past - 1].isdecimal()) or _ends(line, past):
            return past, number
    return None


def _begins(text: str, start: int) -> bool:
    """Can a whole word begin here?"""
    if not start or not _is_parted(text[start]):
        return True
    before = text[start - 1]
    if before in SEPARATORS and text[start].isdecimal() and text[start - 2 : start - 1].isdecimal():
        return False
    return not (_goes_on(before) or (before in HYPHENS and text[start - 2 : start - 1].isalnum()))


def _ends(text: str, end: int) -> bool:
    """Can a whole word end here?"""
    if end >= len(text) or text[end] == " " or not _is_parted(text[end - 1]):
        return True
    after = text[end]
    if after in SEPARATORS and text[end - 1].isdecimal() and text[end + 1 : end + 2].isdecimal():
        return False
    return not (_goes_on(after) or (after in HYPHENS and text[end + 1 : end + 2].isalnum()))


def _is_parted(character: str) -> bool:
    """Does a blank or a sign part words of this character's script?"""
    return character.isalnum() and (character.isascii() or not DENSE().match(character))


def _goes_on(character: str) -> bool:
    """Is it a letter, a number or a mark on one?"""
    return character.isalnum() or (not character.isascii() and unicodedata.category(character).startswith("M"))
