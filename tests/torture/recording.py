"""What a session has the disk do, call by call, and what a power cut may leave of it."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from tests.torture.layer import Call, install

SECTOR = 512
"""Bytes that a disk writes as a whole."""


class Data(NamedTuple):
    """Bytes written to a file, or, with no bytes, its being cut or extended to a size."""

    file: int
    offset: int
    data: bytes | None


class Names(NamedTuple):
    """What names in the folder stand for from now on, at once; None for a name that is gone."""

    files: tuple[tuple[str, int | None], ...]


class Synced(NamedTuple):
    """A file, or with None the folder, is on the disk as it is."""

    file: int | None


class Said(NamedTuple):
    """The worker said something, as a step that is acknowledged."""

    message: Any


Event = Data | Names | Synced | Said


class Recorder:
    """Writes down what a process does in one folder; it does it as well."""

    def __init__(self, folder: Path) -> None:
        self.events: list[Event] = []
        self._folder = folder
        self._numbers: dict[int, int] = {}
        self._files = 0
        self._seek, self._fstat, self._stat = os.lseek, os.fstat, os.stat
        for file in sorted(folder.iterdir()):
            self._there(file)
        self.events.append(Synced(None))
        install(folder, self._made)

    def _there(self, file: Path) -> None:
        """A file from before, which no cut can take away."""
        self._files += 1
        self._numbers[file.stat().st_ino] = self._files
        self.events += [Names(((file.name, self._files),)), Data(self._files, 0, file.read_bytes())]
        self.events.append(Synced(self._files))

    def _number(self, found: os.stat_result) -> int:
        return self._numbers[found.st_ino]

    def _of(self, descriptor: int) -> int | None:
        return None if self._is_folder(descriptor) else self._number(self._fstat(descriptor))

    def _is_folder(self, descriptor: int) -> bool:
        return (self._fstat(descriptor).st_mode & 0o170000) == 0o040000

    def _made(self, call: Call) -> Any:
        events: Callable[[Call], Any] = {
            "open": self._open,
            "write": self._write,
            "pwrite": self._pwrite,
            "fsync": self._sync,
            "fdatasync": self._sync,
            "ftruncate": self._truncate,
            "replace": self._rename,
            "rename": self._rename,
            "link": self._link,
            "unlink": self._unlink,
            "remove": self._unlink,
        }.get(call.name, Call.__call__)
        return events(call)

    def _open(self, call: Call) -> Any:
        path, flags = call.args[0], call.args[1] if len(call.args) > 1 else call.keywords["flags"]
        there = os.path.lexists(path)
        result = call()
        if not self._is_folder(result):
            found = self._fstat(result)
            if not there:
                # Its inode may be one that another file had.
                self._numbers[found.st_ino] = self._files = self._files + 1
                self.events.append(Names(((self._name(path), self._files),)))
            elif flags & os.O_TRUNC:
                self.events.append(Data(self._number(found), 0, None))
        return result

    def _name(self, path: Any) -> str:
        return Path(os.fspath(path)).name

    def _write(self, call: Call) -> Any:
        result = call()
        end = self._seek(call.args[0], 0, os.SEEK_CUR)
        number = self._number(self._fstat(call.args[0]))
        self.events.append(Data(number, end - result, bytes(call.args[1])[:result]))
        return result

    def _pwrite(self, call: Call) -> Any:
        result = call()
        number = self._number(self._fstat(call.args[0]))
        self.events.append(Data(number, call.args[2], bytes(call.args[1])[:result]))
        return result

    def _sync(self, call: Call) -> Any:
        # Not done, as nobody cuts the power of this machine.
        self.events.append(Synced(self._of(call.args[0])))

    def _truncate(self, call: Call) -> Any:
        self.events.append(Data(self._number(self._fstat(call.args[0])), call.args[1], None))
        return call()

    def _rename(self, call: Call) -> Any:
        number = self._number(self._stat(call.args[0], follow_symlinks=False))
        result = call()
        self.events.append(Names(((self._name(call.args[1]), number), (self._name(call.args[0]), None))))
        return result

    def _link(self, call: Call) -> Any:
        result = call()
        number = self._number(self._stat(call.args[0], follow_symlinks=False))
        self.events.append(Names(((self._name(call.args[1]), number),)))
        return result

    def _unlink(self, call: Call) -> Any:
        result = call()
        self.events.append(Names(((self._name(call.args[0]), None),)))
        return result


def image(events: list[Event], keep: Callable[[Event], str], *, strict: bool = False) -> dict[str, bytes]:
    """The files of the folder after a power cut that came behind these events.

    What was synced is there. Of the rest `keep` says for each whether it is there (`kept`), is not (`lost`), or, for
    data, whether the file grew and nothing was written (`zeros`) or only some sectors were (`torn N`). Journalling file
    systems sync the name of a new file with the file; to be `strict` is to want no more than POSIX promises.
    """
    synced = _synced(events, strict=strict)
    files: dict[int, bytearray] = {}
    names: dict[str, int | None] = {}
    for number, event in enumerate(events):
        fate = "kept" if number in synced else keep(event)
        if isinstance(event, Data) and fate != "lost":
            _put(files.setdefault(event.file, bytearray()), event, fate)
        elif isinstance(event, Names) and fate == "kept":
            names.update(event.files)
    return {name: bytes(files.get(file, b"")) for name, file in names.items() if file is not None}


def _synced(events: list[Event], *, strict: bool) -> set[int]:
    """The indices of what an fsync behind it has put on the disk."""
    made: set[int] = set()
    done: set[int | None] = set()
    for number in range(len(events) - 1, -1, -1):
        match events[number]:
            case Synced(file):
                done.add(file)
            case Data(file) if file in done:
                made.add(number)
            case Names(((_, file),)) if file is not None and file in done and not strict:
                made.add(number)
            case Names() if None in done:
                made.add(number)
            case _:
                pass
    return made


def _put(content: bytearray, event: Data, fate: str) -> None:
    if event.data is None:
        if event.offset < len(content):
            del content[event.offset :]
        else:
            content += bytes(event.offset - len(content))
        return
    end = event.offset + len(event.data)
    if end > len(content):
        content += bytes(end - len(content))
    if fate == "kept":
        content[event.offset : end] = event.data
    elif fate.startswith("torn"):
        random = Random(fate)
        for start in range(event.offset - event.offset % SECTOR, end, SECTOR):
            if random.randrange(2):
                here, there = max(start, event.offset), min(start + SECTOR, end)
                content[here:there] = event.data[here - event.offset : there - event.offset]


REGULAR = (("kept", "kept"), ("lost", "lost"), ("kept", "lost"), ("kept", "zeros"), ("lost", "kept"))
"""What becomes of all names and all data."""


class Fates:
    """What may become of what is not synced, one way of it."""

    def __init__(self, way: int, seed: str) -> None:
        """The first five ways are the regular ones.

        The others are random, every second of them with the names kept up to some moment, as a journal has them.
        """
        self._way = way
        self._random = Random(seed)
        self._names_until = self._random.randrange(12)

    def __call__(self, event: Event) -> str:
        """The fate of one event."""
        if self._way < len(REGULAR):
            names, data = REGULAR[self._way]
            return names if isinstance(event, Names) else data
        if not isinstance(event, Names):
            return self._random.choice(("kept", "lost", "zeros", f"torn {self._random.random()}"))
        self._names_until -= 1
        ordered = "kept" if self._names_until >= 0 else "lost"
        return ordered if self._way % 2 else self._random.choice(("kept", "lost"))
