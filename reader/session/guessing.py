"""Which format a file of others is of."""

from __future__ import annotations

from reader.core.errors import FormatError
from reader.formats import MODULES, format_of
from reader.formats.format import Format, Source

HEAD = 65_536
"""Bytes of each file that are looked at."""

FILES = 50
"""Files of a folder that are looked at."""


def guess(source: Source, what: str) -> Format:
    """The one format that a file or folder looks like; `what` is its name, for errors.

    Raises FormatError when it looks like none, or like several.
    """
    heads = [(name, _head(source, name)) for name in source.names[:FILES]]
    readable = [form for form in map(format_of, MODULES) if form.load is not None]
    fitting = [form for form in readable if any(form.looks(name, head) for name, head in heads)]
    if len(fitting) == 1:
        return fitting[0]
    known = ", ".join(form.name for form in fitting or readable)
    why = "looks like more than one format" if fitting else "does not look like any format that can be read"
    raise FormatError(f"{what} {why}: name one with --format ({known})")


def _head(source: Source, name: str) -> bytes:
    try:
        with source.open(name) as file:
            return file.read(HEAD)
    except OSError:
        return b""
