"""The store: every step survives the disk, and what cannot be read or written is said and left."""

import json
import os
import re
import socket
import stat
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tinydb import TinyDB

from reader.core.annotation import Annotation, new_id
from reader.core.article import Article
from reader.core.change import Change
from reader.core.errors import StoreError
from reader.core.record import Record
from reader.core.refusal import Refusal
from reader.core.span import Span
from reader.core.step import Head, Kind, Step
from reader.store.blobs import document_of
from reader.store.folding import fold
from reader.store.lock import HeldError
from reader.store.migrations import MIGRATIONS
from reader.store.records import ANNOTATION_FIELDS, SCHEMA, from_document
from reader.store.state import State, read_state
from reader.store.store import Store, check_writable
from tests.stores import keep, step_of
from tests.strategies import annotations, texts

ARTICLE = Article("a.txt", "Title\nSome text that is long enough for many spans, one beside the other.")


def annotated(start: int, end: int, label: str = "actor", article: Article = ARTICLE) -> Annotation:
    """A new annotation."""
    made = Annotation(new_id(), Span(start, end), label, "", "me", "2026-01-01", "2026-01-01")
    return made.placed(article.text, made.span)


def step(*changes: Change, article: Article = ARTICLE, kind: Kind = "do") -> Step:
    """A step that changes one article."""
    return Step(changes, (Head.of(Record.of(article)),), kind, "2026-01-01", "me")


def tagged(start: int, end: int, label: str = "actor") -> Step:
    """A step that puts one annotation in."""
    return step(Change("a.txt", added=(annotated(start, end, label),)))


def kept(path: Path) -> list[tuple[int, int, str]]:
    """What a reader finds."""
    record = Store.for_reading(path).record("a.txt")
    return [(a.span.start, a.span.end, a.label) for a in record.stray] if record is not None else []


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the store goes."""
    return tmp_path / "annotations.json"


def killed(store: Store) -> None:
    """End a store as a killed process does: nothing is folded, the lock goes."""
    store._history.close()
    if store._lock is not None:
        store._lock.release()


@given(st.data())
def test_a_record_survives_the_document(data: st.DataObject) -> None:
    """Record -> documents -> JSON -> record is the identity, for hostile texts too."""
    text = data.draw(texts())
    article = Article("sub/ä.txt", text)
    flag = Change(article.id, added=tuple(data.draw(annotations(text))), flag=(False, True))
    record = Record.of(article).changed(flag)
    state = State()

    fold(state, [step_of(record)])
    again = read_state(b"".join(state.pieces()), "annotations.json")

    assert again.sound
    assert from_document(document_of(again.articles[article.id])).on(article) == replace(
        record, title=record.title[:200]
    ).on(article)


def test_what_was_appended_is_there_after_a_kill(path: Path) -> None:
    """Nothing was folded, and everything is read from the history."""
    store = Store.for_writing(path)
    store.append(tagged(0, 5))
    store.append(tagged(6, 10))
    killed(store)

    assert not path.exists()
    assert kept(path) == [(0, 5, "actor"), (6, 10, "actor")]


def test_a_step_is_one_line_and_one_fsync(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the store holds already: the first line takes one more, for the folder."""
    store = Store.for_writing(path)
    synced: list[str] = []

    def counting(name: str) -> Callable[[int], None]:
        sync = getattr(os, name)

        def counted(handle: int) -> None:
            synced.append(name)
            sync(handle)

        return counted

    for name in ("fsync", "fdatasync"):
        monkeypatch.setattr(os, name, counting(name))

    store.append(tagged(0, 5))
    store.append(tagged(6, 10), tagged(11, 15))

    assert synced == ["fdatasync", "fsync", "fdatasync"]
    assert (path.parent / "annotations.history.jsonl").read_bytes().count(b"\n") == 3
    store.close()


