"""`reader`: open the app."""

from __future__ import annotations

import gc
import getpass
import os

from reader.cli import places
from reader.core.errors import ReaderError
from reader.session.session import Session
from reader.store.config import read_config
from reader.store.desk import Desk
from reader.store.store import Store

SHORT_THEMES = {"dark": "reader-dark", "light": "reader-light"}
"""What `--theme` may say for the themes that come with the tool."""


def open_app(path: str | None, store: str | None, annotator: str | None, theme: str | None) -> int:
    """Open the app and stay until it is left. Raises ReaderError when it cannot be opened."""
    check_terminal()
    config = read_config(places.config_file())
    corpus, place = places.find(path, store)
    places.make_own_folder(place)
    desk = Desk(places.desk_file())
    opened = Store.for_writing(place, places.locks())
    session = Session(corpus, opened, annotator or config.annotator or login(), bookmark=desk.bookmark(place))
    try:
        return _run(session, theme_name(theme or config.theme or desk.theme), desk)
    finally:
        session.close()
        desk.remember_place(place, session.bookmark)


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


def theme_name(asked: str | None) -> str:
    """The name of a theme: the one asked for, else what the terminal says of its background, else dark."""
    if asked is not None:
        return SHORT_THEMES.get(asked, asked)
    background = os.environ.get("COLORFGBG", "").rpartition(";")[2]
    return SHORT_THEMES["light" if background in ("7", "15") else "dark"]


def login() -> str:
    """The login name, made safe to be stored."""
    try:
        name = getpass.getuser()
    except (KeyError, OSError):
        name = ""
    return name.encode("utf-8", "replace").decode() or "unknown"


def _run(session: Session, theme: str, desk: Desk) -> int:
    # Textual is imported here and nowhere before: its import is most of what a start costs.
    from reader.app import ReaderApp

    app = ReaderApp(session, theme, when_ready=calm_collector, when_theme_chosen=desk.remember_theme)
    app.run()
    return app.return_code or 0


def calm_collector() -> None:
    """Let the garbage collector leave alone what the start made, and look seldom.

    Measured: its pauses are the slowest keys. Turning a page beside 100,000 spans took up to 204 ms as it comes, at
    most 60 so.
    """
    gc.freeze()
    gc.set_threshold(20_000, 50, 1_000)
    gc.enable()
