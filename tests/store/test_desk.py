"""What is remembered between sessions: a convenience that never gets in the way."""

from __future__ import annotations

import codecs
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.core.errors import ReaderError
from reader.store.config import Config, read_config
from reader.store.desk import REMEMBERED, Bookmark, Desk


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


def test_what_was_seen_of_the_texts_opened_last_is_remembered(tmp_path: Path) -> None:
    """As many as weeks of work may open; what is damaged among it is nothing that was seen."""
    path, store = tmp_path / "desk.json", tmp_path / "annotations.json"
    seen = {f"{number:016x}": ((0, number + 1), (number + 5, number + 9)) for number in range(REMEMBERED + 7)}

    Desk(path).remember_place(store, Bookmark("a.txt", 17, None, seen))
    whole = Desk(path).bookmark(store)
    path.write_bytes(path.read_bytes().replace(b"[0,8]", b"[8,0]").replace(b"[0,9]", b"[0,true]"))
    damaged = Desk(path).bookmark(store)

    assert whole is not None
    assert damaged is not None
    assert dict(whole.seen) == dict(list(seen.items())[7:])
    assert [damaged.seen[f"{number:016x}"] for number in (7, 8, 9)] == [((12, 16),), ((13, 17),), ((0, 10), (14, 18))]


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
    """What it sets, and the defaults without a file."""
    path = tmp_path / "config.toml"
    path.write_text('annotator = "Ann"\ntheme = "light"\nadvance = true\n[export]\nsplit = "80/20"\nlabels = ["x"]\n')

    config = read_config(path)._replace(written=None)
    assert config == Config("Ann", "light", advance=True, export={"split": "80/20", "labels": ["x"]})
    assert read_config(tmp_path / "none.toml") == Config()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"theme = 'light'\nannotator = ", "line 2: this is not TOML: Invalid value"),
        (b"theme = 'light'\n# \xff", "line 2: this is not UTF-8"),
        (b"\n\ncolour = 'red'", "line 3: 'colour' is not known here; known are annotator, theme"),
        (b"annotator = 3", "line 1: annotator needs a text in quotes"),
        (b"\n[annotator]\na.b = 3", "line 2: annotator needs a text in quotes"),
        (b"annotator = ' '", "line 1: annotator needs a text in quotes"),
        (b'annotator = "a\\u001b[2Jb"', r"line 1: annotator holds a character that cannot be shown, U\+001B"),
        (b"advance = 1", "line 1: advance needs true or false"),
        (b"\ndeterminer = 'never'", "line 2: determiner needs to be one of with, without, learnt, in quotes"),
        (b"export = 1", "line 1: export is a table: write"),
        (b"[export]\nseed = 'x'", "line 2: export.seed needs a whole number"),
        (b"[export]\nlabels = 'a,b'", "line 2: export.labels needs a list of names in quotes"),
        (b"[export]\nlabels = ['']", "line 2: export.labels needs a text in quotes"),
        (b"[export]\n\nlossy = true", "line 3: 'export.lossy' is not known here; known are format, status"),
        (b"[labels.a]\nkey = 'z'", "line 1: 'labels' is not known here"),
        (b"\0" * 9, "line 1: this is not TOML"),
        (b"#" * 2_000_000, "it has more than 1,000,000 bytes"),
        (b"a = " + b"[" * 5000, "nested too deeply"),
        (b"a" + b".a" * 5000 + b" = 1", "nested too deeply"),
        (b"a = 1" + b"0" * 5000, "a number too large"),
    ],
)
def test_a_wrong_configuration_is_said(tmp_path: Path, data: bytes, words: str) -> None:
    """Each fault gives a sentence with the file's name and, where there is one, the line."""
    path = tmp_path / "config.toml"
    path.write_bytes(data)

    with pytest.raises(ReaderError, match=words) as caught:
        read_config(path)

    assert str(path) in str(caught.value)


@pytest.mark.parametrize("kind", ["a pipe", "a folder", "a device"])
def test_a_configuration_that_is_no_file_is_said(tmp_path: Path, kind: str) -> None:
    """Nothing waits for a pipe; the desk, which is a convenience, goes without."""
    path = tmp_path / "config.toml"
    make: dict[str, Callable[[Path], None]]
    make = {"a pipe": os.mkfifo, "a folder": Path.mkdir, "a device": lambda place: place.symlink_to("/dev/zero")}
    make[kind](path)

    with pytest.raises(ReaderError, match=f"config.toml cannot be read: it is {kind}"):
        read_config(path)

    assert Desk(path).theme is None


def test_windows_writes_configurations_too(tmp_path: Path) -> None:
    """A byte order mark and CRLF do no harm."""
    path = tmp_path / "config.toml"
    path.write_bytes(codecs.BOM_UTF8 + b"annotator = 'Ann'\r\ntheme = 'light'\r\n")

    assert read_config(path)[:2] == ("Ann", "light")
