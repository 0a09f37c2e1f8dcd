"""`reader edit`: what it shows, what it does as one step, and when it does nothing."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

import orjson
import pytest

from reader.corpus.corpus import open_corpus
from reader.session.making import undo
from reader.session.session import Session
from reader.store.store import Store
from tests.cli.conftest import Ran
from tests.terminal import Terminal

TEXTS = {
    "1.txt": "Moscow said no. The Moscow Times reports.\n\nThen Moscow said yes.",
    "2.txt": "Nothing here. Moscowites are other words.",
    "3.txt": "From Moscow to Kyiv.",
}
TAG = "tag place /Moscow/"
SENTENCE = "3 spans in 2 articles {}tagged place; left as they are: 1 inside a longer name, 1 part of a word"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The three articles in a folder."""
    place = tmp_path / "three"
    place.mkdir()
    for name, text in TEXTS.items():
        (place / name).write_text(text)
    return place


def tagged(folder: Path) -> list[tuple[str, str, int]]:
    """Article, label and offset of every span in the store."""
    store = Store.for_reading(folder / "annotations.json")
    records = [record for i in sorted(store.ids) if (record := store.record(i)) is not None]
    return [(record.id, a.label, a.span.start) for record in records for a in record.stray]


PLACES = [("1.txt", "place", 0), ("1.txt", "place", 48), ("3.txt", "place", 5)]


def test_it_is_shown_and_done_as_one_step(folder: Path, ran: Ran) -> None:
    """With the text around each; one `u` in the next session takes all of it back."""
    done = ran("edit", folder, TAG, "--yes", "--annotator", "me")
    there = tagged(folder)
    with_undo = Session(open_corpus(folder), Store.for_writing(folder / "annotations.json"), "you")
    undone = undo(with_undo)
    with_undo.close()

    lines = done.out.splitlines()
    assert (done.code, done.err) == (0, "")
    assert lines[-1] == SENTENCE.format("")
    assert [line.split()[:2] for line in lines[:-1]] == [
        ["1.txt", "0"],
        ["1.txt", "20"],
        ["1.txt", "48"],
        ["2.txt", "14"],
        ["3.txt", "5"],
    ]
    assert "From [Moscow] to Kyiv." in lines[4]
    assert lines[1].endswith("place: inside a longer name")
    assert len({line.index("[") for line in lines[:-1]}) == 1
    assert there == PLACES
    assert undone.startswith("undone: ")
    assert tagged(folder) == []


def test_without_a_terminal_it_only_shows(folder: Path, ran: Ran) -> None:
    """And says how to have it done; nothing is written, not even a store."""
    asked = ran("edit", folder, TAG)
    tried = ran("edit", folder, TAG, "--dry-run")

    assert (asked.code, tried.code) == (3, 0)
    assert asked.err == "reader edit: nothing was changed, as there is no terminal to ask on; --yes does it.\n"
    assert asked.out == tried.out
    assert asked.out.splitlines()[-1] == SENTENCE.format("would be ")
    assert {path.name for path in folder.iterdir()} == set(TEXTS)


def test_other_verbs(folder: Path, ran: Ran) -> None:
    """Relabel, note, flag and delete what meets a condition; list shows it with its counts."""
    ran("edit", folder, TAG, "--yes")
    relabelled = ran("edit", folder, 'relabel place actor where article = "3.txt"', "--yes")
    noted = ran("edit", folder, 'note actor "who?"', "--yes")
    flagged = ran("edit", folder, "flag * where note", "--yes")
    listed = ran("edit", folder, "list * where flag or label = place")
    deleted = ran("edit", folder, "delete place where length < 9", "--yes")

    assert relabelled.out.splitlines()[-1] == "1 span in 1 article relabelled actor (place 1)"
    assert relabelled.out.splitlines()[0].endswith("place → actor")
    assert noted.out.splitlines()[-1] == "1 span in 1 article noted (actor 1)"
    assert flagged.out.splitlines()[-1] == "1 span in 1 article flagged (actor 1)"
    assert listed.out.splitlines()[-1] == "3 spans in 2 articles listed (place 2, actor 1)"
    assert (listed.code, len(listed.out.splitlines())) == (0, 4)
    assert deleted.out.splitlines()[-1] == "2 spans in 1 article deleted (place 2)"
    assert tagged(folder) == [("3.txt", "actor", 5)]