def test_closing_folds_and_leaves_nothing_else(path: Path) -> None:
    """State and history; after the next session the version before as well. All private."""
    for start in (0, 6):
        store = Store.for_writing(path)
        store.append(tagged(start, start + 4))
        store.close()

    names = ["annotations.history.jsonl", "annotations.json", "annotations.previous.json"]
    assert sorted(found.name for found in path.parent.iterdir()) == names
    assert {stat.S_IMODE(found.stat().st_mode) for found in path.parent.iterdir()} == {0o600}
    assert Store.for_reading(path).notices == []
    assert Store.for_reading(path).unfolded == 0


def test_nothing_is_written_when_nothing_changes(path: Path) -> None:
    """Opening and closing makes no file and changes none."""
    Store.for_writing(path).close()
    assert list(path.parent.iterdir()) == []
    keep(path, Record.of(ARTICLE).changed(Change("a.txt", added=(annotated(6, 10),))))
    before = {found.name: found.stat().st_mtime_ns for found in path.parent.iterdir()}

    Store.for_writing(path).close()

    assert {found.name: found.stat().st_mtime_ns for found in path.parent.iterdir()} == before


def test_removed_and_edited_annotations(path: Path) -> None:
    """What was removed is gone, what was moved is where it was moved, after a fold and without one."""
    first, second = annotated(0, 5), annotated(6, 10)
    moved = second.placed(ARTICLE.text, Span(6, 15))
    store = Store.for_writing(path)
    store.append(step(Change("a.txt", added=(first, second))))
    store.append(step(Change("a.txt", removed=(first,))))
    store.fold()
    store.append(step(Change("a.txt", removed=(second,), added=(moved,))))
    killed(store)

    assert kept(path) == [(6, 15, "actor")]
    Store.for_writing(path).close()
    assert kept(path) == [(6, 15, "actor")]


def test_the_lines_stay_in_the_order_of_the_text(path: Path) -> None:
    """A tool that reads the file sees them from the start of the article to its end."""
    store = Store.for_writing(path)
    for start in (30, 0, 20, 10):
        store.append(tagged(start, start + 3))
        store.fold()
    store.close()

    assert [start for start, _, _ in kept(path)] == [0, 10, 20, 30]


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(1, 9), st.sampled_from(["add", "remove"])), max_size=12))
def test_folding_at_any_time_gives_the_same(edits: list[tuple[int, int, str]]) -> None:
    """After every step, at the end only, or twice: the state is the same, and doing it again changes nothing."""
    once, often = State(), State()
    there: list[Annotation] = []
    steps = []
    for start, length, what in edits:
        if what == "add":
            there.append(annotated(start, start + length))
            steps.append(step(Change("a.txt", added=(there[-1],))))
        elif there:
            steps.append(step(Change("a.txt", removed=(there.pop(start % len(there)),))))

    fold(once, steps)
    for each in steps:
        fold(often, [each])
    total = once.total()
    fold(once, steps)

    assert total == often.total() == once.total()


def test_steps_from_before_are_read_newest_first(path: Path) -> None:
    """With what they did and how they came about: undo goes on after a restart."""
    store = Store.for_writing(path)
    steps = [tagged(0, 5), tagged(6, 10), step(Change("a.txt", status=("open", "done")), kind="undo")]
    for each in steps:
        store.append(each)
    store.close()

    assert [(each.kind, each.step.changes) for each in Store.for_reading(path).earlier()] == [
        (each.kind, each.changes) for each in reversed(steps)
    ]


def test_fields_that_somebody_added_to_a_document_stay(path: Path) -> None:
    """A field of another tool in an article's document survives our saving, where it was the only change."""
    keep(path, Record.of(ARTICLE).changed(Change("a.txt", added=(annotated(6, 10),))))
    (path.parent / "annotations.history.jsonl").unlink()
    with TinyDB(path) as database:
        database.table("articles").update({"reviewed_by": "Ann"})
    store = Store.for_writing(path)
    store.append(tagged(0, 5))
    store.close()

    with TinyDB(path) as database:
        assert database.table("articles").all()[0]["reviewed_by"] == "Ann"


