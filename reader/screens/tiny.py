"""What is shown while the terminal is too small: everything else waits beneath it as it is."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.screen import ModalScreen
from textual.widgets import Static

LEAST = Size(60, 15)
"""The smallest terminal in which one can work."""


def has_room(size: Size) -> bool:
    """Is a terminal of this size large enough?"""
    return size.width >= LEAST.width and size.height >= LEAST.height


class Tiny(ModalScreen[None]):
    """Says how large the terminal must be, and goes when it is. No key of the screens beneath acts meanwhile."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("q,ctrl+q", "quit_reader", show=False, priority=True)]

    def compose(self) -> ComposeResult:
        """The sentence, worded when the size is known."""
        yield Static(id="tiny")

    def on_resize(self, event: events.Resize) -> None:
        """Word it anew, or go."""
        self._look(event.size)

    def on_screen_resume(self) -> None:
        """The window may have grown while another screen lay over this one."""
        self._look(self.app.size)

    async def action_quit_reader(self) -> None:
        """Quit as the reading screen does."""
        await self.app.run_action("quit_reader", default_namespace=self.app.screen_stack[0])

    def _look(self, size: Size) -> None:
        if has_room(size) and self.is_current:
            self.dismiss()
        self.query_one("#tiny", Static).update(
            f"too small: {LEAST.width}x{LEAST.height} needed, this is {size.width}x{size.height}"
        )
