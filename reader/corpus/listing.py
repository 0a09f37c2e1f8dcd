"""Which files of a folder are articles, and in which order they are listed."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from reader.resources import GUIDELINES

SUFFIXES = frozenset({".txt", ".md"})
"""What an article's file name ends with, in upper or lower case."""

TABLES = (".jsonl", ".ndjson", ".csv", ".tsv", ".jsonl.gz", ".ndjson.gz", ".csv.gz", ".tsv.gz", ".parquet")
"""What the file name of a table of articles ends with, in upper or lower case."""

OURS = re.compile(r"\.history\.jsonl$|\.refused-[0-9]+\.jsonl$")
"""What the tool writes itself beside articles, and what is no table."""

CARD = "README.md"
"""What describes a folder of tables; beside tables it is no article."""

DIGITS = re.compile(r"[0-9]+")


class Listing:
    """The ids of the articles below a folder, in no order, each as soon as it is found.

    Whatever is called `.txt` or `.md` and is no folder is listed: what cannot be read says so when it is opened. Hidden
    files and folders, the guidelines of the folder itself and the files of `leave_out` (resolved paths) are passed
    over. Links to folders are walked only with `follow`, after all else and by name, and no folder is ever walked
    twice: what is inside the corpus keeps its own path, and a circle ends.
    """

    def __init__(
        self,
        folder: Path,
        leave_out: Collection[Path] = (),
        *,
        follow: bool = False,
        suffixes: Collection[str] = SUFFIXES,
    ) -> None:
        self._folder = folder
        self._leave_out = leave_out
        self._left_out = {place.name for place in leave_out}
        self._follow = follow
        self._suffixes = suffixes
        self._walked: set[tuple[int, int]] = set()
        self.unreadable: list[str] = []
        """Folders, relative to that one, that cannot be listed. As `links`, complete when all ids were asked for."""
        self.links: list[str] = []
        """Links to folders that were not followed."""

    def __iter__(self) -> Iterator[str]:
        yield from self._below("")
        while self._follow and self.links:
            self.links.sort()
            yield from self._below(self.links.pop(0))

    def _below(self, first: str) -> Iterator[str]:
        """What is below one folder, whose relative path ends in `/`, without following links to others."""
        waiting = [first]
        while waiting:
            inside = waiting.pop()
            if self._follow and self._was_walked(inside):
                continue
            try:
                entries = os.scandir(self._folder / inside)
            except OSError:
                self.unreadable.append(inside)
                continue
            with entries:
                for entry in entries:
                    name = entry.name
                    if name.startswith(".") or (name == GUIDELINES and not inside):
                        continue
                    if name[name.rfind(".") :].lower() in self._suffixes and _is_file(entry):
                        if not self._is_left_out(entry):
                            yield inside + name
                    elif _is_folder(entry, follow=False):
                        waiting.append(f"{inside}{name}/")
                    elif entry.is_symlink() and _is_folder(entry, follow=True):
                        self.links.append(f"{inside}{name}/")

    def _is_left_out(self, entry: os.DirEntry[str]) -> bool:
        if entry.name in self._left_out or (self._left_out and entry.is_symlink()):
            return Path(os.path.realpath(entry.path)) in self._leave_out
        return False

    def _was_walked(self, inside: str) -> bool:
        try:
            found = (self._folder / inside).stat()
        except OSError:
            return False
        size = len(self._walked)
        self._walked.add((found.st_dev, found.st_ino))
        return len(self._walked) == size


def is_table(name: str) -> bool:
    """Is a file a table of articles, by its name?"""
    return name.lower().endswith(TABLES) and OURS.search(name) is None


def tables_below(folder: Path, *, follow: bool = False) -> Sequence[str]:
    """The tables of a folder and those below it, in the order in which they are listed."""
    ends = {f".{name.rpartition('.')[2]}" for name in TABLES}
    return sorted(filter(is_table, Listing(folder, follow=follow, suffixes=ends)), key=natural)


def _is_file(entry: os.DirEntry[str]) -> bool:
    """Is it anything but a folder? The entry mostly says so itself, without a look at the disk."""
    return entry.is_file(follow_symlinks=False) or not _is_folder(entry, follow=True)


def _is_folder(entry: os.DirEntry[str], *, follow: bool) -> bool:
    try:
        return entry.is_dir(follow_symlinks=follow)
    except OSError:
        # A link that leads in a circle, or a file that has gone.
        return False


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
