"""What the files set: the corpus's own before the person's. What the command line says comes before both."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from reader.core.errors import ReaderError
from reader.core.label import LabelSet
from reader.corpus.encodings import text_encoding
from reader.corpus.reading import Reading
from reader.formats import MODULES
from reader.store.config import EXPORT, EXPORTS, Config
from reader.store.project import Project


class Settings:
    """The settings of a project and of a person, one over the other."""

    def __init__(self, project: Project, config: Config, folder: Path) -> None:
        """`folder` is where the articles are."""
        self.project = project
        """What the corpus says."""
        self._files = (project.config, config)
        self._folder = folder

    @property
    def labels(self) -> LabelSet:
        """The labels of the corpus."""
        return self.project.labels

    def value(self, name: str) -> Any | None:
        """What a name is set to; None when no file sets it."""
        return next((found for file in self._files if (found := _of(file, name)) is not None), None)

    def error(self, name: str, sentence: str) -> ReaderError:
        """The error that something is wrong with what a name is set to, with file and line."""
        said = next(file.written for file in self._files if _of(file, name) is not None)
        return ReaderError(sentence) if said is None else said.error(name, sentence)

    @property
    def exports(self) -> dict[str, Any]:
        """What an export does when nobody says otherwise."""
        values = {name: self.value(f"{EXPORT}.{name}") for name in EXPORTS}
        return {name: value for name, value in values.items() if value is not None}

    def check(self) -> None:
        """Raise ReaderError for what a file says of exports and cannot be."""
        name, split = self.value("export.format"), self.value("export.split")
        if name is not None and name not in MODULES:
            raise self.error("export.format", f"there is no format {name!r:.60}; there are {', '.join(MODULES)}")
        if split is not None:
            # Nobody else pays for it at a start.
            from reader.session.settings import PERCENTAGES, percentages

            if not percentages(split):
                raise self.error("export.split", f"split {split!r:.60} {PERCENTAGES}")

    def reading(self, asked: Reading) -> Reading:
        """How articles are read; what was asked for comes first. Raises ReaderError for an unknown encoding."""
        name = self.value("encoding")
        if asked.encoding or name is None:
            return asked
        try:
            return asked._replace(encoding=text_encoding(name))
        except ReaderError as error:
            raise self.error("encoding", str(error)) from error

    def store(self) -> Path | None:
        """The place of the store that a file names; None when none does.

        Raises ReaderError for one that is not below the folder of the articles: whoever makes a corpus does not say
        where on the disks of others is written, and no two corpora have one store.
        """
        name = self.value("store")
        if name is None:
            return None
        place: Path = self._folder / name
        try:
            inside = self._folder.resolve() in place.resolve().parents
        except (OSError, RuntimeError) as error:
            raise self.error("store", f"there can be no store {name}") from error
        if not inside:
            why = "is not below the folder of the articles. Such a place can be named with --store only"
            raise self.error("store", f"store {name} {why}")
        if name.endswith("/") or place.is_dir():
            raise self.error(
                "store", f"store {name} is a folder; name a file, such as {name.rstrip('/')}/annotations.json"
            )
        return place


def _of(file: Config, name: str) -> Any | None:
    first, _, rest = name.partition(".")
    value = getattr(file, first)
    return value.get(rest) if rest else value
