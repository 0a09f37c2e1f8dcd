"""What is remembered between sessions: a convenience that never gets in the way."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.core.errors import ReaderError
from reader.store.config import Config, read_config
from reader.store.desk import Bookmark, Desk


def test_place_and_theme_are_remembered(tmp_path: Path) -> None:
    """Both are there at the next start, and one does not push the other out."""
    path, store = tmp_path / "state" / "desk.json", tmp_path / "annotations.json"
    desk = Desk(path)
    desk.remember_theme("nord")
    desk.remember_place(store, Bookmark("a.txt", 17))
    desk.remember_advance(True)

    again = Desk(path)

    assert (again.theme, again.advance) == ("nord", True)
    assert again.bookmark(store) == Bookmark("a.txt", 17)
    assert again.bookmark(tmp_path / "other.json") is None


def test_knowing_it_already_writes_nothing(tmp_path: Path) -> None:
    """The same place again leaves the file alone."""
    path, store = tmp_path / "desk.json", tmp_path / "annotations.json"
    Desk(path).remember_place(store, Bookmark("a.txt", 1))
    before = path.stat()

    Desk(path).remember_place(store, Bookmark("a.txt", 1))

    assert path.stat() == before


@pytest.mark.parametrize(
    "data", [b"", b"[]", b"{", b'{"places": 3, "theme": 4}', b'{"places": {"x": {"cursor": "1"}}}']
)
def test_a_damaged_desk_is_an_empty_one(tmp_path: Path, data: bytes) -> None:
    """Nothing that is wrong with it can stop a start."""
    path = tmp_path / "desk.json"
    path.write_bytes(data)

    desk = Desk(path)

    assert desk.theme is None
    assert desk.bookmark(tmp_path / "annotations.json") is None


def test_a_desk_that_cannot_be_written_is_forgotten(tmp_path: Path) -> None:
    """No place for it is no error."""
    (tmp_path / "file").write_bytes(b"")
    desk = Desk(tmp_path / "file" / "desk.json")

    desk.remember_theme("nord")

    assert desk.theme == "nord"


def test_the_configuration_is_read(tmp_path: Path) -> None:
    """Both settings, and the defaults without a file."""
    path = tmp_path / "config.toml"
    path.write_text('annotator = "Ann"\ntheme = "light"\n')

    assert read_config(path) == Config("Ann", "light")
    assert read_config(tmp_path / "none.toml") == Config()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"annotator = ", "cannot be read"),
        (b"\xff", "cannot be read"),
        (b"colour = 'red'", "'colour', which is not known"),
        (b"annotator = 3", "needs a text"),
        (b"annotator = ' '", "needs a text"),
    ],
)
def test_a_wrong_configuration_is_said(tmp_path: Path, data: bytes, words: str) -> None:
    """Each fault gives a sentence with the file's name."""
    path = tmp_path / "config.toml"
    path.write_bytes(data)

    with pytest.raises(ReaderError, match=words) as caught:
        read_config(path)

    assert str(path) in str(caught.value)
