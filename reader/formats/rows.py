"""Reading tables of spans: rows of one article that stand together are one article."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import BinaryIO, NamedTuple

from reader.core.change import STATUSES
from reader.core.errors import FormatError
from reader.formats.format import Fault, Load, Loaded, LoadedSpan, Looks, Options, Source
from reader.formats.jsonlines import MARK, fault
from reader.formats.offsets import Ruler
from reader.formats.spans import RefusedSpanError, loaded

NEEDED = ("article", "label", "start", "end")
"""Without these columns nothing can be understood."""

LARGEST = 64 * 1024 * 1024
"""Characters of the longest cell that is read."""

FUSED = re.compile(r"'+[=+\-@\t\r]")
"""How a cell begins that was made harmless."""

MANGLED = re.compile(r"\d+([.,]\d+)?E[+-]\d+")
"""What spreadsheets make of an id that looks like a number: it is an id no more."""

YES = frozenset(("true", "yes", "1", "x"))
"""What a flag may be, whatever a spreadsheet made of it."""


class Row(NamedTuple):
    """One row, as it is written."""

    where: str
    """Where it stands."""
    cells: Mapping[str, str]
    """Its cells by their columns."""

    @property
    def data(self) -> bytes:
        """What is kept of it when it cannot be read."""
        return ",".join(self.cells.values()).encode(errors="replace")


def load_with(delimiters: str) -> Load:
    """What reads cells parted by one of these."""

    def load(source: Source, options: Options) -> Iterator[Loaded | Fault]:
        for name in source.names:
            before = f"{name}, " if len(source.names) > 1 else ""
            with source.open(name) as file:
                for identity, rows in groupby(_rows(file, before, delimiters, options), _article_of):
                    yield from _article(identity, list(rows), source, options)

    return load


def _article_of(row: Row | Fault) -> str:
    return row.cells["article"] if isinstance(row, Row) else ""


def _rows(file: BinaryIO, before: str, delimiters: str, options: Options) -> Iterator[Row | Fault]:
    head = file.readline(LARGEST)
    marked = head.startswith(MARK)
    if head[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        raise FormatError("this table is UTF-16: save it as CSV in UTF-8")
    delimiter, columns = _columns(head.removeprefix(MARK).decode(errors="replace"), delimiters)
    # The module's own limit is too low for a long passage, and there is only this one for all.
    csv.field_size_limit(LARGEST)
    with io.TextIOWrapper(file, "utf-8", errors="surrogateescape", newline="") as lines:
        reader = csv.reader(lines, delimiter=delimiter)
        while True:
            where = f"{before}line {reader.line_num + 2}"
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                yield Fault(where, str(error))
                continue
            if cells:
                yield _row(where, columns, cells, marked or options.spreadsheet)


def looks_with(delimiters: str) -> Looks:
    """What knows a table whose cells are parted by one of these."""

    def looks(name: str, head: bytes) -> bool:
        del name
        first = head.removeprefix(MARK).partition(b"\n")[0]
        return any(set(NEEDED) <= set(_cells(first.decode(errors="replace"), delimiter)) for delimiter in delimiters)

    return looks


def _columns(head: str, delimiters: str) -> tuple[str, Sequence[str]]:
    """The delimiter and the columns, as the first line says them."""
    for delimiter in delimiters:
        columns = _cells(head, delimiter)
        if set(NEEDED) <= set(columns):
            return delimiter, columns
    raise FormatError(f"its first line does not name the columns {', '.join(NEEDED)}")


def _cells(head: str, delimiter: str) -> list[str]:
    """What the first line may name columns."""
    return [name.strip().strip('"').lower() for name in head.split(delimiter)]


def _row(where: str, columns: Sequence[str], cells: Sequence[str], defused: bool) -> Row | Fault:
    if defused:
        cells = [cell[1:] if FUSED.match(cell) else cell for cell in cells]
    row = Row(where, dict(zip(columns, cells, strict=False)))
    if len(cells) < len(columns) and not {*NEEDED} <= {*row.cells}:
        return fault(where, "it has too few cells", row.data)
    if not all(map(_encodable, cells)):
        return fault(where, "it is not UTF-8", row.data)
    if not row.cells["article"]:
        return fault(where, "it names no article", row.data)
    return row


def _encodable(cell: str) -> bool:
    return cell.isascii() or not any("\ud800" <= character <= "\udfff" for character in cell)


def _article(identity: str, rows: list[Row | Fault], source: Source, options: Options) -> Iterator[Loaded | Fault]:
    good = [row for row in rows if isinstance(row, Row)]
    faults = [row for row in rows if isinstance(row, Fault)]
    if good:
        text = source.text_of(identity)
        ruler = Ruler(text or "", options.offsets or "codepoint")
        spans, alone = [], [row for row in good if not row.cells["label"] and not row.cells["start"]]
        for row in good:
            try:
                if row not in alone:
                    spans.append(_span(row.cells, text, ruler))
            except RefusedSpanError as error:
                faults.append(fault(row.where, str(error), row.data))
        about = alone[0].cells if alone else {}
        yield Loaded(
            good[0].where,
            identity,
            text,
            tuple(spans),
            good[0].cells.get("title", ""),
            STATUSES.get(good[0].cells.get("status", "").lower()),
            about.get("note", ""),
            about.get("flag", "").lower() in YES,
        )
    yield from faults


def _span(cells: Mapping[str, str], text: str | None, ruler: Ruler) -> LoadedSpan:
    first, last = _number(cells["start"]), _number(cells["end"])
    start, end = (first, last) if ruler.plain else (ruler.place(first), ruler.place(last))
    identity = cells.get("id", "")
    return loaded(
        text,
        start,
        end,
        cells["label"],
        text=cells.get("text") or None,
        id="" if MANGLED.fullmatch(identity) else identity,
        annotator=cells.get("annotator", ""),
        note=cells.get("note", ""),
        flag=cells.get("flag", "").lower() in YES,
        created=cells.get("created", ""),
        updated=cells.get("updated", ""),
    )


def _number(cell: str) -> int:
    """A whole number of plain digits. Raises RefusedSpanError."""
    if not (cell.isascii() and cell.isdigit() and len(cell) < 19):  # noqa: PLR2004  # what fits into 64 bits
        raise RefusedSpanError("its offsets are not whole numbers")
    return int(cell)
