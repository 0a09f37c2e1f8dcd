"""Annotated articles that every format has to carry: the samples as tagged by hand, and what formats stumble over."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import cycle
from pathlib import Path

import regex
from hypothesis import strategies as st

from reader.core.annotation import Annotation
from reader.core.annotations import Annotations
from reader.core.article import Article
from reader.core.label import DEFAULT_LABELS
from reader.core.record import Record
from reader.core.span import Span
from reader.formats.format import Entry
from reader.resources import folder
from tests import strategies

GOLD = Path(__file__).parent.parent / "gold" / "samples.jsonl"
NAMES = [label.name for label in DEFAULT_LABELS]
MADE, CHANGED = "2026-01-02T03:04:05.678+00:00", "2026-02-03T04:05:06.789+00:00"

Tag = tuple[int, int, str]
"""Start, end and label of one span."""

SENTENCE = "The ministry in Kyiv said that at least 49 people left, among them Mr. O'Brien."
"""Plain words that shapes of spans are laid on."""

SHAPES: Mapping[str, tuple[str, tuple[Tag, ...]]] = {
    "nested": (SENTENCE, ((0, 79, "claim"), (4, 20, "actor"), (16, 20, "place"), (31, 42, "figure"))),
    "nested-same-label": (SENTENCE, ((0, 79, "claim"), (31, 79, "claim"), (31, 54, "claim"))),
    "crossing": (SENTENCE, ((0, 20, "claim"), (12, 42, "actor"), (40, 60, "figure"))),
    "crossing-same-label": (SENTENCE, ((0, 20, "actor"), (4, 30, "actor"), (16, 42, "actor"))),
    "same-extent": (SENTENCE, tuple((16, 20, name) for name in NAMES)),
    "touching": (SENTENCE, ((0, 4, "actor"), (4, 12, "actor"), (12, 13, "place"), (13, 16, "place"))),
    "whole-text": (SENTENCE, ((0, 79, "claim"), (0, 79, "figure"))),
    "one-character": ("A I 9", ((0, 1, "actor"), (2, 3, "actor"), (4, 5, "figure"))),
    "inside-words": (SENTENCE, ((1, 2, "actor"), (5, 9, "place"), (8, 17, "claim"), (70, 72, "figure"))),
    "blanks-at-the-edges": (
        "  one \n two\t\n",
        ((0, 13, "claim"), (1, 6, "actor"), (5, 8, "place"), (11, 13, "figure")),
    ),
    "only-blanks": ("one \n two", ((3, 6, "claim"), (3, 4, "actor"), (4, 5, "place"))),
    "across-lines": ("one two\nthree four\n\nfive six\n", ((4, 24, "claim"), (8, 19, "actor"), (0, 29, "figure"))),
    "inside-clusters": (
        "e\u0301a 👨\u200d👩\u200d👧 🇦🇲\r\n",
        ((0, 1, "actor"), (4, 5, "place"), (6, 8, "claim"), (10, 11, "figure"), (13, 14, "figure")),
    ),
    "empty": ("", ()),
    "no-spans": (SENTENCE, ()),
    "blank": (" \n\t\n", ()),
}
"""Spans of every relation to each other; texts by hand, so that offsets can be read off."""

TEXTS: Mapping[str, str] = {
    "crlf": "First line.\r\nSecond line, 2,000 people.\r\n\r\nThird.\r\n",
    "cr": "First line.\rSecond line.\r\rThird.\r",
    "mixed-newlines": "One\nTwo\r\nThree\rFour\n\rFive\x0bSix\x0cSeven",
    "byte-order-mark-inside": "One\ufeffTwo \ufeff three",
    "byte-order-mark-first": "\ufeffOne two",
    "tabs": "\tOne\ttwo\t\tthree\t",
    "no-break-space": "2\u00a0000 people\u202fand 3\u2007km \u00a0",
    "line-separators": "One\u2028two\u2029three\u0085four",
    "controls": "One\x00two\x01\x07\x08three\x1b[31mfour\x1b[0m\x1c\x1d\x1e\x1f\x7f\x80\x9f",
    "zero-width": "One\u200btwo\u200cthree\u200dfour\u2060five\u00ad\u061c\u200e\u200f\u202e\u2066x\u2069",
    "emoji": "The 👨\u200d👩\u200d👧 family of 👍🏽 and 🇦🇲🇺🇦🇩 with ❤️ and 🏴\U000e0067\U000e0062\U000e007f",
    "combining": "Zoe\u0308 and A\u030a\u0301 \u0301alone Vie\u0302\u0323t",
    "astral": "𝒜 𐍈𐍉 漢𠀀字 \U0010fffd\ue000",
    "noncharacters": "a\ufffe\uffff\U0001ffffb\ufffd",
    "chinese": "基辅的一个部门说，至少有49人离开。“第二句！”",
    "japanese": "キーウの省は、少なくとも４９人が去ったと述べた。ｶﾞ",
    "korean": "키이우의 부처는 적어도 49명이 떠났다고 말했다. 한국",
    "arabic": "قالت الوزارة في كييف إن ٤٩ شخصًا على الأقل غادروا، أليس كذلك؟",
    "hebrew-mixed": "שר החוץ said 49 אנשים (מינימום).",
    "thai": "กระทรวงในกรุงเคียฟกล่าวว่ามีคนอย่างน้อย ๔๙ คนออกไป",
    "hindi": "क्षत्रिय मंत्रालय ने कहा कि कम से कम ४९ लोग गए।",
    "armenian": "Երևանում նախարարությունն ասաց՝ առնվազն 49 մարդ։",
    "markup": '<b>&amp; "quoted" \'it\' </b> ]]> <!-- --> {"a": [1]} \\n \\ # ; , | ` [x](y) _*_ %20 \\u0041',
    "formulas": '=1+1\n+2\n-3\n@x\n\t=y, "a""b"\n=HYPERLINK("x")',
    "columns": "O\nB-claim\tI-claim\n\n-DOCSTART- -X- O\n#id: 1\nT1\tclaim 0 1\t_\n",
    "long-word": "x" * 300 + " " + "ж" * 300,
    "trailing-blanks": "One   \n   \n   ",
}
"""Texts that formats and their readers stumble over."""


def entry(name: str, text: str, tags: Iterable[Tag], encoding: str = "") -> Entry:
    """An article with annotations, the same at every run; ids differ from article to article."""
    article = Article(f"{name}.txt", text, encoding)
    made = Annotations(
        Annotation(identity(name, number), Span(start, end), label, "", "ann", MADE, CHANGED).placed(
            text, Span(start, end)
        )
        for number, (start, end, label) in enumerate(tags)
    )
    return Entry(article, replace(Record.of(article), annotations=made))


def identity(name: str, number: int) -> str:
    """An annotation's id: 16 hexadecimal digits, as the tool makes them."""
    return hashlib.sha256(f"{name} {number}".encode()).hexdigest()[:16]


