"""What the files ask of the app's looks and keys: its theme, and which commands have which keys."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from reader.cli import places
from reader.core.errors import ReaderError
from reader.session.configured import Settings
from reader.store.keymap import Keymap, read_keymap

if TYPE_CHECKING:
    from reader.commands import Command

SHORT_THEMES = {"dark": "reader-dark", "light": "reader-light", "ansi": "reader-ansi"}
"""What `--theme` may say for the themes that come with the tool."""


def check_project(settings: Settings) -> None:
    """Raise ReaderError, with file and line, when the app would refuse what the corpus says of theme, labels and keys.

    Nothing that the app is made of is imported for a corpus that says nothing of them.
    """
    project = settings.project
    if project.config.theme is not None:
        from reader.theme import known_themes

        try:
            theme_name(project.config.theme, None, known_themes())
        except ReaderError as error:
            raise project.error("theme", str(error)) from None
    if project.named or project.keymap is not None:
        table_of(settings, read_keymap(places.keymap_file()))


def theme_name(asked: str | None, remembered: str | None, known: Sequence[str]) -> str:
    """The name of a theme: the one asked for, else the remembered one, else by what the terminal says of its ground.

    Raises ReaderError when the one asked for is not known.
    """
    if asked is not None:
        name = SHORT_THEMES.get(asked, asked)
        if name not in known:
            raise ReaderError(f"There is no theme {asked!r}; {_nearest(asked, known)}")
        return name
    if remembered is not None and remembered in known:
        return remembered
    background = os.environ.get("COLORFGBG", "").rpartition(";")[2]
    return SHORT_THEMES["light" if background in ("7", "15") else "dark"]


def theme_of(asked: str | None, settings: Settings, remembered: str | None, known: Sequence[str]) -> str:
    """The theme at start: as `theme_name`, with what the files say.

    Raises ReaderError, with file and line where one of them says it.
    """
    named = settings.value("theme") if asked is None else None
    try:
        return theme_name(asked or named, remembered, known)
    except ReaderError as error:
        raise (error if named is None else settings.error("theme", str(error))) from None


def _nearest(asked: str, known: Sequence[str]) -> str:
    """What may have been meant, else all there is."""
    # Imported for those who mistype only.
    from difflib import get_close_matches

    names = [*SHORT_THEMES, *(name for name in known if name not in SHORT_THEMES.values())]
    near = get_close_matches(asked.lower(), names)
    return f"the nearest names are {', '.join(near)}" if near else f"known are {', '.join(names)}"


def table_of(settings: Settings, keymap: Keymap | None) -> Sequence[Command]:
    """Every command with the keys that the project and then the person give it. Raises ReaderError."""
    from reader.commands import commands

    table = commands(settings.labels)
    for each in (settings.project.keymap, keymap):
        if each is not None:
            from reader.commands.keymap import with_keymap

            table = with_keymap(table, each)
    if settings.project.named:
        from reader.commands.labelkeys import with_label_keys

        table = with_label_keys(table, settings.labels, settings.project.error)
    return table
