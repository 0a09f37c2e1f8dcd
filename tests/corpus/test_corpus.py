"""Finding, decoding and reading articles."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from reader.core.errors import CorpusError, DecodingError
from reader.corpus.corpus import HEAD, KEPT_TEXT, open_corpus
from reader.corpus.listing import natural
from reader.corpus.reading import Reading
from reader.resources import folder


def test_the_samples_are_the_corpus_in_order() -> None:
    """Two articles, by name, with the first lines that are not blank as titles."""
    corpus = open_corpus(folder("seeds"))

    assert corpus.ids == ["000_6ab15a8d931c05ba.txt", "003_74ce05c8ee3e18f8.txt"]
    assert [corpus.heading(i)[0][:17] for i in range(2)] == ["As a result of th", "Yerevan has calle"]
    assert [len(corpus.article(i)) for i in range(2)] == [3103, 4733]


def test_what_is_an_article(tmp_path: Path) -> None:
    """Text and markdown files at any depth, counted naturally; hidden files, the store and others are none."""
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
    assert headings[2] == ("", "it is gone: there is no such file any more")


def test_nothing_to_read_is_said(tmp_path: Path) -> None:
    """A place that is not there, an empty folder, something else."""
    (tmp_path / "empty").mkdir()
    os.mkfifo(tmp_path / "pipe")

    (tmp_path / "dangling").symlink_to("nowhere")
    (tmp_path / "circle").symlink_to("circle")
    (tmp_path / "only links").mkdir()
    (tmp_path / "only links" / "sub").symlink_to(tmp_path / "empty")
    (tmp_path / "file").write_text("x")

    for name, words in (
        ("gone", "There is no file or folder"),
        ("file/below", "There is no file or folder"),
        ("empty", r"holds no articles: no file there ends in \.txt or \.md, and none is a table \(.*\); it is empty$"),
        ("only links", "such as sub/, are walked only with --follow"),
        ("pipe", "pipe is a pipe; a folder of articles or one text file is needed"),
        ("dangling", "dangling is a link to nowhere, which is not there"),
        ("circle", "circle is a link that leads in a circle"),
        ("x" * 300, "cannot be opened: File name too long"),
        ("/dev/null", "/dev/null is a device"),
    ):
        with pytest.raises(CorpusError, match=words):
            open_corpus(tmp_path / name)


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


def test_one_file_is_a_corpus(tmp_path: Path) -> None:
    """Only that article, with its name as id, whatever its ending."""
    (tmp_path / "a.txt").write_text("a")
    (tmp_path / "b.text").write_text("b")

    assert open_corpus(tmp_path / "b.text").ids == ["b.text"]


def test_an_encoding_is_for_the_articles_that_need_one(tmp_path: Path) -> None:
    """UTF-8, and UTF-16 that says so, stay what they are; the article says with what it was read."""
    (tmp_path / "a.txt").write_bytes("señor".encode())
    (tmp_path / "b.txt").write_bytes("señor".encode("cp1252"))
    (tmp_path / "c.txt").write_bytes("señor".encode("utf-16"))
    corpus = open_corpus(tmp_path, reading=Reading(encoding="cp1252"))

    articles = [corpus.article(index) for index in range(3)]

    assert [article.text for article in articles] == ["señor"] * 3
    assert [article.encoding for article in articles] == ["", "cp1252", ""]
    assert [corpus.heading(index) for index in range(3)] == [("señor", "")] * 3


def test_a_remembered_encoding_is_used_when_none_is_named(tmp_path: Path) -> None:
    """For its article alone, unless another is named for just that article; an unknown one counts for nothing."""
    for name in "abc":
        (tmp_path / f"{name}.txt").write_bytes("señor".encode("cp1252"))
    remembered = {"a.txt": "windows-1252", "b.txt": "rot13"}

    corpus = open_corpus(tmp_path)
    corpus.remembered = remembered.get
    asked = open_corpus(tmp_path, reading=Reading(encoding="cp1250"))
    asked.remembered = remembered.get
    alone = open_corpus(tmp_path / "a.txt", reading=Reading(encoding="cp1250"))
    alone.remembered = remembered.get

    assert corpus.heading(0) == ("señor", "")
    assert (corpus.read(0).text, corpus.read(0).encoding) == ("señor", "cp1252")
    assert [corpus.heading(index)[1][:14] for index in (1, 2)] == ["not valid UTF-"] * 2
    assert [asked.article(index).text for index in (0, 2)] == ["señor", "seńor"]
    assert alone.article(0).text == "seńor"


def test_what_the_encoding_may_be_is_said_when_an_article_is_opened(tmp_path: Path) -> None:
    """Not in the list, and not where many are searched: looking for it takes a while."""
    (tmp_path / "a.txt").write_bytes("El señor Muñoz dijo que la situación mejoró.\n".encode("cp1252"))
    corpus = open_corpus(tmp_path)

    with pytest.raises(DecodingError, match=r"It looks like windows-1252 \(“señor”\).* with --encoding windows-1252$"):
        corpus.article(0)
    with pytest.raises(DecodingError, match=r"not valid UTF-8: .* that does not go on$"):
        corpus.read(0)

    assert corpus.heading(0)[1].endswith("that does not go on")


def test_the_heading_follows_the_encoding_of_the_whole(tmp_path: Path) -> None:
    """What the first bytes alone would be read as is put right once the article is."""
    (tmp_path / "a.txt").write_bytes("Ã©\n".encode("cp1252") + b"x" * HEAD + b"\xff")
    corpus = open_corpus(tmp_path, reading=Reading(encoding="cp1252"))

    assert corpus.heading(0) == ("é", "")
    corpus.article(0)

    assert corpus.heading(0) == ("Ã©", "")


@pytest.mark.parametrize("limits", [Reading(max_bytes=8), Reading(max_lines=3)])
def test_what_is_too_large_is_refused_until_the_limit_is_lifted(tmp_path: Path, limits: Reading) -> None:
    """The sentence names the size, the limit and the flag; what is just as large as the limit is read."""
    (tmp_path / "a.txt").write_bytes(b"a\n\nb5678")
    (tmp_path / "b.txt").write_bytes(b"a\nb\nc\n789")
    corpus = open_corpus(tmp_path, reading=limits)
    words = "9 bytes, and the limit is 8. --max-bytes 0 lifts it" if limits.max_bytes == 8 else (
        "4 lines, and the limit is 3. --max-lines 0 lifts it"
    )  # fmt: skip

    assert corpus.article(0).text == "a\n\nb5678"
    with pytest.raises(DecodingError, match=words):
        corpus.article(1)
    assert corpus.heading(1)[1].endswith(words)

    assert open_corpus(tmp_path, reading=Reading(max_bytes=0, max_lines=0)).article(1).text == "a\nb\nc\n789"


def test_a_bomb_is_refused_before_it_is_read(tmp_path: Path) -> None:
    """A terabyte of holes costs nothing; a file of the kernel that says 0 is read to the limit only."""
    with (tmp_path / "a.txt").open("wb") as file:
        file.truncate(10**12)
    (tmp_path / "b.txt").symlink_to("/proc/self/environ")
    corpus = open_corpus(tmp_path, reading=Reading(follow=True, max_bytes=20))

    assert corpus.heading(0)[1].startswith("it is too large: 1,000,000,000,000 bytes, and the limit is 20.")
    with pytest.raises(DecodingError, match="it is too large: it goes on and on, and the limit is 20"):
        corpus.article(1)


def test_an_article_that_was_edited_is_read_anew(tmp_path: Path) -> None:
    """One that is gone stays as it was read."""
    (tmp_path / "a.txt").write_text("old\n")
    corpus = open_corpus(tmp_path)
    old = corpus.article(0).text
    (tmp_path / "a.txt").write_text("newer\n")
    new = corpus.article(0)
    (tmp_path / "a.txt").unlink()

    assert (old, new.text) == ("old\n", "newer\n")
    assert corpus.article(0) is new
