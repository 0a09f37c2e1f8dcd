"""The one table of everything a person can ask for.

Bindings, the key bar, the palette, the help screen and README's table of keys are made from it or checked against it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from textual.binding import Binding

from reader.core.label import DEFAULT_LABELS, LabelSet

Scope = Literal["text", "rows", "screen"]
"""Where a key is heard: in the text alone, in the list and the outline alone, or everywhere on the reading screen."""


class Command(NamedTuple):
    """One thing a person can ask for."""

    id: str
    """Stable: the name in a keymap file."""
    keys: tuple[str, ...]
    """The keys as they are typed, or Textual's names for those that have no character; the first is shown."""
    title: str
    """A few words for the palette and the help."""
    help: str
    """What it does, in a sentence without a full stop."""
    group: str
    """The heading it stands under in the help."""
    action: str
    """The action of the reading screen, as Textual writes it."""
    scope: Scope = "screen"
    """Where its keys are heard."""
    bar: str = ""
    """Its word in the key bar; empty when it is not in it."""
    other_way: bool = False
    """Is it the other way of the command before it, and shares its line in the help?"""

    @property
    def binding(self) -> Binding:
        """Textual's form of it."""
        keys = ",".join(CHARACTERS.get(key, key) for key in self.keys)
        return Binding(keys, self.full_action, self.title, show=False, id=self.id)

    @property
    def full_action(self) -> str:
        """Its action with the name of what carries it out, so that any widget's key can ask for it."""
        return self.action if "." in self.action else f"screen.{self.action}"

    @property
    def first_key(self) -> str:
        """Its first key, for a person to read."""
        return NAMES.get(self.keys[0], self.keys[0])

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
    "f1": "F1",
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
}
"""Textual's names for the characters used as keys."""


@@BODY@@def bindings(scope: Scope, labels: LabelSet = DEFAULT_LABELS) -> list[Binding]:
    """Textual's bindings of the commands with this scope."""
    return [command.binding for command in commands(labels) if command.scope == scope]
