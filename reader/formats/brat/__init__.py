"""brat standoff: a folder of texts, each with its annotations beside it, and the configuration for the server."""

from __future__ import annotations

from reader.formats.brat.reading import load, looks
from reader.formats.brat.writing import dump, losses
from reader.formats.format import Format

FORMAT = Format(
    "brat",
    "brat standoff: a folder of .txt and .ann with annotation.conf",
    "",
    "spans (over several lines as fragments), labels, notes, flags, status",
    "ids, who and when; newlines at the edges of spans; line ends in notes; status without spans",
    dump,
    load,
    losses,
    looks,
)
"""The format."""

__all__ = ["FORMAT"]
