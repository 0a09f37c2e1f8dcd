"""Every call that a process makes to the file system through `os`, before it is made."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

CALLS = (
    *("open", "read", "pread", "write", "pwrite", "writev", "fsync", "fdatasync", "ftruncate", "truncate"),
    *("replace", "rename", "link", "symlink", "unlink", "remove", "mkdir", "rmdir", "chmod", "fchmod", "utime"),
    *("stat", "lstat", "fstat", "listdir", "scandir", "readlink", "sendfile", "copy_file_range", "close"),
)
"""Those that are looked at."""

LOOKING = frozenset({"open", "read", "pread", "stat", "lstat", "fstat", "listdir", "scandir", "readlink", "close"})
"""Those that change nothing; `open` may."""


TWO_PATHS = frozenset({"replace", "rename", "link", "symlink"})
"""Those of two paths."""


class Call(NamedTuple):
    """One call, not made yet."""

    name: str
    args: tuple[Any, ...]
    keywords: dict[str, Any]
    make: Callable[..., Any]
    """The function of `os`."""

    def __call__(self) -> Any:
        """Make it."""
        return self.make(*self.args, **self.keywords)


def install(folder: Path, hook: Callable[[Call], Any]) -> None:
    """Have the hook asked, instead of `os`, for every call on the folder, its files and what was opened there.

    For good: only in a process of its own.
    """
    inside: set[int] = set()

    def ours(value: Any) -> bool:
        if isinstance(value, int):
            return value in inside
        return isinstance(value, str | os.PathLike) and f"{os.fspath(value)}/".startswith(f"{folder}/")

    def wrapped(name: str, make: Callable[..., Any]) -> Callable[..., Any]:
        def function(*args: Any, **keywords: Any) -> Any:
            if not any(map(ours, args[: 2 if name in TWO_PATHS else 1])):
                return make(*args, **keywords)
            if name == "close":
                inside.discard(args[0])
            result = hook(Call(name, args, keywords, make))
            if name == "open":
                inside.add(result)
            return result

        return function

    for name in CALLS:
        setattr(os, name, wrapped(name, getattr(os, name)))
