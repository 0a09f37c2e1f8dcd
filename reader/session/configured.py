"""What the files set: the corpus's own before the person's. What the command line says comes before both."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from reader.core.errors import ReaderError
from reader.core.label import LabelSet
from reader.corpus.encodings import text_encoding
from reader.corpus.reading import BY_THE_RULES, Reading
from reader.formats import MODULES
from reader.store.config import EXPORT, EXPORTS, Config, config_of, read_config
from reader.store.config import WHAT as PERSONS
from reader.store.keymap import NAMES
from reader.store.labels import LABELS
from reader.store.project import NO_PROJECT, PROJECT, WHAT, read_project, starting_project
from reader.store.rewriting import Value, with_value
from reader.store.toml import Written, parsed, read_text


class Settings:
    """The settings of a project and of a person, one over the other."""

    def __init__(self, folder: Path, person: Path) -> None:
        """Read the project file in the folder of the articles, and the person's own. Raises ReaderError."""
        self.paths = (folder / PROJECT, person)
        """The files, the first comes first; they may not be there."""
        self.project = NO_PROJECT
        """What the corpus says."""
        self.otherwise: dict[str, str | bool] = {}
        """What annotator, theme and auto-advance are when no file says it: as was asked, chosen last, or usual."""
        self._folder = folder
        self._files: tuple[Config, ...] = ()
        self.read()

    def read(self) -> None:
        """Read the files again. Raises ReaderError; what was read before holds on then."""
        project = read_project(self._folder) if self._folder.is_dir() else NO_PROJECT
        self._take((project.config, read_config(self.paths[1])))
        self.project = project

    def _take(self, files: tuple[Config, ...]) -> None:
        """Have the files say this. Raises ReaderError when that cannot be; they say what they said before then."""
        before, self._files = self._files, files
        try:
            self._check()
        except ReaderError:
            self._files = before
            raise

    @property
    def labels(self) -> LabelSet:
        """The labels of the corpus."""
        return self.project.labels

    def value(self, name: str) -> Any | None:
        """What a name is set to; None when no file sets it."""
        return next((found for file in self._files if (found := _of(file, name)) is not None), None)

    def said(self, name: str) -> Path | None:
        """The file that says what a name is set to; None when none does."""
        found = next((file.written for file in self._files if _of(file, name) is not None), None)
        return None if found is None else found.path

    def put(self, path: Path, name: str, value: Value | None) -> None:
        """Set a name in one of the files, or no more. Raises ReaderError; nothing is changed then."""
        what, more, _ = self._kind(path)
        changed = with_value(self._source(path), name, value)
        # What cannot be read again is not written.
        config = config_of(Written(path, what, changed), parsed(changed, path, what), more)
        before = self._files
        self._take(tuple(config if each == path else file for each, file in zip(self.paths, before, strict=True)))
        try:
            self._write(path, changed)
        except ReaderError:
            self._files = before
            raise

    def begin(self, path: Path) -> None:
        """Have one of the files there. Raises ReaderError."""
        if not path.exists():
            self._write(path, self._source(path))

    def _kind(self, path: Path) -> tuple[str, tuple[str, ...], Callable[[], str]]:
        """What a file is called, what may stand in it beside settings, and what it begins with."""
        return (WHAT, (LABELS, *NAMES), starting_project) if path == self.paths[0] else (PERSONS, (), str)

    def _source(self, path: Path) -> str:
        what, _, start = self._kind(path)
        source = read_text(path, what)
        return start() if source is None else source

    def _write(self, path: Path, source: str) -> None:
        from reader.store.outputs import write_file  # noqa: PLC0415 - no start needs it

        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise ReaderError(f"There can be no folder {path.parent}: {error.strerror}") from error
        write_file(path, [("", source.encode())])

    def error(self, name: str, sentence: str) -> ReaderError:
        """The error that something is wrong with what a name is set to, with file and line."""
        said = next(file.written for file in self._files if _of(file, name) is not None)
        return ReaderError(sentence) if said is None else said.error(name, sentence)

    @property
    def exports(self) -> dict[str, Any]:
        """What an export does when nobody says otherwise."""
        values = {name: self.value(f"{EXPORT}.{name}") for name in EXPORTS}
        return {name: value for name, value in values.items() if value is not None}

    def _check(self) -> None:
        """Raise ReaderError for what a file says and cannot be."""
        self.reading(BY_THE_RULES)
        self.store()
        name, split = self.value("export.format"), self.value("export.split")
        if name is not None and name not in MODULES:
            raise self.error("export.format", f"there is no format {name!r:.60}; there are {', '.join(MODULES)}")
        if split is not None:
            # Nobody else pays for it at a start.
            from reader.session.settings import PERCENTAGES, percentages  # noqa: PLC0415

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
