"""Files that are written for others, whole or not at all, and files of others that are read."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import IO, BinaryIO, NamedTuple

from reader.core.errors import FormatError, StoreError
from reader.disk import open_file
from reader.store import files

Piece = tuple[str, bytes]
"""Bytes of a file, by its path below the folder; the path says nothing where there is one file only."""


class Found(NamedTuple):
    """Files of others."""

    names: Sequence[str]
    """Their paths below the folder, sorted; of a single file its name."""
    open: Callable[[str], BinaryIO]
    """Opens one of them. Raises OSError."""


def write_file(path: Path, pieces: Iterable[Piece]) -> None:
    """Put the bytes into a file; one that is there is replaced when all are written. Raises StoreError."""
    target = path.resolve()
    try:
        with files.written(target, (data for _, data in pieces)) as temporary:
            os.replace(temporary, target)
        files.sync_folder(target.parent)
    except OSError as error:
        raise StoreError(f"The export cannot be written to {path}: {error.strerror or error}") from error


def write_folder(path: Path, pieces: Iterable[Piece], *, force: bool = False) -> None:
    """Put the files into a new folder, which is there when all are written; with `force` in the place of one that is.

    Raises StoreError, for a folder that holds something, and for a path that would lead out of the folder.
    """
    if path.exists() and not force and not (path.is_dir() and not any(path.iterdir())):
        raise StoreError(f"{path} is there already. Name another place, or replace it with --force")
    target = path.resolve()
    try:
        made = Path(tempfile.mkdtemp(prefix=f".{target.name}.", suffix=".tmp", dir=target.parent))
    except OSError as error:
        raise StoreError(f"The export cannot be written to {path}: {error.strerror or error}") from error
    try:
        _fill(made, pieces)
        made.chmod(0o700)
        _put(made, target)
    except OSError as error:
        raise StoreError(f"The export cannot be written to {path}: {error.strerror or error}") from error
    finally:
        shutil.rmtree(made, ignore_errors=True)


def found_at(path: Path) -> Found:
    """A file or folder of others, to be read. Raises FormatError when there is none."""
    if path.is_dir():
        names = sorted(
            file.relative_to(path).as_posix()
            for file in path.rglob("*")
            if file.is_file() and not any(part.startswith(".") for part in file.relative_to(path).parts)
        )
        return Found(names, lambda name: open_file(path / name))
    if not path.exists():
        raise FormatError(f"There is no file or folder {path}")
    return Found([path.name], lambda _name: open_file(path))


def _fill(folder: Path, pieces: Iterable[Piece]) -> None:
    name, file = "", None
    made: set[str] = set()
    try:
        for inside, data in pieces:
            if file is None or inside != name:
                _end(file)
                file, name = _begun(folder, inside, made), inside
            file.write(data)
    finally:
        _end(file)


def _begun(folder: Path, inside: str, made: set[str]) -> IO[bytes]:
    parts = PurePosixPath(inside).parts
    if not parts or PurePosixPath(inside).is_absolute() or any(part in ("", ".", "..") for part in parts):
        raise StoreError(f"The name {inside!r} leads out of the folder; nothing was written")
    path = folder.joinpath(*parts)
    path.parent.mkdir(parents=True, exist_ok=True)
    mode = "ab" if inside in made else "xb"
    made.add(inside)
    return path.open(mode)


def _end(file: IO[bytes] | None) -> None:
    if file is not None:
        file.flush()
        os.fsync(file.fileno())
        file.close()


def _put(made: Path, target: Path) -> None:
    """Rename the folder to its place; what is there goes when the new one stands."""
    old = None
    if target.exists():
        old = Path(tempfile.mkdtemp(prefix=f".{target.name}.", suffix=".old", dir=target.parent))
        os.replace(target, old / target.name)
    try:
        os.replace(made, target)
    except OSError:
        if old is not None:
            os.replace(old / target.name, target)
        raise
    finally:
        if old is not None:
            with suppress(OSError):
                shutil.rmtree(old)
    files.sync_folder(target.parent)
