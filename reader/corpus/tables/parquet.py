"""Parquet: read by row groups, a batch of rows at a time; needs pyarrow."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import accumulate
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, BinaryIO

from reader.core.errors import CorpusError, DecodingError
from reader.corpus.reading import Reading
from reader.corpus.tables.blocks import stamp_of
from reader.corpus.tables.names import LONGEST, Names
from reader.corpus.tables.row import TITLE, Row, columns, own_id, row_of

if TYPE_CHECKING:
    from pyarrow import RecordBatch, Table
    from pyarrow.parquet import FileMetaData, ParquetFile

BATCH = 256
"""Rows that are read together."""
KEPT = 16
"""How many batches are kept."""
BUFFER = 1 << 20
"""Bytes of the file that are held at a time."""
MISSING = "it is Parquet, and pyarrow is not installed: pip install 'close-reader[parquet]'"

Batch = tuple[int, int]
"""A row group, and a batch in it."""


class Parquet:
    """The rows of a Parquet file."""

    def __init__(self, path: Path, opened: Callable[[], BinaryIO], names: Names, reading: Reading) -> None:
        """Read what the file says of itself, and its ids into `names`. Raises CorpusError and OSError."""
        self._path, self._opened = path, opened
        self._lock = Lock()
        self._batches: dict[Batch, list[dict[str, object]]] = {}
        self._going: Iterator[tuple[Batch, Table]] = iter(())
        self._next: Batch | None = None
        with _said(), opened() as raw, _file(raw) as file:
            self._metadata = file.metadata
            groups = [file.metadata.row_group(number) for number in range(file.num_row_groups)]
            self._starts: list[int] = list(accumulate((group.num_rows for group in groups), initial=0))
            unpacked: int = sum(group.total_byte_size for group in groups)
            if 0 < reading.max_unpacked < unpacked:
                limit = reading.max_unpacked
                raise CorpusError(
                    f"{unpacked:,} bytes come out of it, and the limit is {limit:,}. --max-unpacked 0 lifts it"
                )
            known = file.schema_arrow.names
            self._columns = columns(known, known, reading.text_column, reading.id_column)
            self._read = [name for name in dict.fromkeys((self._columns.text, TITLE)) if name in known]
            self._each = unpacked // max(1, self._starts[-1])
            self._name(file, names)
        self._stamp = stamp_of(path.stat())

    def __len__(self) -> int:
        return self._starts[-1]

    @property
    def changed(self) -> bool:
        """Never: the rows of a file that changed are not read any more."""
        return False

    def size(self, index: int) -> int:  # noqa: ARG002 - one size for all
        """The bytes of a row, which are those of any other: the file says no more."""
        return self._each

    def row(self, index: int, encoding: str) -> Row:  # noqa: ARG002 - Parquet is UTF-8
        """Read a row. Raises DecodingError and OSError."""
        group = bisect_right(self._starts, index) - 1
        batch, place = divmod(index - self._starts[group], BATCH)
        if stamp_of(self._path.stat()) != self._stamp:
            raise DecodingError("the file was changed. Open it again")
        with self._lock:
            rows = self._rows((group, batch))
        if place >= len(rows):
            raise DecodingError(f"row {index + 1} is not in the file, which says that it has {len(self)}")
        try:
            return row_of(rows[place], self._columns)
        except DecodingError as error:
            raise DecodingError(f"row {index + 1} {error}") from error

    def _rows(self, batch: Batch) -> list[dict[str, object]]:
        rows = self._batches.pop(batch, None)
        if rows is None:
            rows = self._go_to(batch)
        self._batches[batch] = rows
        if len(self._batches) > KEPT:
            del self._batches[next(iter(self._batches))]
        return rows

    def _go_to(self, batch: Batch) -> list[dict[str, object]]:
        """Read on to a batch; from the beginning of its row group where the last one read lies elsewhere."""
        if self._next is None or self._next[0] != batch[0] or self._next[1] > batch[1]:
            self._going = self._from(batch[0])
        try:
            with _unread():
                for found, rows in self._going:
                    self._next = (found[0], found[1] + 1)
                    if found == batch:
                        if (
                            len(rows) < BATCH
                            or self._starts[batch[0] + 1] == self._starts[batch[0]] + self._next[1] * BATCH
                        ):
                            # Nothing is to come: the file need not stay open.
                            self._going, self._next = iter(()), None
                        return list(rows.to_pylist())
        except DecodingError:
            self._next = None
            raise
        self._next = None
        return []

    def _from(self, group: int) -> Iterator[tuple[Batch, Table]]:
        from pyarrow import Table  # noqa: PLC0415

        with self._opened() as raw, _file(raw, self._metadata) as file:
            # Not all at once: a row group may be as large as the file.
            given = file.iter_batches(BATCH, row_groups=[group], columns=self._read, use_threads=False)
            # A batch may come in parts.
            waiting: list[RecordBatch] = []
            number = 0
            for part in given:
                waiting.append(part)
                while sum(map(len, waiting)) >= BATCH:
                    rows = Table.from_batches(waiting)
                    yield (group, number), rows.slice(0, BATCH)
                    waiting, number = rows.slice(BATCH).to_batches(), number + 1
            if waiting:
                yield (group, number), Table.from_batches(waiting)

    def _name(self, file: ParquetFile, names: Names) -> None:
        """Give the ids; those that differ all are taken as they stand in memory."""
        import pyarrow as pa  # noqa: PLC0415
        from pyarrow import compute  # noqa: PLC0415

        if self._columns.id is None or not len(self):
            names.extend_without(len(self))
            return
        column = file.read([self._columns.id], use_threads=False).column(0)
        if pa.types.is_integer(column.type):
            column = column.cast(pa.string())
        plain = pa.types.is_string(column.type) or pa.types.is_large_string(column.type)
        if not plain:
            names.extend(map(own_id, column.to_pylist()))
            return
        longest = compute.max(compute.binary_length(column)).as_py() or 0
        ours = compute.any(compute.match_substring_regex(column, "^row [0-9]+$")).as_py()
        alone = not len(names) and not column.null_count and longest <= LONGEST and not ours
        if alone and compute.count_distinct(column).as_py() == len(column):
            joined = column.cast(pa.large_string()).combine_chunks()
            joined = joined.chunk(0) if isinstance(joined, pa.ChunkedArray) else joined
            _, ends, data = joined.buffers()
            first = memoryview(ends).cast("q")[joined.offset : joined.offset + len(joined) + 1]
            names.extend_unique(bytes(memoryview(data)[first[0] : first[-1]]), [end - first[0] for end in first[1:]])
        else:
            names.extend(own_id(value) for chunk in column.chunks for value in chunk.to_pylist())


@contextmanager
def _file(raw: BinaryIO, metadata: FileMetaData | None = None) -> Iterator[ParquetFile]:
    # Imported for those who have such a file: it takes 0.2 s.
    from pyarrow.parquet import ParquetFile  # noqa: PLC0415

    with ParquetFile(raw, metadata=metadata, buffer_size=BUFFER, pre_buffer=False) as file:
        yield file


@contextmanager
def _said() -> Iterator[None]:
    """Raise CorpusError for what goes wrong in pyarrow, and without it."""
    try:
        yield
    except ImportError as error:
        raise CorpusError(MISSING) from error
    except CorpusError:
        raise
    except (ValueError, TypeError, NotImplementedError, KeyError, MemoryError) as error:
        raise CorpusError(f"it cannot be read as Parquet: {_line(error)}") from error


@contextmanager
def _unread() -> Iterator[None]:
    """Raise DecodingError for what goes wrong in pyarrow."""
    try:
        yield
    except DecodingError:
        raise
    except (OSError, ValueError, TypeError, NotImplementedError, KeyError, MemoryError) as error:
        raise DecodingError(f"this part of the file cannot be read: {_line(error)}") from error


def _line(error: BaseException) -> str:
    return next(iter(str(error).split("\n")), "").strip(" .") or type(error).__name__
