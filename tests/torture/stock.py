"""Stock TinyDB as an ordinary person uses it: `TinyDB(path)`, one document an annotation."""

from __future__ import annotations

import io
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import tinydb.storages
from tinydb import TinyDB, where

from tests.torture.steps import Edit, Step, Tag, View


class StockHandle:
    """An open TinyDB."""

    notices: Sequence[str] = ()

    def __init__(self, database: TinyDB) -> None:
        self._database = database
        try:
            self._found = _view(database)
        except Exception:
            database.close()
            raise

    def view(self) -> View:
        """Every document there was."""
        return self._found

    def apply(self, step: Step) -> None:
        """One operation for each part, as there is none for several."""
        for part in parts(step):
            self._apply(*part.edits)

    def _apply(self, edit: Edit) -> None:
        if not edit.added:
            self._database.remove(where("id").one_of(sorted(edit.removed)))
        elif not edit.removed:
            self._database.insert_multiple(_document(edit, identity, tag) for identity, tag in edit.added.items())
        else:
            for identity, tag in edit.added.items():
                self._database.update(_document(edit, identity, tag), where("id") == identity)

    def fold(self) -> None:
        """There is nothing to fold."""

    def close(self) -> None:
        """Close the file."""
        self._database.close()


class Stock:
    """TinyDB with its JSONStorage."""

    name = "stock"
    refusals: tuple[type[Exception], ...] = (Exception,)
    history = ""
    previous = ""

    def open(self, path: Path) -> StockHandle:
        """Open, and read once, as nothing is read before."""
        return StockHandle(TinyDB(path, encoding="utf-8"))

    def read(self, path: Path) -> tuple[View, Sequence[str]]:
        """Open for reading only."""
        with TinyDB(path, access_mode="r", encoding="utf-8") as database:
            return _view(database), ()

    def parts(self, step: Step) -> list[Step]:
        """One step for each operation, as each is written by itself."""
        return parts(step)

    def through_os(self) -> None:
        """Its storage calls `open`, which is made to end in `os` instead of in C."""
        vars(tinydb.storages)["open"] = _open


def parts(step: Step) -> list[Step]:
    """A step as steps that are one operation each: removals, every single change, additions."""
    made: list[Step] = []
    for edit in step.edits:
        both = sorted(edit.removed.keys() & edit.added.keys())
        gone = {i: tag for i, tag in edit.removed.items() if i not in edit.added}
        new = {i: tag for i, tag in edit.added.items() if i not in edit.removed}
        edits = [Edit(edit.article, gone, {})] if gone else []
        edits += [Edit(edit.article, {i: edit.removed[i]}, {i: edit.added[i]}) for i in both]
        edits += [Edit(edit.article, {}, new)] if new else []
        made += [Step((part,)) for part in edits]
    return made


def _document(edit: Edit, identity: str, tag: Tag) -> dict[str, Any]:
    start, end, label, text = tag
    return {"id": identity, "article": edit.article, "start": start, "end": end, "label": label, "text": text}


def _view(database: TinyDB) -> View:
    view: View = {}
    for document in database.all():
        tag = document["start"], document["end"], document["label"], document["text"]
        view.setdefault(document["article"], {})[document["id"]] = tag
    return view


class OsFile(io.RawIOBase):
    """A file whose every call is one of `os`."""

    def __init__(self, path: str | Path, mode: str) -> None:
        flags = {"r": os.O_RDONLY, "a": os.O_WRONLY | os.O_APPEND | os.O_CREAT, "r+": os.O_RDWR}[mode]
        self._mode = mode
        self._descriptor = os.open(path, flags, 0o666)

    def fileno(self) -> int:
        """The descriptor."""
        return self._descriptor

    def readable(self) -> bool:
        """May it be read?"""
        return self._mode != "a"

    def writable(self) -> bool:
        """May it be written?"""
        return self._mode != "r"

    def seekable(self) -> bool:
        """May one go about in it?"""
        return True

    def readinto(self, buffer: Any) -> int:
        """Read as much as fits."""
        data = os.read(self._descriptor, len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def write(self, data: Any) -> int:
        """Write as much as the system takes."""
        return os.write(self._descriptor, bytes(data))

    def seek(self, offset: int, whence: int = 0) -> int:
        """Go somewhere."""
        return os.lseek(self._descriptor, offset, whence)

    def truncate(self, size: int | None = None) -> int:
        """Cut it, here if nothing else is said."""
        length = self.tell() if size is None else size
        os.ftruncate(self._descriptor, length)
        return length

    def close(self) -> None:
        """Let it go."""
        if not self.closed:
            super().close()
            os.close(self._descriptor)


def _open(path: str | Path, mode: str = "r", encoding: str | None = None) -> io.TextIOWrapper:
    """As the one of Python, with its buffers."""
    raw: Any = OsFile(path, mode)
    kinds: dict[str, type[io.BufferedReader | io.BufferedWriter | io.BufferedRandom]]
    kinds = {"r": io.BufferedReader, "a": io.BufferedWriter, "r+": io.BufferedRandom}
    return io.TextIOWrapper(kinds[mode](raw), encoding=encoding)


SUBJECT = Stock()
