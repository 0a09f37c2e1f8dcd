"""Finding, decoding and reading articles."""

from __future__ import annotations

import codecs
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.core.errors import CorpusError, DecodingError
from reader.corpus.corpus import HEAD, KEPT_TEXT, open_corpus
from reader.corpus.decoding import decode, decode_start
from reader.corpus.listing import natural
from reader.resources import folder
from tests.strategies import texts


@given(texts())
def test_text_is_decoded_as_it_is(text: str) -> None:
    """With or without a byte order mark the text comes back whole: no newline and no character changes."""
    plain = text.lstrip("\ufeff")

    assert decode(plain.encode()) == plain
    assert decode(codecs.BOM_UTF8 + text.encode()) == text


def test_only_one_mark_is_dropped() -> None:
    """A second byte order mark is text."""
    assert decode(codecs.BOM_UTF8 * 2 + b"x") == "\ufeffx"


@pytest.mark.parametrize(
    ("data", "words"),
    [(b"bad \xff", r"byte 4 \(0xFF, line 1\)"), (codecs.BOM_UTF8 + b"a\nb\xc3(", r"byte 6 \(0xC3, line 2\)")],
)
def test_the_wrong_byte_is_named(data: bytes, words: str) -> None:
    """The sentence says which byte of the file it is, where, and what to do."""
    with pytest.raises(DecodingError, match=words):
        decode(data)


def test_the_samples_are_the_corpus_in_order() -> None:
    """Two articles, by name, with the first lines that are not blank as titles."""
    corpus = open_corpus(folder("seeds"))

    assert corpus.ids == ["000_6ab15a8d931c05ba.txt", "003_74ce05c8ee3e18f8.txt"]
    assert [corpus.heading(i)[0][:17] for i in range(2)] == ["As a result of th", "Yerevan has calle"]
    assert [len(corpus.article(i)) for i in range(2)] == [3103, 4733]


def test_what_is_an_article(tmp_path: Path) -> None:
    """Text and markdown files at any depth, counted naturally; hidden files, the store, pipes and others are none."""
    for name in (
        "10.txt",
        "9.TXT",
        "b/2.md",
        ".hidden.txt",
        ".git/x.txt",
        "image.png",
        "notes.txt.bak",
        "my.txt/in.txt",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    (tmp_path / "store.txt").write_text("{}")
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "dangling.txt").symlink_to(tmp_path / "gone")

    corpus = open_corpus(tmp_path, leave_out=[tmp_path / "store.txt"])

    assert corpus.ids == ["9.TXT", "10.txt", "b/2.md", "my.txt/in.txt"]


def test_names_are_counted() -> None:
    """2 comes before 10, whatever the case, and the order is total."""
    names = ["a10", "A2", "a1", "b", "a2", "ä1", "1", "01"]

    assert sorted(names, key=natural) == ["01", "1", "a1", "A2", "a2", "a10", "b", "ä1"]


def test_an_unreadable_article_stops_no_other(tmp_path: Path) -> None:
    """It says why; its neighbours open."""
    (tmp_path / "a.txt").write_bytes(b"\xff")
    (tmp_path / "b.txt").write_bytes(b"fine")
    (tmp_path / "c.txt").write_bytes(b"soon gone")
    corpus = open_corpus(tmp_path)
    (tmp_path / "c.txt").unlink()

    headings = [corpus.heading(i) for i in range(3)]

    assert headings[0][1].startswith("not valid UTF-8: byte 0 (0xFF")
    assert headings[1] == ("fine", "")
    assert headings[2] == ("", "cannot be read: No such file or directory")


def test_a_name_that_is_no_text_is_listed_with_its_fault(tmp_path: Path) -> None:
    """A file name of other bytes than UTF-8 cannot be an id, and says so."""
    (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_bytes(b"x")

    corpus = open_corpus(tmp_path)

    assert corpus.heading(0) == ("", "its name is not valid UTF-8. Rename the file to read it")


def test_nothing_to_read_is_said(tmp_path: Path) -> None:
    """A place that is not there, an empty folder, something else."""
    (tmp_path / "empty").mkdir()
    os.mkfifo(tmp_path / "pipe")

    for name, words in (("gone", "There is no file"), ("empty", "holds no articles"), ("pipe", "neither a folder")):
        with pytest.raises(CorpusError, match=words):
            open_corpus(tmp_path / name)


@given(texts(), st.integers(1, 60))
def test_the_first_bytes_are_the_first_characters(text: str, count: int) -> None:
    """Wherever the bytes are cut, no half character makes the rest unreadable."""
    data = text.encode()[:count]

    start = decode_start(data)

    assert text.lstrip("\ufeff").startswith(start.lstrip("\ufeff"))
    assert len(data) - len(start.encode()) < 4 + len(codecs.BOM_UTF8)


def test_only_the_first_bytes_are_read_for_a_title(tmp_path: Path) -> None:
    """A wrong byte far behind is found when the article is read, and the list knows from then on."""
    (tmp_path / "a.txt").write_bytes(b"Title\n" + "é".encode() * HEAD + b"\xff")
    corpus = open_corpus(tmp_path)

    assert corpus.heading(0) == ("Title", "")
    with pytest.raises(DecodingError):
        corpus.article(0)
    assert corpus.heading(0)[1].startswith("not valid UTF-8")


def test_a_title_behind_many_blanks_is_found(tmp_path: Path) -> None:
    """Even where no first bytes hold it; without one the id is the title."""
    (tmp_path / "a.txt").write_bytes(b"\n" * HEAD + b"Title\n")
    (tmp_path / "b.txt").write_bytes(b"\n")

    corpus = open_corpus(tmp_path)

    assert [corpus.heading(index) for index in range(2)] == [("Title", ""), ("b.txt", "")]


def test_few_articles_are_kept(tmp_path: Path) -> None:
    """The ones read last, together no longer than a bound, but always the last one."""
    for name in "abcd":
        (tmp_path / f"{name}.txt").write_bytes(b"x" * (KEPT_TEXT // 2 if name != "d" else KEPT_TEXT + 1))
    corpus = open_corpus(tmp_path)

    first = [corpus.article(index) for index in range(2)]
    assert corpus.article(0) is first[0]
    corpus.article(2)
    assert corpus.article(0) is first[0]
    assert corpus.article(1) is not first[1]
    last = corpus.article(3)
    assert corpus.article(3) is last
    assert corpus.article(0) is not first[0]


def test_a_link_to_the_store_is_no_article(tmp_path: Path) -> None:
    """Other links to files are, and those to folders are not followed."""
    inside, outside = tmp_path / "in", tmp_path / "out"
    inside.mkdir()
    outside.mkdir()
    (outside / "a.txt").write_text("a")
    (outside / "annotations.json").write_text("{}")
    (inside / "a.txt").symlink_to(outside / "a.txt")
    (inside / "store.txt").symlink_to(outside / "annotations.json")
    (inside / "folder").symlink_to(outside)

    corpus = open_corpus(inside, leave_out=[outside / "annotations.json"])

    assert corpus.ids == ["a.txt"]


def test_one_file_is_a_corpus(tmp_path: Path) -> None:
    """Only that article, with its name as id, whatever its ending."""
    (tmp_path / "a.txt").write_text("a")
    (tmp_path / "b.text").write_text("b")

    assert open_corpus(tmp_path / "b.text").ids == ["b.text"]
