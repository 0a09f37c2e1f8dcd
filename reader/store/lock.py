"""One session a store: a lock that ends with its process."""

from __future__ import annotations

import hashlib
from pathlib import Path

from filelock import FileLock, Timeout

from reader.core.errors import StoreError


class Lock:
    """A held lock on a store; an empty one where lock files cannot be made.

    The lock files stand in a folder of the user's, not beside the store, so that only looking at a corpus writes
    nothing there. Without a lock the storage still refuses to overwrite what another program wrote.
    """

    def __init__(self, held: FileLock | None) -> None:
        self._held = held

    @classmethod
    def take(cls, store: Path, folder: Path) -> Lock:
        """Take the lock of a store. Raises StoreError at once when another process has it."""
        digest = hashlib.sha256(str(store.resolve()).encode("utf-8", "surrogateescape")).hexdigest()
        try:
            folder.mkdir(parents=True, exist_ok=True)
            lock = FileLock(folder / f"{digest[:32]}.lock", fallback_to_soft=False)
            lock.acquire(timeout=0)
        except Timeout as error:
            raise StoreError(
                f"Another reader has {store} open; quit that one, or name another store with --store FILE"
            ) from error
        except (OSError, NotImplementedError):
            return cls(None)
        return cls(lock)

    def release(self) -> None:
        """Let go. The file stays: deleting lock files lets two processes hold one lock."""
        if self._held is not None:
            self._held.release()
