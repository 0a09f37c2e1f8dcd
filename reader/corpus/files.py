"""The bytes of an article's file, which may have become anything since it was listed."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import BinaryIO

from reader.core.errors import DecodingError
from reader.corpus.reading import Reading
from reader.disk import open_file


def article_bytes(root: Path, name: str, reading: Reading, count: int | None = None) -> bytes:
    """The first `count` bytes of an article, or all of them. Raises DecodingError that says why there are none."""
    if not name.isprintable() and any("\ud800" <= character <= "\udfff" for character in name):
        raise DecodingError("its name is not valid UTF-8. Rename the file to read it")
    path = root / name
    try:
        with opened(root, path, reading) as file:
            size = os.fstat(file.fileno()).st_size
            if 0 < reading.max_bytes < size:
                raise DecodingError(_too_large(f"{size:,} bytes", reading.max_bytes))
            data = file.read(size + 1 if count is None else count)
            if count is None and len(data) > size:
                # A file may grow while it is read, and those of the kernel say 0.
                data += file.read(reading.max_bytes or -1)
    except OSError as error:
        raise DecodingError(why_not(path, error)) from error
    except MemoryError as error:
        raise DecodingError("it is larger than the memory of this machine") from error
    if 0 < reading.max_bytes < len(data):
        raise DecodingError(_too_large("it goes on and on", reading.max_bytes))
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
    try:
        return open_file(path, follow=reading.follow)
    except OSError as error:
        if reading.follow or error.errno != errno.ELOOP:
            raise
    target = Path(os.path.realpath(path, strict=True))
    if not target.is_relative_to(root.resolve()):
        raise DecodingError(f"it is a link that leads out of the folder, to {target}. It is opened with --follow")
    return open_file(target, follow=False)


def _too_large(size: str, limit: int) -> str:
    return f"it is too large: {size}, and the limit is {limit:,}. --max-bytes 0 lifts it"


def why_not(path: Path, error: OSError) -> str:
    """Why a file could not be read, links that lead nowhere included."""
    if broken := broken_link(path):
        return f"it is {broken}"
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return "it is gone: there is no such file any more"
    return f"cannot be read: {error.strerror}"
