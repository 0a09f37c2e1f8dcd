"""The bytes of a table's file by their place, packed or not: a few blocks are kept, whatever the size of the file."""

from __future__ import annotations

import os
from bisect import bisect_right
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Lock
from typing import BinaryIO, NamedTuple

from reader.core.errors import CorpusError, DecodingError
from reader.corpus.tables.streams import CutError, Packed, Plain, State

BLOCK = 1 << 20
"""Bytes of a block, of the first ones at least."""
PIECE = 1 << 18
"""Bytes read at a time: what is looked at several times stays in the processor's own memory."""
MARKS = 512
"""How many blocks there are at most: each costs the memory of an unpacker's state, 45 KB."""
KEPT = 6
"""How many blocks are kept."""


class Stamp(NamedTuple):
    """What changes when a file does."""

    file: int
    """Its number on the disk."""
    time: int
    """When it was written last, in nanoseconds."""
    size: int
    """Its bytes."""


class Mark(NamedTuple):
    """Where a block begins."""

    at: int
    """The place of its first byte."""
    newlines: int
    """How many there are before it."""
    state: State
    """How to go on from there."""


class Blocks:
    """A file that is read through once, with `pieces`, and then anywhere, by any thread."""

    def __init__(self, path: Path, opened: Callable[[], BinaryIO], *, packed: bool = False, limit: int = 0) -> None:
        """`opened` opens the file; `limit` is how many bytes may come out of a packed one, 0 for any."""
        self._path = path
        self._opened = opened
        self._stream: type[Plain | Packed] = Packed if packed else Plain
        self._limit = limit if packed else 0
        self._marks: list[Mark] = []
        self._stamp: Stamp | None = None
        self._cache: dict[int, bytes] = {}
        self._lock = Lock()
        self.size = 0
        """How many bytes there are, unpacked."""
        self.cut = ""
        """What is wrong with the end of a packed file; empty when all of it could be unpacked."""
        self.changed = False
        """Did the file change since it was read through?"""

    def pieces(self) -> Iterator[bytes]:
        """All bytes, one piece after the other. Raises CorpusError when too many come out of the file, and OSError."""
        with self._opened() as file:
            self._stamp = stamp_of(os.fstat(file.fileno()))
            stream = self._stream(file)
            newlines, block = 0, BLOCK
            while True:
                if not self._marks or self.size >= self._marks[-1].at + block:
                    self._marks.append(Mark(self.size, newlines, stream.state()))
                    if len(self._marks) > MARKS:
                        del self._marks[1::2]
                        block *= 2
                try:
                    piece = stream.read(PIECE)
                except CutError as error:
                    self.cut = str(error)
                    return
                if not piece:
                    return
                self.size += len(piece)
                newlines += piece.count(b"\n")
                if 0 < self._limit < self.size:
                    raise CorpusError(
                        f"more than {self._limit:,} bytes come out of it. --max-unpacked 0 lifts the limit"
                    )
                yield piece

    def read(self, start: int, end: int) -> bytes:
        """The bytes from `start` to `end`. Raises DecodingError when they are not there any more, and OSError."""
        with self._lock:
            self._look_for_changes()
            data = self._read(start, end)
        if len(data) < end - start:
            raise DecodingError("it is gone: the file has become shorter since it was opened")
        return data

    def line(self, at: int) -> int:
        """The line that a byte is in, counted from 1 at every newline."""
        mark = self._marks[self._block_of(at)]
        return 1 + mark.newlines + self.read(mark.at, at).count(b"\n")

    def _read(self, start: int, end: int) -> bytes:
        parts = []
        for number in range(self._block_of(start), self._block_of(max(start, end - 1)) + 1):
            at, block = self._marks[number].at, self._block(number)
            parts.append(block[max(0, start - at) : end - at])
        return b"".join(parts)

    def _block_of(self, at: int) -> int:
        return max(0, bisect_right(self._marks, at, key=lambda mark: mark.at) - 1)

    def _block(self, number: int) -> bytes:
        block = self._cache.pop(number, None)
        if block is None:
            mark = self._marks[number]
            end = self._marks[number + 1].at if number + 1 < len(self._marks) else self.size
            block = self._unpacked(mark, end - mark.at)
        self._cache[number] = block
        if len(self._cache) > KEPT:
            del self._cache[next(iter(self._cache))]
        return block

    def _unpacked(self, mark: Mark, size: int) -> bytes:
        parts, left = [], size
        try:
            with self._opened() as file:
                stream = self._stream(file, mark.state)
                while left > 0 and (piece := stream.read(left)):
                    parts.append(piece)
                    left -= len(piece)
        except CutError:
            # Read as far as it goes: what is missing is said of the row that needs it.
            pass
        return b"".join(parts)

    def _look_for_changes(self) -> None:
        stamp = stamp_of(os.stat(self._path))  # noqa: PTH116 - a third of the time
        if stamp != self._stamp:
            self._stamp, self.changed = stamp, True
            self._cache.clear()


def stamp_of(found: os.stat_result) -> Stamp:
    """What changes when a file does, of what the system says of it."""
    return Stamp(found.st_ino, found.st_mtime_ns, found.st_size)
