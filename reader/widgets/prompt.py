"""The line in which a person types: what to search for, a note, a filter. It stands where the peek line is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from rich.text import Text
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from reader.text.visible import visible

KEEPING = (("Enter", "Keep it", ""), ("Esc", "Leave it as it was", ""))
"""What a bar of keys says while something is typed that is to hold."""

NARROWING = (("Enter", "Keep", ""), ("Esc", "Show all", ""))
"""What it says while a list is narrowed."""


class Line(Input):
    """One line of text, in which nothing acts. What is pasted becomes one line too: Textual's own drops the others."""

    @property
    def _value(self) -> Text:
        """What is shown of the text, which itself stays as it was pasted."""
        return Text(visible(self.value), no_wrap=True, overflow="ignore", end="")

    def _on_paste(self, event: events.Paste) -> None:
        self.replace(" ".join(event.text.split()) if "\n" in event.text else event.text, *self.selection)
        event.stop()
        event.prevent_default()


class Prompt(Horizontal):
    """One question and one line of text. Enter ends it with the text, Esc without."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "cancel", show=False)]

    @dataclass
    class Typed(Message):
        """The text is another."""

        text: str

    @dataclass
    class Ended(Message):
        """Enter or Esc was pressed; without a text for Esc."""

        text: str | None

    def __init__(self, question: str, text: str = "") -> None:
        super().__init__()
        self._question = question
        self.line = Line(visible(text), compact=True, select_on_focus=False)
        """Where one types."""
        self.line.cursor_blink = False
        self._over = False

    def compose(self) -> ComposeResult:
        """The question and the line."""
        yield Static(Content(f" {visible(self._question)} "))
        yield self.line

    @on(Input.Changed)
    def _tell(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Typed(event.value))

    @on(Input.Submitted)
    def _end(self, event: Input.Submitted) -> None:
        event.stop()
        self._finish(event.value)

    @on(Input.Blurred)
    def _leave(self, event: Input.Blurred) -> None:
        """Clicking elsewhere ends it like Enter; that the whole terminal lost the focus does not."""
        event.stop()
        if self.app.app_focus and self.screen.is_current:
            self._finish(event.value)

    def _finish(self, text: str | None) -> None:
        if not self._over:
            self._over = True
            self.post_message(self.Ended(text))

    @property
    def is_modal(self) -> bool:
        """Textual looks no further for what a key does: none of those beneath is a command while one types."""
        return True

    def action_cancel(self) -> None:
        """End without a text."""
        self._finish(None)
