"""What a corpus says of itself in the `reader.toml` beside its articles: labels, and settings for all who open it."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from reader.core.errors import ReaderError
from reader.core.label import DEFAULT_LABELS, LabelSet
from reader.resources import folder
from reader.store.config import Config, config_of
from reader.store.keymap import NAMES, Keymap, keymap_of
from reader.store.labels import LABELS, labels_of
from reader.store.toml import Written, parsed, read_text

WHAT = "The project file"
PROJECT = "reader.toml"
"""The name of the file."""


class Project(NamedTuple):
    """What the file says."""

    labels: LabelSet = DEFAULT_LABELS
    """The labels of the corpus: those that come with the tool when it names none."""
    config: Config = Config()
    """Its settings."""
    named: bool = False
    """Does it name labels of its own?"""
    keymap: Keymap | None = None
    """The keys that commands have for all who open it."""

    def error(self, name: str, sentence: str) -> ReaderError:
        """The error that something is wrong with what a name is set to, with file and line."""
        written = self.config.written
        return ReaderError(sentence) if written is None else written.error(name, sentence)


NO_PROJECT = Project()
"""What holds without a file."""


def read_project(beside: Path) -> Project:
    """What is said in a folder; nothing when there is no such file.

    Raises ReaderError, with the line where there is one.
    """
    path = beside / PROJECT
    source = read_text(path, WHAT)
    if source is None:
        return NO_PROJECT
    written = Written(path, WHAT, source)
    values = parsed(source, path, WHAT)
    config = config_of(written, values, (LABELS, *NAMES))
    labels = labels_of(written, values)
    keymap = keymap_of(written, values) if any(name in values for name in NAMES) else None
    return Project(labels or DEFAULT_LABELS, config, labels is not None, keymap)


def starting_project() -> str:
    """What the file begins with: everything is a comment."""
    return (folder("starting") / PROJECT).read_text(encoding="utf-8")


def write_project(beside: Path) -> bool:
    """Write the file into a folder; False when there is one. Raises StoreError."""
    from reader.store.outputs import write_missing  # noqa: PLC0415 - no start needs it

    return write_missing(beside / PROJECT, starting_project().encode())
