"""Files for others: whole or not at all, never outside their folder, never over what is not theirs."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.core.errors import FormatError, StoreError
from reader.store.outputs import Piece, found_at, sync_new, write_file, write_folder, write_new

BAD = ("../out", "/etc/out", "a/../../out", ".", "", "a/\0b")


def failing(error: BaseException) -> Iterator[Piece]:
    """A piece, and then something goes wrong."""
    yield "a.txt", b"half"
    raise error


@pytest.mark.parametrize("name", BAD)
def test_no_name_leads_out_of_the_folder(tmp_path: Path, name: str) -> None:
    """Neither of a folder written nor of a new file."""
    with pytest.raises(StoreError, match="leads out of the folder"):
        write_folder(tmp_path / "out", [("fine.txt", b"x"), (name, b"x")])
    with pytest.raises(StoreError, match="leads out of the folder"):
        write_new(tmp_path, name, [b"x"])

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)), SystemExit(130), FormatError("x")])
def test_what_fails_leaves_what_was_there(tmp_path: Path, error: BaseException) -> None:
    """The old file and the old folder, and nothing half-written beside them."""
    (tmp_path / "file").write_text("old")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "a.txt").write_text("old")

    with pytest.raises((StoreError, SystemExit, FormatError)):
        write_file(tmp_path / "file", failing(error))
    with pytest.raises((StoreError, SystemExit, FormatError)):
        write_folder(tmp_path / "folder", failing(error), force=True)

    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "folder"]
    assert (tmp_path / "file").read_text() == (tmp_path / "folder" / "a.txt").read_text() == "old"


def test_a_signal_between_two_renames_brings_the_old_folder_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It comes when the old one is out of the way already."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "old.txt").write_text("old")
    real, calls = os.replace, []

    def replace(old: Path, new: Path) -> None:
        calls.append(old)
        if len(calls) == 2:
            raise SystemExit(130)
        real(old, new)

    monkeypatch.setattr(os, "replace", replace)
    with pytest.raises(SystemExit):
        write_folder(tmp_path / "folder", [("a.txt", b"new")], force=True)

    assert [path.name for path in tmp_path.iterdir()] == ["folder"]
    assert (tmp_path / "folder" / "old.txt").read_text() == "old"


def test_new_files_take_free_names(tmp_path: Path) -> None:
    """Beside whatever has the name: a file, a folder, a link that leads nowhere."""
    (tmp_path / "a.txt").write_text("mine")
    (tmp_path / "a-2.txt").symlink_to("nowhere")

    names = [write_new(tmp_path, "a.txt", [b"x"]), write_new(tmp_path, "b/a.txt", [b"x"])]
    numbered = [write_new(tmp_path, "n.jsonl", [b"x"], numbered=True) for _ in range(2)]

    assert names == ["a-3.txt", "b/a.txt"]
    assert numbered == ["n-1.jsonl", "n-2.jsonl"]
    assert (tmp_path / "a.txt").read_text() == "mine"


def test_new_files_are_on_disk_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each of them, and each folder that says that they are there; one that is gone meanwhile is said."""
    synced: list[int] = []
    real = os.fsync

    def noted(handle: int) -> None:
        synced.append(os.fstat(handle).st_ino)
        real(handle)

    monkeypatch.setattr(os, "fsync", noted)
    names = [write_new(tmp_path, f"in/{number}.txt", [b"x"], synced=False) for number in range(200)]
    before = list(synced)
    sync_new(tmp_path, names)

    assert before == []
    there = [tmp_path, tmp_path / "in", *(tmp_path / name for name in names)]
    assert sorted(synced) == sorted(path.stat().st_ino for path in there)
    (tmp_path / names[0]).unlink()
    with pytest.raises(StoreError, match="cannot be written"):
        sync_new(tmp_path, names)


def test_links_are_not_followed_out(tmp_path: Path) -> None:
    """Neither when an article is made nor when a folder of others is read."""
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "secret.txt").write_text("secret")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "there").symlink_to(tmp_path / "out")
    (tmp_path / "in" / "link.txt").symlink_to(tmp_path / "out" / "secret.txt")
    (tmp_path / "in" / "mine.txt").write_text("mine")
    (tmp_path / "in" / "same.txt").symlink_to("mine.txt")
    (tmp_path / "in" / ".hidden").write_text("x")

    with pytest.raises(StoreError, match="leads out of the folder"):
        write_new(tmp_path / "in", "there/a.txt", [b"x"])

    assert found_at(tmp_path / "in").names == ["mine.txt", "same.txt"]
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["secret.txt"]


def test_pieces_of_a_file_follow_each_other(tmp_path: Path) -> None:
    """In a folder, with folders in it; a folder that is empty is taken."""
    (tmp_path / "out").mkdir()

    write_folder(tmp_path / "out", [("a/b.txt", b"1"), ("a/b.txt", b"2"), ("c", b"3")])

    found = found_at(tmp_path / "out")
    assert found.names == ["a/b.txt", "c"]
    with found.open("a/b.txt") as file:
        assert file.read() == b"12"
