"""CSV and TSV: a record a row, found again by the place where it begins, and understood as Python's csv does."""

from __future__ import annotations

import codecs
import csv
import re
from array import array
from io import StringIO
from itertools import chain
from operator import sub

from reader.core.errors import CorpusError, DecodingError
from reader.corpus.reading import MAX_BYTES, Reading
from reader.corpus.tables.blocks import Blocks
from reader.corpus.tables.jsonl import MOST
from reader.corpus.tables.names import Names
from reader.corpus.tables.row import TEXTS, Columns, Row, columns, row_of

COMMAS = (",", ";", "\t")
"""What parts the fields: the first of these with which the header names the text, else the first."""
FIELD = rb'(?:"[^"]*+(?:""[^"]*+)*+"[^%(comma)s\r\n]*+|[^"%(comma)s\r\n][^%(comma)s\r\n]*+)?+'
"""A field: what begins with a quotation mark goes on to the next single one, and whatever comes then belongs to it."""
NO_END = "a quotation mark opens in it that nothing closes: where this row ends and others begin cannot be told"


class Separated:
    """The rows of a CSV or TSV file, the first of which is the header."""

    def __init__(self, file: Blocks, names: Names, reading: Reading) -> None:
        """Read the file through once, and give its ids to `names`. Raises CorpusError and OSError."""
        self._file = file
        self._starts = array("Q")
        self._header: list[str] = []
        self._comma = ","
        self._no_end = False
        self._columns: Columns | None = None
        self._own = False
        self._record = _record(self._comma)
        self._longest = reading.max_bytes or MAX_BYTES
        at, waiting, least = 0, b"", 0
        for piece in file.pieces():
            waiting += piece
            if len(waiting) >= least:
                taken = self._take(at, waiting, names, reading)
                at, waiting = at + taken, waiting[taken:]
                # A long record is looked at again only when it has doubled: else its bytes would be counted in squares.
                least = 2 * len(waiting)
            if len(waiting) > self._longest:
                self._no_end = True
                break
        self._finish(at, waiting, names, reading)

    def __len__(self) -> int:
        return len(self._starts) - 1

    @property
    def changed(self) -> bool:
        """Did the file change since it was opened?"""
        return self._file.changed

    def size(self, index: int) -> int:
        """The bytes of a record, with its end."""
        return self._starts[index + 1] - self._starts[index]

    def row(self, index: int, encoding: str) -> Row:
        """Read a row. Raises DecodingError that names its line, and OSError."""
        start, end = self._starts[index], self._starts[index + 1]
        if index == len(self) - 1 and (self._file.cut or self._no_end):
            raise DecodingError(f"{self._where(start)} is not whole: {self._file.cut or NO_END}")
        data = self._file.read(start - 1, end)
        if self._file.changed and not data.startswith((b"\n", b"\r")):
            raise DecodingError("it is gone: the file was changed. Open it again")
        try:
            text, used = _decoded(data[1:], encoding)
            return row_of(self._values(text), self._chosen, used)
        except DecodingError as error:
            raise DecodingError(f"{self._where(start)} {error}") from error

    def _values(self, text: str) -> dict[str, str]:
        fields = self._fields(text)
        if len(fields) > len(self._header):
            raise DecodingError(f"has {len(fields)} fields, and the header has {len(self._header)}")
        return dict(zip(self._header, fields, strict=False))

    def _where(self, start: int) -> str:
        return f"the row of line {self._file.line(start)}"

    @property
    def _chosen(self) -> Columns:
        if self._columns is None:
            raise CorpusError("it holds no rows")
        return self._columns

    def _fields(self, text: str) -> list[str]:
        csv.field_size_limit(max(csv.field_size_limit(), len(text)))
        return next(csv.reader(StringIO(text, newline=""), delimiter=self._comma), [])

    def _take(self, at: int, data: bytes, names: Names, reading: Reading, *, last: bool = False) -> int:
        """Take in the whole records at the beginning of some bytes; gives how many bytes these are."""
        end = 0
        if not self._header:
            end = self._take_header(data, reading)
            if not end:
                return 0
        found = self._whole(data, end, last=last)
        if not found:
            return end
        starts, end = [match.start() for match in found], found[-1].end()
        if min(map(sub, chain(starts[1:], (end,)), starts)) <= len("\r\n"):
            found = [match for match in found if match[0].strip(b"\r\n")]
            starts = [match.start() for match in found]
        self._add([at + start for start in starts], [match[1] for match in found] if self._own else [], names)
        return end

    def _whole(self, data: bytes, start: int, *, last: bool) -> list[re.Match[bytes]]:
        """The records at the beginning of some bytes that are there to their ends."""
        # Never searched for: from the middle of a long record that would take for ever.
        found = []
        while (match := self._record.match(data, start)) is not None:
            found.append(match)
            start = match.end()
        if found and found[-1].end() == len(data) and data.endswith(b"\r") and not last:
            # Its newline may come with the next piece.
            del found[-1]
        return found

    def _take_header(self, data: bytes, reading: Reading) -> int:
        if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            raise CorpusError("it is written in UTF-16; tables are read in UTF-8")
        mark = len(codecs.BOM_UTF8) if data.startswith(codecs.BOM_UTF8) else 0
        ends = ((comma, _record(comma).match(data, mark)) for comma in COMMAS)
        found = [(comma, match) for comma, match in ends if match is not None]
        if not found:
            return 0
        headers = [(comma, match, self._header_of(match[0], comma, reading)) for comma, match in found]
        asked = {reading.text_column} if reading.text_column else set(TEXTS)
        self._comma, match, self._header = next((each for each in headers if asked & set(each[2])), headers[0])
        self._columns = columns(self._header, self._header, reading.text_column, reading.id_column)
        place = None if self._columns.id is None else _last(self._header, self._columns.id)
        self._own = place is not None
        self._record = _record(self._comma, place)
        return match.end()

    def _header_of(self, data: bytes, comma: str, reading: Reading) -> list[str]:
        self._comma = comma
        return self._fields(_decoded(data, reading.encoding)[0])

    def _add(self, starts: list[int], own: list[bytes], names: Names) -> None:
        self._starts.extend(starts)
        if len(self._starts) > MOST:
            raise CorpusError(f"it has more than {MOST:,} rows")
        if self._own:
            names.extend(map(_unquoted, own) if b'"' in b"".join(filter(None, own)) else [each or b"" for each in own])
        else:
            names.extend_without(len(starts))

    def _finish(self, at: int, waiting: bytes, names: Names, reading: Reading) -> None:
        """Take in what no newline ends."""
        end = at + len(waiting)
        if waiting and not self._no_end:
            taken = self._take(at, waiting + b"\n", names, reading, last=True)
            at, waiting = at + min(taken, len(waiting)), waiting[taken:]
        if self._columns is None and (waiting or self._file.cut):
            raise CorpusError(self._file.cut or NO_END)
        if waiting or self._file.cut:
            self._no_end = bool(waiting)
            self._add([at], [b""] if self._own else [], names)
        self._starts.append(max(end, self._file.size if self._no_end else end))