@given(st.sampled_from(range(6)), st.sampled_from("0456789:#r"))
def test_another_number_of_a_document_is_noticed(which: int, digit: str) -> None:
    """TinyDB's ids of articles and of refusals say nothing, but one that is another is damage all the same."""
    state = State(refusals=dict.fromkeys(Refusal(string, "actor", "a.txt", 0, "0") for string in "abc"))
    records = [Record.of(Article(f"{name}.txt", "text")) for name in "abc"]
    fold(state, [step_of(record.changed(Change(record.id, flag=(False, True)))) for record in records])
    data = b"".join(state.pieces())
    at = [found.start() + 2 for found in re.finditer(rb'\n"\d":', data)][which]

    same, other = read_state(data, ""), read_state(data[:at] + digit.encode() + data[at + 1 :], "")

    assert (same.sound, same.flawed) == (True, False)
    assert (other.sound, other.flawed) == (True, True)
    assert other.articles == same.articles


def test_a_file_of_before_documents_had_a_checksum_of_their_numbers_is_whole(path: Path) -> None:
    """Nothing is said, and the next save adds it."""
    keep(path, Record.of(ARTICLE).changed(Change("a.txt", added=(annotated(0, 5),))))
    path.write_bytes(re.sub(rb',"numbers":"[0-9a-f]{16}"', b"", path.read_bytes()))

    store = Store.for_writing(path)
    notices = store.take_notices()
    store.append(tagged(6, 10))
    store.close()

    assert notices == []
    assert b'"numbers":' in path.read_bytes()


def test_the_document_has_the_promised_fields(path: Path) -> None:
    """The layout that other tools may rely on, schema version included."""
    keep(path, Record.of(ARTICLE).changed(Change("a.txt", added=(annotated(0, 5),))))

    with TinyDB(path) as database:
        (document,) = database.table("articles").all()
        (meta,) = database.table("meta").all()
    assert list(document) == ["id", "title", "sha256", "length", "encoding", "status", "note", "flag", "annotations"]
    assert list(document["annotations"][0]) == list(ANNOTATION_FIELDS[:-1])
    assert list(meta) == ["schema", "log", "seq", "line", "offset", "sum", "numbers"]
    assert meta["schema"] == 3


@pytest.mark.parametrize(
    "layout",
    [
        lambda data: orjson.dumps(orjson.loads(data), option=orjson.OPT_SORT_KEYS),
        lambda data: orjson.dumps(orjson.loads(data), option=orjson.OPT_INDENT_2),
        lambda data: data.replace(b"\n", b"\r\n"),
        lambda data: b"\xef\xbb\xbf" + data,
        lambda data: json.dumps(json.loads(data), indent=4).encode(),
    ],
    ids=["sorted", "indented", "CRLF", "BOM", "escaped"],
)
def test_a_layout_of_somebody_else_does_no_harm(path: Path, layout: Callable[[bytes], bytes]) -> None:
    """The same content is the same store: nothing is said, nothing kept aside."""
    keep(path, Record.of(ARTICLE).changed(Change("a.txt", added=(annotated(0, 5),), note=("", "naïve “note”"))))
    path.write_bytes(layout(path.read_bytes()))

    store = Store.for_writing(path)
    store.append(tagged(6, 10))
    store.close()

    assert store.notices == []
    assert kept(path) == [(0, 5, "actor"), (6, 10, "actor")]
    assert not list(path.parent.glob("*foreign*")) + list(path.parent.glob("*damaged*"))


