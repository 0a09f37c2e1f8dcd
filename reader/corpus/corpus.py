"""The articles of one folder or one file, in the order of the list, each read when it is needed."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from reader.core.article import Article
from reader.core.errors import CorpusError, DecodingError
from reader.corpus.decoding import decode

SUFFIXES = frozenset({".txt", ".md"})
"""What an article's file name ends with, in upper or lower case."""

KEPT_IN_MEMORY = 32
"""How many articles read last are kept."""


class Corpus:
    """Articles by their place in the list, from 0."""

    def __init__(self, root: Path, ids: Sequence[str]) -> None:
        """`ids` are paths relative to `root`, with `/` between the parts."""
        self.root = root
        self.ids = ids
        self._read = lru_cache(KEPT_IN_MEMORY)(self._read_file)
        self._headings: dict[int, tuple[str, str]] = {}

    def __len__(self) -> int:
        return len(self.ids)

    def index(self, article_id: str) -> int | None:
        """The place of an article in the list; None when it is not in it."""
        return self.ids.index(article_id) if article_id in self.ids else None

    def article(self, index: int) -> Article:
        """Read an article. Raises DecodingError with a sentence when it cannot be read as text."""
        return self._read(index)

    def heading(self, index: int) -> tuple[str, str]:
        """The title of an article and why it cannot be read: one of the two is empty."""
        if index not in self._headings:
            try:
                self._headings[index] = (self.article(index).title, "")
            except DecodingError as error:
                self._headings[index] = ("", str(error))
        return self._headings[index]

    def _read_file(self, index: int) -> Article:
        name = self.ids[index]
        if not name.isprintable() and any("\ud800" <= c <= "\udfff" for c in name):
            raise DecodingError("its name is not valid UTF-8. Rename the file to read it")
        try:
            return Article(name, decode((self.root / name).read_bytes()))
        except OSError as error:
            raise DecodingError(f"cannot be read: {error.strerror}") from error


def open_corpus(path: Path, leave_out: Iterable[Path] = ()) -> Corpus:
    """The corpus of a folder, or of one file in its folder. Hidden files and those of `leave_out` are not in it.

    Raises CorpusError when there is nothing to read.
    """
    if path.is_file():
        return Corpus(path.parent, [path.name])
    if not path.exists():
        raise CorpusError(f"There is no file or folder {path}")
    if not path.is_dir():
        raise CorpusError(f"{path} is neither a folder of articles nor a text file")
    if not os.access(path, os.R_OK | os.X_OK):
        raise CorpusError(f"The folder {path} cannot be read: permission denied")
    skipped = {place.resolve() for place in leave_out}
    ids = [i for i in article_ids(path) if not skipped or (path / i).resolve() not in skipped]
    if not ids:
        raise CorpusError(f"The folder {path} holds no articles: no file there ends in .txt or .md")
    return Corpus(path, sorted(ids, key=natural))


def article_ids(folder: Path) -> Iterator[str]:
    """The ids of the articles below a folder, in no order."""
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        inside = Path(place)
        for name in names:
            file = inside / name
            if not name.startswith(".") and file.suffix.lower() in SUFFIXES and file.is_file():
                yield file.relative_to(folder).as_posix()


def natural(name: str) -> list[tuple[int, int, str]]:
    """A sort key that counts: `part 2` before `part 10`, folders before what follows them by name."""
    parts = re.split(r"([0-9]+)", name.replace("/", "\0"))
    key = [(0, int(part), part) if part.isdecimal() else (1, 0, part.casefold()) for part in parts]
    return [*key, (1, 0, name)]
