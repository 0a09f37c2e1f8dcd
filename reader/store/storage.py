"""TinyDB's way to the disk: one JSON file in the layout of `reader.store.state`, replaced whole, never a stranger's.

`TinyDB(path, storage=StateStorage)` reads and writes a store as any other database. `Store` itself folds whole states.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from tinydb.storages import Storage

from reader.core.errors import StoreError
from reader.store import files
from reader.store.places import places
from reader.store.state import Tables, state_of
from reader.store.strict import loads


class StateStorage(Storage):
    """A JSON file that stock TinyDB opens too. Nothing is written before the first `write`."""

    def __init__(self, path: Path) -> None:
        self._places = places(Path(path))
        self.path = self._places.state
        """The file."""
        self._known: set[str | None] = {None}
        """The checksums of what may stand in the file; None when there may be none."""
        self._through_link = True

    def load(self) -> bytes | None:
        """The bytes of the file; None when there is none. From now on they may be replaced. Raises StoreError."""
        try:
            data = files.read_file(self.path)
        except OSError as error:
            raise StoreError(f"The store {self.path} cannot be read: {error.strerror}") from error
        self._known = {_digest(data)}
        return data

    def stranger(self) -> bytes | None:
        """What somebody else has put into the file since it was read or written last; None when nobody did.

        No bytes at all when it was taken away. Raises OSError.
        """
        if files.digest_file(self.path) in self._known:
            return None
        data = files.read_file(self.path)
        return None if _digest(data) in self._known else data or b""

    def accept(self, data: bytes) -> None:
        """Have these bytes replaced after all."""
        self._known |= {_digest(data), None} if not data else {_digest(data)}
        self._through_link = False

    def replace(self, pieces: Iterable[bytes], *, keep: bool = True) -> None:
        """Replace the file, the one before it kept as the previous one unless told otherwise.

        Raises OSError, after which it can be done again, and StrangerError when somebody else was quicker.
        """
        hashed = hashlib.blake2b(digest_size=16)
        # Somebody may have moved our file and left a link to it. A link to a stranger's file is itself replaced.
        target = Path(os.path.realpath(self.path)) if self._through_link else self.path
        with files.written(target, _through(pieces, hashed)) as temporary:
            before = files.digest_file(target)
            if before not in self._known:
                raise StrangerError
            if keep and before is not None:
                self._keep_previous(before)
            # Known before it is there: when only the folder cannot be synced it is ours nevertheless.
            self._known |= {hashed.hexdigest()}
            os.replace(temporary, target)
        files.sync_folder(target.parent)
        self._known = {hashed.hexdigest()}
        self._through_link = True

    def read(self) -> Tables | None:
        """What the file holds; None when there is no file. Raises StoreError when it cannot be understood."""
        data = self.load()
        if data is None:
            return None
        tables: Tables = loads(data, str(self.path))
        return tables

    def write(self, data: Tables) -> None:
        """Replace the file. Raises StoreError when somebody else changed it meanwhile, and OSError."""
        try:
            self.replace(state_of(data, str(self.path)).pieces())
        except StrangerError as error:
            raise StoreError(
                f"{self.path.name} was changed by another program since it was opened; nothing was overwritten. "
                "Read it again"
            ) from error

    def _keep_previous(self, digest: str) -> None:
        previous = self._places.previous
        second = previous.with_name(f".{previous.name}.{os.getpid()}.tmp")
        with suppress(FileNotFoundError):
            os.unlink(second)
        files.link(self.path, second)
        try:
            if files.digest_file(second) != digest:
                raise StrangerError
            os.replace(second, previous)
        finally:
            with suppress(OSError):
                os.unlink(second)


class StrangerError(Exception):
    """Somebody else has written the file."""


def _through(pieces: Iterable[bytes], hashed: hashlib.blake2b) -> Iterator[bytes]:
    for piece in pieces:
        hashed.update(piece)
        yield piece


def _digest(data: bytes | None) -> str | None:
    return None if data is None else hashlib.blake2b(data, digest_size=16).hexdigest()
