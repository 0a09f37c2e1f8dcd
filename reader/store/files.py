"""The ways files are read and written: whole or not at all, and never one that somebody else put there.

Every call that touches the disk is one of `os`, looked up when it is made: the torture tests let each of them fail.
"""

from __future__ import annotations

import errno
import hashlib
import os
import stat
import sys
import tempfile
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path, PurePosixPath

PRIVATE = 0o600
"""The mode of a new file: what a person tags is theirs until they share it."""

PIECE = 1 << 20
"""Bytes read at a time."""

SYNCING = 16
"""How many threads have files on disk."""

PART = 64
"""How many files each of them is given at a time."""


def replace_file(path: Path, data: bytes) -> None:
    """Put the data in the place of the file, so that a crash leaves the old file or the new one, never a mixture.

    An existing file keeps its mode, a symbolic link keeps pointing at its target. Raises OSError; then the old file
    is as it was and no temporary file is left.
    """
    target = path.resolve()
    with written(target, (data,)) as temporary:
        os.replace(temporary, target)
    sync_folder(target.parent)


@contextmanager
def written(target: Path, pieces: Iterable[bytes], *, synced: bool = True) -> Iterator[Path]:
    """A file beside the target with these bytes, with the target's mode; gone at the end unless renamed.

    It is on disk, unless that is left to `sync_files`.
    """
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".tmp", dir=target.parent)
    try:
        try:
            os.fchmod(handle, _mode(target))
            for piece in pieces:
                write_all(handle, piece)
            if synced:
                os.fsync(handle)
        finally:
            os.close(handle)
        yield Path(name)
    finally:
        with suppress(OSError):
            os.unlink(name)


def write_all(handle: int, data: bytes) -> None:
    """Write every byte: the system may take fewer than it is given. Raises OSError."""
    rest = memoryview(data)
    while rest:
        taken = os.write(handle, rest)
        if not taken:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        rest = rest[taken:]


def sync_folder(folder: Path) -> None:
    """Make a rename in the folder last: without this, power cuts were measured to lose the newest file."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_files(root: Path, names: Sequence[str]) -> None:
    """Have files below a folder on disk, and the folders that they are in. Raises OSError.

    By several threads: the disk takes what they ask for together, five times as quick as one after the other.
    """
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - 5 ms, for an import only

    parts = [names[start : start + PART] for start in range(0, len(names), PART)]
    with ThreadPoolExecutor(max_workers=SYNCING) as pool:
        # What raises here, a signal as well, has those given up that were not begun.
        deque(pool.map(partial(_sync_each, root), parts), maxlen=0)
    for folder in {folder for name in names for folder in PurePosixPath(name).parents}:
        sync_folder(root / folder)


def _sync_each(root: Path, names: Iterable[str]) -> None:
    for name in names:
        with opened(root / name) as handle:
            os.fsync(handle)


def read_file(path: Path) -> bytes | None:
    """The bytes of a file; None when there is none. Raises OSError, for whatever is no regular file too."""
    try:
        return b"".join(_pieces(path))
    except (FileNotFoundError, NotADirectoryError):
        return None


def digest_file(path: Path) -> str | None:
    """A checksum of a file; None when there is none. Raises OSError as `read_file` does."""
    digest = hashlib.blake2b(digest_size=16)
    try:
        for piece in _pieces(path):
            digest.update(piece)
    except (FileNotFoundError, NotADirectoryError):
        return None
    return digest.hexdigest()


def keep_aside(path: Path, why: str) -> Path:
    """Give the file a second name that says why, such as `annotations.damaged-1.json`; returns the new path.

    The same bytes are kept once only. Raises OSError.
    """
    digest, number = digest_file(path), 0
    while True:
        number += 1
        aside = path.with_name(f"{path.stem}.{why}-{number}{path.suffix}")
        if aside.exists():
            if digest_file(aside) == digest:
                return aside
            continue
        with suppress(FileExistsError):
            link(path, aside)
            return aside


def link(old: Path, new: Path) -> None:
    """Give a file a second name; where there are no hard links, a copy gets it. Raises FileExistsError, OSError."""
    try:
        os.link(old, new)
    except FileExistsError:
        raise
    except OSError:
        if new.exists():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(new)) from None
        with written(new, _pieces(old)) as temporary:
            os.chmod(temporary, _mode(old))
            os.replace(temporary, new)


def sweep(target: Path) -> None:
    """Remove what a killed process left of writing the target; the caller alone may be writing it."""
    with suppress(OSError):
        for left in os.listdir(target.parent):
            if left.startswith(f".{target.name}.") and left.endswith(".tmp"):
                os.unlink(target.parent / left)


@contextmanager
def opened(path: Path) -> Iterator[int]:
    """The handle of a file to be read. Raises OSError, for whatever is no regular file too."""
    # Opening a pipe without this would wait for somebody to write into it.
    handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    try:
        kind = os.fstat(handle).st_mode
        if stat.S_ISDIR(kind):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
        if not stat.S_ISREG(kind):
            raise OSError(errno.EINVAL, "it is no regular file", str(path))
        yield handle
    finally:
        os.close(handle)


def pieces_from(handle: int, offset: int, end: int = sys.maxsize) -> Iterator[bytes]:
    """The bytes of an open file between two offsets, piece by piece. Raises OSError."""
    while piece := os.pread(handle, min(PIECE, end - offset), offset):
        yield piece
        offset += len(piece)


def _pieces(path: Path) -> Iterator[bytes]:
    with opened(path) as handle:
        while piece := os.read(handle, PIECE):
            yield piece


def _mode(target: Path) -> int:
    try:
        return os.stat(target).st_mode & 0o777
    except FileNotFoundError:
        return PRIVATE
