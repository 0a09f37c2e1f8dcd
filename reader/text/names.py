"""Name phrases: capitalised words that belong together, without the titles before a person's name.

English and other cased scripts. Where a script has no case nothing is found, and the caller falls back to the word.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from reader.core.span import Span
from reader.text.lazily import lazily
from reader.text.runs import Runs
from reader.text.vocabulary import COMMON, FORENAMES, FUNCTION, HOLIDAYS, MONTHS, NEW, OPENING, WEEKDAYS

PERSON = 2
"""How many capitalised words a person's name is taken to have after an office and its country."""
SHORT = r"(?:Mr|Mrs|Ms|Mx|Dr|Prof|Gen|Lt|Brig|Col|Maj|Capt|Sgt|Adm|Sen|Rep|Gov|Rev|Hon|St|Ste|Mt|Ft)\.(?=\s)"
"""An abbreviation that a name follows."""
FIRM = r"(?:Corp|Inc|Ltd|Co|Bros|LLC|plc|Jr|Sr)(?![\p{L}\p{M}\p{N}])(?:\.(?=\s*[\p{Ll},;:)\]\"”’'–—-]))?"
"""What ends the name of a firm or a person, with its full stop where that does not end the sentence."""
CAPITALISED = (
    rf"(?:{SHORT}|{FIRM}|\p{{Lu}}{{1,4}}(?:&\p{{Lu}}{{1,4}})+(?!\p{{L}})|\p{{Lu}}\.(?:\p{{Lu}}\.)*"
    r"|\p{Lu}[\p{L}\p{M}\p{N}]*(?:(?:['’](?!s\b)|[՚-՞])\p{L}+)*(?:-(?:\p{Lu}|\p{N})[\p{L}\p{M}\p{N}]*)*)"
)
LINK = r"(?:of|of\ the|for|de|de\ la|del|della|di|da|dos|du|van|van\ der|van\ den|von|von\ der|bin|ibn|al|el|la|le|y|und|&)"
BLANK = r"(?:[^\S\n]|[^\S\n]*\n(?!\s*\n))[^\S\n]*"
"""Blanks inside a phrase; a hard-wrapped line may break it, a blank line not."""

BODY = r"""(?:Treaty|Pact|Convention|Agreement|Ministry|Minister|Department|Secretary|Committee|Commission|Council|Institute|Office
  |Bureau|Agency|Board|Centre|Center|Chamber|Faculty|School|Society|Association|Federation|Union|Organi[sz]ation)"""
ABSTRACT = r"""(?:\p{Lu}\p{L}*(?:[ts]ions?|ships?|[ae]nces?|ments?|ity|ing|ture|ism|ics|gy|try|airs|ports?|rts|rade|ealth|outh|elfare|our
  |ices?|omen|ildren|ood|eace|aw|earch|amily|ense|usiness|ife))(?!\p{L})"""
"""What treaties and ministries are for; a country is none."""
LIST = rf"""(?<=\b{BODY}{BLANK}(?:of|for|on)(?:{BLANK}the)?{BLANK}[^.,;()]{{1,60}})
  (?:,{BLANK}(?:{CAPITALISED}{BLANK})*{ABSTRACT}){{0,5}} ,?{BLANK}and{BLANK}(?:{CAPITALISED}{BLANK})*?{ABSTRACT}(?:{BLANK}{CAPITALISED})*"""
"""The rest of a name such as Treaty of Friendship, Cooperation and Mutual Assistance."""

PHRASE = lazily(
    rf"""(?<![\p{{L}}\p{{M}}\p{{N}}])(?<![\p{{L}}\p{{N}}][-‑]){CAPITALISED}
    (?:{BLANK}(?:{LINK}{BLANK})?(?:al-|el-)?{CAPITALISED} | ['’]s{BLANK}{FIRM})* (?:{LIST})?""",
    regex.VERBOSE,
)
PIECE = lazily(rf"(?:al-|el-)?{CAPITALISED}|{LINK}")

