"""The Textual application: themes, sheets, palette, and the reading screen."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from typing import Any, ClassVar, cast

from textual import events
from textual.actions import ActionParseResult
from textual.app import App
from textual.binding import Binding, BindingsMap
from textual.command import CommandPalette, Provider
from textual.dom import DOMNode
from textual.driver import Driver
from textual.filter import LineFilter
from textual.geometry import Size
from textual.screen import Screen
from textual.worker import WorkerFailed

from reader.commands import Command, commands
from reader.commands.keys import textual_name
from reader.core.errors import BusyError, ReadOnlyError
from reader.resources import folder
from reader.screens.palette import ReaderCommandPalette
from reader.screens.reading import Reading
from reader.screens.room import has_room
from reader.session.session import Session
from reader.text.visible import visible
from reader.theme import DEFAULT_THEME, Colourless, Depth, palette_of, themes, variables

QUIT = "app.quit"
"""The id of the command that quits."""


SHEETS = ("app", "bars", "lines", "palette", "prompt", "reading", "rowlist")
"""What is read at every start."""


class ReaderApp(App[None], inherit_bindings=False):
    """Shows one session. Everything else it does is the reading screen's."""

    TITLE = "reader"
    # Those of the other screens are read when they are first shown: sheets are a tenth of a start.
    CSS_PATH = [folder("styles") / f"{sheet}.tcss" for sheet in SHEETS]  # noqa: RUF012 - Textual declares it
    # The palette's commands are the reading screen's; its key is in the table of commands.
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = set()

    _depth: Depth | None = None

    def __init__(
        self,
        session: Session,
        theme: str = DEFAULT_THEME,
        depth: Depth = Depth.ALL,
        *,
        table: Sequence[Command] | None = None,
        driver: Callable[..., Driver] | None = None,
        when_ready: Callable[[], None] = lambda: None,
        when_theme_chosen: Callable[[str], None] = lambda _name: None,
    ) -> None:
        """`theme` is any of `reader.theme.known_themes`; the first of `depth` is shown where it cannot be.

        `table` holds the commands with the keys a person gave them.
        """
        # Textual only ever calls it.
        super().__init__(
            driver_class=cast("type[Driver] | None", driver), ansi_color=True if depth is Depth.NONE else None
        )
        self.session = session
        self.table = commands(session.labels) if table is None else table
        """Every command, with the keys it has."""
        self._bindings = BindingsMap(everywhere(self.table))
        self.labels = session.labels
        """The labels that everything is painted for."""
        self._depth = depth
        self.failure: BaseException | None = None
        """What went wrong in a handler or a worker, and made the app end."""
        self._cover: Screen[None] | None = None
        self._early: list[events.Key] | None = []
        self._when_ready = when_ready
        self._when_theme_chosen = when_theme_chosen
        offered = themes(depth, session.labels)
        for each in offered:
            self.register_theme(each)
        # Set before anything is drawn: a theme set later paints the start twice.
        self.theme = theme if theme in {each.name for each in offered} else offered[0].name
        for name in self.available_themes.keys() - {each.name for each in offered}:
            self.unregister_theme(name)
        self.no_color = depth is Depth.NONE
        if depth is Depth.NONE:
            # Textual's own says the default colour for every piece of text; a terminal without colours is told none.
            colourless: list[LineFilter] = [Colourless()]
            self._filters = colourless

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """What our sheets use, for the themes that are not ours."""
        if self._depth is None:
            # While it is made Textual asks for those of its own theme, and never uses them.
            return {}
        return variables(palette_of(self.current_theme, self._depth), self.labels)

    def get_default_screen(self) -> Screen[None]:
        """The one screen there is to begin with."""
        return Reading(self.session, self.table)

    def on_load(self) -> None:
        """Have what goes wrong beside the handlers treated as what goes wrong in them."""
        asyncio.get_running_loop().set_exception_handler(self._failed_beside)

    def on_mount(self) -> None:
        """Remember the theme a person chooses from now on; after a pause, show everything anew."""
        self.theme_changed_signal.subscribe(self, lambda theme: self._when_theme_chosen(theme.name))
        self.app_resume_signal.subscribe(self, lambda _app: self.screen.refresh(layout=True))

    def on_ready(self) -> None:
        """Tell that the screen stands, and take the keys typed before it did."""
        early, self._early = self._early or [], None
        for event in early:
            self.post_message(event)
        self._when_ready()

    async def on_event(self, event: events.Event) -> None:
        """Have every key done before the next one is looked at, however fast they come.

        Textual hands a key to the widget with the focus and hears of it again when others may have come: a key typed
        right behind one that moves the focus would act on the wrong widget. Ours leave all keys to the bindings.
        """
        if isinstance(event, events.Paste) and isinstance(self.screen, CommandPalette):
            # Textual's own line shows what is pasted as it is; titles are looked for as they are shown.
            event.text = visible(event.text)
        if isinstance(event, events.Key) and self._early is not None:
            self._early.append(event)
        elif isinstance(event, events.Key) and not event.is_forwarded and isinstance(self.screen, Reading):
            self.session.gesture.keys += 1
            await self._do_key(event, self.screen)
        else:
            await super().on_event(event)

    async def _do_key(self, event: events.Key, reading: Reading) -> None:
        if reading.asking and event.is_printable:
            await super().on_event(event)
        elif reading.asking:
            await reading.typed_so_far()
            if not await self._check_bindings(event.key, priority=True):
                await self._check_bindings(event.key)
            if event.key in ("enter", "escape"):
                await reading.answered()
        elif not await self._check_bindings(event.key, priority=True):
            await self._check_bindings(event.key)

    # Ending

    def leave(self) -> None:
        """Leave and ask nothing, whatever is shown; from any thread, at any time, as often as one likes."""
        if self._loop is not None and not self._exit:
            # A loop that is closed has been left.
            with suppress(RuntimeError):
                self._loop.call_soon_threadsafe(self.exit)

    def _handle_exception(self, error: Exception) -> None:
        """Leave, and keep what went wrong for whoever runs the app. Textual prints it, with all values, as it is."""
        cause = error.error if isinstance(error, WorkerFailed) else error
        self.failure = self.failure or cause
        self._return_code = 1
        if self._exception is None:
            # Tests wait for it.
            self._exception = error
            self._exception_event.set()
        self._close_messages_no_wait()

    def panic(self, *renderables: object) -> None:
        """Leave; what Textual would have printed as it is, is for nobody."""
        self._handle_exception(RuntimeError(*map(str, renderables)))

    def _print_error_renderables(self) -> None:
        """Whoever runs the app says it."""
        self._exit_renderables.clear()

    def _failed_beside(self, _loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        error = context.get("exception")
        if isinstance(error, Exception):
            self._handle_exception(error)

    async def run_action(
        self,
        action: str | ActionParseResult,
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Do an action; that nothing can be changed, or not now, is said, whatever was to be changed."""
        try:
            return await super().run_action(action, default_namespace, namespaces)
        except (ReadOnlyError, BusyError) as error:
            reading = self.screen_stack[0]
            if isinstance(reading, Reading):
                reading.show(str(error))
            return True

    def action_command_palette(self) -> None:
        """Show every command by name."""
        if not isinstance(self.screen, ReaderCommandPalette):
            self.push_screen(ReaderCommandPalette(id="--command-palette"))

    def on_resize(self, event: events.Resize) -> None:
        """Cover everything while there is no room for it."""
        self.cover(event.size)
        # Of two changes in a row the terminal may tell only the first.
        now = getattr(self._driver, "size_now", event.size)
        if now != event.size:
            self.post_message(events.Resize(now, now))

    def cover(self, size: Size) -> None:
        """Cover everything if there is no room for it in this size."""
        if not has_room(size) and self._cover not in self.screen_stack:
            from reader.screens.tiny import Tiny

            self._cover = Tiny(
                textual_name(key) for command in self.table if command.id == QUIT for key in command.keys
            )
            # Once it is gone the size may be another already.
            self.push_screen(self._cover, self._uncovered)

    def _uncovered(self, _result: None) -> None:
        self.call_later(lambda: self.cover(self.size))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's
        """May an action of the app, such as the palette, be done now? While there is no room only quitting."""
        return action == "quit" or self.screen is not self._cover

    async def action_quit(self) -> None:
        """Quit as the reading screen does, wherever a key for it is pressed; its question is not asked twice."""
        from reader.screens.unsaved import Unsaved

        if not isinstance(self.screen, Unsaved):
            await self.run_action("quit_reader", default_namespace=self.screen_stack[0])


def everywhere(table: Iterable[Command]) -> list[Binding]:
    """The bindings heard before all others, in dialogs too: keys to quit and for the palette that type no character."""
    actions = {QUIT: "quit", "app.palette": "command_palette"}
    return [
        Binding(textual_name(key), actions[command.id], show=False, priority=True)
        for command in table
        if command.id in actions
        for key in command.keys
        if key.startswith("ctrl+") or (key.startswith("f") and len(key) > 1)
    ]
