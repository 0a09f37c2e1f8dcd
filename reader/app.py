"""The Textual application: themes, sheets, palette, and the reading screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.app import App
from textual.command import Provider
from textual.screen import Screen

from reader.resources import folder
from reader.screens.reading import Reading
from reader.session.session import Session
from reader.theme import DARK, LIGHT, themes, variables


class ReaderApp(App[None]):
    """Shows one session. Everything else it does is the reading screen's."""

    TITLE = "reader"
    CSS_PATH = sorted(folder("styles").glob("*.tcss"))
    # The palette's commands are the reading screen's; its key is in the table of commands.
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = set()

    def __init__(
        self,
        session: Session,
        theme: str = "reader-dark",
        *,
        when_ready: Callable[[], None] = lambda: None,
        when_theme_chosen: Callable[[str], None] = lambda _name: None,
    ) -> None:
        super().__init__()
        self.session = session
        self._when_ready = when_ready
        self._when_theme_chosen = when_theme_chosen
        for ours in themes(session.labels):
            self.register_theme(ours)
        # Set before anything is drawn: a theme set later paints the start twice.
        self.theme = theme if theme in self.available_themes else "reader-dark"

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """What our sheets use, for the themes that are not ours."""
        return variables(DARK if self.current_theme.dark else LIGHT)

    def get_default_screen(self) -> Screen[None]:
        """The one screen there is to begin with."""
        return Reading(self.session)

    def on_mount(self) -> None:
        """Remember the theme a person chooses from now on."""
        self.theme_changed_signal.subscribe(self, lambda theme: self._when_theme_chosen(theme.name))

    def on_ready(self) -> None:
        """Tell that the screen stands and keys are read."""
        self._when_ready()
