"""One session a store: a lock that ends with its process."""

from __future__ import annotations

import fcntl
import hashlib
import os
from pathlib import Path

from reader.core.errors import StoreError


class Lock:
    """A held lock on a store; an empty one where lock files cannot be made.

    The lock files stand in a folder of the user's, not beside the store, so that only looking at a corpus writes
    nothing there. Without a lock the storage still refuses to overwrite what another program wrote.
    """

    def __init__(self, handle: int | None) -> None:
        self._handle = handle

    @classmethod
    def take(cls, store: Path, folder: Path) -> Lock:
        """Take the lock of a store. Raises StoreError at once when another process has it."""
        digest = hashlib.sha256(str(store.resolve()).encode("utf-8", "surrogateescape")).hexdigest()
        try:
            folder.mkdir(parents=True, exist_ok=True)
            handle = os.open(folder / f"{digest[:32]}.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError:
            return cls(None)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            os.close(handle)
            raise StoreError(
                f"Another reader has {store} open; quit that one, or name another store with --store FILE"
            ) from error
        except OSError:
            os.close(handle)
            return cls(None)
        return cls(handle)

    def release(self) -> None:
        """Let go. The file stays: deleting lock files lets two processes hold one lock."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None
