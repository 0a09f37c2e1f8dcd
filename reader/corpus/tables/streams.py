"""Files read from the beginning or from a place marked before: as they are, or unpacked on the way (gzip)."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

if TYPE_CHECKING:
    from zlib import _Decompress

TAKEN = 1 << 16
"""Packed bytes taken at a time."""
WITH_HEADER = 31
"""How zlib is told that it is gzip."""
MAGIC = b"\x1f\x8b"
"""What gzip begins with."""


class CutError(Exception):
    """A packed file ends too early, or is damaged from some place on."""


class State(NamedTuple):
    """How to go on from a place."""

    place: int
    """The place in the file on the disk."""
    unpacker: _Decompress | None = None
    """The unpacker as it was there; nothing else may use it."""
    waiting: bytes = b""
    """What was taken from the file and not unpacked yet."""


class Plain:
    """A file as it is."""

    def __init__(self, file: BinaryIO, state: State | None = None) -> None:
        self._file = file
        if state is not None:
            file.seek(state.place)

    def state(self) -> State:
        """How to go on from here."""
        return State(self._file.tell())

    def read(self, count: int) -> bytes:
        """The next bytes, at most so many; none at the end."""
        return self._file.read(count)


class Packed:
    """What comes out of a gzip file, of one member or several."""

    def __init__(self, file: BinaryIO, state: State | None = None) -> None:
        self._file = file
        before = None if state is None else state.unpacker
        self._unpacker = zlib.decompressobj(WITH_HEADER) if before is None else before.copy()
        self._waiting = b"" if state is None else state.waiting
        if state is not None:
            file.seek(state.place)

    def state(self) -> State:
        """How to go on from here."""
        return State(self._file.tell(), self._unpacker.copy(), self._waiting)

    def read(self, count: int) -> bytes:
        """The next bytes, at most so many; none at the end. Raises CutError."""
        while True:
            if self._unpacker.eof and not self._next_member():
                return b""
            packed = self._waiting or self._file.read(TAKEN)
            try:
                piece = self._unpacker.decompress(packed, count)
            except zlib.error as error:
                raise CutError("the packed file is damaged from here on") from error
            self._waiting = self._unpacker.unconsumed_tail
            if piece:
                return piece
            if not packed and not self._unpacker.eof:
                raise CutError("the packed file ends here, too early")

    def _next_member(self) -> bool:
        """Go on with what follows the end of a member; padding may."""
        rest = self._unpacker.unused_data.lstrip(b"\0")
        while len(rest) < len(MAGIC) and (more := self._file.read(TAKEN)):
            rest = (rest + more).lstrip(b"\0")
        if rest and not rest.startswith(MAGIC):
            raise CutError("something else follows the packed part of the file")
        if rest:
            self._unpacker, self._waiting = zlib.decompressobj(WITH_HEADER), rest
        return bool(rest)
