"""Hostile texts and names, made from pieces that terminals, markup or line counting stumble over."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

CONTROLS = [chr(code) for code in (*range(0x20), *range(0x7F, 0xA0))]
"""C0, DEL and C1."""

SEQUENCES = [
    "\x1b[2J", "\x1b[3A", "\x1b[H", "\x1b[5;31mblink", "\x1b[8mhidden", "\x1b[?5h", "\x1b[?69h", "\x1b[6n",
    "\x1bc", "\x1b7", "\x1b(0", "\x1b#8", "\x1b[!p", "\x1b]0;owned\x07", "\x1b]2;owned\x1b\\",
    "\x1b]52;c;?\x07", "\x1b]8;;http://example.org\x1b\\link\x1b]8;;\x1b\\", "\x1bPq#0~\x1b\\",
    "\x1b_Ga=T\x1b\\", "\x1b^pm\x1b\\", "\x1bXsos\x1b\\", "\x9b5m", "\x9d0;owned\x9c", "\x90q\x9c",
    "\x1b[200~", "\x1b[201~rm\r", "\x1b[", "\x1b]", "\x1b", "\x1b[1;1H\x1b[K",
]  # fmt: skip
"""Escape sequences, whole and cut, with seven bits and with eight."""

MARKUP = [
    "[/nope]", "[@click=app.quit]x[/]", "[b]bold", "[red on", "[link=file:///etc/passwd]x[/link]", "[[",
    "]]", "\\[", "[/]", "[#]", "$primary", "[$error]", "{0}", "%s", "${HOME}", "&lt;", "<script>", "`id`",
    ":smile:", "{{x}}",
]  # fmt: skip
"""What Textual, rich, a format string or a shell may take for its own."""

CLUSTERS = [
    "e" + "\u0301" * 40, "Z" + "\u0335\u0336\u0337" * 30, "👨‍👩‍👧‍👦", "🏳️‍🌈", "🇦🇲🇦🇿🇷🇺🇦", "👍🏽",
    "\u200d\u200d", "\u0301", "\ufe0f", "가각힣", "नमस्ते", "ﷺ", "\U000e0041\U000e007f", "\u034f",
    "A\u20dd", "𝒳𝕏", "\U0010ffff", "\ue000", "\ufffe",
]  # fmt: skip
"""Clusters that are wide, deep, unfinished or of no assigned character."""

BLANKS = [
    "\t", "\r\n", "\r", "\v", "\f", "\x85", "\u2028", "\u2029", "\u00a0", "\u200b", "\u00ad", "\ufeff",
    "\u2060", "\u3000", "\u180e", "\u1680", "\n\n\n", "   ", "\x1c", "\x1d", "\x1e", "\x1f",
]  # fmt: skip
"""What is blank, invisible, or a line's end to somebody."""

BIDI = ["\u202e", "\u202d", "\u2066", "\u2067", "\u2069", "\u200e", "\u200f", "\u061c", "مرحبا بالعالم", "שלום עולם"]
"""What turns the direction of text."""

WORDS = [
    "Yerevan said that", "the army of Armenia", "2,000 men", "“We deny it,” she said.",
    "President Nikol Pashinyan", "漢字仮名交じり文", "ประเทศไทยรวมเลือดเนื้อ", "한국어 문장입니다.",
    "Москва заявила, что", "Αθήνα", "at least 49 people", "U.S.", ".", "—", "?!",
]  # fmt: skip
"""Ordinary words, so that there is something to tag."""

PIECES = (CONTROLS, SEQUENCES, MARKUP, CLUSTERS, BLANKS, BIDI, WORDS, WORDS)

LARGE: tuple[Callable[[random.Random], str], ...] = (
    lambda chance: f"{chance.choice(WORDS)} " * (1_000_000 // 20),
    lambda chance: f"{piece(chance)}\n" + "\n" * 100_000,
    lambda _chance: "a" + "\u0301" * 50_000,
    lambda chance: piece(chance) * 20_000,
    lambda _chance: "x" * 1_000_000,
)
"""Texts that are too much of something."""

SMALL = ("", " ", "\n", "\t\t", "\u200b", "\r\n\r\n", "\ufeff\ufeff", "\x00", "\x1b")
"""Texts that are too little."""


def piece(chance: random.Random) -> str:
    """One piece of any kind."""
    return chance.choice(chance.choice(PIECES))


def text(chance: random.Random) -> str:
    """A text: seldom a very large or an empty one, mostly words with anything between and inside them.

    No lone surrogates: a file that is UTF-8 has none.
    """
    kind = chance.random()
    if kind < 0.01:
        return chance.choice(LARGE)(chance)
    if kind < 0.04:
        return chance.choice(SMALL)
    parts = [piece(chance) + chance.choice(("", " ", "\n", ", ", ". ")) for _ in range(chance.randrange(3, 60))]
    mixed = "".join(parts)
    for _ in range(chance.randrange(4)):
        at = chance.randrange(len(mixed) + 1)
        mixed = mixed[:at] + piece(chance) + mixed[at + chance.randrange(3) :]
    return mixed


def name(chance: random.Random, number: int) -> str:
    """The name of a file: any characters but two, some of no encoding, some of 200 bytes; `number` makes it its own."""
    wild = "".join(piece(chance) for _ in range(chance.randrange(5))).replace("/", "∕").replace("\0", "␀")
    if chance.random() < 0.05:
        wild += "\udcff\udc9b"
    short = wild.encode("utf-8", "surrogateescape")[:200].decode("utf-8", "surrogateescape")
    # A character cut in two at the end is no more than another byte of no encoding.
    return f"{number:03} {short}.txt"


def line(chance: random.Random) -> str:
    """What may be written as a note, a query or a name on the command line."""
    return "".join(piece(chance) for _ in range(chance.randrange(1, 6)))


def texts(chance: random.Random, count: int) -> Iterator[str]:
    """So many texts."""
    for _ in range(count):
        yield text(chance)
