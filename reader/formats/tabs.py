"""TSV: see `reader.formats.table`."""

from __future__ import annotations

from reader.formats.format import Format
from reader.formats.rows import load_with, looks_with
from reader.formats.table import dump_with

FORMAT = Format(
    "tsv",
    "TSV, a row a span, quoted as CSV is",
    ".tsv",
    "spans, labels, ids, notes, flags, who and when, status",
    "the text of the articles, but for the words of spans",
    dump_with("\t"),
    load_with("\t,;"),
    looks=looks_with("\t"),
    takes=("spreadsheet",),
)
"""The format."""
