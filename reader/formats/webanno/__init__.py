"""WebAnno TSV 3.3: a folder with a file an article, for INCEpTION and WebAnno."""

from __future__ import annotations

from reader.formats.format import Format
from reader.formats.webanno.reading import load, looks
from reader.formats.webanno.writing import dump, losses

FORMAT = Format(
    "webanno",
    "WebAnno TSV 3.3 with the layer custom.Span, as INCEpTION reads and writes it",
    "",
    "spans of every kind, labels, notes, exact text",
    "ids, flags, status, who and when; notes of articles; the kind of line ends in notes",
    dump,
    load,
    losses,
    looks,
)
"""The format."""

__all__ = ["FORMAT"]