def test_a_store_of_schema_1_is_migrated_and_kept(path: Path) -> None:
    """The old file lies beside; the annotations have no context yet."""
    item = {"id": "x", "start": 0, "end": 5, "label": "claim", "text": "Title", "annotator": "a", "created": "",
            "updated": "", "note": "", "flag": False}  # fmt: skip
    document = {"id": "a.txt", "title": "Title", "sha256": ARTICLE.sha256, "length": len(ARTICLE), "status": "done",
                "annotations": [item]}  # fmt: skip
    old = orjson.dumps({"meta": {"1": {"schema": 1}}, "articles": {"1": document}})
    path.write_bytes(old)

    store = Store.for_writing(path)
    store.append(tagged(6, 10))
    killed(store)

    assert kept(path) == [(0, 5, "claim"), (6, 10, "actor")]
    Store.for_writing(path).close()
    assert kept(path) == [(0, 5, "claim"), (6, 10, "actor")]
    assert Store.for_reading(path).status("a.txt") == "done"
    assert (path.parent / "annotations.schema-1-1.json").read_bytes() == old


def test_every_migration_leads_to_the_next_version() -> None:
    """There is one from each version."""
    assert len(MIGRATIONS) == SCHEMA - 1


def test_damage_is_made_good_from_the_version_before(path: Path) -> None:
    """The damaged file is kept, it is said, and the next fold writes a good one."""
    for start in (0, 6):
        store = Store.for_writing(path)
        store.append(tagged(start, start + 4))
        store.close()
    path.write_bytes(path.read_bytes()[:-40])

    store = Store.for_writing(path)
    store.close()

    assert kept(path) == [(0, 4, "actor"), (6, 10, "actor")]
    assert any("is not valid JSON" in notice and "its history" in notice for notice in store.notices)
    assert (path.parent / "annotations.damaged-1.json").exists()
    assert Store.for_reading(path).notices == []


def test_a_change_by_another_program_is_taken_in_or_kept_aside(path: Path) -> None:
    """What it adds comes in; what it takes away or changes stays as it is here, and its version lies beside."""
    store = Store.for_writing(path)
    store.append(tagged(0, 5), tagged(6, 10))
    store.fold()
    tables = orjson.loads(path.read_bytes())
    items = tables["articles"]["1"]["annotations"]
    items[0]["label"] = "place"
    items.append({**items[1], "id": "theirs", "start": 20, "end": 24, "text": "long"})
    theirs = orjson.dumps(tables)
    path.write_bytes(theirs)

    store.append(tagged(11, 15))
    store.fold()

    assert kept(path) == [(0, 5, "actor"), (6, 10, "actor"), (11, 15, "actor"), (20, 24, "actor")]
    assert (path.parent / "annotations.foreign-1.json").read_bytes() == theirs
    assert [change.added[0].id for merged in store.take_merged() for change in merged.changes] == ["theirs"]
    assert "changed by another program" in store.notices[0]
    store.close()


def test_a_history_taken_away_is_written_again(path: Path) -> None:
    """With all its lines, and what comes after."""
    history = path.parent / "annotations.history.jsonl"
    store = Store.for_writing(path)
    store.append(tagged(0, 5))
    before = history.read_bytes()
    history.unlink()
    store.append(tagged(6, 10))
    killed(store)

    assert history.read_bytes().startswith(before)
    assert kept(path) == [(0, 5, "actor"), (6, 10, "actor")]


def test_everything_can_be_written_elsewhere(path: Path, tmp_path: Path) -> None:
    """What is folded, what is not, and what could not be appended."""
    store = Store.for_writing(path)
    store.append(tagged(0, 5))
    store.fold()
    store.append(tagged(6, 10))
    other = tmp_path / "elsewhere" / "annotations.json"

    store.rescue(other, [tagged(11, 15)])
    store.close()

    assert kept(other) == [(0, 5, "actor"), (6, 10, "actor"), (11, 15, "actor")]
    assert kept(path) == [(0, 5, "actor"), (6, 10, "actor")]


def test_refusals_are_kept(path: Path) -> None:
    """And forgotten when they stand no more."""
    one, two = (Refusal("Moscow", "place", "a.txt", start, "0" * 64) for start in (0, 6))
    store = Store.for_writing(path)
    store.append(Step(refusals=((one, True), (two, True))))
    store.fold()
    store.append(Step(refusals=((one, False),)))
    killed(store)

    assert list(Store.for_reading(path).refusals()) == [two]


