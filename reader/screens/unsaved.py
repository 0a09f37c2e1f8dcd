"""The question at quitting when something is not on disk: the only one the tool asks."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from reader.resources import folder
from reader.session.rescue import rescue
from reader.session.session import Session
from reader.text.visible import visible


class Unsaved(ModalScreen[None]):
    """Says what is not on disk and why, and offers to try again."""

    CSS_PATH = folder("styles") / "unsaved.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "retry", show=False),
        Binding("w", "rescue", show=False),
        Binding("Q", "leave", show=False),
        Binding("escape", "dismiss", show=False),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._saving = session.saving
        self._said = ""

    def compose(self) -> ComposeResult:
        """The reason and the choices."""
        yield Vertical(Static(self._words(), id="why"), id="unsaved")

    def action_retry(self) -> None:
        """Try once more, and leave when it worked."""
        if self._saving.retry(timeout=2):
            self.app.exit()
        else:
            self.query_one("#why", Static).update(self._words())

    def action_rescue(self) -> None:
        """Write everything elsewhere, and say where."""
        self._said = rescue(self._session)
        self.query_one("#why", Static).update(self._words())

    def action_leave(self) -> None:
        """Leave without saving."""
        self.app.exit()

    def _words(self) -> Content:
        why = self._saving.state.why or "the disk is still busy"
        return Content.styled("Not saved\n\n", "bold $trouble") + Content(
            f"Your last changes are not on disk: {visible(why)}\n\n"
            " r    try again, and quit when it worked\n"
            " w    write everything to another place\n"
            " Esc  go back to the article\n"
            f" Q    quit without them here{f'{chr(10)}{chr(10)}{visible(self._said)}' if self._said else ''}"
        )
