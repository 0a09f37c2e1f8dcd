"""What a command is, and how its keys are written."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, NamedTuple

from textual.binding import Binding

from reader.commands.keys import shown_key, textual_name
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
    """As `reader.commands.keys` writes them; the first is shown. There may be none."""
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
        return Binding(",".join(map(textual_name, self.keys)), self.full_action, self.title, show=False, id=self.id)

    @property
    def full_action(self) -> str:
        """Its action with the name of what carries it out, so that any widget's key can ask for it."""
        if not isinstance(self.do, str):
            return f"screen.run('{self.id}')"
        return self.do if self.do.startswith("app.") else f"screen.{self.do}"

    @property
    def first_key(self) -> str:
        """Its first key, for a person to read; empty when it has none."""
        return shown_key(self.keys[0]) if self.keys else ""

    @property
    def shown_keys(self) -> str:
        """Its keys for a person to read."""
        return " ".join(map(shown_key, self.keys))
