"""Where many strings stand in a text as whole words, found in one pass for all of them."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
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

BLANKS = re.compile(r"\s\s+")
"""More than one blank between two words."""

HYPHENS = "-‑"
"""What joins the words of a compound: a part of one is no whole word."""

PARTING = frozenset(("", " ", ",", "."))
"""What mostly stands behind a string: no word goes on over it."""

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


class _Start(NamedTuple):
    """A place in a word of a text where a string may begin."""

    offset: int
    length: int
    """Of the longest string that ends in the same word; 0 when there is none."""
    part: int
    """The length of the rest of the word and a blank, when strings of several words begin with it; else 0."""


class Phrases:
    """Strings to be found: same case, any blanks for their blanks, not inside a word or a compound with a hyphen."""

    def __init__(self, strings: Iterable[str]) -> None:
        """`strings` are flat: one blank between words, none around them."""
        self._numbers = {string: number for number, string in enumerate(strings)}
        self._tails: dict[str, Sequence[int]] = {}
        self._parts: set[str] = set()
        self._longest = 0
        lengths: dict[str, set[int]] = defaultdict(set)
        for string in self._numbers:
            part, blank, tail = string.partition(" ")
            if blank:
                self._parts.add(part)
                lengths[f"{part} {tail[:NEXT]}"].add(len(string))
            else:
                self._longest = max(self._longest, len(string))
        for key, several in lengths.items():
            self._tails[key] = sorted(several, reverse=True)
        self._known = _Known(self._starts)

    def find(self, text: str) -> list[Found]:
        """All places, in order; where two overlap the one that begins first, of those the longest."""
        words = text.split()
        begun = list(map(self._known.__getitem__, words))
        places = list(compress(range(len(words)), begun))
        if not places:
            return []
        line, past, found = " ".join(words), 0, []
        offsets = list(accumulate(map(len, words), initial=0))
        for place in places:
            # As many blanks stand before a word as words do.
            word = offsets[place] + place
            for offset, length, size in begun[place]:
                here = word + offset
                if here >= past and (most := (size and self._long(line, here, size)) or length):
                    past = here + most
                    found.append(Found(here, past, self._numbers[line[here:past]]))
        return found if len(line) == len(text) else _unflattened(text, found)

    def _long(self, line: str, here: int, size: int) -> int:
        """The length of the longest string of several words that begins here; 0 when none does."""
        key = line[here : here + size + NEXT]
        tails, numbers = self._tails, self._numbers
        # A second word of one letter is told from others by less.
        for length in (*tails.get(key, ()), *tails.get(line[here : here + size + 1], ())):
            past = here + length
            if line[here:past] in numbers and (line[past : past + 1] in PARTING or _ends(line, past)):
                return length
        return 0

    def _starts(self, word: str) -> Sequence[_Start]:
        """The places of a word where a string may begin."""
        found = []
        for match in TOKEN().finditer(word):
            here = match.start()
            if _begins(word, here):
                rest = word[here:]
                lengths = range(min(self._longest, len(rest)), 0, -1)
                length = next((n for n in lengths if rest[:n] in self._numbers and _ends(word, here + n)), 0)
                part = len(rest) + 1 if rest in self._parts else 0
                if length or part:
                    found.append(_Start(here, length, part))
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


def _unflattened(text: str, found: Iterable[Found]) -> list[Found]:
    """The same places in the text as it is."""
    # Where blanks are more than one, all that follows stands so much further on than in the text with single ones.
    shift = len(text) - len(text.lstrip())
    starts, shifts = [0], [shift]
    for blanks in BLANKS.finditer(text, shift):
        starts.append(blanks.start() + 1 - shift)
        shift += blanks.end() - blanks.start() - 1
        shifts.append(shift)
    made = []
    for start, end, number in found:
        first, last = shifts[bisect_right(starts, start) - 1], shifts[bisect_right(starts, end - 1) - 1]
        made.append(Found(start + first, end + last, number))
    return made


def _begins(text: str, start: int) -> bool:
    """Can a whole word begin here?"""
    if not start or not _is_parted(text[start]):
        return True
    before = text[start - 1]
    return not (_goes_on(before) or (before in HYPHENS and text[start - 2 : start - 1].isalnum()))


def _ends(text: str, end: int) -> bool:
    """Can a whole word end here?"""
    if end >= len(text) or text[end] == " " or not _is_parted(text[end - 1]):
        return True
    after = text[end]
    return not (_goes_on(after) or (after in HYPHENS and text[end + 1 : end + 2].isalnum()))


def _is_parted(character: str) -> bool:
    """Does a blank or a sign part words of this character's script?"""
    return character.isalnum() and (character.isascii() or not DENSE().match(character))


def _goes_on(character: str) -> bool:
    """Is it a letter, a number or a mark on one?"""
    return character.isalnum() or (not character.isascii() and unicodedata.category(character).startswith("M"))