RUNS = Runs(
    r"""[;:!?…()\[\]“”"«»„] | (?<![\p{L}\p{M}\p{N}'’‑-])(?!(?:of|the|for|and|de|la|del|della|di|da|dos|du|van|der|den|von|bin
      |ibn|al|el|le|y|und|armed|security|special|air|defen[cs]e|foreign|interior|prime)[.,]?\s) \p{Ll}+ [.,]? \s""",
    regex.VERBOSE,
)
"""No phrase goes on over these marks, or over a lower-case word that neither links nor groups."""

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
    phrase = _without_opening(text, match)
    if phrase is None:
        return []
    names, meant = _split(text, phrase, end if phrase.end == match.end() else phrase.end)
    return sorted(names if any(name.holds(meant.start) for name in names) else [*names, meant])


def _part(text: str, match: regex.Match[str], offset: int, end: int) -> Span | None:
    """The part of a capitalised phrase that the offset means: `end` is the end with the group noun."""
    phrase = _without_opening(text, match)
    if phrase is None:
        return None
    end = end if phrase.end == match.end() else phrase.end
    if not phrase.start <= offset < end:
        return None
    names, meant = _split(text, phrase, end)
    here = next((name for name in names if name.holds(offset)), meant)
    return here if offset < here.end else next((name for name in names if offset < name.end), None)


def _split(text: str, phrase: Span, end: int) -> tuple[list[Span], Span]:
    """The names beside an office in a phrase, and what the office itself means: who holds it, else all of it."""
    whole = Span(phrase.start, end)
    titles = [t for t in TITLE().finditer(text, phrase.start, phrase.end) if _is_word(text, t)]
    if not titles:
        return [whole], whole
    before = _pieces(text, phrase.start, titles[-1].start())
    named = [Span(phrase.start, before[-1].end)] if before else []
    holders, of = _holders(text, phrase, titles[-1].end())
    if holders and holders[-1].end == phrase.end:
        holders[-1] = Span(holders[-1].start, whole.end)
    if not holders or (of and len(holders) == 1):
        return [*named, *holders], whole
    return [*named, *holders], holders[-1] if of else holders[0]


def _holders(text: str, phrase: Span, start: int) -> tuple[list[Span], bool]:
    """The country and the person behind an office, in their order, and whether a link to the country comes first."""
    pieces = _pieces(text, start, phrase.end)
    names = [piece for piece in pieces if not _is_link(text, piece)]
    first = next((i for i, piece in enumerate(pieces) if piece.of(text).startswith(("of", "for"))), len(pieces))
    if first == 0:
        size = len(names) - PERSON if len(names) > PERSON else len(names)
    else:
        size = sum(not _is_link(text, piece) for piece in pieces[:first])
    return [Span(part[0].start, part[-1].end) for part in (names[:size], names[size:]) if part], first == 0


def _without_opening(text: str, match: regex.Match[str]) -> Span | None:
    """The phrase without what is capitalised only for opening the sentence, and without days; None if that is all."""
    pieces = _pieces(text, match.start(), match.end())
    opens = match.start() == 0 or SENTENCE_END().search(text, max(0, match.start() - 8), match.start()) is not None
    while pieces and _drops(text, pieces, opens):
        del pieces[0]
        opens = False
    end = match.end()
    while len(pieces) > 1 and pieces[-1].of(text) in WEEKDAYS and pieces[-2].of(text) not in HOLIDAYS:
        end = pieces[-2].end
        del pieces[-1]
    return Span(pieces[0].start, end) if pieces else None


def _drops(text: str, pieces: list[Span], opens: bool) -> bool:
    """Is the first piece of a phrase no part of a name?"""
    word, alone = pieces[0].of(text), len(pieces) == 1
    if word == "New":
        return opens and not (len(pieces) > 1 and pieces[1].of(text) in NEW)
    if word in WEEKDAYS or word in MONTHS:
        return alone or word not in FORENAMES
    if word in DETERMINERS:
        return opens or alone
    ordinary = word in OPENING and (opens or (word.lower() in FUNCTION and word not in FORENAMES))
    return ordinary or (opens and alone and word in COMMON) or _is_link(text, pieces[0])


def _pieces(text: str, start: int, end: int) -> list[Span]:
    return [Span(m.start(), m.end()) for m in PIECE().finditer(text, start, end)]


def _is_link(text: str, piece: Span) -> bool:
    return text[piece.start].islower() or text[piece.start] == "&"


def _is_word(text: str, match: regex.Match[str]) -> bool:
    """Does the match begin a word?"""
    return match.start() == 0 or not (text[match.start() - 1].isalnum() or text[match.start() - 1] in "-'’")