def test_json_has_a_line_for_each_span_and_one_with_the_counts(folder: Path, ran: Ran) -> None:
    """Exact offsets, the ids of what is there, the reason where nothing is done."""
    rows = [orjson.loads(line) for line in ran("edit", folder, TAG, "--yes", "--json").out.splitlines()]
    listed = [orjson.loads(line) for line in ran("edit", folder, "list *", "--json").out.splitlines()]

    assert [rows[0][key] for key in ("article", "start", "end", "label", "text")] == ["1.txt", 0, 6, "place", "Moscow"]
    assert [rows[0][key] for key in ("id", "does", "why")] == [None, "tag", ""]
    assert [row["why"] for row in rows[:-1]] == ["", "inside a longer name", "", "part of a word", ""]
    assert rows[-1] == {
        "spans": 3,
        "labels": {"place": 3},
        "articles": {"1.txt": 2, "3.txt": 1},
        "skipped": {"inside a longer name": 1, "part of a word": 1},
        "left_out": {},
        "done": True,
    }
    assert [(row["article"], row["label"], row["start"]) for row in listed[:-1]] == PLACES
    assert all(row["id"] for row in listed[:-1])
    assert listed[-1]["done"] is False


def test_json_says_the_text_as_it_is(folder: Path, ran: Ran) -> None:
    """Also what cannot be seen, for programs that go by it; a name that is no text does no harm."""
    (folder / "4\u200b.txt").write_text("To Mos\u200b\u202ecow.")
    (folder / os.fsdecode(b"5\xff.txt")).write_text("Moscow.")

    listed = ran("edit", folder, r"tag place /Mos\W+cow/", "--json")
    rows = [orjson.loads(line) for line in listed.out.splitlines()]

    assert (rows[0]["article"], rows[0]["text"]) == ("4\u200b.txt", "Mos\u200b\u202ecow")
    assert list(rows[1]["left_out"]) == ["5�.txt"]
    assert "\u202e" not in listed.out


def test_what_cannot_be_shown_is_not_done(folder: Path) -> None:
    """A full disk for what is shown beforehand, and a closed stream."""
    command = [sys.executable, "-m", "reader", "edit", str(folder), TAG, "--yes"]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, timeout=60, check=False)
    closed = subprocess.run(
        ["bash", "-c", f"{shlex.join(command)} >&-"], stderr=subprocess.PIPE, timeout=60, check=False
    )

    assert (done.returncode, closed.returncode) == (2, 2)
    assert done.stderr == b"reader: Standard output cannot be written: No space left on device.\n"
    assert closed.stderr == b"reader: Standard output is closed.\n"
    assert tagged(folder) == []


def test_many_are_shown_shortly_but_listed_whole(folder: Path, ran: Ran) -> None:
    """Twenty of a preview; a list is asked for to be seen."""
    (folder / "4.txt").write_text("Kyiv. " * 30)

    shown = ran("edit", folder, "tag place 'Kyiv'", "--yes").out.splitlines()
    listed = ran("edit", folder, "list place").out.splitlines()

    assert (len(shown), shown[-2]) == (22, "  …")
    assert len(listed) == 32


