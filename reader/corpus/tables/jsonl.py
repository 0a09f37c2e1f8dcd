"""JSON Lines: an object a line, found again by the place where its line begins."""

from __future__ import annotations

import codecs
import re
from array import array
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate

import orjson

from reader.core.errors import CorpusError, DecodingError
from reader.corpus.reading import MAX_BYTES, Reading
from reader.corpus.tables.blocks import Blocks
from reader.corpus.tables.names import Names
from reader.corpus.tables.row import Columns, Row, columns, filled, own_id, row_of

HEAD = 200
"""Rows that are looked at to find the columns."""
MOST = 50_000_000
"""Rows of a file at most: each costs 8 bytes of memory."""
BLANK = (b"", b"\r")
"""Lines that are no rows."""


class JsonLines:
    """The rows of a JSON Lines file."""

    def __init__(self, file: Blocks, names: Names, reading: Reading) -> None:
        """Read the file through once, and give its ids to `names`. Raises CorpusError and OSError."""
        self._file = file
        self._starts = array("Q")
        self._columns: Columns | None = None
        self._own: Callable[[Sequence[bytes]], Sequence[bytes]] = _own_ids(None)
        for at, skipped, data in self._batches(reading.max_bytes or MAX_BYTES):
            self._take(at, skipped, data, names, reading)
        if file.cut and not self._starts:
            raise CorpusError(file.cut)
        if file.cut and (not self._starts or self._starts[-1] < file.size):
            self._add([file.size], [b""], names)
        self._starts.append(max(file.size, self._starts[-1] if self._starts else 0))

    def __len__(self) -> int:
        return len(self._starts) - 1

    @property
    def changed(self) -> bool:
        """Did the file change since it was opened?"""
        return self._file.changed

    def size(self, index: int) -> int:
        """The bytes of a line, with its end."""
        return self._starts[index + 1] - self._starts[index]

    def row(self, index: int, encoding: str) -> Row:
        """Read a row. Raises DecodingError that names its line, and OSError."""
        start, end = self._starts[index], self._starts[index + 1]
        data = self._file.read(max(0, start - 1), end)
        if self._file.changed and start and not data.startswith((b"\n", codecs.BOM_UTF8[-1:])):
            raise DecodingError("it is gone: the file was changed. Open it again")
        try:
            line = data[1:] if start else data
            values, used = _values(line, encoding)
            row = row_of(values, self._chosen, used)
            return row._replace(own=self._own([line])[0]) if self._file.changed and self._chosen.id else row
        except DecodingError as error:
            cut = f"is not whole: {self._file.cut}" if index == len(self) - 1 and self._file.cut else ""
            raise DecodingError(f"line {self._file.line(start)} {cut or error}") from error

    @property
    def _chosen(self) -> Columns:
        if self._columns is None:
            raise CorpusError("it holds no rows")
        return self._columns

    def _batches(self, longest: int) -> Iterator[tuple[int, int, bytes]]:
        """Whole lines: where the first begins, how many of its bytes were too many to be kept, and the rest."""
        at = skipped = waiting = 0
        parts: list[bytes] = []
        for piece in self._file.pieces():
            end = piece.rfind(b"\n")
            parts.append(piece if end < 0 else piece[:end])
            waiting += len(parts[-1])
            if waiting > longest and len(parts) > 1:
                skipped, waiting, parts = skipped + sum(map(len, parts[:-1])), len(parts[-1]), parts[-1:]
            if end >= 0:
                yield at, skipped, b"".join(parts)
                at += skipped + waiting + 1
                parts, skipped = [piece[end + 1 :]], 0
                waiting = len(parts[0])
        if waiting or skipped:
            yield at, skipped, b"".join(parts)

    def _take(self, at: int, skipped: int, data: bytes, names: Names, reading: Reading) -> None:
        if at == 0:
            data, mark = _without_mark(data)
            at += mark
        lines = data.split(b"\n")
        lengths = [len(line) + 1 for line in lines]
        lengths[0] += skipped
        starts: Sequence[int] = list(accumulate(lengths[:-1], initial=at))
        if min(lengths) <= len(BLANK):
            kept = [(start, line) for start, line in zip(starts, lines, strict=True) if line not in BLANK]
            starts, lines = [start for start, _ in kept], [line for _, line in kept]
        if self._columns is None and lines:
            known, texts = filled(_parsed(lines[:HEAD]))
            self._columns = columns(known, texts, reading.text_column, reading.id_column)
            self._own = _own_ids(self._columns.id)
        self._add(starts, lines, names)

    def _add(self, starts: Sequence[int], lines: Sequence[bytes], names: Names) -> None:
        self._starts.extend(starts)
        if len(self._starts) > MOST:
            raise CorpusError(f"it has more than {MOST:,} rows")
        if self._columns is None or self._columns.id is None:
            names.extend_without(len(lines))
        else:
            names.extend(self._own(lines))


def _own_ids(column: str | None) -> Callable[[Sequence[bytes]], Sequence[bytes]]:
    """Reads the ids of lines."""
    quoted = orjson.dumps(column or "")
    first = re.compile(
        rb"[ \t]*\{[ \t]*" + re.escape(quoted) + rb'[ \t]*:[ \t]*(?:"([^"\\\x00-\x1f]+)"|(-?[1-9][0-9]*|0)[ \t]*[,}])'
    )

    def own(line: bytes) -> bytes:
        try:
            values = orjson.loads(line)
        except orjson.JSONDecodeError:
            return b""
        return own_id(values.get(column)) if isinstance(values, dict) else b""

    def all_own(lines: Sequence[bytes]) -> Sequence[bytes]:
        # In nearly every file the id stands first. Then nothing else of the line need be understood: of two ids in one
        # object, which JSON leaves open, it is the one that counts.
        found = list(map(first.match, lines))
        matches = [match for match in found if match is not None]
        if len(matches) == len(lines):
            return [match[match.lastindex or 0] for match in matches]
        pairs = zip(found, lines, strict=True)
        return [own(line) if match is None else match[match.lastindex or 0] for match, line in pairs]

    return all_own


def _parsed(lines: Sequence[bytes]) -> Iterator[object]:
    for line in lines:
        try:
            yield orjson.loads(line)
        except orjson.JSONDecodeError:
            continue


def _without_mark(line: bytes) -> tuple[bytes, int]:
    """The first line without a byte order mark, and the bytes of it. Raises CorpusError for another than UTF-8's."""
    if line.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise CorpusError("it is written in UTF-16; tables are read in UTF-8")
    mark = len(codecs.BOM_UTF8) if line.startswith(codecs.BOM_UTF8) else 0
    return line[mark:], mark


def _values(data: bytes, encoding: str) -> tuple[object, str]:
    """What a line says, and the encoding that had to be named for it. Raises DecodingError."""
    try:
        return orjson.loads(data), ""
    except orjson.JSONDecodeError as error:
        if not encoding or data.isascii():
            raise DecodingError(f"is not JSON: {_why(error)}") from error
    try:
        return orjson.loads(data.decode(encoding)), encoding
    except UnicodeDecodeError as error:
        raise DecodingError(f"is not {encoding}: byte {error.start} is no character there") from error
    except orjson.JSONDecodeError as error:
        raise DecodingError(f"is not JSON: {_why(error)}") from error


def _why(error: orjson.JSONDecodeError) -> str:
    if "UTF-8" in error.msg:
        return "it is not valid UTF-8; --encoding NAME opens it when it is something else"
    return f"{error.msg}, at character {error.pos + 1}"
