"""Sentences, by rules that only look at the neighbourhood of a possible break.

A single newline is soft, so hard-wrapped articles read as one would read them: it ends a sentence only where any other
blank would. A blank line always ends one. Offsets of annotations never depend on these rules.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from reader.core.span import Span
from reader.text.paragraphs import trimmed

BREAK = regex.compile(
    r"""
      (?P<mark> [.!?…؟۔։।॥]+ ) [)\]"'”’»›]* (?P<gap> \s++ )
    | [。！？｡]+ [)\]"'”’」』）]* \s*+
    | (?P<quote> ["”»] ,? ) (?P<turn> [^\S\n]*+ \n \s*+ )
    | \n (?: [^\S\n]*+ \n )+ \s*+
    """,
    regex.VERBOSE,
)
"""Where a sentence may end: the marks that close it and the blanks after them, a line that closes a
quotation, or a blank line."""

OPENERS = frozenset("([\"'“‘«‹„¿¡–—- ")
"""What may stand before the first letter of a sentence."""

TITLES = frozenset(
    """Mr Mrs Ms Mx Dr Prof Rev Fr St Ste Mt Ft Gen Lt Col Maj Capt Cpl Sgt Adm Cmdr Gov Sen Rep Pres Hon Amb
    Messrs Mme Mlle vs v cf e.g i.e eg ie viz approx Fig fig Figs Vol vol Art art p pp Nos nos""".split()
)
"""Abbreviations that something always follows: no sentence ends after one."""

ABBREVIATIONS = frozenset(
    """Sr Jr al etc ca est dept No no Inc Ltd Co Corp Bros Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue
    Wed Thu Fri Sat Sun""".split()
)
"""Abbreviations that may end a sentence: one does when the next word is a `STARTERS`."""

STARTERS = frozenset(
    """The A An This That These Those It He She They We I You There Here In On At As But And Or So If When While
    After Before Since Meanwhile However According""".split()
)
"""Words that begin a sentence even after an abbreviation such as U.S."""

LAST_WORD = regex.compile(r"[\p{L}\p{M}](?:[\p{L}\p{M}]|\.(?=\p{L}))*$")
FIRST_WORD = regex.compile(r"\p{L}*")
STEP = 400
"""Code points looked at in one step back."""


def sentence_at(text: str, offset: int) -> Span | None:
    """The sentence over a code point, without blanks around it; None in a blank line.

    The blanks after a sentence belong to it.
    """
    start, end = _start(text, offset), _end(text, offset)
    sentence = trimmed(text, start, end)
    if sentence and offset >= sentence.end and text.count("\n", sentence.end, end) > 1:
        return None
    return sentence


def sentences(text: str) -> Iterator[Span]:
    """Every sentence, in order."""
    start = 0
    for end in (*_edges(text, 0), len(text)):
        if sentence := trimmed(text, start, end):
            yield sentence
        start = end


def next_start(text: str, offset: int) -> int | None:
    """Where the next sentence begins."""
    end = _end(text, offset)
    return end if end < len(text) else None


def next_end(text: str, offset: int) -> int | None:
    """Where the first sentence that ends after the offset ends."""
    start = _start(text, offset)
    while start < len(text):
        end = _end(text, start)
        if (sentence := trimmed(text, start, end)) and sentence.end > offset:
            return sentence.end
        start = end
    return None


def previous_start(text: str, offset: int) -> int | None:
    """Where the last sentence that begins before the offset begins."""
    while offset > 0:
        start = _start(text, offset - 1)
        if (sentence := trimmed(text, start, len(text))) and sentence.start < offset:
            return sentence.start
        offset = start
    return None


def _start(text: str, offset: int) -> int:
    """The last edge at or before the offset; 0 without one."""
    stop = offset
    while stop > 0:
        start = _clear(text, max(0, stop - STEP))
        last = 0
        for edge in _edges(text, start):
            if edge > offset:
                break
            last = edge
        if last:
            return last
        stop = start
    return 0


def _end(text: str, offset: int) -> int:
    """The first edge after the offset; the length of the text without one."""
    return next((edge for edge in _edges(text, _clear(text, offset)) if edge > offset), len(text))


def _clear(text: str, offset: int) -> int:
    """A place at or before the offset with a letter or digit before it, so that no possible break is cut in two."""
    while offset > 0 and not text[offset - 1].isalnum():
        offset -= 1
    return offset


def _edges(text: str, start: int) -> Iterator[int]:
    """Where sentences begin after the start: the offsets behind the blanks that part them."""
    for match in BREAK.finditer(text, start):
        gap = match["gap"] or match["turn"]
        if match.end() < len(text) and (gap is None or gap.count("\n") > 1 or _breaks(text, match)):
            yield match.end()


def _breaks(text: str, match: regex.Match[str]) -> bool:
    """Does a sentence end at these marks, with no blank line after them?"""
    first = match.end()
    while first < len(text) - 1 and text[first] in OPENERS:
        first += 1
    if text[first].islower():
        return False
    if match["mark"] != "." or match.start("gap") > match.end("mark"):
        return True
    word = LAST_WORD.search(text, max(0, match.start() - 20), match.start())
    if word is None or word[0] in TITLES:
        return word is None
    if (len(word[0]) == 1 and word[0].isupper()) or "." in word[0] or word[0] in ABBREVIATIONS:
        following = FIRST_WORD.match(text, first)
        return following is not None and following[0] in STARTERS
    return True
