"""What is shown while the terminal is too small: everything else waits beneath it as it is."""

from __future__ import annotations

from collections.abc import Iterable

from textual import events
from textual.app import ComposeResult
from textual.geometry import Size
from textual.screen import ModalScreen
from textual.widgets import Static

from reader.resources import folder
from reader.screens.room import LEAST, has_room


class Tiny(ModalScreen[None]):
    """Says how large the terminal must be, and goes when it is. No key of the screens beneath acts meanwhile."""

    CSS_PATH = folder("styles") / "tiny.tcss"

    def __init__(self, keys: Iterable[str]) -> None:
        """`keys` quit, by Textual's names."""
        super().__init__()
        for key in keys:
            self._bindings.bind(key, "app.quit", show=False)
        self._going = False

    def compose(self) -> ComposeResult:
        """The sentence, worded when the size is known."""
        yield Static(id="tiny")

    def on_resize(self, event: events.Resize) -> None:
        """Word it anew, or go."""
        self._look(event.size)

    def on_screen_resume(self) -> None:
        """The window may have grown while another screen lay over this one."""
        self._look(self.app.size)

    def _look(self, size: Size) -> None:
        if has_room(size) and self.app.screen is self and not self._going:
            # It hears of the new size and of being on top again, perhaps both before it is gone.
            self._going = True
            self.dismiss()
        self.query_one("#tiny", Static).update(
            f"too small: {LEAST.width}x{LEAST.height} needed, this is {size.width}x{size.height}"
        )
