"""`reader`: open the app."""

from __future__ import annotations

import gc
import getpass
import os
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from reader.cli import places
from reader.cli.asked import SHORT_THEMES, table_of, theme_name, theme_of
from reader.cli.crash import crashed
from reader.cli.ending import Ending
from reader.cli.talk import say
from reader.core.errors import ReaderError
from reader.corpus.reading import Reading
from reader.session.coaching import Coach
from reader.session.configured import Settings
from reader.session.rescue import rescue
from reader.session.session import Session
from reader.store.desk import Desk
from reader.store.keymap import Keymap, read_keymap
from reader.store.lock import HeldError
from reader.store.store import Store

if TYPE_CHECKING:
    from textual.driver import Driver

UNSAVED = 1
"""The exit code when not everything tagged could be saved."""


def open_app(
    path: str | None,
    store: str | None,
    annotator: str | None,
    theme: str | None,
    reading: Reading,
    *,
    samples: bool,
    read_only: bool,
    ending: Ending,
) -> int:
    """Open the app and stay until it is left. Raises ReaderError when it cannot be opened."""
    browser = in_browser()
    if not browser:
        check_terminal()
    keymap = read_keymap(places.keymap_file())
    corpus, place, settings, instead = places.found(path, store, reading, samples=samples)
    places.make_own_folder(place)
    desk = Desk(places.desk_file())
    settings.otherwise["annotator"] = annotator or login()
    opened, only_looking = _opened(place, read_only=read_only, browser=browser)
    session = Session(
        corpus,
        opened,
        annotator or settings.value("annotator") or login(),
        labels=settings.labels,
        bookmark=desk.bookmark(place),
        read_only=only_looking,
    )
    if instead:
        session.saving.told.append(instead)
    session.news = "; ".join(filter(None, ("" if read_only else only_looking, instead, session.news)))
    session.rescue_places = places.rescue()
    _set(session, settings, desk)
    _teach(session, opened, desk)
    keeping = Keeping(session, desk, place)
    try:
        failure = _run(session, theme, settings, desk, keymap, ending, keeping)
    except BaseException:
        keeping(rescuing=True)
        raise
    kept = keeping(rescuing=failure is not None or ending.code is not None)
    for sentence in session.saving.told:
        # On the screen there is one line for it, for a moment, and none for what came up at the very end.
        say(f"reader: {sentence}.")
    if failure is not None:
        return crashed(failure, kept)
    if not keeping.saved:
        say(f"reader: {kept}.")
        return UNSAVED
    return 0


def _opened(place: Path, *, read_only: bool, browser: bool) -> tuple[Store, str]:
    """The store, and why it is only looked at. Raises StoreError.

    A browser has nowhere to say `--read-only`: a page that is opened beside another is to be looked at.
    """
    if read_only:
        return Store.for_reading(place), "opened with --read-only: nothing can be changed"
    try:
        return Store.for_writing(place), ""
    except HeldError as error:
        if not browser:
            raise
        return Store.for_reading(place), f"nothing can be changed here, reload the page to try again: {error.who}"


def _set(session: Session, settings: Settings, desk: Desk) -> None:
    """Have a session begin as the files say, else as it was left."""
    advance = settings.value("advance")
    session.advance = desk.advance if advance is None else advance
    settings.otherwise["advance"] = desk.advance

    def chosen(advance: bool) -> None:
        settings.otherwise["advance"] = advance
        desk.remember_advance(advance)

    session.when_advance_chosen = chosen
    session.determiner = {"with": True, "without": False}.get(settings.value("determiner") or "")
    session.exports, session.settings = settings.exports, settings


def _teach(session: Session, store: Store, desk: Desk) -> None:
    """Have somebody new shown the first steps, unless the articles were worked on."""
    if not (desk.coached or session.read_only or list(store.ids)):
        session.coach = Coach(session.labels)
        desk.remember_coached()


