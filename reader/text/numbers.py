"""Number phrases: a number or quantity with its qualifier, sign, scale and unit.

Years, dates, times of day and ordinals are not quantities: there the caller falls back to the word.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from reader.core.span import Span
from reader.text.lazily import lazily
from reader.text.runs import Runs

QUALIFIER = r"""(?: at\ least | at\ most | as\ (?:many|much|few|little)\ as | no\ (?:more|less|fewer)\ than
    | (?:slightly\ |far\ |much\ |well\ )? (?:more|less|fewer|higher|lower)\ than | (?:well\ )?(?:over|under) | up\ to
    | close\ to | nearly | almost | about | around | approximately | roughly | some | an?\ estimated | another
    | below | above | upwards\ of | in\ excess\ of )"""
ONES = "one|two|three|four|five|six|seven|eight|nine"
TEENS = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
SCALE = "hundred|thousand|million|billion|trillion|dozen"
WORDS = rf"(?:(?:{TENS})(?:[-\ ](?:{ONES}))?|{TEENS}|{ONES})"
SPELT = rf"""(?: (?:an?\ |{WORDS}\ )? (?:{SCALE}) (?:\ (?:{SCALE}))* (?:\ (?:and\ )?{WORDS})?
    | (?:dozens|hundreds|thousands|tens\ of\ thousands|millions|billions|scores) (?=\ of\b)
    | (?: half | (?:an?|{ONES})[\ -](?:thirds?|quarters?|fifths?|tenths?)\ of ) \ an?\ (?:{SCALE})
    | (?:an?\ |(?:{ONES})[\ -]) (?:thirds?|quarters?|fifths?|half|halves)\b | half
    | {WORDS} | zero )"""
DIGITS = r"[+\-−±]? (?: \p{Nd}{1,3}(?:[,.\u00a0\u202f']\p{Nd}{3})+ | \p{Nd}+ ) (?:[.,]\p{Nd}+)? (?![.,:]?\p{Nd})"
CURRENCY = r"(?:US\$|[$€£¥₹₽₩₺₴]|(?:USD|EUR|GBP|JPY|CHF)\ ?)"
AMOUNT = rf"(?: {CURRENCY}? {DIGITS} (?:[\ -]?(?:{SCALE}|bn|mn|m|tn|k)\b)? | {SPELT} )"
MEASURE = r"""(?: \ ?% | ‰ | \ per\ ?cent(?:age\ points?)? | \ percent(?:age\ points?)? | \ ?°[CF]? | \ ?[€£$]
    | [\ -]?(?:km|kilomet(?:re|er)s?|metres?|meters?|cm|mm|miles?|feet|kg|kilogram(?:me)?s?|tonnes?|tons?|litres?|liters?
      |hectares?|acres?|barrels?|[kMGT]?Wh?|dollars?|euros?|pounds?|roubles?|rubles?|yen|yuan|drams?|manats?)\b )"""


PHRASE = lazily(
    rf"""
    (?(DEFINE) (?P<amount>{AMOUNT}) (?P<measure>{MEASURE}) )
    (?=[\p{{L}}\p{{Nd}}+\-−±$€£¥₹₽₩₺₴]) (?<![\p{{L}}\p{{M}}\p{{N}}]|\p{{Nd}}[.,:]) (?:{QUALIFIER}\ )* (?:(?:between|from)\ (?=(?&amount)\ (?:and|to)\ ))?
    (?P<number>(?&amount)) (?P<unit>(?&measure))?
    (?: (?:\ ?[-–—]\ ?|\ to\ |\ and\ (?<=between\ .{{1,40}})|\ or\ ) (?&amount) (?&measure)? )?
    (?![\p{{L}}\p{{M}}\p{{N}}])""".replace("\\ ", r"\s"),
    regex.VERBOSE | regex.IGNORECASE,
)
"""A number phrase; the group `number` is the amount. A blank in it may be a newline."""

MONTH = r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
DATE = lazily(
    rf"""(?:{MONTH}\s\p{{Nd}}{{1,2}}(?:st|nd|rd|th)?(?:,?\s\p{{Nd}}{{4}})? | \p{{Nd}}{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?{MONTH}(?:\s\p{{Nd}}{{4}})?
    | \p{{Nd}}{{4}}-\p{{Nd}}{{2}}(?:-\p{{Nd}}{{2}})? | \p{{Nd}}{{1,2}}[./]\p{{Nd}}{{1,2}}[./]\p{{Nd}}{{2,4}} | \p{{Nd}}{{1,2}}:\p{{Nd}}{{2}}(?::\p{{Nd}}{{2}})? )
    (?!\p{{Nd}})""",
    regex.VERBOSE,
)
"""A date or a time of day."""
YEAR = lazily(r"(?:1[5-9]|20)\p{Nd}{2}")
COUNTED = lazily(
    r"""\s (?:\p{Ll}+(?:-\p{Ll}+)*\s)? (?:men|women|people|children|troops|police|personnel|servicemen|dead|wounded|injured|aircraft
      |soldiers|fighters|militants|rebels|officers|officials|observers|peacekeepers|volunteers|mercenaries|conscripts|reservists
      |civilians|residents|refugees|migrants|protesters|demonstrators|prisoners|hostages|students|workers|employees|passengers
      |patients|victims|casualties|deaths|families|households|homes|houses|buildings|villages|tanks|vehicles|drones|missiles
      |rockets|shells|bombs|ships|weapons|animals|cases|members|seats|votes|words|pages|years|days|hours|jobs|copies) \b""",
    regex.VERBOSE,
)
"""What is counted: the number before it is no year."""
TIMES = lazily(
    rf"""(?r)(?: \b(?:in|since|until|till|by|from|during|before|after|early|late|mid|year|and|to) | {MONTH}
      | \b(?:spring|summer|autumn|fall|winter|end|start|beginning|middle|year|spring|{MONTH})\ of ) [\s-]+""".replace(
        "\\ ", r"\s"
    ),
    regex.VERBOSE | regex.IGNORECASE,
)
"""What stands before a year."""


NEAR = 40
"""How far around an amount the rest of its date is looked for, in code points."""

RUNS = Runs(
    rf"""[;!?…()\[\]“”"«»„] | (?<![\p{{L}}\p{{M}}\p{{N}}'’‑-])(?!(?:at|least|most|as|many|much|few|little|no|more|less|fewer|than
      |slightly|far|well|higher|lower|over|under|up|to|close|nearly|almost|about|around|approximately|roughly|some|an?
      |estimated|another|below|above|upwards|of|in|excess|between|from|and|or|half|quarters?|zero|{SCALE}|{ONES}|{TEENS}
      |{TENS}|\w{{0,8}}s|third|fifth|USD|EUR|GBP|JPY|CHF|km|cm|mm|feet|kg|bn|mn|m|tn|k|\w?Wh?|yen|yuan|per|cent|percent|percentage
      |kilomet(?:re|er)|met(?:re|er)|mile|kilogram(?:me)?|tonne|ton|lit(?:re|er)|hectare|acre|barrel|dollar|euro|pound|rou?ble
      |dram|manat)\b) \p{{L}}+ [.,:]? \s""",
    regex.VERBOSE | regex.IGNORECASE,
)
"""No phrase goes on over these marks, or over a word that stands in none."""


def number_at(text: str, offset: int) -> Span | None:
    """The number phrase over a code point, its qualifier included; None when there is none."""
    for match in PHRASE().finditer(text, *RUNS.around(text, offset)):
        if match.start() > offset:
            return None
        if offset < match.end():
            return None if _dated(text, match) else Span(*match.span())
    return None


def numbers(text: str, start: int, end: int) -> Iterator[Span]:
    """Every number phrase that begins in `[start, end)`, in order: those that `number_at` gives."""
    for low, high in RUNS.over(text, start, end):
        for match in PHRASE().finditer(text, low, high):
            if match.start() >= end:
                return
            if match.start() >= start and not _dated(text, match):
                yield Span(*match.span())


def _dated(text: str, match: regex.Match[str]) -> bool:
    """Is the amount a year, or part of a date or a time?"""
    if YEAR().fullmatch(match["number"]) and not match["unit"]:
        counted = COUNTED().match(text, match.end("number"))
        return counted is None or _follows_a_time(text, match.start("number"))
    amount = Span(*match.span("number"))
    low, high = max(0, amount.start - NEAR), min(len(text), amount.end + NEAR)
    return any(amount.overlaps(Span(*date.span())) for date in DATE().finditer(text, low, high))


def _follows_a_time(text: str, offset: int) -> bool:
    """Does a word such as "since" stand right before the offset?"""
    before = TIMES().search(text, max(0, offset - NEAR), offset)
    return before is not None and before.end() == offset
