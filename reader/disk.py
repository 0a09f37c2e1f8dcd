"""Opening a file that may be anything: what is no plain file is refused by its name, and no pipe is ever waited for."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import BinaryIO

KINDS = (
    (stat.S_ISREG, ""),
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISLNK, "a link"),
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
)


def open_file(path: Path, *, follow: bool = True) -> BinaryIO:
    """A plain file, open for reading. Raises OSError as `open_handle` does."""
    return os.fdopen(open_handle(path, follow=follow), "rb")


def open_handle(path: str | Path, *, follow: bool = True) -> int:
    """The handle of a plain file, to be closed. Raises OSError; for anything else its `strerror` says what it is.

    A pipe or device is not even opened: that alone can wait for ever, rewind a tape or arm a watchdog. One that takes
    the file's place in between is opened without waiting and closed. With `follow` False a link is refused too.
    """
    _check(os.stat(path, follow_symlinks=follow).st_mode, path)  # noqa: PTH116 - many are opened, and paths take longer
    link = 0 if follow else os.O_NOFOLLOW
    handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC | link)
    try:
        _check(os.fstat(handle).st_mode, path)
    except OSError:
        os.close(handle)
        raise
    return handle


def read_file(path: Path, limit: int) -> bytes:
    """The bytes of a plain file. Raises OSError, also when it has more than `limit` bytes."""
    with open_file(path) as file:
        data = file.read(limit + 1)
    if len(data) > limit:
        raise OSError(errno.EFBIG, f"it has more than {limit:,} bytes", str(path))
    return data


def kind_of(mode: int) -> str:
    """What a file is by its mode, such as "a pipe"; empty for a plain file."""
    return next((kind for is_kind, kind in KINDS if is_kind(mode)), "a device")


def _check(mode: int, path: str | Path) -> None:
    if not stat.S_ISREG(mode):
        kind = kind_of(mode)
        # As the system says it where links are refused.
        number = errno.ELOOP if stat.S_ISLNK(mode) else errno.EINVAL
        raise OSError(number, f"it is {kind}", str(path))