def test_a_newer_store_is_refused_untouched(tmp_path: Path) -> None:
    """A store of a later schema is not read, and not written."""
    path = tmp_path / "annotations.json"
    path.write_bytes(b'{"meta": {"1": {"schema": 99}}, "articles": {}}')
    before = path.read_bytes()

    for opening in (Store.for_reading, Store.for_writing):
        with pytest.raises(StoreError, match="newer reader"):
            opening(path)

    assert path.read_bytes() == before


NESTED: object = orjson.loads("[" * 400 + "]" * 400)
"""More deeply than can be written."""


@pytest.mark.parametrize(
    ("tables", "words"),
    [
        ({"dependencies": {"a": "1"}}, "not a store of annotations"),
        ({"articles": {"1": {"title": "no id"}}}, "without an id"),
        (
            {"articles": {"1": {"id": "a", "annotations": []}, "2": {"id": "a", "annotations": []}}},
            "two documents for a",
        ),
        ({"articles": {"1": {"id": "a"}}}, "no list of annotations for a"),
        ({"meta": {"1": {"schema": "one"}}}, "of schema 'one', and there is none"),
        *(
            ({"articles": {"1": {"id": "a", "annotations": [], "suggestions": suggestions}}}, words)
            for suggestions, words in (
                ("x", "suggestions for a that are no list: x"),
                ({"y": 1}, "suggestions for a that are no list"),
                ([None], "a suggestion of a that is none: None"),
                ([{"id": "s"}], "a suggestion of a that is none"),
            )
        ),
        (
            {"articles": {"1": {"id": "a", "annotations": [], "more": NESTED}}},
            "a has something nested too deeply",
        ),
    ],
)
def test_json_that_is_no_store_is_refused(tmp_path: Path, tables: object, words: str) -> None:
    """Somebody's other JSON file is not taken for a store."""
    path = tmp_path / "annotations.json"
    path.write_text(json.dumps(tables))

    with pytest.raises(StoreError, match=words):
        Store.for_reading(path)


