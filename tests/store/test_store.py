"""The store: records survive the disk, and what cannot be read or written is said and left."""

import os
import subprocess
import sys
from pathlib import Path

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tinydb import TinyDB

from reader.core.article import Article
from reader.core.change import Change
from reader.core.errors import StoreError
from reader.core.record import Record
from reader.store.records import from_document, to_document
from reader.store.store import Store, check_writable
from tests.strategies import annotations, texts


@given(st.data())
def test_a_record_survives_the_document(data: st.DataObject) -> None:
    """Record -> document -> JSON -> document -> record is the identity, for hostile texts too."""
    text = data.draw(texts())
    article = Article("sub/ä.txt", text)
    record = Record.of(article).changed(Change(article.id, added=tuple(data.draw(annotations(text)))))

    back = from_document(orjson.loads(orjson.dumps(to_document(record)))).on(article)

    assert back == record


def test_records_are_found_again_after_reopening(tmp_path: Path) -> None:
    """What was saved is what the next opening reads; another article's document is untouched."""
    path = tmp_path / "annotations.json"
    first, second = (Record.of(Article(name, "Some text.")) for name in ("a.txt", "b.txt"))
    store = Store(path)
    store.save([first])
    store.save([second])

    again = Store(path)

    assert list(again.ids) == ["a.txt", "b.txt"]
    assert again.record("a.txt") == first
    assert again.record("c.txt") is None


def test_fields_that_somebody_added_to_a_document_stay(tmp_path: Path) -> None:
    """A field of another tool in an article's document survives our saving."""
    path = tmp_path / "annotations.json"
    record = Record.of(Article("a.txt", "Some text."))
    Store(path).save([record])
    with TinyDB(path) as database:
        database.table("articles").update({"reviewed_by": "Ann"})

    Store(path).save([record])

    with TinyDB(path) as database:
        assert database.table("articles").all()[0]["reviewed_by"] == "Ann"


def test_the_document_has_the_promised_fields(tmp_path: Path) -> None:
    """The layout that other tools may rely on, schema version included."""
    path = tmp_path / "annotations.json"
    Store(path).save([Record.of(Article("a.txt", "Title\ntext"))])

    with TinyDB(path) as database:
        (document,) = database.table("articles").all()
        (meta,) = database.table("meta").all()
    assert list(document) == ["id", "title", "sha256", "length", "status", "note", "flag", "annotations"]
    assert meta == {"schema": 1}


def test_a_newer_store_is_refused_untouched(tmp_path: Path) -> None:
    """A store of a later schema is not read, and not written."""
    path = tmp_path / "annotations.json"
    path.write_bytes(b'{"meta": {"1": {"schema": 99}}, "articles": {}}')
    before = path.read_bytes()

    with pytest.raises(StoreError, match="newer reader"):
        Store(path)

    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("tables", "words"),
    [
        ({"dependencies": {"a": "1"}}, "not a store of annotations"),
        ({"articles": {"1": {"title": "no id"}}}, "without an id"),
        ({"articles": {"1": {"id": "a"}, "2": {"id": "a"}}}, "two documents for a"),
        ({"meta": {"1": {"schema": "one"}}}, "newer reader"),
    ],
)
def test_json_that_is_no_store_is_refused(tmp_path: Path, tables: object, words: str) -> None:
    """Somebody's other JSON file is not taken for a store."""
    path = tmp_path / "annotations.json"
    path.write_bytes(orjson.dumps(tables))

    with pytest.raises(StoreError, match=words):
        Store(path)


@pytest.mark.parametrize(
    "damage",
    [
        {"start": 9, "end": 3},
        {"start": "0"},
        {"end": None},
        {"label": 3},
        {"text": None},
        {"note": 1},
    ],
)
def test_a_damaged_annotation_is_named(tmp_path: Path, damage: dict[str, object]) -> None:
    """A wrong field in an annotation gives a sentence with the article's id."""
    path = tmp_path / "annotations.json"
    good = {"id": "x", "start": 0, "end": 4, "label": "claim", "text": "Some", "annotator": "a", "created": "",
            "updated": "", "note": "", "flag": False}  # fmt: skip
    document = {
        "id": "a.txt",
        "title": "",
        "sha256": "",
        "length": 10,
        "status": "open",
        "annotations": [good | damage],
    }
    path.write_bytes(orjson.dumps({"articles": {"1": document}}))

    with pytest.raises(StoreError, match=r"a\.txt is damaged"):
        Store(path).record("a.txt")


def test_a_second_session_on_a_store_is_refused(tmp_path: Path) -> None:
    """Another process that has the store open keeps it; when it is gone the store is free."""
    path, locks = tmp_path / "annotations.json", tmp_path / "locks"
    code = (
        "import sys, pathlib; from reader.store.store import Store;"
        f"store = Store.for_writing(pathlib.Path({str(path)!r}), pathlib.Path({str(locks)!r}));"
        "print('open', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"open\n"
        with pytest.raises(StoreError, match="Another reader has"):
            Store.for_writing(path, locks)
        other.kill()

    Store.for_writing(path, locks).close()
    assert not path.exists()


def test_a_place_that_cannot_be_written_is_said_at_once(tmp_path: Path) -> None:
    """As an ordinary user, in a folder of somebody else: the sentence offers --store."""
    folder = tmp_path / "closed"
    folder.mkdir(mode=0o555)

    words = _as_nobody(folder / "annotations.json")

    assert "cannot be written" in words
    assert "--store" in words


@pytest.mark.parametrize(
    ("name", "words"),
    [("a_folder", "cannot be written"), ("a_file/x.json", "There is no folder"), ("gone/x.json", "There is no folder")],
)
def test_places_that_cannot_hold_a_store(tmp_path: Path, name: str, words: str) -> None:
    """A folder, below a file, in a folder that is not there: refused at once, and nothing is made."""
    (tmp_path / "a_folder").mkdir()
    (tmp_path / "a_file").write_bytes(b"")

    with pytest.raises(StoreError, match=words):
        check_writable(tmp_path / name)


def _as_nobody(path: Path) -> str:
    """What `check_writable` says to a user who is not root, from a forked child."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        words = "nothing"
        try:
            if os.getuid() == 0:
                os.setgroups([])
                os.setgid(65534)
                os.setuid(65534)
            check_writable(path)
        except StoreError as error:
            words = str(error)
        finally:
            os.write(writing, words.encode())
            os._exit(0)
    os.waitpid(child, 0)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        return pipe.read()
