"""CSV: see `reader.formats.table`."""

from __future__ import annotations

from reader.formats.format import Format
from reader.formats.rows import NEEDED, load_with
from reader.formats.table import dump_with


def looks(name: str, head: bytes) -> bool:
    """A first line with the columns that are needed."""
    first = head.removeprefix(b"\xef\xbb\xbf").partition(b"\n")[0].lower()
    return not name.lower().endswith(".tsv") and b"\t" not in first and all(c.encode() in first for c in NEEDED)


FORMAT = Format(
    "csv",
    "CSV, a row a span; safe for spreadsheets when asked for",
    ".csv",
    "spans, labels, ids, notes, flags, who and when, status",
    "the text of the articles, but for the words of spans",
    dump_with(","),
    load_with(",;\t"),
    looks=looks,
)
"""The format."""
