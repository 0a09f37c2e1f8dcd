"""Name phrases: capitalised words that belong together, without the titles before a person's name.

English and other cased scripts. Where a script has no case nothing is found, and the caller falls back to the word.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from reader.core.span import Span
from reader.text.lazily import lazily
from reader.text.runs import Runs

PERSON = 2
"""How many capitalised words a person's name is taken to have after an office and its country."""
SHORT = r"(?:Mr|Mrs|Ms|Mx|Dr|Prof|Gen|Lt|Brig|Col|Maj|Capt|Sgt|Adm|Sen|Rep|Gov|Rev|Hon|St|Ste|Mt|Ft)\.(?=\s)"
"""An abbreviation that a name follows."""
CAPITALISED = (
    rf"(?:{SHORT}|\p{{Lu}}\.(?:\p{{Lu}}\.)*"
    r"|\p{Lu}[\p{L}\p{M}\p{N}]*(?:['’](?!s\b)\p{L}+)*(?:-(?:\p{Lu}|\p{N})[\p{L}\p{M}\p{N}]*)*)"
)
LINK = r"(?:of|of\ the|for|de|de\ la|del|della|di|da|dos|du|van|van\ der|van\ den|von|von\ der|bin|ibn|al|el|la|le|y|und|&)"
BLANK = r"(?:[^\S\n]|[^\S\n]*\n(?!\s*\n))[^\S\n]*"
"""Blanks inside a phrase; a hard-wrapped line may break it, a blank line not."""

PHRASE = lazily(
    rf"(?<![\p{{L}}\p{{M}}\p{{N}}])(?<![\p{{L}}\p{{N}}][-‑]){CAPITALISED}(?:{BLANK}(?:{LINK}{BLANK})?(?:al-|el-)?{CAPITALISED})*"
)
PIECE = lazily(rf"(?:al-|el-)?{CAPITALISED}|{LINK}")

RUNS = Runs(
    r"""[;:!?…()\[\]“”"«»„] | (?<![\p{L}\p{M}\p{N}'’‑-])(?!(?:of|the|for|and|de|la|del|della|di|da|dos|du|van|der|den|von|bin
      |ibn|al|el|le|y|und|armed|security|special|air|defen[cs]e|foreign|interior|prime)[.,]?\s) \p{Ll}+ [.,]? \s""",
    regex.VERBOSE,
)
"""No phrase goes on over these marks, or over a lower-case word that neither links nor groups."""

FUNCTION = frozenset(
    """A An And As At After Although Amid Among Another Any Are According Also All Around Because Before Being Both
    But By Can Could Did Do Does During Each Even Every Few For From Furthermore Had Has Have He Her Here His
    How However I If In Indeed Instead Into Is It Its Just Last Later Less Like Many Meanwhile Moreover More
    Most Much My Near Nearly Neither New Next No Nor Not Nothing Now Of On Once One Only Or Other Our Out Over
    Perhaps Several She Should Shortly Since So Some Still Such Than That Their Them Then There Therefore These
    They This Those Though Through Thus To Today Tomorrow Tonight Too Two Under Until Up Upon Was We Were What
    When Where Whether Which While Who Why Will With Within Without Would Yesterday Yet You Your""".split()
)
"""Never part of a name when a sentence begins with them; `New` may begin one elsewhere."""

DETERMINERS = frozenset({"The"})
"""Part of a name only inside a sentence: The Moscow Times, but the Armenian army at the start of one."""

TITLE = lazily(
    r"""(?: (?:Vice|Deputy|First|Former|Acting|Chief|Prime|Foreign|Defen[cs]e|Interior|Finance|Justice|Health|Culture
          |Economy|Energy|Education|Environment|Trade|Crown|Grand|Lieutenant|Major|Brigadier|Rear|Attorney|Cabinet
          |Lt\.?|Maj\.?|Brig\.?) \s+ )*
    (?: President|Minister|Premier|Chancellor|Secretary(?:\s+General|-General)?|King|Queen|Prince(?:ss)?|Emperor|Sultan
      |Sheikh|Emir|Ayatollah|Pope|Cardinal|Archbishop|Bishop|Father|Reverend|Rabbi|Imam|General|Marshal|Admiral|Colonel
      |Major|Captain|Lieutenant|Sergeant|Corporal|Commander|Senator|Congress(?:man|woman)|Representative|Speaker
      |Governor|Mayor|Ambassador|Envoy|Commissioner|Judge|Justice|Attorney|Chief|Director|Chair(?:man|woman|person)?
      |Professor|Doctor|Spokes(?:man|woman|person)|Leader|Officer|Sir|Lord|Lady|Dame|Baron(?:ess)?|Count(?:ess)?|Duke
      |Duchess|CEO|CFO|Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Gen|Lt|Col|Maj|Capt|Sgt|Adm|Sen|Rep|Gov|Rev|Hon )
    (?![\p{L}\p{M}]) \.? (?: \s+ of \s+ State (?![\p{L}]) )?
    (?! \s+ (?:Assembly|College|Council|Court|Department|Electric|Hospital|Island|Ministry|Motors|Office|Staff|University) )""",
    regex.VERBOSE,
)
"""An office or form of address before a name; not the beginning of an institution's name, as in General Assembly."""

