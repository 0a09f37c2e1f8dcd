"""The bytes of an article's file, which may have become anything since it was listed."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import BinaryIO

from reader.core.errors import DecodingError
from reader.corpus.reading import Reading
from reader.disk import open_handle


def article_bytes(root: Path, name: str, reading: Reading, count: int | None = None) -> bytes:
    """The first `count` bytes of an article, or all of them. Raises DecodingError that says why there are none."""
    if not name.isprintable() and any("\ud800" <= character <= "\udfff" for character in name):
        raise DecodingError("its name is not valid UTF-8. Rename the file to read it")
    path = os.path.join(root, name)  # noqa: PTH118 - there may be 100,000, and a path takes as long as the reading
    try:
        handle = _handle(root, path, reading)
        try:
            data = _read(handle, reading, count)
        finally:
            os.close(handle)
    except OSError as error:
        raise DecodingError(why_not(Path(path), error)) from error
    except MemoryError as error:
        raise DecodingError("it is larger than the memory of this machine") from error
    if 0 < reading.max_bytes < len(data):
        raise DecodingError(_too_large("it goes on and on", reading.max_bytes))
    return data


def _read(handle: int, reading: Reading, count: int | None) -> bytes:
    size = os.fstat(handle).st_size
    if 0 < reading.max_bytes < size:
        raise DecodingError(_too_large(f"{size:,} bytes", reading.max_bytes))
    wanted = size + 1 if count is None else count
    data = os.read(handle, wanted)
    # A file may give less than it has.
    while len(data) < wanted and (piece := os.read(handle, wanted - len(data))):
        data += piece
    if count is None and len(data) > size:
        # It may grow while it is read, and those of the kernel say 0.
        with open(handle, "rb", closefd=False) as file:
            data += file.read(reading.max_bytes or -1)
    return data


def broken_link(path: Path) -> str:
    """What a link is that leads nowhere, such as "a link that leads in a circle"; empty for anything else."""
    try:
        target = path.readlink()
    except OSError:
        return ""
    try:
        path.stat()
    except FileNotFoundError:
        return f"a link to {target}, which is not there"
    except OSError as error:
        return "a link that leads in a circle" if error.errno == errno.ELOOP else ""
    return ""


def opened(root: Path, path: Path, reading: Reading) -> BinaryIO:
    """The open file. Raises DecodingError when it is a link that leads elsewhere, and OSError."""
    return os.fdopen(_handle(root, path, reading), "rb")


def _handle(root: Path, path: str | Path, reading: Reading) -> int:
    try:
        return open_handle(path, follow=reading.follow)
    except OSError as error:
        if reading.follow or error.errno != errno.ELOOP:
            raise
    target = Path(os.path.realpath(path, strict=True))
    if not target.is_relative_to(root.resolve()):
        raise DecodingError(f"it is a link that leads out of the folder, to {target}. It is opened with --follow")
    return open_handle(target, follow=False)


def _too_large(size: str, limit: int) -> str:
    return f"it is too large: {size}, and the limit is {limit:,}. --max-bytes 0 lifts it"


def why_not(path: Path, error: OSError) -> str:
    """Why a file could not be read, links that lead nowhere included."""
    if broken := broken_link(path):
        return f"it is {broken}"
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return "it is gone: there is no such file any more"
    return f"cannot be read: {error.strerror}"
