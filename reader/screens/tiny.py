"""What is shown while the terminal is too small: everything else waits beneath it as it is."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress

from textual import events
from textual.app import ComposeResult, ScreenError
from textual.geometry import Size
from textual.screen import ModalScreen
from textual.widgets import Static

from reader.resources import folder
from reader.screens.room import LEAST, has_room

AGAIN = 0.2
"""Seconds between two looks at the size."""


class Tiny(ModalScreen[None]):
    """Says how large the terminal must be, and goes when it is. No key of the screens beneath acts meanwhile."""

    CSS_PATH = folder("styles") / "tiny.tcss"

    def __init__(self, keys: Iterable[str]) -> None:
        """`keys` quit, by Textual's names."""
        super().__init__()
        for key in keys:
            self._bindings.bind(key, "app.quit", show=False)
        self._words = ""

    def compose(self) -> ComposeResult:
        """The sentence, worded when the size is known."""
        yield Static(id="tiny")

    def on_resize(self, event: events.Resize) -> None:
        """Word it anew, or go."""
        self._look(event.size)

    def on_screen_resume(self) -> None:
        """The window may have grown while another screen lay over this one."""
        self._look(self.app.size)

    def on_mount(self) -> None:
        """Look again and again: a size told while this screen was still on its way would be missed."""
        self.set_interval(AGAIN, lambda: self._look(self.app.size))

    def _look(self, size: Size) -> None:
        if self.app.screen is not self:
            return
        if has_room(size):
            with suppress(ScreenError):
                self.dismiss()
            return
        words = f"too small: {LEAST.width}x{LEAST.height} needed, this is {size.width}x{size.height}"
        if words != self._words:
            self._words = words
            self.query_one("#tiny", Static).update(words)
