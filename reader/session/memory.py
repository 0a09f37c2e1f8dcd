"""The strings a project has tagged: where they occur again, what they are usually called, and this user's habits.

No model: counts of exact strings. It is worked out from the store when a project is opened and follows every change.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

import regex

from reader.core.span import Span
from reader.text.lazily import lazily

LONGEST = 80
"""Code points of a string that is remembered at most; longer ones hardly occur twice."""

HEAD = 4
"""Code points by which strings are looked up: for each such beginning it is known how long the strings are."""

WORD_START = lazily(
    r"(?<![\p{L}\p{M}\p{N}]) (?! (?<=\p{Nd}[.,:])\p{Nd} ) \S | [\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}]", regex.VERBOSE
)
"""Where a remembered string may begin: at a word or a sign, and anywhere in scripts that part no words."""

DETERMINER = lazily(r"(?r)(?<![\p{L}\p{M}\p{N}])(?:the|an?)\s", regex.IGNORECASE)
"""A determiner before a name, its blank included."""

OPENS_WITH_DETERMINER = ("the ", "a ", "an ", "The ", "A ", "An ")


class Memory:
    """Which strings were tagged with which labels."""

    def __init__(self) -> None:
        self._labels: dict[str, Counter[str]] = {}
        self._heads: dict[str, Counter[int]] = {}
        self._forgotten: Counter[tuple[str, str]] = Counter()
        self._with_determiner = 0
        self._without_determiner = 0
        self._covering: tuple[str, int, Span | None] | None = None
        self.determiner: bool | None = None
        """Is the determiner before a name included? None for as it was mostly done."""

    def __len__(self) -> int:
        return len(self._labels)

    def learn(self, string: str, label: str, times: int = 1) -> None:
        """Count one more span of this string under this label, or several."""
        string = _flat(string)
        if not 0 < len(string) <= LONGEST:
            return
        self._covering = None
        if string not in self._labels:
            self._labels[string] = Counter()
            self._heads.setdefault(string[:HEAD], Counter())[len(string)] += 1
        self._labels[string][label] += times
        if string.startswith(OPENS_WITH_DETERMINER):
            self._with_determiner += times

    def forget(self, string: str, label: str) -> None:
        """Count one less."""
        string = _flat(string)
        counts = self._labels.get(string)
        if counts is None or not counts[label]:
            self._forgotten[string, label] += 1
            return
        self._covering = None
        self._with_determiner -= string.startswith(OPENS_WITH_DETERMINER)
        counts[label] -= 1
        if not counts[label]:
            del counts[label]
        if not counts:
            del self._labels[string]
            head = self._heads[string[:HEAD]]
            head[len(string)] -= 1
            if not head[len(string)]:
                del head[len(string)]

    def take_over(self, other: Memory) -> None:
        """Add what another has learnt, and its habits."""
        for string, labels in other._labels.items():
            for label, times in labels.items():
                self.learn(string, label, times)
        for string, label in other._forgotten.elements():
            self.forget(string, label)
        self._without_determiner += other._without_determiner

    def notice(self, text: str, span: Span, times: int = 1) -> None:
        """Count that a name was tagged without the determiner before it (`times` -1: that it was taken back)."""
        if DETERMINER().match(text, max(0, span.start - 5), span.start):
            self._without_determiner += times

    @property
    def with_determiner(self) -> bool:
        """Is the determiner before a name included, as was said or as this user mostly does?"""
        if self.determiner is not None:
            return self.determiner
        return self._with_determiner > max(0, self._without_determiner)

    def labels(self, string: str) -> Mapping[str, int]:
        """How often the string has been given each label."""
        return self._labels.get(_flat(string), {})

    def usual(self, string: str) -> str | None:
        """The label that the string has been given most often."""
        counts = self.labels(string)
        return max(counts, key=lambda label: (counts[label], label)) if counts else None

    def covering(self, text: str, offset: int) -> Span | None:
        """The longest remembered string over a code point, as whole words; of equals the first."""
        # Several labels ask the same for every key.
        known = self._covering
        if known is None or known[0] is not text or known[1] != offset:
            low = max(0, offset - LONGEST)
            found = [span for span in self.occurrences(text, low, offset + 1) if span.holds(offset)]
            longest = max(found, key=lambda span: (len(span), -span.start), default=None)
            known = self._covering = (text, offset, longest)
        return known[2]

    def occurrences(self, text: str, start: int, end: int) -> Iterator[Span]:
        """Where remembered strings begin in `[start, end)`, as whole words: of each place the longest, in order."""
        if not self._heads:
            return
        for word in WORD_START().finditer(text, start, end):
            here = word.start()
            if span := self._longest_at(text, here):
                yield span

    def _longest_at(self, text: str, here: int) -> Span | None:
        piece = _flat(text[here : here + LONGEST])
        for size in range(HEAD, 0, -1):
            for length in sorted(self._heads.get(piece[:size], ()), reverse=True):
                if length <= len(piece) and piece[:length] in self._labels and _ends_word(text, here + length):
                    return Span(here, here + length)
        return None


def determined(text: str, span: Span) -> Span:
    """The span with the determiner before it, when there is one."""
    found = DETERMINER().match(text, max(0, span.start - 5), span.start)
    return Span(found.start(), span.end) if found else span


def _flat(text: str) -> str:
    """The text with a blank for each newline: a hard wrap makes no other string."""
    return text.replace("\n", " ") if "\n" in text else text


def _ends_word(text: str, end: int) -> bool:
    """Does no word or number go on over this place? In scripts that part no words, every place ends one."""
    if end >= len(text):
        return True
    before, after = text[end - 1], text[end]
    if before.isdecimal() and after in ".,:" and text[end + 1 : end + 2].isdecimal():
        return False
    return not (before.isalnum() and (after.isalnum() or _is_mark(after))) or WORD_START().match(text, end) is not None


def _is_mark(character: str) -> bool:
    return not character.isascii() and regex.match(r"\p{M}", character) is not None
