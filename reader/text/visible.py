"""The 1:1 display form of text from outside: nothing in it can act on a terminal, and no offset moves."""

from __future__ import annotations

DIAMOND = "◇"
"""Stands for a character that changes the direction of text, or a control character without a picture of its own."""
DOT = "·"
"""Stands for a character that has no width."""


def _table() -> dict[int, str]:
    pictures = {code: chr(0x2400 + code) for code in range(0x20)}
    pictures[0x7F] = "␡"
    pictures |= dict.fromkeys(range(0x80, 0xA0), DIAMOND)
    pictures |= dict.fromkeys([0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)], DIAMOND)
    pictures |= dict.fromkeys([0x00AD, 0x180E, 0x200B, *range(0x2060, 0x2066), 0x2028, 0x2029, 0xFEFF], DOT)
    pictures |= dict.fromkeys([*range(0x206A, 0x2070), *range(0xFFF9, 0xFFFC)], DOT)
    pictures |= dict.fromkeys(range(0xD800, 0xE000), "�")
    return pictures


PICTURES = _table()
"""The symbol for each code point that is not shown as it is. Joiners and variation selectors stay: they build clusters."""


def visible(text: str) -> str:
    """The text with one symbol for each control, direction-changing or invisible character; its length is the same."""
    # None of them is printable: most texts are seen to hold none at a fraction of the cost.
    return text if text.isprintable() else text.translate(PICTURES)
