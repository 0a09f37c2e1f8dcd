"""CSV and TSV: a row for every span, and one for an article that has none or has a note or a flag of its own.

Rows end in CRLF and are quoted as RFC 4180 says, in TSV as well. A row of an article has no label and no offsets; its
note and its flag are the article's.

Made for spreadsheets (`Options.spreadsheet`) the file begins with a byte order mark, and every cell that one could take
for a formula with an apostrophe; both are undone in reading.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator

from reader.core.annotation import Annotation
from reader.formats.format import Dump, Entry, Options, Piece
from reader.formats.jsonlines import MARK

COLUMNS = (
    "article", "title", "status", "id", "label", "start", "end", "text", "note", "flag", "annotator", "created",
    "updated",
)  # fmt: skip
"""The columns, in their order."""

DEFUSED = re.compile(r"'*[=+\-@\t\r]")
"""How a cell begins that a spreadsheet may take for a formula, or that would look like one made harmless."""

Cells = tuple[object, ...]
"""The cells of one row."""


def dump_with(delimiter: str) -> Dump:
    """What writes with cells parted by this."""

    def dump(entries: Iterable[Entry], options: Options) -> Iterator[Piece]:
        written = _writer(delimiter)
        yield "", (MARK if options.spreadsheet else b"") + written([COLUMNS])
        for entry in entries:
            rows = _rows(entry)
            yield "", written(map(_defused, rows) if options.spreadsheet else rows)

    return dump


def _rows(entry: Entry) -> Iterator[Cells]:
    article, record = entry
    head = (article.id, article.title, record.status)
    if record.note or record.flag or not record.annotations:
        yield *head, "", "", "", "", "", record.note, _flag(record.flag), "", "", ""
    for annotation in record.annotations:
        yield *head, *_cells(annotation)


def _cells(annotation: Annotation) -> Cells:
    identity, span, label, text, annotator, created, updated, note, flag, *_ = annotation
    return identity, label, span.start, span.end, text, note, _flag(flag), annotator, created, updated


def _flag(flag: bool) -> str:
    return "true" if flag else ""


def _defused(cells: Cells) -> Cells:
    return tuple("'" + cell if isinstance(cell, str) and DEFUSED.match(cell) else cell for cell in cells)


def _writer(delimiter: str) -> Callable[[Iterable[Cells]], bytes]:
    """Makes rows bytes."""
    lines = io.StringIO(newline="")
    writer = csv.writer(lines, delimiter=delimiter, lineterminator="\r\n")

    def written(rows: Iterable[Cells]) -> bytes:
        writer.writerows(rows)
        data = lines.getvalue().encode()
        lines.seek(0)
        lines.truncate()
        return data

    return written
