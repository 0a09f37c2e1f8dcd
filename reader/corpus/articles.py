"""The articles of one folder or one file, in the order of the list, each read when it is needed."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from copy import copy
from functools import cached_property
from pathlib import Path
from typing import Self

from reader.core.article import Article, title_of
from reader.core.errors import DecodingError, ReaderError
from reader.corpus.decoding import Decoded, UndecodableError, decode
from reader.corpus.encodings import text_encoding
from reader.corpus.files import article_bytes
from reader.corpus.guessing import offer
from reader.corpus.reading import BY_THE_RULES, Reading

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

Stamp = tuple[int, ...]
"""What another version of a file has not: time, size and number; empty when nothing can be told."""


class Corpus:
    """Articles by their place in the list, from 0."""

    moves = True
    """May an article have been renamed, so that it is worth while to look for its text under other ids?"""
    takes_articles = True
    """Can an article be put into it?"""

    def __init__(self, root: Path, ids: Sequence[str], *, whole: bool = True, reading: Reading = BY_THE_RULES) -> None:
        """`ids` are paths relative to `root`, with `/` between the parts."""
        self.root = root
        self.reading = reading
        """What was said about reading them."""
        self.remembered: Callable[[str], str | None] = lambda _article_id: None
        """Gives the encoding that was named for an article before; any thread may ask."""
        self.unreadable: Sequence[str] = ()
        """Folders in it, by their relative paths, that cannot be listed."""
        self.whole = whole
        """Is this all that the folder holds, rather than one file of it?"""
        self.ids = ids
        self._articles: dict[int, tuple[Stamp, Article]] = {}
        self._kept = 0
        self._headings: dict[int, Heading] = {}

    def __len__(self) -> int:
        return len(self.ids)

    def index(self, article_id: str) -> int | None:
        """The place of an article in the list; None when it is not in it."""
        return self._places.get(article_id)

    def again(self) -> Self:
        """The same articles with nothing of them kept yet: what is kept is for one thread only."""
        other = copy(self)
        vars(other).update(_articles={}, _kept=0, _headings={})
        return other

    def article(self, index: int) -> Article:
        """Read an article, anew when its file was edited since.

        Raises DecodingError that says what is wrong and, of an encoding, what it may be.
        """
        # Taken before the reading: what is written meanwhile is noticed the next time.
        stamp, known = self._stamp(index), self._articles.get(index)
        if known is None or (stamp and stamp != known[0]):
            article = self._read_and_learn(index)
            self._kept += len(article) - (len(known[1]) if known else 0)
            known = (stamp, article)
        self._articles.pop(index, None)
        self._articles[index] = known
        self._forget_articles()
        return known[1]

    def size(self, index: int) -> int:
        """The size of an article's file in bytes; 0 when there is none any more."""
        try:
            return (self.root / self.ids[index]).stat().st_size
        except (OSError, ValueError):
            return 0

    def read(self, index: int) -> Article:
        """Read an article anew and keep nothing of it, so that any thread may. Raises DecodingError."""
        text, encoding = self._decoded(index, self._bytes(index))
        self.check_length(text)
        return Article(self.ids[index], text, encoding)

    def check_length(self, text: str) -> None:
        """Raise DecodingError for a text of too many lines."""
        lines, limit = text.count("\n") + (not text.endswith("\n")), self.reading.max_lines
        if 0 < limit < lines:
            raise DecodingError(f"it is too long: {lines:,} lines, and the limit is {limit:,}. --max-lines 0 lifts it")

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

    def _read_and_learn(self, index: int) -> Article:
        """Read an article, and have its heading say what its first bytes could not."""
        try:
            article = self.read(index)
        except DecodingError as error:
            self._headings[index] = ("", str(error))
            if isinstance(error, UndecodableError):
                raise DecodingError(f"{error}. {offer(error)}") from error
            raise
        if index in self._headings:
            self._headings[index] = (article.title[:TITLE], "")
        return article

    def _stamp(self, index: int) -> Stamp:
        try:
            found = os.stat(os.path.join(self.root, self.ids[index]))  # noqa: PTH116, PTH118 - as in `article_bytes`
        except (OSError, ValueError):
            return ()
        return found.st_mtime_ns, found.st_size, found.st_ino

    def _title(self, index: int) -> str:
        start = self._bytes(index, HEAD)
        title = title_of(self._decoded(index, start, whole=len(start) < HEAD).text)
        # Nothing but blanks so far: very rare, so the whole article is read for it.
        return title or (self.ids[index] if len(start) < HEAD else self.article(index).title)

    def _bytes(self, index: int, count: int | None = None) -> bytes:
        return article_bytes(self.root, self.ids[index], self.reading, count)

    def _decoded(self, index: int, data: bytes, *, whole: bool = True) -> Decoded:
        return decode(data, self.encoding_for(index), whole=whole)

    def encoding_for(self, index: int) -> str:
        """The encoding an article is read in when it is not plainly UTF-8; empty when none is known."""
        named, remembered = self.reading.encoding, self._remembered(self.ids[index])
        # What spans stand on already stays as it was read, unless this very article is named.
        return (remembered or named) if self.whole else (named or remembered)

    def _remembered(self, identity: str) -> str:
        """The encoding remembered with an article; empty when there is none, or none that is known here."""
        name = self.remembered(identity)
        try:
            return text_encoding(name) if name else ""
        except ReaderError:
            return ""

    def _forget_articles(self) -> None:
        """Let go of the articles that were read longest ago."""
        while len(self._articles) > 1 and (self._kept > KEPT_TEXT or len(self._articles) > KEPT_ARTICLES):
            self._kept -= len(self._articles.pop(next(iter(self._articles)))[1])
