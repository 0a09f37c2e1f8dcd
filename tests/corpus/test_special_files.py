"""Files that are none, on the real file system: each says what it is, and nothing waits, follows or goes round."""

from __future__ import annotations

import os
import socket
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reader.core.errors import CorpusError, DecodingError
from reader.corpus.corpus import Corpus, open_corpus
from reader.corpus.reading import Reading

FOLLOW = Reading(follow=True)
NOBODY = 65_534
"""The user that owns nothing."""


def why(corpus: Corpus, identity: str) -> str:
    """Why an article cannot be read; the same in the list and when it is opened."""
    index = corpus.index(identity)
    assert index is not None
    with pytest.raises(DecodingError) as caught:
        corpus.article(index)
    listed = open_corpus(corpus.root, reading=corpus.reading)
    assert listed.heading(index) == ("", str(caught.value))
    return str(caught.value)


def make_socket(path: Path) -> None:
    """A socket that nobody listens to."""
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(str(path))


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (os.mkfifo, "cannot be read: it is a pipe"),
        (make_socket, "cannot be read: it is a socket"),
        (lambda path: path.symlink_to("gone"), "it is a link to gone, which is not there"),
        (lambda path: path.symlink_to(path.name), "it is a link that leads in a circle"),
        (lambda path: path.symlink_to("b.txt/x"), "cannot be read: Not a directory|it is gone|it is a link to b.txt/x"),
    ],
)
def test_what_is_called_an_article_and_is_none_says_what_it_is(
    tmp_path: Path, make: Callable[[Path], None], words: str
) -> None:
    """It is listed, so that nothing goes missing in silence, and its neighbour opens."""
    with tempfile.TemporaryDirectory() as short:
        # The path of a socket has to be short.
        folder = Path(short)
        (folder / "b.txt").write_text("fine")
        make(folder / "a.txt")

        corpus = open_corpus(folder)

        assert corpus.ids == ["a.txt", "b.txt"]
        assert any(word in why(corpus, "a.txt") for word in words.split("|"))
        assert corpus.article(1).text == "fine"


@pytest.mark.parametrize("kind", ["pipe", "folder", "device", "gone"])
def test_a_file_that_became_something_else_says_so(tmp_path: Path, kind: str) -> None:
    """Between listing and reading anything may happen."""
    path = tmp_path / "a.txt"
    path.write_text("x")
    corpus = open_corpus(tmp_path, reading=FOLLOW)
    path.unlink()
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    elif kind == "device":
        path.symlink_to("/dev/zero")

    with pytest.raises(DecodingError, match="it is gone: there is no" if kind == "gone" else f"it is a {kind}"):
        corpus.article(0)


