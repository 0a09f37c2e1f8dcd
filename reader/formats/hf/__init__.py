"""Hugging Face: Parquet files with a card, that `datasets` loads with the parts and the classes of their tags."""

from __future__ import annotations

from reader.formats.format import Format
from reader.formats.hf.reading import load, looks
from reader.formats.hf.writing import dump

FORMAT = Format(
    "hf",
    "Parquet files and a card, as Hugging Face's datasets reads them: text, spans, tokens, a column of tags a label",
    "",
    "spans, nested and crossing ones as well, labels, ids, who and when, notes, flags, status",
    "",
    dump,
    load,
    looks=looks,
    extra="parquet",
    takes=("flatten", "split", "seed"),
)
"""The format."""

__all__ = ["FORMAT"]
