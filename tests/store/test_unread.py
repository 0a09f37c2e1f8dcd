"""A large state file that is only read: its documents stay in the file, and what is read of it is what it says."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.core.annotation import Annotation, new_id
from reader.core.annotations import Annotations
from reader.core.article import Article
from reader.core.change import Change
from reader.core.errors import StoreError
from reader.core.record import Record
from reader.core.span import Span
from reader.core.step import Head, Step
from reader.store import files
from reader.store.state import State, read_state
from reader.store.store import Store
from reader.store.unread import LARGE, Shelf, read_unread
from tests.stores import keep

TEXT = "The city wants a park."


def record(identity: str, note: str = "") -> Record:
    """What is kept of an article with two spans, the first of them with a note."""
    article = Article(identity, TEXT)
    made = (Annotation(new_id(), span, "place", "", "me", "", "") for span in (Span(0, 8), Span(17, 21)))
    first, second = (each.placed(TEXT, each.span) for each in made)
    kept = Annotations([first._replace(note=note), second])
    return Record(identity, TEXT, article.sha256, len(TEXT), annotations=kept)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A store with three articles, one of them larger than what is read at a time."""
    place = tmp_path / "annotations.json"
    keep(
        place, record("a.txt", 'a "],"\n]}" note'), record("b.txt", "x" * 3 * files.PIECE), record("c.txt", "[1] " * 20)
    )
    return place


def unread(path: Path) -> State:
    """The state of a file whose documents are left there."""
    state = read_unread(path, 0)
    assert state is not None
    return state


def test_what_is_left_in_the_file_is_what_it_says(path: Path) -> None:
    """Documents, their numbers, their order and the checksum are those of the same file read whole."""
    state = unread(path)

    assert isinstance(state.articles, Shelf)
    whole = read_state(path.read_bytes(), path.name)
    assert list(state.articles.items()) == list(whole.articles.items())
    assert state.numbers == whole.numbers
    assert (state.log, state.seq, state.line, state.total()) == (whole.log, whole.seq, whole.line, whole.total())
    assert b"".join(state.pieces()) == path.read_bytes()


def test_a_document_can_be_put_there_and_taken_away(path: Path) -> None:
    """Steps that the file does not say yet change the state without changing the file."""
    state = unread(path)

    state.put("c.txt", b"new\n\n]}")
    state.put("d.txt", b"another\n\n]}")
    state.drop("a.txt")

    assert list(state.articles) == ["b.txt", "c.txt", "d.txt"]
    assert state.articles["c.txt"] == b"new\n\n]}"
    assert "a.txt" not in state.articles
    assert len(state.articles) == len(state.numbers) == 3


def test_a_file_that_is_replaced_is_read_as_it_was(path: Path) -> None:
    """A session that folds while an export runs takes nothing from it."""
    state, before = unread(path), path.read_bytes()

    files.replace_file(path, b"{}")

    assert b"".join(state.pieces()) == before


def test_a_file_that_is_written_over_is_noticed(path: Path) -> None:
    """No spans are made of bytes that somebody else put into the file meanwhile."""
    state = unread(path)

    with path.open("r+b") as file:
        file.seek(path.read_bytes().index(b"place"))
        file.write(b"palce")

    with pytest.raises(StoreError, match="written over by another program"):
        state.articles["a.txt"]


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data.replace(b"place", b"palce", 1),
        lambda data: data[: len(data) // 2],
        lambda data: data[:-3],
        lambda data: data.replace(b"\n", b" "),
        lambda data: data.replace(b'"id":"b.txt"', b'"id":"a.txt"', 1),
        lambda _data: b"",
    ],
    ids=["another word", "half", "end lost", "other layout", "an id twice", "empty"],
)
def test_what_is_not_as_it_was_written_is_read_whole(path: Path, damage) -> None:  # type: ignore[no-untyped-def]
    """Only an intact file in our own layout is left unread: mending needs all of it."""
    path.write_bytes(damage(path.read_bytes()))

    assert read_unread(path, 0) is None
    assert read_unread(path.with_name("nothing.json"), 0) is None


def test_a_large_store_that_is_only_read_gives_its_records(tmp_path: Path) -> None:
    """Also with steps behind the file, and with the longest of lines at the end of the history."""
    place = tmp_path / "annotations.json"
    keep(place, record("a.txt", "x" * (LARGE + 1)), record("b.txt"))
    writing = Store.for_writing(place)
    more = Change("b.txt", status=("open", "done"))
    writing.append(Step((more,), (Head.of(record("b.txt")),), "do", "", "me"))

    store = Store.for_reading(place)

    assert isinstance(store._state.articles, Shelf)
    assert (store.status("a.txt"), store.status("b.txt"), store.count("b.txt")) == ("open", "done", 2)
    read = store.record("a.txt")
    assert read is not None
    assert read.stray[0].note == "x" * (LARGE + 1)
    writing.close()
