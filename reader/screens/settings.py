"""The settings: what holds and which file says it, changed for these articles or for all of a person's work."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.app import App, ComposeResult, SuspendNotSupported
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen

from reader.core.errors import ReaderError
from reader.resources import folder
from reader.screens.editing import edit
from reader.session.configured import Settings
from reader.session.preferences import Preferences, Value
from reader.session.session import Session
from reader.theme import Colours
from reader.widgets.bars import Peek
from reader.widgets.kwic import KwicKeys
from reader.widgets.prompt import KEEPING, Prompt
from reader.widgets.rowlist import RowList
from reader.widgets.settings import PreferenceRows, Whose

KEYS = (
    ("Space", "Change", "change(1)"),
    ("d", "Leave out", "leave_out"),
    ("Tab", "Other file", "other_file"),
    ("e", "Edit it", "edit"),
    ("Esc", "Back", "leave"),
)
"""Key, word and action of the key bar: what is needed most first."""


class Preferring(ModalScreen[None]):
    """A row a setting; below it what it means. A change is in the file at once."""

    CSS_PATH = folder("styles") / "settings.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "change(1)", show=False),
        Binding("h,left", "change(-1)", show=False),
        Binding("d,delete", "leave_out", show=False),
        Binding("tab,shift+tab", "other_file", show=False),
        Binding("e", "edit", show=False),
        Binding("escape,q", "leave", show=False),
    ]

    def __init__(self, session: Session, settings: Settings, themes: list[str], theme: str) -> None:
        super().__init__()
        self._themes = themes
        self._sentence = ""
        self._done_to: int | None = None
        self.preferences = Preferences(session, settings, themes, theme)
        self.rows = PreferenceRows(self.preferences, id="preferences")
        self._whose = Whose(id="whose")
        self._said = Peek(id="preferred")
        self._keys = KwicKeys(id="preference-keys")

    def compose(self) -> ComposeResult:
        """Which file, the settings, what the one under the bar means, the keys."""
        yield self._whose
        yield self.rows
        yield self._said
        yield self._keys

    def on_mount(self) -> None:
        """Begin with the first, and follow the theme, of which is told when its sheets are in force."""
        self.app.theme_changed_signal.subscribe(self, lambda _theme: self._recolour())
        self.rows.focus()
        self.rows.show_rows(len(self.preferences.rows), 0)
        self._show()

    def on_resize(self) -> None:
        """Show the rows for the width there is."""
        self._show(self._sentence)

    def on_row_list_moved(self, message: RowList.Moved) -> None:
        """Say what this one means; of what was done to it since the bar came to it, that."""
        message.stop()
        self._show(self._sentence if message.row == self._done_to else "")

    async def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        """Enter changes it."""
        message.stop()
        await self.action_change(1)

    async def action_change(self, step: int) -> None:
        """Take the next value, or the one before; what is typed is asked for."""
        row = self.rows.setting
        if row.values:
            self._put(self.preferences.next_value(row, step))
        elif row.typed and not self.query(Prompt):
            prompt = Prompt(f"{row.name}:", self.preferences.typed(row))
            await self.mount(prompt, before=self._said)
            self.set_focus(prompt.line)
            self._keys.show(KEEPING)
        else:
            self._show(f"{row.name} is changed in the file: e opens it")

    def on_prompt_typed(self, message: Prompt.Typed) -> None:
        """Nothing happens before Enter."""
        message.stop()

    def on_prompt_ended(self, message: Prompt.Ended) -> None:
        """Take the value and give the keys back; an empty line changes nothing."""
        message.stop()
        self.query(Prompt).remove()
        self.rows.focus()
        if message.text is not None and message.text.strip():
            self._put(message.text.strip())
        else:
            self._show()

    def action_leave_out(self) -> None:
        """Take it out of the file."""
        row = self.rows.setting
        if row.values or row.typed:
            self._put(None)
        else:
            self._show(f"{row.name} is changed in the file: e opens it")

    def action_other_file(self) -> None:
        """Change the other file from now on."""
        self.preferences.other_file()
        self._show()

    def action_edit(self) -> None:
        """Open the file in the person's editor; what is wrong in it then is said."""
        try:
            self.preferences.begin()
            with self.app.suspend():
                said = edit(self.preferences.path)
            said = said or self.preferences.read_again()
        except SuspendNotSupported:
            said = f"no editor can be opened in this terminal; the file is {self.preferences.path}"
        except ReaderError as error:
            said = str(error)
        self._follow_theme()
        self._show(said)

    def action_leave(self) -> None:
        """Go back to the text."""
        self.dismiss()

    def _put(self, value: Value) -> None:
        self._done_to = self.rows.bar
        said = self.preferences.change(self.rows.setting, value)
        self._follow_theme()
        self._show(said)

    def _follow_theme(self) -> None:
        """Have the colours that the files ask for."""
        theme = self.preferences.theme_in(self._themes)
        if theme is not None and theme != self.app.theme:
            self.app.theme = theme

    def _recolour(self) -> None:
        colours = Colours.of(self.app.theme_variables, self.preferences.labels)
        for widget in (self.rows, self._whose, self._said, self._keys):
            widget.recolour(colours)
        self._show(self._sentence)

    def _show(self, sentence: str = "") -> None:
        """Show what holds, and the sentence, else what the setting under the bar means."""
        row, self._sentence = self.rows.setting, sentence
        self._done_to = self._done_to if sentence else None
        self._whose.show(self.preferences)
        self.rows.repaint()
        self._said.say(sentence or f"{row.name}: {row.about}")
        self._keys.show(KEYS)


def offer(app: App[None], session: Session, tell: Callable[[str], None]) -> None:
    """Show the settings, when there are files that may hold them."""
    if session.settings is None:
        tell("there are no settings here")
    else:
        app.push_screen(
            Preferring(session, session.settings, sorted(app.available_themes), app.theme), lambda _: tell("")
        )
