"""The guidelines: what is to be tagged with each label, at the one under the cursor; edited where a person edits."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult, SuspendNotSupported
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen

from reader.commands.keys import textual_name
from reader.resources import folder
from reader.screens.editing import edit
from reader.session.guidelines import begin, blocks, guidelines, label_here
from reader.session.session import Session
from reader.widgets.bars import Peek
from reader.widgets.exporting import Sheet
from reader.widgets.guidelines import Drawn, drawn_guidelines
from reader.widgets.kwic import KwicKeys

KEYS = (("e", "Edit", "edit"), ("j k", "Scroll", "scroll(1)"), ("Esc", "Back", "leave"))
"""Key, word and action of the key bar."""

NOT_THERE = "no guidelines.md here yet: this is what it can begin with; e makes it"


class Guidelined(ModalScreen[None]):
    """One text over the whole screen. A label's key goes to its heading."""

    CSS_PATH = folder("styles") / "guidelines.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("e", "edit", show=False),
        Binding("escape,f2,q,enter", "leave", show=False),
        Binding("j,down", "scroll(1)", show=False),
        Binding("k,up", "scroll(-1)", show=False),
        Binding("pagedown,space", "page(1)", show=False),
        Binding("pageup,backspace", "page(-1)", show=False),
        Binding("g,home", "end(-1)", show=False),
        Binding("G,end", "end(1)", show=False),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._label = label_here(session)
        self._found = guidelines(session)
        self._drawn = Drawn((), ())
        self._trouble = ""
        self._sheet = Sheet(id="guidelines")
        self._said = Peek(id="guided")
        self._keys = KwicKeys(id="guidelines-keys")
        ours = {key for binding in self.BINDINGS if isinstance(binding, Binding) for key in binding.key.split(",")}
        for label in session.labels:
            if textual_name(label.key) not in ours:
                self._bindings.bind(textual_name(label.key), f"go_to('{label.name}')", show=False)

    def compose(self) -> ComposeResult:
        """The text, whose it is, the keys."""
        yield self._sheet
        yield self._said
        yield self._keys

    def on_mount(self) -> None:
        """Begin at the label under the cursor."""
        self.call_after_refresh(self._show, self._label)

    def on_resize(self) -> None:
        """Wrap for the new width; what was at the top stays there."""
        self.call_after_refresh(self._show, "")

    def action_go_to(self, label: str) -> None:
        """Go to the heading of a label."""
        self._trouble = ""
        self._show(label)

    def action_scroll(self, lines: int) -> None:
        """Scroll by lines."""
        self._sheet.scroll_relative(y=lines, animate=False)

    def action_page(self, pages: int) -> None:
        """Scroll by pages."""
        self.action_scroll(pages * max(1, self._sheet.size.height - 1))

    def action_end(self, end: int) -> None:
        """Go to the first line (-1) or the last (1)."""
        self._sheet.scroll_to(y=len(self._drawn.lines) if end > 0 else 0, animate=False)

    def action_edit(self) -> None:
        """Open the file in the person's editor, and read it again."""
        trouble = self.session.read_only or begin(self.session)
        if not trouble:
            try:
                with self.app.suspend():
                    trouble = edit(self._found.path)
            except SuspendNotSupported:
                trouble = f"no editor can be opened in this terminal; the file is {self._found.path}"
        self._found = guidelines(self.session)
        self._trouble = trouble
        self._show("")

    def action_leave(self) -> None:
        """Go back to the text."""
        self.dismiss()

    def _show(self, label: str) -> None:
        """Show the text, from the heading of a label on, and what went wrong, else which file it is."""
        there, sheet = self._found, self._sheet
        top = sheet.scroll_offset.y
        self._drawn = drawn_guidelines(blocks(there.text), sheet.size.width - 1, sheet.colours, self.session.labels)
        sheet.put(self._drawn.lines)
        line = self._drawn.line_of(label)
        sheet.scroll_to(y=top if line is None else line, animate=False, immediate=True)
        unknown = f"nothing is said of {label} in {there.path.name}" if label and line is None else ""
        self._said.say(self._trouble or there.trouble or unknown or (str(there.path) if there.there else NOT_THERE))
        self._keys.show(KEYS)
