"""One session a store: a lock that ends with its process, and says who holds it."""

from __future__ import annotations

import errno
import fcntl
import os
import socket
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import orjson

from reader.core.errors import StoreError
from reader.store.files import PRIVATE

UNKNOWN = (errno.ENOLCK, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EINVAL)
"""What `flock` says on a file system that has no locks."""

SIGNED = 1.0
"""Seconds in which a lock just taken is surely signed."""

LONGEST = 4096
"""Bytes of a lock file that are read."""


class HeldError(StoreError):
    """Another process has the store."""

    def __init__(self, who: str, advice: str) -> None:
        """`who` has it, and what can be done."""
        super().__init__(f"{who}. {advice}")
        self.who = who
        """That the store is open, and in which reader."""


class Lock:
    """A held lock on a store.

    The file stands beside the store while it is open, so that everybody who can write there sees it. Taking it away at
    the end is safe, as whoever takes a lock looks whether the file is still the one at its place.
    """

    def __init__(self, path: Path, store: Path, handle: int, weak: str = "") -> None:
        self._path = path
        self._store = store
        self._handle: int | None = handle
        self.weak = weak
        """Why nothing keeps others out; empty when the lock holds."""

    @classmethod
    def take(cls, path: Path, store: Path) -> Lock:
        """Take the lock file of a store. Raises HeldError at once when another process has it, and StoreError."""
        return cls(path, store, *_taken(path, store))

    def keep(self) -> None:
        """Take it again when somebody took the file away. Raises HeldError when another process was quicker."""
        if self._handle is not None and not os.path.lexists(self._path):
            old = self._handle
            self._handle, self.weak = _taken(self._path, self._store)
            os.close(old)

    def release(self) -> None:
        """Let go."""
        if self._handle is None:
            return
        with suppress(OSError):
            if _is_at(self._handle, self._path):
                os.unlink(self._path)
        os.close(self._handle)
        self._handle = None


def _taken(path: Path, store: Path) -> tuple[int, str]:
    """The handle of the lock, and why it keeps nobody out; empty when it does."""
    while True:
        handle = _opened(path, store)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            holder = _living(handle)
            os.close(handle)
            raise HeldError(
                f"{store} is open in another reader ({holder})",
                "Quit that one, look at the articles with --read-only, or name another store with --store FILE",
            ) from error
        except OSError as error:
            if error.errno not in UNKNOWN:
                os.close(handle)
                raise StoreError(f"The lock {path} cannot be taken: {error.strerror}") from error
            return handle, _weak(handle, store)
        try:
            if _is_at(handle, path):
                _sign(handle)
                return handle, ""
        except OSError as error:
            os.close(handle)
            raise StoreError(f"The lock {path} cannot be taken: {error.strerror}") from error
        # It was let go of and taken away between opening and locking it.
        os.close(handle)


def _opened(path: Path, store: Path) -> int:
    flags = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NONBLOCK
    try:
        return os.open(path, flags, PRIVATE)
    except PermissionError as error:
        with suppress(OSError):
            owner = os.stat(path).st_uid
            raise HeldError(
                f"{store} is open in a reader of another user (number {owner}), or one that was killed has left {path}",
                "Quit that one, or look at the articles with --read-only",
            ) from error
        raise StoreError(f"Annotations cannot be written beside {store}: {error.strerror}") from error
    except OSError as error:
        raise StoreError(f"Annotations cannot be written beside {store}: {error.strerror}") from error


def _is_at(handle: int, path: Path) -> bool:
    try:
        there = os.stat(path)
    except FileNotFoundError:
        return False
    mine = os.fstat(handle)
    return (there.st_ino, there.st_dev) == (mine.st_ino, mine.st_dev)


def _sign(handle: int) -> None:
    """Say who holds it; when that cannot be written it holds all the same."""
    since = datetime.now().astimezone().isoformat(timespec="seconds")
    with suppress(OSError):
        os.ftruncate(handle, 0)
        os.pwrite(handle, orjson.dumps({"pid": os.getpid(), "host": socket.gethostname(), "since": since}), 0)


def _holder(handle: int) -> str:
    signed = _signature(handle)
    if signed is None:
        return "who it is cannot be told"
    return f"process {signed.get('pid')} on {signed.get('host')}, since {signed.get('since')}"


def _living(handle: int) -> str:
    """Who holds it: the holder may not have signed yet, over the name of one that was killed."""
    until = monotonic() + SIGNED
    while monotonic() < until:
        match _signature(handle):
            case {"host": str(host), "pid": int(pid)} if host != socket.gethostname() or _lives(pid):
                break
        sleep(0.01)
    return _holder(handle)


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _signature(handle: int) -> dict[str, Any] | None:
    try:
        signed = orjson.loads(os.pread(handle, LONGEST, 0))
    except (OSError, ValueError):
        return None
    return signed if isinstance(signed, dict) else None


def _weak(handle: int, store: Path) -> str:
    """Why nothing keeps others out, and who may have the store; signs for those who come later."""
    before = f", and it may be open in another reader ({_holder(handle)})" if _signature(handle) is not None else ""
    _sign(handle)
    return f"the file system of {store} has no locks: nothing keeps a second reader away{before}"
