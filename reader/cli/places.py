"""Where things are on this machine: the corpus, its store, and the user's own folders."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from tempfile import gettempdir
from typing import NamedTuple

from platformdirs import user_config_path, user_data_path, user_state_path

from reader.cli.talk import say
from reader.core.errors import CorpusError, NoArticlesError
from reader.corpus.corpus import Corpus, open_corpus
from reader.corpus.listing import Listing, is_table, tables_below
from reader.corpus.reading import BY_THE_RULES, Reading
from reader.resources import folder
from reader.session.configured import Settings

APP = "close-reader"
STORE = "annotations.json"
"""The store's name beside the articles."""

SAMPLES = "samples"
"""The user's folder for what belongs to the samples that come with the tool."""


def config_file() -> Path:
    """The file a person writes their configuration into."""
    return user_config_path(APP) / "config.toml"


def keymap_file() -> Path:
    """The file a person writes their own keys into."""
    return user_config_path(APP) / "keymap.toml"


def desk_file() -> Path:
    """The file in which the tool remembers where work stopped."""
    return user_state_path(APP) / "desk.json"


def crashes() -> Path:
    """The folder in which it is written down what went wrong."""
    return user_state_path(APP) / "crashes"


def rescue() -> Sequence[Path]:
    """The folders that everything is written to when the store cannot be written, the best first."""
    return (user_data_path(APP) / "rescued", Path.home(), Path(gettempdir()))


class Found(NamedTuple):
    """What a path on the command line stands for."""

    corpus: Corpus
    """The articles."""
    store: Path
    """The place of their annotations."""
    settings: Settings
    """What the files set for this corpus; its labels."""
    instead: str = ""
    """That these are the samples, and in which folder nothing was found; empty when they were asked for."""


def find(path: str | None, store: str | None, reading: Reading = BY_THE_RULES) -> tuple[Corpus, Path]:
    """The corpus that was meant, and the place of its store. Raises ReaderError as `found` does."""
    there = found(path, store, reading)
    return there.corpus, there.store


def found(path: str | None, store: str | None, reading: Reading = BY_THE_RULES, *, samples: bool = False) -> Found:
    """The corpus that was meant, with what the files set for it; `samples` asks for those.

    Raises CorpusError when there is nothing to read, and ReaderError for files that cannot be understood.
    """
    if samples and path is not None:
        raise CorpusError(f"--samples opens the samples, and {path} is something else. Leave one of the two out")
    root = folder("seeds") if samples else _root(path, reading)
    own = path is None and root == folder("seeds")
    instead = f"these are the samples: no articles in {_here()} (.txt, .md, tables)" if own and not samples else ""
    # The samples may be installed read-only, and what a person sets for them is not for others.
    settings = settings_of(user_data_path(APP) / SAMPLES if own else folder_of(root))
    place = Path(store) if store is not None else store_of(root, settings, asked=path is not None)
    try:
        corpus = open_corpus(root, leave_out=[place], reading=settings.reading(reading))
    except NoArticlesError as error:
        raise NoArticlesError(f"{error}{_looked(root)}") from error
    return Found(corpus, place, settings, instead)


def folder_of(root: Path) -> Path:
    """The folder beside whose articles the files of a project are: what is opened, or where that file is."""
    return root.parent if _is_file(root) else root


def found_and_said(path: str | None, store: str | None, reading: Reading) -> tuple[Corpus, Path, Settings]:
    """The same, for a command without a screen: that these are the samples is said, unless they were asked for."""
    there = found(path, store, reading)
    if there.instead:
        say(f"reader: {there.instead}.")
    return there.corpus, there.store, there.settings


def settings_of(folder: Path) -> Settings:
    """What the files set for the articles of a folder. Raises ReaderError."""
    return Settings(folder, config_file())


def _root(path: str | None, reading: Reading) -> Path:
    """The folder or file that was meant: without a path the current folder if it holds articles, else the samples."""
    if path is not None:
        return Path(path)
    here = _here()
    return here if _holds_articles(here, reading) else folder("seeds")


def _looked(root: Path) -> str:
    """Where a relative path was looked for, and what there is called nearly the same."""
    # Imported for those who mistype only.
    from difflib import get_close_matches

    there = root.absolute()
    try:
        names = [] if os.path.lexists(root) else [each.name for each in there.parent.iterdir()]
    except OSError:
        names = []
    near = get_close_matches(root.name, names, 1)
    looked = "" if root.is_absolute() else f". Looked in {there.parent if root.name else there}"
    return looked + (f"; the nearest there is {root.parent / near[0]}" if near else "")


def make_own_folder(store: Path) -> None:
    """Make the folder of the samples' store; a folder that a person names is never made, it may be a slip."""
    if store.is_relative_to(user_data_path(APP)):
        store.parent.mkdir(parents=True, exist_ok=True)


def _here() -> Path:
    try:
        return Path.cwd()
    except FileNotFoundError as error:
        raise CorpusError("The current folder is gone. Go to another, or name a folder of articles") from error


def store_of(root: Path, settings: Settings, *, asked: bool) -> Path:
    """The store beside the articles; that of the samples, which may be installed read-only, in the user's folder."""
    if not asked and root == folder("seeds"):
        return user_data_path(APP) / SAMPLES / STORE
    place = settings.store() or folder_of(root) / STORE
    # Each table has a store of its own: the ids of two may be the same.
    return place.with_name(f"{root.name}.{place.name}") if _is_file(root) and is_table(root.name) else place


def _is_file(path: Path) -> bool:
    # Unlike `Path.is_file` this is quiet about a path that cannot be looked at; what is wrong with it is said later.
    return os.path.isfile(path)  # noqa: PTH113


def _holds_articles(root: Path, reading: Reading) -> bool:
    found = next(iter(Listing(root, follow=reading.follow)), None)
    return found is not None or bool(tables_below(root, follow=reading.follow))
