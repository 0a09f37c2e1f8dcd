"""The articles of one folder or one file, in the order of the list, each read when it is needed."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path

from reader.core.article import Article, title_of
from reader.core.errors import CorpusError, DecodingError
from reader.corpus.decoding import decode, decode_start
from reader.corpus.listing import article_ids, natural

KEPT_ARTICLES = 32
"""How many articles read last are kept at most."""
KEPT_TEXT = 4_000_000
"""How many code points they have together at most; the one read last is kept whatever its length."""
KEPT_HEADINGS = 16_384
"""How many headings read last are kept."""
HEAD = 65_536
"""Bytes of a file that are read for its title."""
TITLE = 400
"""Code points of a title that are kept; no list is wider."""

Heading = tuple[str, str]
"""The title of an article and why it cannot be read: one of the two is empty."""


class Corpus:
    """Articles by their place in the list, from 0."""

    def __init__(self, root: Path, ids: Sequence[str], *, whole: bool = True) -> None:
        """`ids` are paths relative to `root`, with `/` between the parts."""
        self.root = root
        self.whole = whole
        """Is this all that the folder holds, rather than one file of it?"""
        self.ids = ids
        self._articles: dict[int, Article] = {}
        self._headings: dict[int, Heading] = {}

    def __len__(self) -> int:
        return len(self.ids)

    def index(self, article_id: str) -> int | None:
        """The place of an article in the list; None when it is not in it."""
        return self._places.get(article_id)

    def article(self, index: int) -> Article:
        """Read an article. Raises DecodingError with a sentence when it cannot be read as text."""
        article = self._articles.pop(index, None)
        if article is None:
            try:
                article = self.read(index)
            except DecodingError as error:
                # The wrong byte may stand behind the part that the heading was taken from.
                self._headings[index] = ("", str(error))
                raise
        self._articles[index] = article
        self._forget_articles()
        return article

    def read(self, index: int) -> Article:
        """Read an article anew and keep nothing of it, so that any thread may. Raises DecodingError."""
        return Article(self.ids[index], decode(self._bytes(index)))

    def heading(self, index: int) -> Heading:
        """The title of an article and why it cannot be read: one of the two is empty.

        Only the beginning of the file is read: a wrong byte further on is found when the article is read.
        """
        if index not in self._headings:
            try:
                self._headings[index] = (self._title(index)[:TITLE], "")
            except DecodingError as error:
                self._headings[index] = ("", str(error))
            if len(self._headings) > KEPT_HEADINGS:
                del self._headings[next(iter(self._headings))]
        return self._headings[index]

    @property
    def headings(self) -> Mapping[int, Heading]:
        """The headings read lately, by place in the list, in the order they were read."""
        return self._headings

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {identity: index for index, identity in enumerate(self.ids)}

    def _title(self, index: int) -> str:
        start = self._bytes(index, HEAD)
        if len(start) < HEAD:
            return title_of(decode(start)) or self.ids[index]
        # Nothing but blanks so far: very rare, so the whole article is read for it.
        return title_of(decode_start(start)) or self.article(index).title

    def _bytes(self, index: int, count: int = -1) -> bytes:
        """The first bytes of an article's file, or all of them."""
        name = self.ids[index]
        if not name.isprintable() and any("\ud800" <= c <= "\udfff" for c in name):
            raise DecodingError("its name is not valid UTF-8. Rename the file to read it")
        try:
            with (self.root / name).open("rb") as file:
                return file.read(count)
        except OSError as error:
            raise DecodingError(f"cannot be read: {error.strerror}") from error

    def _forget_articles(self) -> None:
        """Let go of the articles that were read longest ago."""
        kept = sum(map(len, self._articles.values()))
        while len(self._articles) > 1 and (kept > KEPT_TEXT or len(self._articles) > KEPT_ARTICLES):
            kept -= len(self._articles.pop(next(iter(self._articles))))


def open_corpus(path: Path, leave_out: Iterable[Path] = ()) -> Corpus:
    """The corpus of a folder, or of one file in its folder. Hidden files and those of `leave_out` are not in it.

    Raises CorpusError when there is nothing to read.
    """
    if path.is_file():
        return Corpus(path.parent, [path.name], whole=False)
    if not path.exists():
        raise CorpusError(f"There is no file or folder {path}")
    if not path.is_dir():
        raise CorpusError(f"{path} is neither a folder of articles nor a text file")
    if not os.access(path, os.R_OK | os.X_OK):
        raise CorpusError(f"The folder {path} cannot be read: permission denied")
    ids = sorted(article_ids(path, {place.resolve() for place in leave_out}), key=natural)
    if not ids:
        raise CorpusError(f"The folder {path} holds no articles: no file there ends in .txt or .md")
    return Corpus(path, ids)
