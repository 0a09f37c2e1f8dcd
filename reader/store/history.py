"""The history of a store: a file to which a line is added for every step, and of which nothing is ever taken away."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from reader.store import blobs, files
from reader.store.lines import END, SUM, Line, read_line

CONFLICT = (b"<<<<<<< ", b"||||||| ", b"=======", b">>>>>>> ")
"""How the lines begin that git puts around two versions of the same lines."""

BLOCK = 1 << 16
"""Bytes read at a time when it is read backwards."""


class Reading(NamedTuple):
    """What was read of a history."""

    lines: Sequence[Line]
    """The steps, in the order of the file."""
    bad: int = 0
    """How many whole lines behind the last step are not what was written."""
    damaged: bool = False
    """Is there any line that is not what was written?"""
    conflict: bool = False
    """Are there lines of git's around two versions put together?"""
    torn: bool = False
    """Is the last line only a part of one?"""
    size: int = 0
    """Where the file ends, in bytes."""
    closed: bool = True
    """Does the file end with a newline, or is it empty?"""
    tail: bool = False
    """Were only the steps after a known one read?"""
    there: bool = True
    """Is there a file?"""


class History:
    """The file that a store is adding to."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.log = ""
        """The id of the history; empty before its first line."""
        self.seq = 0
        """The number of the last step."""
        self.line = ""
        """The checksum of the last step's line."""
        self.end = 0
        """Where the next line goes, in bytes."""
        self.closed = True
        """Does the file end with a newline there, or is it empty?"""
        self._handle: int | None = None
        self._dirty = False
        self._named = True

    def append(self, data: bytes, last: Line) -> None:
        """Add lines, on disk when this returns; `last` is the last of them.

        Raises OSError, after which the same lines can be added again, and MovedError when the file is not the one
        that was written last.
        """
        handle = self._opened()
        if self._dirty:
            # What a write that failed has left: a part of these lines, perhaps not on disk.
            os.ftruncate(handle, self.end)
        self._dirty = True
        files.write_all(handle, data if self.closed else b"\n" + data)
        _sync(handle)
        if not self._named:
            files.sync_folder(self.path.parent)
            self._named = True
        self._dirty = False
        self.end += len(data) + (not self.closed)
        self.log, self.seq, self.line, self.closed = last.log, last.seq, last.sum, True

    def replace(self, data: bytes) -> None:
        """Put other bytes in the place of the whole file. Raises OSError."""
        self.close()
        files.replace_file(self.path, data)
        self.end, self.closed = len(data), data.endswith(b"\n") or not data
        self._dirty = False

    def close(self) -> None:
        """Let the file go."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None

    def read_own(self) -> bytes:
        """The bytes of the file up to where it was known last, whatever stands at its place now. Raises OSError."""
        if self._handle is None:
            return (files.read_file(self.path) or b"")[: self.end]
        return os.pread(self._handle, self.end, 0)

    def _opened(self) -> int:
        try:
            there = os.stat(self.path)
        except FileNotFoundError:
            if self._handle is not None or self.end:
                raise MovedError from None
            there = None
        if self._handle is None:
            flags = os.O_RDWR | os.O_APPEND | os.O_CLOEXEC | os.O_NONBLOCK
            made = os.O_CREAT | os.O_EXCL if there is None else 0
            try:
                self._handle = os.open(self.path, flags | made, files.PRIVATE)
            except FileExistsError as error:
                raise MovedError from error
            self._named = there is not None and bool(self.end)
        mine = os.fstat(self._handle)
        same = there is None or (there.st_ino, there.st_dev) == (mine.st_ino, mine.st_dev)
        if not same or (mine.st_size != self.end and not self._dirty):
            raise MovedError
        return self._handle


class MovedError(Exception):
    """The file is not the one that was written last: somebody replaced, cut or extended it."""


def read_history(path: Path, line: str = "", offset: int = 0) -> Reading | None:
    """The steps of a history; None when there is none.

    When the line that ends at `offset` has the checksum `line`, only the steps after it are read. Raises OSError, and
    NewerError when a newer reader wrote one.
    """
    try:
        with files.opened(path) as handle:
            if line and offset and _stands(handle, offset, line):
                data = _from(handle, offset)
                return read_lines(data)._replace(size=offset + len(data), tail=True)
            return read_lines(_from(handle, 0))
    except FileNotFoundError:
        if path.is_symlink():
            raise
        return None


def read_lines(data: bytes) -> Reading:
    """The steps in the bytes of a history. Raises NewerError."""
    *whole, rest = data.removeprefix(b"\xef\xbb\xbf").split(b"\n")
    marks = [line.startswith(CONFLICT) for line in whole]
    read = [read_line(line) for line, mark in zip(whole, marks, strict=True) if line.strip() and not mark]
    # A whole line whose newline was lost or became something else is a line still.
    last = (read_line(rest) or read_line(rest[:-1])) if rest.strip(b"\0\r ") else None
    lines = [line for line in (*read, last) if line is not None]
    torn = bool(rest.strip()) and last is None
    bad = next((n for n, line in enumerate(reversed(read)) if line is not None), len(read)) if last is None else 0
    return Reading(lines, bad, None in read, any(marks), torn, len(data), closed=not rest)


def backwards(path: Path, end: int) -> Iterator[Line]:
    """The steps before a place in a history, newest first; what cannot be read is passed over. Raises OSError."""
    if not end:
        return
    with files.opened(path) as handle:
        rest = b""
        while end > 0:
            start = max(0, end - max(BLOCK, len(rest)))
            rest = os.pread(handle, end - start, start) + rest
            end = start
            first, *lines = rest.split(b"\n")
            if start == 0:
                first, lines = b"", [first, *lines]
            for data in reversed(lines):
                line = read_line(data) if data.strip() else None
                if line is not None:
                    yield line
            rest = first


def _stands(handle: int, offset: int, total: str) -> bool:
    """Does a line with this checksum end at an offset?

    It is neither parsed nor held: an import is a line of hundreds of megabytes.
    """
    start = _line_start(handle, offset)
    if start == offset:
        return False
    tail = os.pread(handle, min(END, offset - start), max(start, offset - END))
    found = SUM.search(tail)
    if found is not None and found[1].decode() == total:
        body = files.pieces_from(handle, start, offset - len(tail) + found.start())
        if blobs.digest_of_all(body) == int(total, 16):
            return True
    line = read_line(b"".join(files.pieces_from(handle, start, offset - 1)))
    return line is not None and line.sum == total


def _line_start(handle: int, offset: int) -> int:
    """Where the line begins whose newline ends at an offset; the offset itself when there is no such newline."""
    if os.pread(handle, 1, offset - 1) != b"\n":
        return offset
    end = offset - 1
    while end > 0:
        start = max(0, end - BLOCK)
        newline = os.pread(handle, end - start, start).rfind(b"\n")
        if newline >= 0:
            return start + newline + 1
        end = start
    return 0


def _from(handle: int, offset: int) -> bytes:
    return b"".join(files.pieces_from(handle, offset))


def _sync(handle: int) -> None:
    """Have the bytes of a file on disk; its times need not be."""
    # macOS has no fdatasync.
    (os.fdatasync if hasattr(os, "fdatasync") else os.fsync)(handle)
