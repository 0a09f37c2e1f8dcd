"""Files that are written for others, whole or not at all, and files of others that are read."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path, PurePosixPath
from typing import IO, BinaryIO, NamedTuple

from reader.core.errors import FormatError, StoreError
from reader.disk import kind_of, open_file
from reader.store import files
from reader.store.places import places

Piece = tuple[str, bytes]
"""Bytes of a file, by its path below the folder; the path says nothing where there is one file only."""


class Found(NamedTuple):
    """Files of others."""

    names: Sequence[str]
    """Their paths below the folder, sorted; of a single file its name."""
    open: Callable[[str], BinaryIO]
    """Opens one of them. Raises OSError."""


def check_place(path: Path, *, folder: bool, force: bool = False) -> None:
    """Raise StoreError unless a file, or else a folder, can be put there.

    What is no plain file is not replaced: a device would be a file from then on. Nor is what this program runs in.
    """
    try:
        there = kind_of(path.stat().st_mode)
    except FileNotFoundError:
        return
    except (OSError, ValueError) as error:
        raise _refused(path, error) from error
    if there != "a folder":
        if there or folder:
            raise StoreError(f"{path} is {there or 'a file'}. Name another place{_pipes(there)}")
        return
    if not folder:
        raise StoreError(f"{path} is a folder. Name a file in it")
    if not force and _holds_something(path):
        raise StoreError(f"{path} is there already. Name another place, or replace it with --force")
    for kept, what in ((".", "the current folder"), ("~", "your home")):
        if Path(os.path.realpath(os.path.expanduser(kept))).is_relative_to(path.resolve()):
            raise StoreError(f"{path} holds {what} and is not replaced. Name another place")


def check_apart(path: Path, root: Path, articles: Callable[[str], bool], store: Path) -> None:
    """Raise StoreError when an export at this place would replace articles or their annotations.

    `articles` says whether there is an article of an id, a path below `root`.
    """
    target, root = path.resolve(), root.resolve()
    held = [Path(place).resolve() for place in places(store)]
    if target in held:
        raise StoreError(f"{path} is part of the annotations themselves. Name another place")
    if target.is_relative_to(root) and articles(target.relative_to(root).as_posix()):
        raise StoreError(f"{path} is one of the articles. Name another place")
    if any(place.is_relative_to(target) for place in (root, *held)):
        raise StoreError(f"{path} holds the articles or their annotations and is not replaced. Name another place")


def write_file(path: Path, pieces: Iterable[Piece]) -> None:
    """Put the bytes into a file; one that is there is replaced when all are written. Raises StoreError."""
    check_place(path, folder=False)
    target = path.resolve()
    with _said(path), _swept(target):
        with files.written(target, (data for _, data in pieces)) as temporary:
            os.replace(temporary, target)
        files.sync_folder(target.parent)


def write_new(root: Path, name: str, pieces: Iterable[bytes], *, numbered: bool = False, synced: bool = True) -> str:
    """Put bytes into a new file below a folder, by the first name that is free: `a.txt`, `a-2.txt`; gives the name.

    With `numbered` the first is `a-1.txt`. Without `synced` it is on disk after `sync_new`. Never over another file,
    whoever makes one at the same moment, and never outside the folder. Raises StoreError.
    """
    path = root.joinpath(*_parts(name))
    with _said(path):
        if any((root / folder).is_symlink() for folder in PurePosixPath(name).parents if folder.parts):
            raise StoreError(f"{name} leads out of the folder {root}")
        path.parent.mkdir(parents=True, exist_ok=True)
        with _swept(path), files.written(path, pieces, synced=synced) as temporary:
            for number in count(1):
                free = path if number == 1 and not numbered else path.with_name(f"{path.stem}-{number}{path.suffix}")
                with suppress(FileExistsError):
                    files.link(temporary, free)
                    break
        return free.relative_to(root).as_posix()


def write_missing(path: Path, data: bytes) -> bool:
    """Put bytes into a new file; False when there is one, which is left as it is. Raises StoreError."""
    with _said(path), _swept(path), files.written(path, (data,)) as temporary:
        try:
            files.link(temporary, path)
        except FileExistsError:
            return False
    return True


def sync_new(root: Path, names: Sequence[str]) -> None:
    """Have new files below a folder on disk, with the folders that they are in. Raises StoreError."""
    with _said(root):
        files.sync_files(root, names)


def write_folder(path: Path, pieces: Iterable[Piece], *, force: bool = False) -> None:
    """Put the files into a new folder, which is there when all are written; with `force` in the place of one that is.

    Raises StoreError, for a folder that holds something, and for a path that would lead out of the folder.
    """
    check_place(path, folder=True, force=force)
    target = path.resolve()
    # Named before it is made: a signal may come right behind that.
    made = target.parent / f".{target.name}.{os.urandom(4).hex()}.tmp"
    with _said(path):
        try:
            made.mkdir(0o700)
            _fill(made, pieces)
            _put(made, target)
        finally:
            shutil.rmtree(made, ignore_errors=True)


def found_at(path: Path) -> Found:
    """A file or folder of others, to be read. Raises FormatError when there is none.

    Hidden files of a folder are left out, and links that lead out of it.
    """
    try:
        kind = kind_of(path.stat().st_mode)
        if kind == "a folder":
            return Found(sorted(_below(path)), lambda name: open_file(path / name))
    except (FileNotFoundError, NotADirectoryError) as error:
        raise FormatError(f"There is no file or folder {path}") from error
    except (OSError, ValueError) as error:
        raise FormatError(f"{path} cannot be read: {getattr(error, 'strerror', None) or error}") from error
    if kind:
        raise FormatError(f"{path} is {kind}; a file or a folder is needed")
    return Found([path.name], lambda _name: open_file(path))


def _below(root: Path) -> Iterator[str]:
    inside = root.resolve()
    for folder, folders, names in os.walk(root):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            file = Path(folder, name)
            if name.startswith(".") or (file.is_symlink() and not file.resolve().is_relative_to(inside)):
                continue
            if file.is_file():
                yield file.relative_to(root).as_posix()


@contextmanager
def _swept(target: Path) -> Iterator[None]:
    """Leave no temporary file, also when a signal comes right behind the making of it."""
    try:
        yield
    except BaseException:
        files.sweep(target)
        raise


@contextmanager
def _said(path: Path) -> Iterator[None]:
    """What goes wrong with a file, as a sentence."""
    try:
        yield
    except (OSError, ValueError) as error:
        raise _refused(path, error) from error


def _refused(path: Path, error: Exception) -> StoreError:
    return StoreError(f"{path} cannot be written: {getattr(error, 'strerror', None) or error}")


def _pipes(kind: str) -> str:
    return ", or - for standard output" if kind else ""


def _holds_something(path: Path) -> bool:
    with _said(path):
        return any(path.iterdir())


def _fill(folder: Path, pieces: Iterable[Piece]) -> None:
    name = ""
    file: IO[bytes] | None = None
    made: dict[str, None] = {}
    try:
        for inside, data in pieces:
            if file is None or inside != name:
                ended, file = file, None
                _end(ended)
                file, name = _begun(folder, inside, made), inside
            file.write(data)
    finally:
        _end(file)
    files.sync_files(folder, list(made))


def _begun(folder: Path, inside: str, made: dict[str, None]) -> IO[bytes]:
    path = folder.joinpath(*_parts(inside))
    path.parent.mkdir(parents=True, exist_ok=True)
    mode = "ab" if inside in made else "xb"
    made[inside] = None
    return path.open(mode)


def _parts(inside: str) -> Sequence[str]:
    """The parts of a path below a folder. Raises StoreError when it leads out of it."""
    path = PurePosixPath(inside)
    if not path.parts or path.is_absolute() or any(part in ("", ".", "..") or "\0" in part for part in path.parts):
        raise StoreError(f"The name {inside!r} leads out of the folder; nothing was written")
    return path.parts


def _end(file: IO[bytes] | None) -> None:
    if file is not None:
        file.close()


def _put(made: Path, target: Path) -> None:
    """Rename the folder to its place; what is there goes when the new one stands."""
    old = None
    if target.exists():
        made.chmod(target.stat().st_mode & 0o777)
        old = Path(tempfile.mkdtemp(prefix=f".{target.name}.", suffix=".old", dir=target.parent)) / target.name
    try:
        if old is not None:
            os.replace(target, old)
        os.replace(made, target)
    except BaseException:
        # A signal may come between the two.
        if old is not None and old.exists() and not target.exists():
            os.replace(old, target)
        raise
    finally:
        if old is not None:
            shutil.rmtree(old.parent, ignore_errors=True)
    files.sync_folder(target.parent)
