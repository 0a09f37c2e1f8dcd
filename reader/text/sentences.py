"""Sentences, by rules that only look at the neighbourhood of a possible break.

A single newline is soft, so hard-wrapped articles read as one would read them: it ends a sentence only where any other
blank would. A blank line always ends one. Offsets of annotations never depend on these rules.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from reader.core.span import Span
from reader.text.lazily import lazily
from reader.text.paragraphs import BLANK, WIDEST, first_solid, last_solid, trimmed

MARKS = ".!?…؟۔։।॥።፧፨။។៕།༎\u037e"
"""What closes a sentence when blanks follow."""
WIDE = "。！？｡"
"""What closes a sentence, blanks or not."""
CLOSERS = r""")\]"'”’“‘»›«‹」』）"""
"""What may stand between the mark and the blanks."""

OPENERS = r"""(\["'“‘«‹»›„‚¿¡–—\- """
"""What may stand before the first letter of a sentence."""

BULLETS = "•‣◦▪▫●○■□➢➤✓"
"""What begins an item of a list and nothing else. `- * +` do so where a blank and no lower-case letter follow: a line of
prose may begin with a dash as well."""

BREAK = lazily(
    rf"""
      (?P<mark> [{MARKS}](?<![{MARKS}]{{2}}) [{MARKS}]*+ | (?<=\p{{Greek}}\p{{M}}*);(?=\s) | (?<=\p{{Armenian}}):(?=\s) ) [{CLOSERS}]*+ (?P<gap> {BLANK}++ ) (?![{OPENERS}]*+(?!\p{{Georgian}})\p{{Lowercase}})
    | [{WIDE}]++ [{CLOSERS}]*+ {BLANK}*+
    | ["”»](?=[,\s]) ,? (?:(?!\n){BLANK})*+ \n {BLANK}*+ (?![{OPENERS}]*+(?!\p{{Georgian}})\p{{Lowercase}})
    | \n (?:(?!\n){BLANK})*+ (?: (?=[{BULLETS}]) | (?=[*+\-][ \t]++(?![{OPENERS}]*+(?!\p{{Georgian}})\p{{Lowercase}})) )
    | \n (?:(?!\n){BLANK})*+ \n {BLANK}*+
    """,
    regex.VERBOSE,
)
"""Where a sentence may end: the marks that close it and the blanks after them, or a line that closes a quotation,
with no lower-case letter to follow; before the next item of a list; or a blank line. A semicolon asks in Greek, a colon ends in Armenian, and Georgian
sentences begin in lower case."""

SEAM = lazily(r"[\p{L}\p{N}]")
"""What no possible break goes over."""
LAST_SEAM = lazily(r"(?r)[\p{L}\p{N}]")

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

MONTHS = frozenset("Januar Jänner Februar März April Mai Juni Juli August September Oktober November Dezember".split())
"""What follows the day in a German date, "14. Mai": months that begin with a capital letter."""

DAY = lazily(r"(?r)(?<!\p{N}[.,:]?)\p{Nd}{1,2}")
ITEM = lazily(rf"(?r)(?:\A|[{MARKS}:][{CLOSERS}]*+\s*\n|\n\s*\n)[ \t]*+\p{{Nd}}{{1,3}}")
"""The number of a line in a list: at the beginning of the text, behind a closed line or behind a blank one."""

LAST_WORD = lazily(r"(?r)[\p{L}\p{M}](?:[\p{L}\p{M}]|\.(?=\p{L}))*")
FIRST_WORD = lazily(rf"[{OPENERS}]*+(?P<word>\p{{L}}*)")
STEP = 400
"""Code points looked at in one step."""
REACH = 1_600
"""How far from an offset the ends of its sentence are looked for. Longer ones, as in tables and dumps, are cut."""


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
    for end in (*_edges(text, 0, len(text)), len(text)):
        if sentence := trimmed(text, start, end):
            yield sentence
        start = end


def sentence_edges(text: str) -> Iterator[int]:
    """Where every sentence but the first begins, in order: quicker than the sentences themselves."""
    return _edges(text, 0, len(text))


def next_start(text: str, offset: int) -> int | None:
    """Where the next sentence begins."""
    return next((s.start for s in _from(text, offset) if s.start > offset), None)


def next_end(text: str, offset: int) -> int | None:
    """Where the first sentence that ends after the offset ends."""
    return next((s.end for s in _from(text, offset) if s.end > offset), None)


def previous_start(text: str, offset: int) -> int | None:
    """Where the last sentence that begins before the offset begins."""
    solid = last_solid(text, max(0, offset - WIDEST), offset)
    sentence = sentence_at(text, solid) if solid is not None else None
    return sentence.start if sentence else None


def _from(text: str, offset: int) -> Iterator[Span]:
    start, end = _start(text, offset), _end(text, offset)
    while start < len(text):
        if sentence := trimmed(text, start, end):
            yield sentence
        solid = first_solid(text, end, min(len(text), end + WIDEST))
        if solid is None:
            return
        start, end = solid, _end(text, solid)


def _start(text: str, offset: int) -> int:
    """The last edge at or before the offset; 0 without one."""
    stop, bottom = offset, max(0, offset - REACH)
    while stop > bottom:
        start, last = _seam(text, max(0, stop - STEP)), 0
        for edge in _edges(text, start, _next_seam(text, stop)):
            if edge > offset:
                break
            last = edge
        if last:
            return last
        stop = start
    return _seam(text, bottom)


def _end(text: str, offset: int) -> int:
    """The first edge after the offset; the length of the text without one."""
    top = _next_seam(text, offset + REACH)
    return next((edge for edge in _edges(text, _seam(text, offset), top) if edge > offset), top)


def _seam(text: str, offset: int) -> int:
    """The last place at or before the offset where no possible break is cut; at most `STEP` back."""
    low = max(0, offset - STEP)
    seam = LAST_SEAM().search(text, low, offset)
    return seam.end() if seam else low


def _next_seam(text: str, offset: int) -> int:
    """The first such place after the offset; at most `STEP` on."""
    high = min(len(text), offset + STEP)
    seam = SEAM().search(text, offset, high)
    return seam.end() if seam else high


def _edges(text: str, start: int, end: int) -> Iterator[int]:
    """Where sentences begin between two seams: the offsets behind the blanks that part them."""
    for match in BREAK().finditer(text, start, end):
        if match.end() < len(text) and _breaks(text, match):
            yield match.end()


def _breaks(text: str, match: regex.Match[str]) -> bool:
    """Is this more than the full stop of an abbreviation?"""
    if match["mark"] != "." or match["gap"].count("\n") > 1 or match.start("gap") > match.end("mark"):
        return True
    word = LAST_WORD().match(text, max(0, match.start() - 20), match.start())
    if word is None:
        return not _numbers(text, match)
    if word[0] in TITLES:
        return False
    if (len(word[0]) == 1 and word[0].isupper()) or "." in word[0] or word[0] in ABBREVIATIONS:
        following = FIRST_WORD().match(text, match.end())
        return following is not None and following["word"] in STARTERS
    return True


def _numbers(text: str, match: regex.Match[str]) -> bool:
    """Is the full stop that of an item's number in a list, or of a day before its month?"""
    low, high = max(0, match.start() - 20), match.start()
    if ITEM().match(text, low, high):
        return True
    following = FIRST_WORD().match(text, match.end())
    return following is not None and following["word"] in MONTHS and DAY().match(text, low, high) is not None