def tags_over(text: str) -> Iterator[Tag]:
    """Every character a person sees, every word, two that cross, and the whole."""
    labels = cycle(NAMES)
    clusters = [match.span() for match in regex.finditer(r"\X", text)]
    words = [match.span() for match in regex.finditer(r"\w+", text)]
    for start, end in dict.fromkeys([*clusters[:40], *words, (0, len(text))]):
        yield start, end, next(labels)
    if len(clusters) > 4:
        yield 0, clusters[len(clusters) // 2][1], "claim"
        yield clusters[len(clusters) // 2 - 1][0], clusters[-2][1], "actor"


def samples() -> Iterator[Entry]:
    """Both samples with all that was tagged by hand."""
    for line in GOLD.read_bytes().split(b"\n")[:-1]:
        read = json.loads(line)
        text = (folder("seeds") / read["id"]).read_bytes().decode()
        made = entry(read["id"].removesuffix(".txt"), text, ((s["start"], s["end"], s["label"]) for s in read["spans"]))
        yield Entry(made.article, replace(made.record, status="done"))


def remarked() -> Entry:
    """Notes, flags, several annotators, a status, and a note and a flag on the article."""
    made = entry("folder/remarked", SENTENCE, SHAPES["nested"][1])
    first, second, third, fourth = made.record.annotations
    some = Annotations(
        [
            first._replace(note='=a "note",\tof\r\ntwo lines\u2028\x1b[31m', flag=True),
            second._replace(note="@short", annotator="Zoë, B."),
            third._replace(flag=True, annotator=""),
            fourth._replace(note="  blanks  ", created="", updated=""),
        ]
    )
    return Entry(
        made.article, replace(made.record, annotations=some, status="done", note="of the article\n-1", flag=True)
    )


def _cases() -> Iterator[tuple[str, Entry]]:
    for number, sample in enumerate(samples()):
        yield f"sample-{number}", sample
    for name, (text, tags) in SHAPES.items():
        yield name, entry(name, text, tags)
    for name, text in TEXTS.items():
        yield name, entry(name, text, tags_over(text))
    yield "remarked", remarked()
    odd = 'a b/ünïcode, "quoted" & <b> #1;.txt'
    yield "odd-id", entry(odd, SENTENCE, SHAPES["touching"][1])
    yield "other-label", entry("other-label", SENTENCE, ((0, 12, "other_label-2"), (4, 20, "claim")))


CASES: Mapping[str, Entry] = dict(_cases())
"""Each of them by what it is; a format is to bring every one back, or to say in `losses` what it did not."""


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    """Any article of hostile pieces with any annotations, for what has to hold always."""
    text = draw(strategies.texts())
    tags = [(a.span.start, a.span.end, a.label) for a in draw(strategies.annotations(text))]
    return entry(draw(st.sampled_from(["a", "b/c", "d e"])), text, tags)