@pytest.mark.parametrize(
    ("command", "why"),
    [
        ("tga place /x/", "reader: column 1: expected tag, relabel, "),
        (
            "tag person /x/",
            "reader: column 5: expected a label (claim, actor, place, figure), not person.",
        ),
        ("tag place /(.*)(.*)(.*)(.*)(.*)[^ -~\\n]/", "takes too long"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(
    folder: Path, ran: Ran, monkeypatch: pytest.MonkeyPatch, command: str, why: str
) -> None:
    """And nothing is written."""
    monkeypatch.setattr("reader.session.commanding.conditions.TIME", 0.05)
    (folder / "4.txt").write_text("a" * 5_000)

    said = ran("edit", folder, command, "--yes")

    assert said.code == 2
    assert why in said.err
    assert said.err.count("\n") == 1
    assert not (folder / "annotations.json").exists()


def test_articles_that_cannot_be_changed_are_left_out(folder: Path, ran: Ran) -> None:
    """One that cannot be read, and one whose text was edited so that its spans do not stand there; the rest is done."""
    ran("edit", folder, TAG, "--yes")
    (folder / "1.txt").write_text("Now Moscow says something else.")
    (folder / "4.txt").write_bytes(b"Moscow \xff")

    done = ran("edit", folder, "relabel place actor", "--yes")
    again = ran("edit", folder, "tag figure /Moscow/", "--yes")

    assert done.code == again.code == 1
    assert done.err.startswith("reader edit: 1.txt is left out: its text was edited since: open it first, so that ")
    assert done.err.count("\n") == 1
    assert "reader edit: 4.txt is left out: " in again.err
    assert tagged(folder) == [("1.txt", "place", 0), ("1.txt", "place", 48), ("3.txt", "actor", 5)]


def test_a_store_in_use_is_left_alone(folder: Path, ran: Ran) -> None:
    """Who has it open is named; looking is allowed."""
    holding = Store.for_writing(folder / "annotations.json")

    refused = ran("edit", folder, TAG, "--yes")
    listed = ran("edit", folder, "list *")
    holding.close()

    assert refused.code == 2
    assert listed.code == 0


def test_nothing_from_outside_acts_on_the_terminal(folder: Path, ran: Ran) -> None:
    """Texts, names and faults are shown with a symbol for each character that could."""
    (folder / "4\x1b]0;x\x07.txt").write_text("To \u202eMoscow\x07.")

    shown = ran("edit", folder, TAG, "--encoding", "utf-8")
    rows = ran("edit", folder, r"tag place /\u202eMoscow\x07/p", "--encoding", "utf-8", "--json").out
    fault = ran("edit", folder, "list \x1b[31m")

    assert not {"\x1b", "\x07", "\u202e"}.intersection(shown.out + shown.err + fault.err + rows)
    assert orjson.loads(rows.splitlines()[0])["text"] == "\u202eMoscow\x07"


def test_renamed_articles_keep_their_spans(folder: Path, ran: Ran) -> None:
    """They are known by their text before anything is looked for."""
    ran("edit", folder, TAG, "--yes")
    (folder / "3.txt").rename(folder / "9.txt")

    listed = ran("edit", folder, "list * where article = '9.txt'")
    deleted = ran("edit", folder, "delete * where article = '9.txt'", "--yes")

    assert listed.out.splitlines()[-1] == "1 span in 1 article listed (place 1)"
    assert deleted.out.splitlines()[-1] == "1 span in 1 article deleted (place 1)"
    assert [place for place in tagged(folder) if place[0] != "1.txt"] == []


@pytest.mark.parametrize(("answer", "code", "count"), [("y", 0, 3), ("n", 3, 0), ("", 3, 0)])
def test_on_a_terminal_it_asks(folder: Path, tmp_path: Path, answer: str, code: int, count: int) -> None:
    """Only a yes does it."""
    with Terminal([sys.executable, "-m", "reader", "edit", str(folder), TAG], home=tmp_path) as terminal:
        terminal.wait_for("Do it? [y/N]")
        terminal.send(f"{answer}\r")

        assert terminal.exit() == code
    assert len(tagged(folder)) == count


def test_words_that_are_cut_are_marked(folder: Path, ran: Ran, monkeypatch: pytest.MonkeyPatch) -> None:
    """So that the bracket is not taken for the end of the span."""
    monkeypatch.setenv("COLUMNS", "80")

    done = ran("edit", folder, 'tag claim "Moscow said no. The Moscow Times reports."', "--dry-run")

    assert "[Moscow said no. The Mosco…]" in done.out
