"""A large state file that is only read: its documents stay in the file until somebody asks for one.

A million annotations are 330 MB of documents. An export goes through them one article after the other, and needs no
more of them in memory than one.
"""

from __future__ import annotations

import os
from array import array
from collections.abc import Iterator, MutableMapping
from pathlib import Path
from weakref import finalize

from reader.core.errors import StoreError
from reader.store import blobs, files
from reader.store.state import OPENING, State, finished

LARGE = 1 << 25
"""Bytes from which on a file is large."""

DOCUMENT_END = b"\n]}"
"""The end of a document, which stands nowhere inside of one."""

BRACKETS = 8
"""How many brackets are looked at, one by one, for the one that ends a document: most have no other."""

ARTICLES_END = b"\n},\n"
"""What stands behind the last document."""


class Shelf(MutableMapping[str, blobs.Blob]):
    """Documents by the ids of their articles, read from an open file when they are asked for; new ones in memory.

    A file that is replaced meanwhile is read as it was. One that is written over is noticed: reading raises StoreError.
    """

    def __init__(self, handle: int, name: str) -> None:
        """The handle is closed with the shelf; `name` is the file's, for errors."""
        self._handle = handle
        self._name = name
        self._index: dict[str, int] = {}
        self._starts, self._lengths, self._hashes = array("q"), array("q"), array("q")
        self._total = 0
        self._new: dict[str, blobs.Blob] = {}
        # An article is asked for its status, its encoding and its spans, one after the other.
        self._last: tuple[str, blobs.Blob] = ("", b"")
        finalize(self, os.close, handle)

    def note(self, identity: str, start: int, blob: blobs.Blob) -> None:
        """Have a document that begins at an offset of the file."""
        self._index[identity] = len(self._starts)
        self._starts.append(start)
        self._lengths.append(len(blob))
        # For reading it again: a quarter of the cost of its checksum, and as many bits.
        self._hashes.append(hash(blob))
        self._total += blobs.digest_of(blob)

    @property
    def total(self) -> int:
        """The sum of the checksums of all that was noted: nothing is read for it again."""
        return self._total

    def __getitem__(self, identity: str) -> blobs.Blob:
        if identity in self._new:
            return self._new[identity]
        place, last = self._index[identity], self._last
        if last[0] == identity and last[1]:
            return last[1]
        blob = os.pread(self._handle, self._lengths[place], self._starts[place])
        if hash(blob) != self._hashes[place]:
            raise StoreError(f"{self._name} was written over by another program while it was read. Do it again")
        self._last = (identity, blob)
        return blob

    def __setitem__(self, identity: str, blob: blobs.Blob) -> None:
        self._index.setdefault(identity, -1)
        self._new[identity] = blob

    def __delitem__(self, identity: str) -> None:
        del self._index[identity]
        self._new.pop(identity, None)

    def __contains__(self, identity: object) -> bool:
        return identity in self._index

    def __iter__(self) -> Iterator[str]:
        return iter(self._index)

    def __len__(self) -> int:
        return len(self._index)


def read_unread(path: Path, beyond: int = LARGE) -> State | None:
    """The state of a file of more than so many bytes in the fixed layout, its documents left where they are.

    None for a smaller one, and for one that is not there, in another layout or damaged: those are read whole.
    """
    try:
        with files.opened(path) as handle:
            if os.fstat(handle).st_size <= beyond or os.pread(handle, len(OPENING), 0) != OPENING:
                return None
            return _state(Shelf(os.dup(handle), path.name), handle)
    except (OSError, ValueError, KeyError, TypeError, StoreError):
        return None


def _state(shelf: Shelf, handle: int) -> State | None:
    state, end = State(articles=shelf), len(OPENING)
    for number, start, blob in _documents(handle):
        identity = blobs.head_of(blob)["id"]
        if not number.isdigit() or not isinstance(identity, str) or identity in shelf:
            return None
        shelf.note(identity, start, blob)
        state.numbers[identity] = number.decode()
        end = start + len(blob)
    rest = b"".join(files.pieces_from(handle, end))
    if not rest.startswith(ARTICLES_END):
        return None
    return finished(state, rest.removeprefix(ARTICLES_END), shelf.total)


def _documents(handle: int) -> Iterator[tuple[bytes, int, blobs.Blob]]:
    """Each document with its number and the offset that it begins at. Raises ValueError."""
    data, before, at = b"", len(OPENING), 0
    # As much again as is left, so that a document of many pieces is not searched once for each of them.
    while piece := os.pread(handle, max(files.PIECE, len(data) - at), before + len(data)):
        data, before, at = data[at:] + piece, before + at, 0
        while (end := _end(data, at)) >= 0 and data.startswith((b'\n"', b',\n"'), at):
            colon = data.index(b'":', at)
            yield data[data.index(b'"', at) + 1 : colon], before + colon + 2, data[colon + 2 : end]
            at = end


def _end(data: bytes, start: int) -> int:
    """Where the first document ends that does from an offset on; -1 when none does."""
    place = start
    for _ in range(BRACKETS):
        # One byte is found ten times as quick as three.
        place = data.find(b"]", place) + 1
        if not place or data.startswith(DOCUMENT_END, place - 2):
            return place + 1 if place else -1
    found = data.find(DOCUMENT_END, place)
    return found + len(DOCUMENT_END) if found >= 0 else -1
