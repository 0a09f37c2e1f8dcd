"""CoNLL: a token a line, a column a label so that nesting survives, sentences parted by blank lines."""

from __future__ import annotations

from reader.formats.conll.reading import load, looks
from reader.formats.conll.writing import dump, losses
from reader.formats.format import Format

FORMAT = Format(
    "conll",
    "CoNLL columns in IOB2 or BIOES, one a label, with the text in comments",
    ".conll",
    "spans, nested and overlapping ones in further columns, labels, exact text",
    "blanks at the edges of spans; ids, notes, flags, status, who and when",
    dump,
    load,
    losses,
    looks,
    takes=("flatten", "scheme"),
)
"""The format."""

__all__ = ["FORMAT"]
