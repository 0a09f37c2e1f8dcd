"""The elements of one long JSON array, one after the other: neither is all of it held, nor does a bad one end it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import BinaryIO

from reader.core.errors import FormatError
from reader.formats.jsonlines import LONGEST, MARK

CHUNK = 1 << 18
"""Bytes read at a time; twice as many whenever one element needs more."""

DEEP = 5
"""How many brackets in each other are passed over at once: of a deeper part each bracket is looked at."""

TEXT = rb'"(?:[^"\\]++|\\.)*+"'
"""A string."""

INSIDE = re.compile(rb'(?:[^"\[\]{}]++|%b)*+' % TEXT, re.DOTALL)
"""All up to the next bracket, or to a string that goes on behind what was read."""


def _between() -> re.Pattern[bytes]:
    inner = rb'(?:[^"\[\]{}]++|%b)*+' % TEXT
    for _ in range(DEEP):
        inner = rb'(?:[^"\[\]{}]++|%b|[\[{]%b[\]}])*+' % (TEXT, inner)
    return re.compile(rb'(?:[^"\[\]{},]++|%b|[\[{]%b[\]}])*+' % (TEXT, inner), re.DOTALL)


BETWEEN = cache(_between)
"""All up to the next comma or bracket that is not closed in what was read."""

REACH = 256
"""How far before its bracket the name of an array is looked for."""


def elements(file: BinaryIO, name: str = "") -> Iterator[bytes]:
    """The elements of the array that is the whole file, or of the first of this name; nothing when there is none.

    When the file ends too early, what there is of the last element comes as it is.
    """
    window = _Window(file)
    if not _entered(window, re.compile(rb'"%b"\s*:\s*\Z' % re.escape(name.encode())) if name else None):
        return
    depth = 0
    while sign := window.next_sign(INSIDE if depth else BETWEEN()):
        if depth == 0 and sign in b",]}":
            yield window.taken()
            if sign != b",":
                return
        else:
            depth += 1 if sign in b"[{" else -1
    if rest := window.taken(0).strip():
        yield rest


def _entered(window: _Window, name: re.Pattern[bytes] | None) -> bool:
    """Go behind the opening bracket of the array."""
    depth = 0
    while sign := window.next_sign(INSIDE):
        before = window.taken()
        if sign == b"[" and (depth == 0 or (name is not None and name.search(before[-REACH:]))):
            return True
        depth += 1 if sign in b"[{" else -1
    return False


class _Window:
    """The part of a file that is looked at: from behind the last sign that was taken."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._size = CHUNK
        self._data = file.read(CHUNK).removeprefix(MARK)
        self._start = 0
        self._at = 0

    def next_sign(self, passing: re.Pattern[bytes]) -> bytes:
        """The next bracket or comma; empty at the end of the file."""
        while True:
            match = passing.match(self._data, self._at)
            self._at = match.end() if match else self._at
            sign = self._data[self._at : self._at + 1]
            if sign and sign != b'"':
                self._at += 1
                return sign
            if not self._more():
                self._at = len(self._data)
                return b""

    def taken(self, sign: int = 1) -> bytes:
        """All since the last that was taken, without so many bytes at the end."""
        taken = self._data[self._start : self._at - sign]
        self._start = self._at
        return taken

    def _more(self) -> bool:
        left = len(self._data) - self._start
        if left > LONGEST:
            raise FormatError(f"one part of it is longer than {LONGEST // 1024**2} MB")
        self._size = max(self._size, 2 * left)
        new = self._file.read(self._size)
        self._data = self._data[self._start :] + new
        self._at -= self._start
        self._start = 0
        return bool(new)
