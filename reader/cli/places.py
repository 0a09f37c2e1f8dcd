"""Where things are on this machine: the corpus, its store, and the user's own folders."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from tempfile import gettempdir

from platformdirs import user_config_path, user_data_path, user_state_path

from reader.core.errors import CorpusError
from reader.corpus.corpus import Corpus, open_corpus
from reader.corpus.listing import Listing, is_table, tables_below
from reader.corpus.reading import BY_THE_RULES, Reading
from reader.resources import folder

APP = "close-reader"
STORE = "annotations.json"
"""The store's name beside the articles."""


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


def find(path: str | None, store: str | None, reading: Reading = BY_THE_RULES) -> tuple[Corpus, Path]:
    """The corpus that was meant, and the place of its store.

    Raises CorpusError when there is nothing to read.
    """
    samples = folder("seeds")
    root = Path(path) if path is not None else _here()
    if path is None and not _holds_articles(root, reading):
        root = samples
    place = Path(store) if store is not None else _beside(root, samples, asked=path is not None)
    return open_corpus(root, leave_out=[place], reading=reading), place


def make_own_folder(store: Path) -> None:
    """Make the folder of the samples' store; a folder that a person names is never made, it may be a slip."""
    if store.is_relative_to(user_data_path(APP)):
        store.parent.mkdir(parents=True, exist_ok=True)


def _here() -> Path:
    try:
        return Path.cwd()
    except FileNotFoundError as error:
        raise CorpusError("The current folder is gone. Go to another, or name a folder of articles") from error


def _beside(root: Path, samples: Path, *, asked: bool) -> Path:
    """The store beside the articles; that of the samples, which may be installed read-only, in the user's folder."""
    if not asked and root == samples:
        return user_data_path(APP) / "samples" / STORE
    # Unlike `Path.is_file` this is quiet about a path that cannot be looked at; what is wrong with it is said later.
    if not os.path.isfile(root):  # noqa: PTH113
        return root / STORE
    # Each table has a store of its own: the ids of two may be the same.
    return root.with_name(f"{root.name}.{STORE}") if is_table(root.name) else root.parent / STORE


def _holds_articles(root: Path, reading: Reading) -> bool:
    found = next(iter(Listing(root, follow=reading.follow)), None)
    return found is not None or bool(tables_below(root, follow=reading.follow))
