"""How keys are written: by us and in keymap files, by Textual, and for a person to read.

We write the character, or Textual's name for a key that has none, with its modifiers in the order of the alphabet.
"""

from __future__ import annotations

import unicodedata
from string import punctuation

from textual.keys import KEY_NAME_REPLACEMENTS

MODIFIERS = ("alt", "ctrl", "hyper", "meta", "shift", "super")
"""In the order in which Textual puts them."""

SHOWN = {
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "home": "Home",
    "end": "End",
    "insert": "Ins",
    "delete": "Del",
    "tab": "Tab",
    "enter": "Enter",
    "escape": "Esc",
    "space": "Space",
    "backspace": "Bksp",
    **{f"f{number}": f"F{number}" for number in range(1, 25)},
}
"""The keys without a character, and what a person reads for each."""

MEANT = {
    " ": "space",
    "return": "enter",
    "ctrl+i": "tab",
    "ctrl+m": "enter",
    "ctrl+h": "backspace",
    "ctrl+[": "escape",
    **{shown: name for name, shown in SHOWN.items()},
    **{shown.lower(): name for name, shown in SHOWN.items() if shown.lower() != name},
}
"""What is written by mistake, as terminals send the same for both or only we show it so; and what to write instead."""

NOWHERE = ("ctrl+@", "ctrl+space")
"""Terminals do not agree on what these send."""


class UnknownKeyError(ValueError):
    """What is written is no key; `meant` is what to write instead, or empty."""

    def __init__(self, meant: str = "") -> None:
        super().__init__(meant)
        self.meant = meant


def read_key(written: str) -> str:
    """The key that a person wrote, as we write it. Raises UnknownKeyError."""
    modifiers, last = _parts(written)
    last = NAMED.get(last, last)
    key = "+".join([*sorted(modifiers), last])
    if key in MEANT or last in MEANT:
        raise UnknownKeyError(MEANT.get(key) or "+".join([*modifiers, MEANT[last]]))
    no_key = last not in SHOWN and not (len(last) == 1 and last.isprintable())
    if no_key or key in NOWHERE or len({*modifiers}) < len(modifiers) or not {*modifiers} <= {*MODIFIERS}:
        raise UnknownKeyError(_nearest(written))
    if modifiers == ["shift"] and len(last) == 1:
        raise UnknownKeyError(last.upper() if last.upper() != last else "")
    if modifiers and last.lower() != last:
        raise UnknownKeyError(_nearest(written))
    return key


def textual_name(key: str) -> str:
    """Textual's name for a key: characters that are no letter or digit have one."""
    modifiers, last = _parts(key)
    if len(last) == 1 and not last.isalnum():
        name = unicodedata.name(last, last).lower().replace("-", "_").replace(" ", "_")
        last = KEY_NAME_REPLACEMENTS.get(name, name)
    return "+".join([*modifiers, last])


def shown_key(key: str) -> str:
    """A key for a person to read."""
    modifiers, last = _parts(key)
    return "+".join([*modifiers, SHOWN.get(last, last)])


def _parts(key: str) -> tuple[list[str], str]:
    """Modifiers and the key itself, which may be `+`."""
    before, plus, last = key[:-1].rpartition("+")
    return before.split("+") if plus else [], last + key[-1:]


def _nearest(written: str) -> str:
    """The key of the same name in small letters and without blanks, if there is one."""
    other = "".join(written.split()).lower()
    if other == written or not other:
        return ""
    try:
        return read_key(other)
    except UnknownKeyError as error:
        return error.meant


NAMED = {textual_name(character): character for character in punctuation}
"""Textual's names for characters, which may be written as well."""
