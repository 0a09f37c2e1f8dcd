"""What is left of a string without a determiner and punctuation: strings of one form hardly mean two things."""

from __future__ import annotations

import re

from reader.text.lazily import lazily

DETERMINER = re.compile(r"(?:the|an?) (?=\w)", re.IGNORECASE)
"""A determiner that begins a string."""

MARKS = lazily(r"""[.,;:!?…"'’‘“”„«»‹›()\[\]¡¿·](?!\p{N})""")
"""Punctuation, unless a number goes on behind it: 3.5 is not 35."""

HYPHENS = lazily(r"(?<=\p{L})[-‐‑–](?=\p{L})")
"""What parts the words of a compound as a blank would."""


def flat(text: str) -> str:
    """The text with one blank for any blanks, and none around it."""
    return " ".join(text.split())


def form(string: str) -> str:
    """The form of a flat string; its words alone when nothing else is left of it."""
    if string.isalnum():
        return string
    bare = flat(MARKS().sub("", HYPHENS().sub(" ", string)))
    return DETERMINER.sub("", bare, count=1) if DETERMINER.match(bare) else bare or string