def _record(comma: str, place: int | None = None) -> re.Pattern[bytes]:
    """A record with its newline; the field at a place, if one is meant, is its first group."""
    field = FIELD % {b"comma": comma.encode()}
    part = comma.encode()
    if place is None:
        whole = field + b"(?:" + part + field + b")*+"
    else:
        before = (b"(?:" + field + part + b"){%d}" % place) if place else b""
        # A record that is too short for the field has none.
        whole = (
            b"(?>" + before + b"(" + field + b")(?:" + part + field + b")*+|" + field + b"(?:" + part + field + b")*+)"
        )
    return re.compile(whole + rb"(?:\r\n|\n|\r)")


def _unquoted(field: bytes | None) -> bytes:
    """What a field says. Python's own rules: a quotation mark counts only where the field begins."""
    if field and field[:1] == b'"':
        end = re.match(rb'"((?:[^"]|"")*)"', field)
        return end[1].replace(b'""', b'"') + field[end.end() :] if end else b""
    return field or b""


def _last(header: list[str], name: str) -> int:
    """The place of a column; of the last when several have its name, as where a row becomes a dict."""
    return len(header) - 1 - header[::-1].index(name)


def _decoded(data: bytes, encoding: str) -> tuple[str, str]:
    """The text of bytes in UTF-8, else in an encoding that was named. Raises DecodingError."""
    try:
        return data.decode(), ""
    except UnicodeDecodeError as error:
        if not encoding:
            what = f"byte {error.start} of it is 0x{data[error.start]:02X}"
            raise DecodingError(f"is not valid UTF-8: {what}; --encoding NAME opens it") from error
    try:
        return data.decode(encoding), encoding
    except UnicodeDecodeError as error:
        raise DecodingError(f"is not {encoding}: byte {error.start} is no character there") from error