@pytest.mark.parametrize(
    "damage",
    [
        {"start": 9, "end": 3},
        {"start": "0"},
        {"end": None},
        {"end": 2**63},
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

    with pytest.raises(StoreError, match=r"a\.txt (is damaged|that is none)"):
        Store.for_reading(path).record("a.txt")
    path.write_bytes(orjson.dumps({"articles": {"1": {**document, "annotations": [], "suggestions": [good | damage]}}}))
    with pytest.raises(StoreError, match=r"a\.txt (is damaged|that is none)"):
        Store.for_reading(path).record("a.txt")


def test_a_second_session_on_a_store_is_refused(tmp_path: Path) -> None:
    """Another process that has the store open keeps it; when it is gone the store is free."""
    path = tmp_path / "annotations.json"
    code = (
        "import sys, pathlib; from reader.store.store import Store;"
        f"store = Store.for_writing(pathlib.Path({str(path)!r}));"
        "print('open', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"open\n"
        with pytest.raises(HeldError, match=f"process {other.pid} on {socket.gethostname()}, since 20"):
            Store.for_writing(path)
        Store.for_reading(path).close()
        other.kill()

    Store.for_writing(path).close()
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


def test_an_article_of_which_nothing_is_kept_goes(path: Path) -> None:
    """What was taken back leaves no empty document behind, and the history knows it still."""
    annotation = annotated(0, 5)
    store = Store.for_writing(path)
    store.append(step(Change("a.txt", added=(annotation,))))
    store.fold()
    store.append(step(Change("a.txt", removed=(annotation,)), kind="undo"))
    store.close()

    assert list(Store.for_reading(path).ids) == []
    assert len(list(Store.for_reading(path).earlier())) == 2


def branches(path: Path) -> tuple[bytes, bytes, bytes, bytes]:
    """A store that went on in two ways: the history of both, what one and the other has more, the state of the other.

    One has a span at 6 more, the other one at 11; both have the one at 0.
    """
    history = path.parent / "annotations.history.jsonl"
    store = Store.for_writing(path)
    store.append(tagged(0, 5))
    store.close()
    base = {file: file.read_bytes() for file in (path, history)}
    tails = []
    for start, end in ((6, 10), (11, 15)):
        for file, data in base.items():
            file.write_bytes(data)
        store = Store.for_writing(path)
        store.append(tagged(start, end))
        store.close()
        tails.append(history.read_bytes().removeprefix(base[history]))
    return base[history], tails[0], tails[1], path.read_bytes()


@pytest.mark.parametrize("marks", [(b"", b"", b""), (b"<<<<<<< HEAD\n", b"=======\n", b">>>>>>> other\n")])
def test_of_two_branches_put_together_nothing_is_lost(path: Path, marks: tuple[bytes, bytes, bytes]) -> None:
    """Whichever side's state was taken, with and without what git leaves around the lines of the history."""
    base, mine, theirs, state = branches(path)
    path.write_bytes(state)
    whole = b"".join((base, marks[0], mine, marks[1], theirs, marks[2]))
    (path.parent / "annotations.history.jsonl").write_bytes(whole)

    store = Store.for_writing(path)
    notices = store.take_notices()
    store.append(tagged(16, 19))
    store.close()

    assert kept(path) == [(0, 5, "actor"), (6, 10, "actor"), (11, 15, "actor"), (16, 19, "actor")]
    assert ["conflict" in notice for notice in notices] == ([True] if any(marks) else [])
    assert Store.for_reading(path).notices == []


def test_a_state_that_was_moved_away_and_linked_keeps_its_history(path: Path) -> None:
    """Steps that were not folded are found; a link made before there was a store has everything behind it."""
    store = Store.for_writing(path)
    store.append(tagged(0, 5))
    store.fold()
    (path.parent / "elsewhere").mkdir()
    moved = path.rename(path.parent / "elsewhere" / "moved.json")
    path.symlink_to(moved)
    store.append(tagged(6, 10))
    store.fold()
    store.append(tagged(11, 15))
    killed(store)

    assert path.is_symlink()
    assert kept(path) == [(0, 5, "actor"), (6, 10, "actor"), (11, 15, "actor")]
    Store.for_writing(path).close()
    assert kept(path) == [(0, 5, "actor"), (6, 10, "actor"), (11, 15, "actor")]
    assert Store.for_reading(path).notices == []


def test_an_older_version_put_back_is_said_and_kept(path: Path) -> None:
    """Checked out while nobody had it open: what came after is in the history, and stays."""
    for start in (0, 6):
        store = Store.for_writing(path)
        store.append(tagged(start, start + 4))
        store.close()
        older = path.parent / "older"
        if not older.exists():
            older.write_bytes(path.read_bytes())
    store = Store.for_writing(path)
    store.append(tagged(11, 15))
    store.close()
    path.write_bytes(older.read_bytes())

    store = Store.for_writing(path)
    store.close()

    assert kept(path) == [(0, 4, "actor"), (6, 10, "actor"), (11, 15, "actor")]
    assert any("an older annotations.json was put back" in notice for notice in store.notices)
    assert (path.parent / "annotations.foreign-1.json").read_bytes() == older.read_bytes()
    assert Store.for_reading(path).notices == []


def test_a_lock_file_taken_away_is_taken_again(path: Path) -> None:
    """`git clean` does that: from the next change on a second reader is told again."""
    store = Store.for_writing(path)
    (path.parent / ".annotations.json.lock").unlink()
    store.append(tagged(0, 4))

    with pytest.raises(HeldError):
        Store.for_writing(path)
    store.close()
    assert not (path.parent / ".annotations.json.lock").exists()
