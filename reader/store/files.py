"""The one way a file is written: whole or not at all."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

PRIVATE = 0o600
"""The mode of a new file: what a person tags is theirs until they share it."""


def replace_file(path: Path, data: bytes) -> None:
    """Put the data in the place of the file, so that a crash leaves the old file or the new one, never a mixture.

    An existing file keeps its mode, a symbolic link keeps pointing at its target. Raises OSError; then the old file
    is as it was and no temporary file is left.
    """
    target = path.resolve()
    mode = _mode(target)
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".tmp", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            os.fchmod(file.fileno(), mode)
            _write(file, data)
        Path(name).replace(target)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise
    sync_folder(target.parent)


def sync_folder(folder: Path) -> None:
    """Make a rename in the folder last: without this, power cuts were measured to lose the newest file."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _write(file: BinaryIO, data: bytes) -> None:
    file.write(data)
    file.flush()
    os.fsync(file.fileno())


def _mode(target: Path) -> int:
    try:
        return target.stat().st_mode & 0o777
    except FileNotFoundError:
        return PRIVATE
