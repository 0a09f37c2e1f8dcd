"""Attributions: the words of a sentence that say who says something, and what they leave as said."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

import regex

from reader.core.span import Span
from reader.text.lazily import lazily

MOST = 16
"""How many places of a sentence are looked at. A sentence with more is a list."""

TIME = 6
"""How many blanks what only says when or where has at most, to be told from what is said."""

VERB = r"""(?: sa(?:y|id|ys) | t(?:ells?|old) | wr(?:ites?|ote) | (?:report|claim|post|tweet|add|warn|insist|maintain|assert|explain
    |confirm|complain|reveal|suggest|predict|recall|respond|admit)(?:s|ed|ted)? | stress(?:es|ed)?
    | (?:announc|alleg|argu|declar|stat|denounc|not|acknowledg|conced|disclos|reiterat|emphasi[sz]|estimat|believ|promis|pledg)e[sd]?
    | (?:den|repl|testif)(?:y|ies|ied) | th(?:inks?|ought) | vow(?:s|ed)? )"""
"""A verb of saying."""
PARTICIPLE = r"""(?: (?:say|tell|writ|report|claim|add|warn|insist|maintain|assert|explain|confirm|complain|reveal|suggest|predict
    |recall|stress|admitt|announc|alleg|argu|declar|stat|not|acknowledg|conced|reiterat|emphasi[sz]|estimat|deny|believ|promis)ing )"""
OTHER = r"(?: show(?:s|n|ed)? | indicate[sd]? | conclude[sd]? | f(?:inds|ound) )"
"""Verbs behind which a "that" tells what is held to be so."""
TOLD = r"""(?: sa(?:y|id|ys) | t(?:ell|old) | wr(?:ites|ote) | (?:report|claim|post|tweet|add|warn|insist|explain|confirm|complain|reveal)(?:s|ed)?
    | (?:announc|alleg|argu|declar|stat|not|acknowledg|conced|disclos)ed | stressed | admitted | suggested | predicted | recalled
    | responded | replied | announce )"""
"""A verb of saying that may stand behind what is said."""

WORD = r"[^\s,;:!?\"“”]+"
DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
WHEN = rf"(?:on|in|at|to|after|before|during|late|earlier|later|hours|days|via|through|by|when|while|with|from|about|of|as|yesterday|today|last|this|again|{DAY})"
"""What may follow a verb of saying without being said."""
CLAUSE = r"(?:there|th(?:ey|is|ese|ose|e)|s?he|it|we|I|you|his|her|its|their|our|an?|no|some|many|most|all|both)"
"""What begins a clause that a verb of saying stands before without "that"."""

SAYS = lazily(
    rf"""(?<![\p{{L}}\p{{M}}'’-]) (?: (?P<participle>{PARTICIPLE}) | {VERB} | {OTHER} )
    (?: (?: ,(?:\s+{WORD}){{1,6}}?, | \s+{WHEN}\b(?:\s+{WORD}){{0,8}}? | (?<=\b(?:t(?:ell|old)|warn|promis)\w*)(?:\s+{WORD}){{1,8}}? )?
        \s+ that (?=[\s,])
      | (?<=[\p{{L}}\p{{M}}\p{{N}})]\s+ sa(?:id|ys|y)) (?P<bare>) \s+ (?={CLAUSE}\s)
      | [:,]?\s+ (?=["“„«»]) )""",
    regex.VERBOSE,
)
"""A verb of saying up to what is said: "said in a statement that", "said" before a clause, "said:" before a quotation."""

LEAD = lazily(
    rf"""(?: \p{{Lu}}\w+(?:\s\w+)?,\s+ )? (?: [Aa]ccording\s+to (?:\s+{WORD}){{1,16}} | [Aa]s (?:\s+{WORD}){{0,12}}? \s+{TOLD} (?:\s+{WORD}){{0,6}} )
    ,\s+""",
    regex.VERBOSE,
)
"""At the start of a sentence: "According to X, ", "As X reports, "."""

PART = lazily(
    r"""(?:,["”’'»“«]*+|["”’'»“«](?<![,"”’'»“«]{2})["”’'»“«]*+,|[?!….]["”»“«]++|(?<=\w)["”»](?=\s*\w))\s*|\s[-–—]\s"""
)
"""What may part what is said from who says it."""

SPEAKER = lazily(
    rf"""(?! (?:during|in|of|for|by|with|after|to|from|on|at)\s+(?:which|whom)\b )
      (?! (?:who|which|where|and|but|or|as|while|when|that|including|because|if|although|\p{{Ll}}+ing)\b )
      (?: (?:{WORD}\s+){{1,12}}? | (?:{WORD}\s+){{0,10}}?{WORD},\s+(?:{WORD}\s+){{0,8}}?{WORD},\s+ )
      {TOLD} (?: (?<=told)(?:\s+{WORD}){{1,5}}? )? (?: (?= \s+{WHEN}\b ) | (?P<ends>) (?= ,\s | ["”»]*[.!?,]*["”»]*\s*\Z ) )
    | according\s+to\s""",
    regex.VERBOSE,
)
"""Who says it behind what is said: "X said", "X, the mayor, told Reuters on Monday", "according to X"."""

INVERTED = lazily(rf"{TOLD}\s+(?=\p{{Lu}}|(?:the|an?|his|her|its|their|one)\b)", regex.VERBOSE)
"""The verb first, as in "said X". Only behind a quotation."""

ADVERBIAL = lazily(
    r"(?:In|On|At(?! least| most)|As|Amid|After|Before|During|Since|For|With|Under|By|From|Last|This|Meanwhile|However|\p{Lu}\p{Ll}+ing)\b[^,]*",
)
"""What only says when or where."""

SILENT = lazily(
    r"""\s+ (?:but|and) \s+ (?:did|does|do|would|could|has|have) (?:n['’]t|\s+not) \s+
      (?:say|said|give|given|specify|specified|elaborated?|provided?|comment|name|offer|disclose|reveal|explain) \b""",
    regex.VERBOSE,
)
"""What the speaker leaves unsaid: "but did not say how many" is no part of what he says."""

NARROW = lazily(r"(?:and|but|while|although|as|who|which)\b")
"""A clause that attributes alone, apart from what stands before it in the sentence."""


class Attribution(NamedTuple):
    """Who says something, and what."""

    words: Span
    """The words that attribute."""
    said: Span
    """What they attribute, with blanks, commas and quotation marks still at its ends."""


def attributions(text: str, sentence: Span, quoted: list[tuple[int, int]]) -> list[Attribution]:
    """Those of one sentence. `quoted` are the ranges of it that are another's words."""
    before = list(_before(text, sentence, quoted))
    behind = _behind(text, sentence, before, quoted)
    lead = LEAD().match(text, sentence.start, sentence.end)
    found = [behind] if behind else []
    if lead and lead.end() < sentence.end:
        found.append(Attribution(Span(sentence.start, lead.end()), Span(lead.end(), sentence.end)))
    for words in before:
        ends = [other.start for other in before if other.start > words.end]
        if behind and words.end < behind.words.start:
            ends.append(behind.said.end)
        if silent := SILENT().search(text, words.end, sentence.end):
            ends.append(silent.start())
        end = min(ends, default=sentence.end)
        if words.end < end:
            found.append(Attribution(words, Span(words.end, end)))
    return found


def _before(text: str, sentence: Span, quoted: list[tuple[int, int]]) -> Iterator[Span]:
    """The words that attribute what follows them: from the start of the sentence, or of a clause of their own."""
    for match in islice(SAYS().finditer(text, sentence.start, sentence.end), MOST):
        if not _is_quoted(match.start(), quoted):
            comma = text.rfind(",", sentence.start, match.start())
            start = next((i for i in range(comma + 1, match.start()) if not text[i].isspace()), match.start())
            apart = comma > 0 and ((match["participle"] and start == match.start()) or NARROW().match(text, start))
            yield Span(start if apart else sentence.start, match.end())


def _behind(text: str, sentence: Span, before: list[Span], quoted: list[tuple[int, int]]) -> Attribution | None:
    """The first who says it behind what is said, if anybody is."""
    for part in islice(PART().finditer(text, sentence.start + 1, sentence.end), MOST):
        quotes = any(mark in part[0] for mark in "\"”’'»“«")
        speaker = SPEAKER().match(text, part.end(), sentence.end)
        if speaker is None and quotes:
            speaker = INVERTED().match(text, part.end(), sentence.end)
        stop = part.start() + len(part[0].rstrip(" \n,-–—"))
        if speaker is None or _is_quoted(part.end(), quoted) or not _says(text, sentence.start, stop, quotes):
            continue
        end = min((words.start for words in before if words.start > part.end()), default=sentence.end)
        if any(words.start <= part.end() < words.end <= end for words in before):
            continue
        if speaker.groupdict().get("ends") is not None and text.startswith(",", speaker.end()):
            end = speaker.end()
        return Attribution(Span(stop, end), Span(sentence.start, stop))
    return None


def _says(text: str, start: int, stop: int, quotes: bool) -> bool:
    """Is what stands before a speaker more than a word, or a time or a place?"""
    blanks = text.count(" ", start, stop)
    if quotes or blanks > TIME:
        return stop > start
    return blanks > 1 and ADVERBIAL().fullmatch(text, start, stop) is None


def _is_quoted(offset: int, quoted: list[tuple[int, int]]) -> bool:
    return any(start <= offset < end for start, end in quoted)
