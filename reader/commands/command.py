"""What a command is, and how its keys are written."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, NamedTuple

from textual.binding import Binding

from reader.session.session import Session

Scope = Literal["text", "spans", "screen"]
"""Where a key is heard: in the text alone, in the text and the outline, or everywhere on the reading screen."""

Do = Callable[[Session], str]
"""What a command does to a session; gives the sentence that says what was done, or nothing."""


class Command(NamedTuple):
    """One thing a person can ask for."""

    id: str
    """Stable: the name in a keymap file."""
    keys: tuple[str, ...]
    """The keys as they are typed, or Textual's names for those that have no character; the first is shown. A command
    without keys stands in the palette alone."""
    title: str
    """A few words for the palette and the help."""
    help: str
    """What it does, in a sentence without a full stop."""
    group: str
    """The heading it stands under in the help."""
    do: Do | str
    """What it does to the session, or the action of the reading screen, as Textual writes it."""
    scope: Scope = "screen"
    """Where its keys are heard."""
    bar: str = ""
    """Its word in the key bar; empty when it is not in it."""
    other_way: bool = False
    """Is it the other way of the command before it, and shares its line in the help?"""
    repeats: bool = False
    """Does a number typed before it repeat it?"""

    @property
    def binding(self) -> Binding:
        """Textual's form of it."""
        keys = ",".join(CHARACTERS.get(key, key) for key in self.keys)
        return Binding(keys, self.full_action, self.title, show=False, id=self.id)

    @property
    def full_action(self) -> str:
        """Its action with the name of what carries it out, so that any widget's key can ask for it."""
        if not isinstance(self.do, str):
            return f"screen.run('{self.id}')"
        return self.do if self.do.startswith("app.") else f"screen.{self.do}"

    @property
    def first_key(self) -> str:
        """Its first key, for a person to read; empty when it has none."""
        return NAMES.get(self.keys[0], self.keys[0]) if self.keys else ""

    @property
    def shown_keys(self) -> str:
        """Its keys for a person to read."""
        return " ".join(NAMES.get(key, key) for key in self.keys)


NAMES = {
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "ctrl+left": "ctrl+←",
    "ctrl+right": "ctrl+→",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "home": "Home",
    "end": "End",
    "ctrl+home": "ctrl+Home",
    "ctrl+end": "ctrl+End",
    "delete": "Del",
    "tab": "Tab",
    "shift+tab": "shift+Tab",
    "enter": "Enter",
    "escape": "Esc",
    "space": "Space",
    "backspace": "Bksp",
    "shift+left": "shift+←",
    "shift+right": "shift+→",
    "ctrl+up": "ctrl+↑",
    "ctrl+down": "ctrl+↓",
    "f1": "F1",
    "f6": "F6",
}
"""How keys without a character are shown."""

CHARACTERS = {
    "(": "left_parenthesis",
    ")": "right_parenthesis",
    "{": "left_curly_bracket",
    "}": "right_curly_bracket",
    "[": "left_square_bracket",
    "]": "right_square_bracket",
    "$": "dollar_sign",
    "+": "plus",
    "=": "equals_sign",
    "-": "minus",
    "?": "question_mark",
    ":": "colon",
    "/": "slash",
    ".": "full_stop",
    ",": "comma",
    "!": "exclamation_mark",
    "<": "less_than_sign",
    ">": "greater_than_sign",
}
"""Textual's names for the characters used as keys."""
