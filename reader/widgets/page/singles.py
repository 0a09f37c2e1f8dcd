"""Characters that are told apart without looking at their neighbours: each is a cluster of its own, drawn as it is."""

from __future__ import annotations

import re
from functools import cache

NARROW = (
    "\\x20-\\x7e\\xa0-\\xac\\xae-\u02ff"  # Latin
    "\u0370-\u0482\u048a-\u052f"  # Greek, Cyrillic
    "\u0531-\u0556\u0559-\u058a\u05d0-\u05ea\u0620-\u064a\u0660-\u066f"  # Armenian, Hebrew and Arabic letters
    "\u0e01-\u0e30\u0e40-\u0e46\u10a0-\u10ff"  # Thai letters, Georgian
    "\u1e00-\u1fff\u2010-\u2027\u2030-\u205e\u2070-\u20c0\u2100-\u2189"  # Latin and Greek again, punctuation, signs
)
"""Inside of a character class: one cell wide."""

WIDE = "\u3000-\u3029\u3041-\u3096\u309b-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff01-\uff60"
"""Inside of a character class: two cells wide."""


@cache
def narrow() -> re.Pattern[str]:
    """Any number of one-cell characters."""
    return re.compile(f"[{NARROW}]*")


@cache
def narrow_lines() -> re.Pattern[str]:
    """Whole lines of one-cell characters."""
    return re.compile(rf"(?:[{NARROW}]*+(?:\r?\n|\Z))+")


@cache
def single_lines() -> re.Pattern[str]:
    """Whole lines of one-cell and two-cell characters."""
    return re.compile(rf"(?:[{NARROW}{WIDE}]*+(?:\r?\n|\Z))+")


@cache
def wide_run() -> re.Pattern[str]:
    """Some two-cell characters."""
    return re.compile(f"[{WIDE}]+")
