"""The notes and flags of the corpus: looked through, searched, and gone to."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen

from reader.resources import folder
from reader.session.remarked import Remark, go_to, matching, remarks
from reader.session.session import Session
from reader.widgets.bars import Peek
from reader.widgets.kwic import KwicKeys
from reader.widgets.prompt import NARROWING, Prompt
from reader.widgets.remarked import RemarkRows
from reader.widgets.rowlist import RowList

KEYS = (("Enter", "Go there", "go_there"), ("/", "Search", "search"), ("Esc", "Back", "leave"))
"""Key, word and action of the key bar."""


class Remarked(ModalScreen[str]):
    """A row a remark. Enter goes to it; gives the sentence to show there."""

    CSS_PATH = folder("styles") / "remarked.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "search", show=False),
        Binding("escape,I,q", "leave", show=False),
    ]

    def __init__(self, session: Session, way: str = "") -> None:
        """`way` says how a note comes to be, where there is none yet."""
        super().__init__()
        self.session = session
        self._way = way
        self._all = list(remarks(session))
        self._query = ""
        self._typing = False
        self.rows = RemarkRows(id="remarks")
        self._note = Peek(id="remark")
        self._said = Peek(id="remarked")
        self._keys = KwicKeys(id="remarked-keys")

    def compose(self) -> ComposeResult:
        """The remarks, the one under the bar in full, how many there are, the keys."""
        yield self.rows
        yield self._note
        yield self._said
        yield self._keys

    def on_mount(self) -> None:
        """List them all."""
        self.rows.focus()
        self._show()

    def on_resize(self) -> None:
        """Show the bars for the width there is."""
        self._show()

    def on_row_list_moved(self, message: RowList.Moved) -> None:
        """Show the note in full."""
        message.stop()
        self._say()

    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        """Go there."""
        message.stop()
        self.action_go_there()

    def action_go_there(self) -> None:
        """Go to what the remark is on."""
        remark = self._here()
        if remark is not None:
            self.dismiss(go_to(self.session, remark))

    async def action_search(self) -> None:
        """List those with some words only."""
        if not self._typing:
            self._typing = True
            prompt = Prompt("notes with:", self._query)
            await self.mount(prompt, before=self._said)
            self.set_focus(prompt.line)
            self._show()

    def on_prompt_typed(self, message: Prompt.Typed) -> None:
        """Narrow the list while one types."""
        self._query = message.text
        self._show()

    def on_prompt_ended(self, message: Prompt.Ended) -> None:
        """Keep the list narrow, or show all."""
        self._query, self._typing = message.text or "", False
        self.query("Prompt").remove()
        self.rows.focus()
        self._show()

    def action_leave(self) -> None:
        """Go back to the text."""
        self.dismiss("")

    def _here(self) -> Remark | None:
        return self.rows.remarks[self.rows.bar] if self.rows.bar < len(self.rows.remarks) else None

    def _show(self) -> None:
        self.rows.put(matching(self._all, self._query))
        self._say()
        self._keys.show(NARROWING if self._typing else KEYS if self._all else KEYS[-1:])

    def _say(self) -> None:
        remark, shown = self._here(), len(self.rows.remarks)
        self._note.say((remark.note or "flagged as unsure") if remark is not None else "")
        found = f" with “{self._query}”" if self._query else ""
        if not self._all:
            found = f"; {self._way}" if self._way else ""
        place = f"{self.rows.bar + 1:,} of " if shown else ""
        self._said.say(f"{place}{shown:,} {'note or flag' if shown == 1 else 'notes and flags'}{found}")
