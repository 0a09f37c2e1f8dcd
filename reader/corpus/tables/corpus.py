"""The rows of one table, or of all tables of a folder, as a corpus."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from pathlib import Path
from typing import overload

from reader.core.article import Article, title_of
from reader.core.errors import CorpusError, DecodingError
from reader.corpus.articles import TITLE, Corpus, Stamp
from reader.corpus.files import why_not
from reader.corpus.reading import BY_THE_RULES, Reading
from reader.corpus.tables.names import Names
from reader.corpus.tables.row import Row, Table


class AllNames(Sequence[str]):
    """The ids of several splits, one behind the other."""

    def __init__(self, parts: Sequence[Names]) -> None:
        self._parts = parts
        self._starts = list(accumulate(map(len, parts), initial=0))

    def __len__(self) -> int:
        return self._starts[-1]

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[str]: ...
    def __getitem__(self, index: int | slice) -> str | Sequence[str]:
        if isinstance(index, slice):
            return [self[place] for place in range(*index.indices(len(self)))]
        index = range(len(self))[index]
        part = bisect_right(self._starts, index) - 1
        return self._parts[part][index - self._starts[part]]

    def __iter__(self) -> Iterator[str]:
        for part in self._parts:
            yield from part

    def own(self, index: int) -> bytes:
        """The id that the file gives a row; empty where none was taken."""
        part = bisect_right(self._starts, index) - 1
        return self._parts[part].own(index - self._starts[part])

    def place(self, name: str) -> int | None:
        """The row with an id; None when there is none."""
        for start, part in zip(self._starts, self._parts, strict=False):
            if (place := part.place(name)) is not None:
                return start + place
        return None


class Tables(Corpus):
    """Articles that are rows."""

    moves = False
    takes_articles = False

    def __init__(
        self, root: Path, parts: Sequence[tuple[Path, Table]], names: Sequence[Names], reading: Reading = BY_THE_RULES
    ) -> None:
        """`parts` are files with their rows, in order; `names` have the ids of all, in the same order."""
        self._names = AllNames(names)
        super().__init__(root, self._names, reading=reading)
        self._parts = parts
        self._starts = list(accumulate((len(table) for _, table in parts), initial=0))
        if not self._names:
            raise CorpusError(f"{root} holds no rows")

    def index(self, article_id: str) -> int | None:
        """The place of an article in the list; None when it is not in it."""
        return self._names.place(article_id)

    def size(self, index: int) -> int:
        """The size of a row in bytes."""
        _, table, place = self._part(index)
        return table.size(place)

    def read(self, index: int) -> Article:
        """Read an article anew and keep nothing of it, so that any thread may. Raises DecodingError."""
        row = self._row(index)
        self.check_length(row.text)
        return Article(self.ids[index], row.text, row.encoding, row.title[:TITLE])

    def _stamp(self, _index: int) -> Stamp:
        return ()

    def _title(self, index: int) -> str:
        row = self._row(index)
        return row.title or title_of(row.text) or self.ids[index]

    def _row(self, index: int) -> Row:
        path, table, place = self._part(index)
        limit, size = self.reading.max_bytes, table.size(place)
        if 0 < limit < size:
            raise DecodingError(f"it is too large: {size:,} bytes, and the limit is {limit:,}. --max-bytes 0 lifts it")
        try:
            row = table.row(place, self.encoding_for(index))
        except OSError as error:
            raise DecodingError(why_not(path, error)) from error
        except MemoryError as error:
            raise DecodingError("it is larger than the memory of this machine") from error
        if table.changed and not self._is_named(row, index):
            raise DecodingError("it is gone: the file was changed, and another row is there now. Open it again")
        return row

    def _is_named(self, row: Row, index: int) -> bool:
        """Has a row the id that it had? Where none was taken from the file, nothing can tell."""
        own = self._names.own(index)
        return not own or own == row.own

    def _part(self, index: int) -> tuple[Path, Table, int]:
        part = bisect_right(self._starts, index) - 1
        path, table = self._parts[part]
        return path, table, index - self._starts[part]
