"""TinyDB's way to the disk: one JSON file, replaced whole."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import orjson
from tinydb.storages import Storage

from reader.core.errors import StoreError
from reader.store.files import replace_file

Tables = dict[str, dict[str, Any]]
"""What TinyDB keeps: table name -> document id -> document."""

Mark = tuple[int, int, int] | None
"""Tells one version of a file from another: inode, size and time of change; None for no file."""


class ReplacingStorage(Storage):
    """A JSON file that stock TinyDB opens too. Nothing is written before the first `write`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._tables: Tables | None = None
        self._mark: Mark = None
        self._read = False

    def read(self) -> Tables | None:
        """What the file holds; None when there is no file. Raises StoreError when it cannot be understood."""
        if not self._read:
            self._mark = _mark(self.path)
            self._tables = None if self._mark is None else _parsed(self.path)
            self._read = True
        return self._tables

    def write(self, data: Tables) -> None:
        """Replace the file. Raises StoreError when somebody else changed it meanwhile, and OSError."""
        if _mark(self.path) != self._mark:
            raise StoreError(
                f"{self.path.name} was changed by another program since it was opened; "
                "nothing was overwritten. Quit and start again to read it anew"
            )
        replace_file(self.path, orjson.dumps(data, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))
        self._tables, self._mark = data, _mark(self.path)


def _parsed(path: Path) -> Tables:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise StoreError(f"The store {path} cannot be read: {error.strerror}") from error
    if not data.strip():
        raise StoreError(f"The store {path} is empty, which no store ever is; restore it from a copy, or delete it")
    try:
        tables = orjson.loads(data)
    except orjson.JSONDecodeError as error:
        raise StoreError(
            f"The store {path} is not valid JSON: {error.msg} in line {error.lineno}. "
            "It was left as it is; restore it from a copy, or name another with --store"
        ) from error
    if not isinstance(tables, dict) or not all(isinstance(table, dict) for table in tables.values()):
        raise StoreError(f"{path} is JSON, but not a store of annotations; name another file with --store")
    return tables


def _mark(path: Path) -> Mark:
    try:
        found = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    return (found.st_ino, found.st_size, found.st_mtime_ns)
