"""TSV: see `reader.formats.table`."""

from __future__ import annotations

from reader.formats.format import Format
from reader.formats.rows import NEEDED, load_with
from reader.formats.table import dump_with


def looks(name: str, head: bytes) -> bool:
    """A first line with the columns that are needed, parted by tabs."""
    del name
    cells = head.removeprefix(b"\xef\xbb\xbf").partition(b"\n")[0].lower().strip().split(b"\t")
    return {column.encode() for column in NEEDED} <= {cell.strip(b'"') for cell in cells}


FORMAT = Format(
    "tsv",
    "TSV, a row a span, quoted as CSV is",
    ".tsv",
    "spans, labels, ids, notes, flags, who and when, status",
    "the text of the articles, but for the words of spans",
    dump_with("\t"),
    load_with("\t,;"),
    looks=looks,
)
"""The format."""
