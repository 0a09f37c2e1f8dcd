"""How a person wants the articles to be read."""

from __future__ import annotations

from typing import NamedTuple

from reader.core.errors import ReaderError
from reader.corpus.encodings import text_encoding

MAX_BYTES = 100_000_000
"""How many bytes an article has at most unless somebody asks for more."""
MAX_LINES = 2_000_000
"""How many lines."""
MAX_UNPACKED = 4_000_000_000
"""How many bytes may come out of a packed table."""


class Reading(NamedTuple):
    """What the command line says about reading articles."""

    encoding: str = ""
    """Python's name of the encoding of articles that are not plainly UTF-8; empty when none was named."""
    follow: bool = False
    """Are links followed that lead to folders or out of the corpus?"""
    max_bytes: int = MAX_BYTES
    """The largest article that is read, in bytes; 0 for any."""
    max_lines: int = MAX_LINES
    """The longest, in lines; 0 for any."""
    max_unpacked: int = MAX_UNPACKED
    """How many bytes may come out of a packed table; 0 for any number."""
    text_column: str = ""
    """The column of a table that holds the texts; empty where it is found by its name."""
    id_column: str = ""
    """The column that holds the ids; empty where it is found by its name."""


BY_THE_RULES = Reading()
"""Nothing was asked for."""


def reading(
    encoding: str | None,
    follow: bool,
    max_bytes: int | None,
    max_lines: int | None,
    max_unpacked: int | None = None,
    text_column: str | None = None,
    id_column: str | None = None,
) -> Reading:
    """What the options of the command line say, None where one was not given.

    Raises ReaderError for an unknown encoding and for limits below 0.
    """
    for name, limit in (("--max-bytes", max_bytes), ("--max-lines", max_lines), ("--max-unpacked", max_unpacked)):
        if limit is not None and limit < 0:
            raise ReaderError(f"{name} is {limit}; it needs a whole number, or 0 for no limit")
    return Reading(
        "" if encoding is None else text_encoding(encoding),
        follow,
        MAX_BYTES if max_bytes is None else max_bytes,
        MAX_LINES if max_lines is None else max_lines,
        MAX_UNPACKED if max_unpacked is None else max_unpacked,
        text_column or "",
        id_column or "",
    )
