"""Which files of a folder are articles, and in which order they are listed."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

SUFFIXES = frozenset({".txt", ".md"})
"""What an article's file name ends with, in upper or lower case."""

DIGITS = re.compile(r"[0-9]+")


def article_ids(folder: Path, leave_out: Collection[Path] = ()) -> Iterator[str]:
    """The ids of the articles below a folder, in no order, each as soon as it is found.

    Hidden files and folders, links to folders, folders that cannot be read, and the files of `leave_out` (resolved
    paths) are passed over.
    """
    root = folder.resolve() if leave_out else folder
    left_out = {place.relative_to(root).as_posix() for place in leave_out if place.is_relative_to(root)}
    waiting = [""]
    while waiting:
        inside = waiting.pop()
        with suppress(OSError), os.scandir(folder / inside) as entries:
            for entry in entries:
                name = entry.name
                if name.startswith("."):
                    continue
                if name[name.rfind(".") :].lower() in SUFFIXES and _is_article(entry, leave_out):
                    if (identity := inside + name) not in left_out:
                        yield identity
                elif entry.is_dir(follow_symlinks=False):
                    waiting.append(f"{inside}{name}/")


def natural(name: str) -> str:
    """A sort key that counts: `part 2` before `part 10`, folders before what follows them by name."""
    folder, slash, file = name.rpartition("/")
    return f"{_folder_key(folder + slash)}{_counted(file)}\0\0{name}"


@lru_cache(64)
def _folder_key(folder: str) -> str:
    return _counted(folder).replace("/", "\1")


def _counted(name: str) -> str:
    """The name in one case, with numbers that sort by their value and before any other character."""
    return DIGITS.sub(_number, name.casefold())


def _number(digits: re.Match[str]) -> str:
    """How many digits there are, as one character, and then the digits."""
    digits_in_force = digits[0].lstrip("0")
    return f"\0{chr(1 + len(digits_in_force))}{digits_in_force}"


def _is_article(entry: os.DirEntry[str], leave_out: Collection[Path]) -> bool:
    """Is it a file, or a link to one that is not left out? The entry mostly says itself, without a look at the disk."""
    try:
        if entry.is_file(follow_symlinks=False):
            return True
        return entry.is_symlink() and entry.is_file() and Path(entry.path).resolve() not in leave_out
    except OSError:
        return False
