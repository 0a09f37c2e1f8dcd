"""Where things are on this machine: the corpus, its store, and the user's own folders."""

from __future__ import annotations

from pathlib import Path

from platformdirs import user_config_path, user_data_path, user_state_path

from reader.corpus.corpus import Corpus, open_corpus
from reader.corpus.listing import article_ids
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


def locks() -> Path:
    """The folder of lock files."""
    return user_state_path(APP) / "locks"


def crashes() -> Path:
    """The folder in which it is written down what went wrong."""
    return user_state_path(APP) / "crashes"


def find(path: str | None, store: str | None) -> tuple[Corpus, Path]:
    """The corpus that was meant, and the place of its store.

    Raises CorpusError when there is nothing to read.
    """
    samples = folder("seeds")
    root = Path(path) if path is not None else Path.cwd()
    if path is None and next(article_ids(root), None) is None:
        root = samples
    place = Path(store) if store is not None else _beside(root, samples, asked=path is not None)
    return open_corpus(root, leave_out=[place]), place


def make_own_folder(store: Path) -> None:
    """Make the folder of the samples' store; a folder that a person names is never made, it may be a slip."""
    if store.is_relative_to(user_data_path(APP)):
        store.parent.mkdir(parents=True, exist_ok=True)


def _beside(root: Path, samples: Path, *, asked: bool) -> Path:
    """The store beside the articles; that of the samples, which may be installed read-only, in the user's folder."""
    if not asked and root == samples:
        return user_data_path(APP) / "samples" / STORE
    return (root.parent if root.is_file() else root) / STORE