GROUP = lazily(
    r"""(?: [^\S\n]++ | [^\S\n]*+\n[^\S\n]*+ ) (?: armed\ forces|security\ forces|special\ forces|air\ force|defen[cs]e\ ministry
      |foreign\ ministry|interior\ ministry|prime\ minister
      |army|forces|troops|soldiers|servicemen|peacekeepers|navy|military|militias?|militants|rebels|fighters|police
      |government|authorities|officials|parliament|ministry|court|media|press|diplomats|lawmakers|leadership|opposition
      |people|voters|residents|citizens|refugees|separatists|party|union|council|committee|commission|agency|group
      |district|region|territory|province|county|city|town|village|valley|river|lake|sea|ocean|island|islands
      |peninsula|mountains|coast|strait|canal|desert|basin|plateau|corridor|enclave|airport|embassy|university
      ) (?![\p{L}\p{M}\p{N}-])""",
    regex.VERBOSE,
)
"""A group or a kind of place that belongs to the name before it: Azeri army, Kalbajar district."""

SENTENCE_END = lazily(r"""(?:^|[.!?…:]["'”’)\]]*\s|["”»],?[^\S\n]*\n|\n\s*\n)\s*["'“‘«(\[]*$""")
"""What stands before the first word of a sentence."""


def name_at(text: str, offset: int) -> Span | None:
    """The name phrase over a code point; None when the word there is not part of one.

    On an office ("Prime Minister") the name it introduces, on the group noun after a name the whole phrase.
    """
    for match, end in _phrases(text, *RUNS.around(text, offset)):
        if match.start() > offset:
            return None
        if offset < end:
            return _part(text, match, offset, end)
    return None


def names(text: str, start: int, end: int) -> Iterator[Span]:
    """Every name that begins in `[start, end)`, in order: those that `name_at` gives at their own first code point.

    An organisation or country and the person after the office are names of their own; a country inside an office that
    nobody is named for follows the office.
    """
    for low, high in RUNS.over(text, start, end):
        for match, grouped in _phrases(text, low, high):
            if match.start() >= end:
                return
            yield from (name for name in _parts(text, match, grouped) if start <= name.start < end)


def _phrases(text: str, start: int, end: int) -> Iterator[tuple[regex.Match[str], int]]:
    """The capitalised phrases of a run, each with its end when the group noun behind it is counted in."""
    for match in PHRASE().finditer(text, start, end):
        group = GROUP().match(text, match.end(), end)
        yield match, group.end() if group else match.end()


def _parts(text: str, match: regex.Match[str], end: int) -> list[Span]:
    """The different names in a phrase, each of which stands for its own first code point."""
    places = [piece.start for piece in _pieces(text, match.start(), match.end())]
    found = {name for place in places if (name := _part(text, match, place, end)) and name.start == place}
    return sorted(found)


def _part(text: str, match: regex.Match[str], offset: int, end: int) -> Span | None:
    """The part of a capitalised phrase that the offset means: `end` is the end with the group noun."""
    start = _without_opening(text, match)
    if start is None or offset < start:
        return None
    phrase = Span(start, match.end())
    whole = Span(start, end)
    titles = [t for t in TITLE().finditer(text, start, match.end()) if _is_word(text, t)]
    if not titles:
        return whole
    return _beside_title(text, whole, phrase, titles[-1], offset)


def _beside_title(text: str, whole: Span, phrase: Span, title: regex.Match[str], offset: int) -> Span:
    """The organisation before an office, the country after it, or the person who holds it."""
    pieces = _pieces(text, title.end(), phrase.end)
    names = [p for p in pieces if not _is_link(text, p)]
    country: list[Span] = []
    if pieces and text[pieces[0].start : pieces[0].end].startswith("of"):
        size = max(1, len(names) - PERSON)
        country, names = names[:size], names[size:]
    if country and country[0].start <= offset < country[-1].end:
        return Span(country[0].start, country[-1].end)
    before = _pieces(text, phrase.start, title.start())
    if before and offset < before[-1].end:
        return Span(phrase.start, before[-1].end)
    if names:
        return Span(names[0].start, whole.end)
    return whole


def _without_opening(text: str, match: regex.Match[str]) -> int | None:
    """Where the phrase begins without a word that is capitalised only for opening the sentence; None if all is."""
    pieces = _pieces(text, match.start(), match.end())
    opens = SENTENCE_END().search(text, max(0, match.start() - 8), match.start()) is not None or match.start() == 0
    while pieces:
        word = pieces[0].of(text)
        drops = (word in FUNCTION and (opens or word != "New")) or (word in DETERMINERS and (opens or len(pieces) == 1))
        if not drops and not _is_link(text, pieces[0]):
            return pieces[0].start
        del pieces[0]
        opens = False
    return None


def _pieces(text: str, start: int, end: int) -> list[Span]:
    return [Span(m.start(), m.end()) for m in PIECE().finditer(text, start, end)]


def _is_link(text: str, piece: Span) -> bool:
    return text[piece.start].islower() or text[piece.start] == "&"


def _is_word(text: str, match: regex.Match[str]) -> bool:
    """Does the match begin a word?"""
    return match.start() == 0 or not (text[match.start() - 1].isalnum() or text[match.start() - 1] in "-'’")
