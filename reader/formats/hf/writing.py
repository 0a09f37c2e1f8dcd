"""Parquet files for Hugging Face, in row groups as the articles come, and the card that says what they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from reader.formats.format import Entry, Options, Piece
from reader.formats.hf.card import card
from reader.formats.hf.columns import arrow, parquet, row, schema
from reader.formats.parts import part_of

NAMES = {"train": "train", "dev": "validation", "test": "test"}
"""What Hugging Face calls the parts."""
A_GROUP = 500_000
"""Characters after which a row group is written."""
ROWS = 500
"""Rows after which one is."""
A_FILE = 8 << 20
"""Bytes after which another file is begun: what is in one is kept until it is whole."""


class Part:
    """One part of the data set, of which one file is being made."""

    def __init__(self, name: str, columns: Any) -> None:
        """`columns` is its schema."""
        self.name = name
        self.articles = 0
        self._columns = columns
        self._files = 0
        self._rows: list[dict[str, object]] = []
        self._size = 0
        self._begin()

    def add(self, made: dict[str, object], size: int) -> None:
        """Take one row, with so many characters of text."""
        self.articles += 1
        self._rows.append(made)
        self._size += size
        if self._size >= A_GROUP or len(self._rows) >= ROWS:
            self._flush()

    @property
    def full(self) -> bool:
        """Is it time for another file?"""
        return bool(self._sink.tell() >= A_FILE)

    @property
    def pending(self) -> bool:
        """Is there what no file has yet, or no file at all?"""
        return bool(self._rows) or self._written or not self._files

    def finished(self) -> Piece:
        """The file so far, whole; another is begun."""
        self._flush()
        self._writer.close()
        piece = f"data/{self.name}-{self._files:05}.parquet", self._sink.getvalue().to_pybytes()
        self._files += 1
        self._begin()
        return piece

    def _begin(self) -> None:
        self._sink = arrow().BufferOutputStream()
        self._writer = parquet().ParquetWriter(self._sink, self._columns, compression="zstd")
        self._written = False

    def _flush(self) -> None:
        if self._rows:
            self._writer.write_batch(arrow().RecordBatch.from_pylist(self._rows, schema=self._columns))
            self._written = True
        self._rows, self._size = [], 0


def dump(entries: Iterable[Entry], options: Options) -> Iterator[Piece]:
    """`data/train-00000.parquet` and so on, and `README.md`; a part without articles has a file without rows."""
    columns = schema(options.labels)
    shares = options.split if any(options.split) else (1,)
    parts = {part: Part(name, columns) for (part, name), share in zip(NAMES.items(), shares, strict=False) if share}
    counts: Counter[str] = Counter()
    untagged = 0
    for entry in entries:
        part = parts[part_of(entry.article.id, options.split, options.seed)]
        made, missing = row(entry, options)
        part.add(made, len(entry.article))
        untagged += missing
        counts.update(annotation.label for annotation in entry.record.annotations)
        if part.full:
            yield part.finished()
    for part in parts.values():
        if part.pending:
            yield part.finished()
    yield "README.md", card(options.labels, {part.name: part.articles for part in parts.values()}, counts, untagged)
