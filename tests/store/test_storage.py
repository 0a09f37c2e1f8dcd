"""The way to the disk: whole files, readable by stock TinyDB, never over what somebody else wrote."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import Any

import pytest
from tinydb import TinyDB

from reader.core.errors import StoreError
from reader.store import files
from reader.store.files import replace_file
from reader.store.storage import StateStorage

DOCUMENT = {"id": "a.txt", "title": "", "sha256": "", "length": 0, "status": "open", "annotations": []}
TABLES: dict[str, dict[str, Any]] = {"articles": {"1": DOCUMENT}, "meta": {"1": {"schema": 2}}}


def test_nothing_is_written_before_the_first_write(tmp_path: Path) -> None:
    """Reading a store that is not there makes no file."""
    storage = StateStorage(tmp_path / "annotations.json")

    assert storage.read() is None
    assert list(tmp_path.iterdir()) == []


def test_stock_tinydb_opens_what_was_written(tmp_path: Path) -> None:
    """The file is a plain TinyDB file."""
    path = tmp_path / "annotations.json"
    StateStorage(path).read()
    storage = StateStorage(path)
    storage.read()

    storage.write(TABLES)

    with TinyDB(path) as database:
        assert database.table("articles").all() == [DOCUMENT]


def test_a_new_file_is_private_and_nothing_else_is_left(tmp_path: Path) -> None:
    """Mode 0600, no temporary file."""
    path = tmp_path / "annotations.json"

    replace_file(path, b"{}")

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_mode_and_symlink_are_kept(tmp_path: Path) -> None:
    """A shared file stays shared, a link stays a link."""
    target, link = tmp_path / "real.json", tmp_path / "link.json"
    target.write_bytes(b"old")
    target.chmod(0o664)
    link.symlink_to(target)

    replace_file(link, b"new")

    assert link.is_symlink()
    assert target.read_bytes() == b"new"
    assert stat.S_IMODE(target.stat().st_mode) == 0o664


def test_file_and_folder_are_synced_once_each(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A save is one fsync of the file and, after the rename, one of its folder."""
    synced: list[bool] = []
    sync = os.fsync

    def counting(handle: int) -> None:
        synced.append(stat.S_ISDIR(os.fstat(handle).st_mode))
        sync(handle)

    monkeypatch.setattr(os, "fsync", counting)

    replace_file(tmp_path / "annotations.json", b"{}")

    assert synced == [False, True]


@pytest.mark.parametrize("call", ["write_all", "sync_folder"])
def test_a_failing_disk_leaves_a_whole_file_and_no_temporary(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    """Whichever call fails, the file holds the old or the new data, whole."""
    path = tmp_path / "annotations.json"
    replace_file(path, b"old")

    def failing(*_args: object) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(files, call, failing)

    with pytest.raises(OSError, match="Input/output"):
        replace_file(path, b"new")

    assert path.read_bytes() in (b"old", b"new")
    assert list(tmp_path.iterdir()) == [path]


def test_what_somebody_else_wrote_is_not_overwritten(tmp_path: Path) -> None:
    """A file replaced underneath stays, and the error says so."""
    path = tmp_path / "annotations.json"
    storage = StateStorage(path)
    storage.read()
    storage.write(TABLES)
    replace_file(path, b'{"articles": {"1": {"id": "theirs"}}}')

    with pytest.raises(StoreError, match=r"annotations\.json was changed by another program"):
        storage.write(TABLES)

    assert b"theirs" in path.read_bytes()


def test_tinydb_works_on_the_storage(tmp_path: Path) -> None:
    """A script uses the store as any other database, and every write is whole."""
    path = tmp_path / "annotations.json"
    with TinyDB(path, storage=StateStorage) as database:
        database.table("articles").insert({**DOCUMENT, "reviewed_by": "Ann"})

    with TinyDB(path, storage=StateStorage) as database:
        assert database.table("articles").all()[0]["reviewed_by"] == "Ann"