class Keeping:
    """Brings to disk what is not there yet, once, whoever asks first: the app that ends, or who ends it by force."""

    def __init__(self, session: Session, desk: Desk, place: Path) -> None:
        self.saved = False
        """Is all on disk?"""
        self._session = session
        self._desk = desk
        self._place = place
        self._once = Lock()
        self._said = ""

    def __call__(self, *, rescuing: bool) -> str:
        """Keep the annotations and the place in the article; says what became of the work.

        With `rescuing`, where nobody is there to decide, what cannot be saved is written as a new store elsewhere.
        """
        with self._once:
            if not self._said:
                self._said = "it is not known what is saved"
                try:
                    self.saved = self._session.close()
                    self._said = self._kept(rescuing=rescuing)
                finally:
                    self._desk.remember_place(self._place, self._session.bookmark)
        return self._said

    def _kept(self, *, rescuing: bool) -> str:
        if self.saved:
            return f"everything tagged is saved in {self._place}"
        said = (
            f"not everything tagged is saved in {self._place}: {self._session.saving.state.why or 'it takes too long'}"
        )
        if rescuing:
            said += f"; {rescue(self._session)}"
        return said


def in_browser() -> bool:
    """Is this one page of `reader serve`? textual-serve says so to what it runs."""
    return os.environ.get("TEXTUAL_DRIVER", "").endswith(":WebDriver") and not os.isatty(1)


def check_terminal() -> None:
    """Raise ReaderError unless a full-screen app can be shown here; Textual would hang instead."""
    for descriptor, name in ((0, "standard input"), (2, "standard error, where the screen is drawn,")):
        if not os.isatty(descriptor):
            raise ReaderError(
                f"The app needs a terminal, and {name} is none. To get at the spans without one: reader export"
            )
    if os.environ.get("TERM", "") in ("", "dumb"):
        raise ReaderError(
            "The terminal says that it cannot show a screen (TERM is empty or dumb). "
            "Set TERM, for example to xterm-256color"
        )


def login() -> str:
    """The login name, made safe to be stored."""
    try:
        name = getpass.getuser()
    except (KeyError, OSError):
        name = ""
    return name.encode("utf-8", "replace").decode() or "unknown"


def _run(
    session: Session,
    theme: str | None,
    settings: Settings,
    desk: Desk,
    keymap: Keymap | None,
    ending: Ending,
    keeping: Keeping,
) -> BaseException | None:
    """Show the app until it is left; gives what went wrong."""
    # Esc acts when nothing comes after it for so many ms. Textual reads the variable when it is imported; 100 is its
    # own default, and the bytes of one key come much closer together, over ssh as well.
    os.environ.setdefault("ESCDELAY", "25")
    # Textual is imported here and nowhere before: its import is most of what a start costs.
    from reader.app import ReaderApp
    from reader.theme import Depth, known_themes

    settings.otherwise["theme"] = theme_name(theme, desk.theme, known_themes())
    app = ReaderApp(
        session,
        theme_of(theme, settings, desk.theme, known_themes()),
        Depth.of(os.environ),
        table=table_of(settings, keymap),
        driver=partial(_driver(), when_gone=ending.hang_up),
        when_ready=calm_collector,
        when_theme_chosen=_remembering(settings, desk),
    )
    with ending.guarding(app.leave, partial(keeping, rescuing=True)):
        if ending.code is None:
            app.run()
    return app.failure or ending.error


def _remembering(settings: Settings, desk: Desk) -> Callable[[str], None]:
    """What keeps a theme that a person chooses: not one that is shown because a file asks for it, or asks no more."""

    def chosen(theme: str) -> None:
        asked = str(settings.value("theme"))
        if theme not in (settings.otherwise["theme"], SHORT_THEMES.get(asked, asked)):
            settings.otherwise["theme"] = theme
            desk.remember_theme(theme)

    return chosen


def _driver() -> Callable[..., Driver]:
    if in_browser():
        from reader.browser import BrowserDriver

        return BrowserDriver
    from reader.driver import ReaderDriver

    return ReaderDriver


def calm_collector() -> None:
    """Let the garbage collector leave alone what the start made, and look seldom.

    Measured: its pauses are the slowest keys. Turning a page beside 100,000 spans took up to 204 ms as it comes, at
    most 60 so.
    """
    # The saving thread may hold Python for so long while a key waits; 5 ms, its default, can be seen.
    sys.setswitchinterval(0.0005)
    gc.freeze()
    gc.set_threshold(20_000, 50, 1_000)
    gc.enable()
