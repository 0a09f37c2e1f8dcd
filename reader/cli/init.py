"""`reader init`: the files of a project beside its articles, to be changed."""

from __future__ import annotations

from pathlib import Path

from reader.cli import places
from reader.cli.asked import check_project
from reader.cli.talk import say
from reader.core.errors import CorpusError
from reader.resources import GUIDELINES
from reader.store.guidelines import write_guidelines
from reader.store.project import PROJECT, write_project


def init(path: str | None) -> int:
    """Write those that are not there. Raises ReaderError."""
    folder = places.folder_of(Path(path) if path is not None else Path())
    if not folder.is_dir():
        raise CorpusError(f"There is no folder {folder}. Make it, or name another")
    made = write_project(folder)
    # Its labels are those that the guidelines are about.
    settings = places.settings_of(folder)
    check_project(settings)
    for name, new in ((PROJECT, made), (GUIDELINES, write_guidelines(folder, settings.labels))):
        say(f"{folder / name} {'written' if new else 'is there already, and left as it is'}")
    return 0