@pytest.fixture
def open_to_nobody() -> Iterator[Path]:
    """A folder that everybody may look into, looked at by somebody who owns nothing."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder
        os.seteuid(os.getuid())
        for path in folder.rglob("*"):
            path.chmod(0o755)


def become_nobody() -> None:
    """A superuser may read everything; anybody else is nobody enough."""
    if os.geteuid() == 0:
        os.seteuid(NOBODY)


def test_what_may_not_be_read_says_so(open_to_nobody: Path) -> None:
    """A file, a folder in the corpus, the folder itself, and a file below it."""
    closed = open_to_nobody / "closed"
    closed.mkdir()
    (closed / "c.txt").write_text("x")
    (open_to_nobody / "a.txt").write_text("x")
    (open_to_nobody / "a.txt").chmod(0)
    (open_to_nobody / "b.txt").write_text("fine")
    closed.chmod(0)
    become_nobody()

    corpus = open_corpus(open_to_nobody)

    assert (corpus.ids, corpus.unreadable) == (["a.txt", "b.txt"], ["closed/"])
    assert why(corpus, "a.txt") == "cannot be read: Permission denied"
    assert corpus.article(1).text == "fine"
    with pytest.raises(CorpusError, match=r"The folder .*closed cannot be read: permission denied"):
        open_corpus(closed)
    with pytest.raises(CorpusError, match=r"c\.txt cannot be opened: Permission denied"):
        open_corpus(closed / "c.txt")


def test_empty_files_are_articles(tmp_path: Path) -> None:
    """Without a character, with their names as titles; a byte order mark alone is nothing as well."""
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / "b.txt").write_bytes(b"\xff\xfe")

    corpus = open_corpus(tmp_path)

    assert [corpus.heading(index) for index in range(2)] == [("a.txt", ""), ("b.txt", "")]
    assert [corpus.article(index).text for index in range(2)] == ["", ""]


@pytest.mark.parametrize(
    "name", ["x" * 196, "漢" * 65, "a\nb", "\x1b[2J\x07", "[red]x[@click=app.quit]", "-rf", "a\\b", "%s{0}", " "]
)
def test_any_name_is_an_article(tmp_path: Path, name: str) -> None:
    """As long as a name can be, with newlines, escapes and markup; alone as well."""
    (tmp_path / f"{name}.txt").write_text("fine")

    corpus = open_corpus(tmp_path)

    assert corpus.ids == [f"{name}.txt"]
    assert corpus.article(0).text == "fine"
    assert open_corpus(tmp_path / f"{name}.txt").article(0).text == "fine"


def test_a_name_that_is_no_text_is_listed_with_its_fault(tmp_path: Path) -> None:
    """A file name of other bytes than UTF-8 cannot be an id, and says so; alone as well, and in a folder like it."""
    name = os.fsdecode(b"caf\xe9.txt")
    (tmp_path / name).write_bytes(b"x")
    (tmp_path / os.fsdecode(b"\xff")).mkdir()
    (tmp_path / os.fsdecode(b"\xff/a.txt")).write_text("x")

    corpus = open_corpus(tmp_path)

    assert {why(corpus, each) for each in corpus.ids} == {"its name is not valid UTF-8. Rename the file to read it"}
    assert len(corpus) == 2
    assert open_corpus(tmp_path / name).heading(0)[1].startswith("its name is not valid UTF-8")


def test_a_folder_that_is_called_like_an_article_is_a_folder(tmp_path: Path) -> None:
    """With the articles in it; a link to one as well."""
    (tmp_path / "sub.txt").mkdir()
    (tmp_path / "sub.txt" / "a.txt").write_text("x")
    (tmp_path / "link.txt").symlink_to("sub.txt")

    assert open_corpus(tmp_path).ids == ["sub.txt/a.txt"]
    assert open_corpus(tmp_path / "sub.txt").ids == ["a.txt"]


@pytest.fixture
def linked(tmp_path: Path) -> Path:
    """A corpus with links inside it and out of it, and a secret beside it."""
    inside, outside = tmp_path / "in", tmp_path / "out"
    (inside / "sub").mkdir(parents=True)
    (outside / "deep").mkdir(parents=True)
    (inside / "sub" / "a.txt").write_text("a")
    (outside / "deep" / "b.txt").write_text("b")
    (outside / "secret").write_text("secret")
    (inside / "near.txt").symlink_to("sub/a.txt")
    (inside / "far.txt").symlink_to("../out/secret")
    (inside / "farther.txt").symlink_to("far.txt")
    (inside / "folder").symlink_to(outside)
    (inside / "again").symlink_to(outside / "deep")
    (inside / "sub" / "up").symlink_to("..")
    (outside / "deep" / "back").symlink_to(inside)
    (outside / "deep" / "out").symlink_to(outside)
    return inside


def test_links_inside_are_followed_and_others_are_not(linked: Path) -> None:
    """A link that leads out says where to, and what would follow it; links to folders are passed over."""
    corpus = open_corpus(linked)

    assert corpus.ids == ["far.txt", "farther.txt", "near.txt", "sub/a.txt"]
    assert corpus.article(2).text == "a"
    out = f"it is a link that leads out of the folder, to {linked.parent}/out/secret. It is opened with --follow"
    assert [why(corpus, name) for name in corpus.ids[:2]] == [out, out]


def test_with_follow_links_are_followed_and_no_circle_is_endless(linked: Path) -> None:
    """Every folder is walked once: what is in the corpus under its own path, the rest under the first link by name."""
    corpus = open_corpus(linked, reading=FOLLOW)

    assert corpus.ids == ["again/b.txt", "far.txt", "farther.txt", "near.txt", "sub/a.txt"]
    assert [corpus.article(index).text for index in range(5)] == ["b", "secret", "secret", "a", "a"]


def test_a_corpus_behind_a_link_is_the_corpus(linked: Path) -> None:
    """What a person names is meant, a folder or a file; what is inside is inside."""
    (linked.parent / "link").symlink_to("in")

    assert open_corpus(linked.parent / "link").article(2).text == "a"
    assert open_corpus(linked / "far.txt").article(0).text == "secret"
    assert open_corpus(linked / "sub" / ".." / "near.txt").article(0).text == "a"


def test_a_link_to_the_store_is_no_article(tmp_path: Path) -> None:
    """Nor is the store itself, wherever a link leads to it."""
    inside, outside = tmp_path / "in", tmp_path / "out"
    inside.mkdir()
    outside.mkdir()
    (inside / "a.txt").write_text("a")
    (outside / "b.txt").write_text("b")
    (outside / "store.txt").write_text("{}")
    (inside / "c.txt").symlink_to(outside / "store.txt")
    (inside / "folder").symlink_to(outside)

    assert open_corpus(inside, leave_out=[outside / "store.txt"]).ids == ["a.txt"]
    assert open_corpus(inside, [outside / "store.txt"], FOLLOW).ids == ["a.txt", "folder/b.txt"]
    assert open_corpus(inside, [inside / "c.txt"], FOLLOW).ids == ["a.txt", "folder/b.txt"]
