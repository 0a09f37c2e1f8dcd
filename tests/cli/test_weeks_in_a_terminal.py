"""What is around the page, in a real terminal: remarks, changes, repairs, commands, guidelines, labels, export."""

from __future__ import annotations

import json
import re
import stat
import sys
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from tinydb import TinyDB

from tests.terminal import Terminal

READER = [sys.executable, "-m", "reader"]
F3, F4 = "\x1bOR", "\x1bOS"
START = "nothing to save"
"""Stands there when the app can be used and nothing was changed yet."""


def kept(folder: Path) -> list[dict[str, Any]]:
    """The documents of the store, read by stock TinyDB."""
    with TinyDB(folder / "annotations.json") as database:
        return [dict(document) for document in database.table("articles").all()]


def spans(folder: Path) -> list[tuple[str, str]]:
    """Label and words of all spans."""
    return [(a["label"], a["text"]) for document in kept(folder) for a in document["annotations"]]


def test_status_notes_and_flags_outlast_the_day(corpus_folder: Path, tmp_path: Path) -> None:
    """The next start begins at what is not done; the list of remarks leads back to the span."""
    with Terminal([*READER, str(corpus_folder)], tmp_path) as terminal:
        terminal.wait_for(START)
        terminal.send("cisure?\r")
        terminal.wait_for("note on claim")
        terminal.send("!")
        terminal.wait_for("flagged as unsure")
        terminal.send("x")
        terminal.wait_for("never on the screen, marked · at the left")
        terminal.send("q")
        assert terminal.exit() == 0

    with Terminal([*READER, str(corpus_folder)], tmp_path) as terminal:
        terminal.wait_for("open · article 2 of 2 · 1 done")
        terminal.send("tis:flagged\r")
        terminal.wait_for(lambda rows: "✓ As a result" in rows[1] and not rows[2].startswith(" ○"))
        terminal.send("I")
        terminal.wait_for("1 of 1 note or flag")
        terminal.press("enter")
        terminal.wait_for("picked claim")
        terminal.wait_for("┃   latest escalation")
        terminal.wait_for("done · article 1 of 2")
        terminal.send("q")
        assert terminal.exit() == 0

    (document,) = kept(corpus_folder)
    (claim,) = document["annotations"]
    assert (document["status"], claim["note"], claim["flag"]) == ("done", "sure?", True)


def test_changes_of_a_former_session_are_taken_back(corpus_folder: Path, tmp_path: Path) -> None:
    """Down to the row under the bar, and they stay in the list."""
    with Terminal([*READER, str(corpus_folder)], tmp_path) as terminal:
        terminal.wait_for(START)
        terminal.send("c a")
        terminal.wait_for("actor 1")
        terminal.send("q")
        assert terminal.exit() == 0

    with Terminal([*READER, str(corpus_folder)], tmp_path) as terminal:
        terminal.wait_for(START)
        terminal.send("Z")
        terminal.wait_for("1 of 2")
        terminal.send("j")
        terminal.wait_for("2 of 2")
        terminal.send("u")
        terminal.wait_for("2 steps taken back")
        assert all(row.startswith(" ↶") for row in terminal.lines[:2])
        terminal.press("escape")
        terminal.wait_for("actor 0")
        terminal.send("q")
        assert terminal.exit() == 0

    assert spans(corpus_folder) == []


def test_a_command_its_finding_and_the_repair(corpus_folder: Path, tmp_path: Path) -> None:
    """`;` tags parts of words, F3 counts and names them, what is marked is put right, and the check agrees."""
    with Terminal([*READER, str(corpus_folder)], tmp_path) as terminal:
        terminal.wait_for(START)
        terminal.send(";tag place /Gyumr/p\r")
        terminal.wait_for("1 in 1 article")
        terminal.press("enter")
        terminal.wait_for("place 1")
        terminal.send(F3)
        terminal.wait_for("2 articles, 1 span")
        terminal.wait_for("1 found")
        terminal.press("tab")
        terminal.wait_for("cuts a word: “Gyumri”")
        terminal.send("a")
        terminal.wait_for("1 to repair")
        terminal.press("escape")
        terminal.wait_for("repaired 1 span in 1 article")
        terminal.send("q")
        assert terminal.exit() == 0
    with Terminal([*READER, "check", str(corpus_folder)], tmp_path) as terminal:
        assert terminal.exit() == 0
        assert "nothing was found" in str(terminal)

    assert spans(corpus_folder) == [("place", "Gyumri")]


def test_guidelines_are_written_in_the_persons_editor(corpus_folder: Path, tmp_path: Path) -> None:
    """What the editor leaves is shown at once, at the heading of the label whose key is pressed."""
    editor = tmp_path / "editor"
    editor.write_text('#!/bin/sh\nprintf "# Ours\\n\\n## claim\\n\\nOnly what can be checked.\\n" > "$1"\n')
    editor.chmod(editor.stat().st_mode | stat.S_IXUSR)
    with Terminal([*READER, str(corpus_folder)], tmp_path, env={"EDITOR": str(editor)}) as terminal:
        terminal.wait_for(START)
        terminal.press("f2")
        terminal.wait_for("no guidelines.md here yet")
        terminal.send("e")
        terminal.wait_for("Only what can be checked.")
        terminal.send("c")
        terminal.wait_for(lambda rows: "claim" in "".join(rows[:3]))
        terminal.press("escape")
        terminal.wait_for(START)
        terminal.send("q")
        assert terminal.exit() == 0


def test_a_label_that_was_renamed_is_offered_again(corpus_folder: Path, tmp_path: Path) -> None:
    """Its spans are named at the start; the palette gives them the new name, and nothing is lost meanwhile."""
    with Terminal([*READER, str(corpus_folder)], tmp_path) as terminal:
        terminal.wait_for(START)
        terminal.send("c")
        terminal.wait_for("✓ saved")
        terminal.send("q")
        assert terminal.exit() == 0
    settings = corpus_folder / "reader.toml"
    settings.write_text('[labels.event]\nkey = "z"\nunit = "sentence"\n[labels.person]\nkey = "f"\n')

    with Terminal([*READER, str(corpus_folder)], tmp_path, columns=120, rows=40) as terminal:
        terminal.wait_for("claim 1")
        terminal.wait_for("other 1")
        terminal.send(":relabel claim as event")
        terminal.wait_for("1 in all articles, one undo")
        terminal.press("enter")
        terminal.wait_for("event 1")
        terminal.send("q")
        assert terminal.exit() == 0

    assert [label for label, _ in spans(corpus_folder)] == ["event"]


def test_a_setting_is_written_and_holds_the_next_day(corpus_folder: Path, tmp_path: Path) -> None:
    """From the palette; the file says it with the words it had."""
    settings = corpus_folder / "reader.toml"
    settings.write_text("# Ours.\n")
    for marked, after in (("off", "on"), ("on", "off")):
        with Terminal([*READER, str(corpus_folder)], tmp_path) as terminal:
            terminal.wait_for(START)
            terminal.send(":settings")
            terminal.wait_for("settings of these articles")
            terminal.press("enter")
            terminal.wait_for("changes go into reader.toml")
            terminal.send("jj")
            terminal.wait_for(f"‹ {marked} ›")
            terminal.press("space")
            terminal.wait_for(f"‹ {after} ›")
            terminal.press("escape")
            terminal.wait_for(START)
            terminal.send("q")
            assert terminal.exit() == 0

    assert settings.read_text() == "# Ours.\nadvance = false\n"


def lists_first(what: str, rows: list[str]) -> bool:
    """Does the first row of the list begin so?"""
    return rows[1].startswith(what)


def test_the_list_is_sorted_and_the_palette_opens_an_article(corpus_folder: Path, tmp_path: Path) -> None:
    """What is begun comes first in one order, and a word of a title is enough."""
    with Terminal([*READER, str(corpus_folder)], tmp_path, columns=120, rows=40) as terminal:
        terminal.wait_for(START)
        terminal.send(":yerevan has")
        terminal.wait_for("open this article")
        terminal.press("enter")
        terminal.wait_for("article 2 of 2")
        terminal.send("c")
        terminal.wait_for("claim 1")
        for order, first in (("progress", " ◐ Yerevan"), ("spans", " ◐ Yerevan"), ("name", " ○ As a result")):
            terminal.send("T")
            terminal.wait_for(f"the list is sorted by {order}")
            terminal.wait_for(partial(lists_first, first))
        terminal.send("q")
        assert terminal.exit() == 0


def test_an_export_from_the_screen(corpus_folder: Path, tmp_path: Path) -> None:
    """F4 and Enter write what is tagged, and say what was read back."""
    with Terminal([*READER, str(corpus_folder)], tmp_path) as terminal:
        terminal.wait_for(START)
        terminal.send("c")
        terminal.wait_for("claim 1")
        terminal.send(F4)
        terminal.wait_for("Enter writes to")
        terminal.press("enter")
        terminal.wait_for("1 of 1 read back exactly")
        terminal.press("escape")
        terminal.wait_for("Next open")
        terminal.send("q")
        assert terminal.exit() == 0

    (written,) = (corpus_folder.parent / f"{corpus_folder.name}-export").iterdir()
    rows = [json.loads(line) for line in written.read_text().splitlines()]
    assert [[s["label"] for s in row["spans"]] for row in rows] == [["claim"], []]


def test_an_import_says_how_far_it_is(corpus_folder: Path, tmp_path: Path) -> None:
    """While many articles come in; afterwards only what came of it stands there."""
    with (tmp_path / "many.jsonl").open("w") as file:
        for number in range(1_500):
            file.write(json.dumps({"id": f"{number}.txt", "text": f"To Kyiv {number}.", "spans": []}) + "\n")
    command = [*READER, "import", str(tmp_path / "many.jsonl"), "--into", str(corpus_folder)]
    with Terminal(command, tmp_path) as terminal:
        assert terminal.exit() == 0

        assert re.search(rb"\d articles", bytes(terminal.raw))
        assert [row for row in terminal.lines if row] == [
            "many.jsonl as jsonl: 0 spans loaded, 1500 new articles, 0 repaired, 0 refused"
        ]


@pytest.mark.parametrize(("command", "shown"), [("check", "1 finding."), ("stats", "Spans by label")])
def test_looking_at_many_articles_says_how_far_it_is(tmp_path: Path, command: str, shown: str) -> None:
    """On the terminal where the findings and figures come as well, which then stand there alone."""
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(600):
        (folder / f"{number}.txt").write_text(f"To Kyiv {number}.")
    tag = Terminal([*READER, "edit", str(folder), 'tag place /Kyi/p where article = "599.txt"', "--yes"], tmp_path)
    with tag as terminal:
        assert terminal.exit() == 0
    with Terminal([*READER, command, str(folder)], tmp_path, rows=40) as terminal:
        assert terminal.exit() == (command == "check")

        assert re.search(rb"(checking|counting) .*%", bytes(terminal.raw))
        assert any(shown in row for row in terminal.lines)
        assert not any("%" in row and "━" in row for row in terminal.lines)


def test_a_string_is_tagged_in_the_whole_corpus(tmp_path: Path) -> None:
    """Each occurrence is looked at; hundreds are one step, which undo takes back after a restart."""
    place = tmp_path / "many"
    place.mkdir()
    for number in range(300):
        (place / f"{number:03}.txt").write_text(f"Moscow answered, {number}.\n\nThe Moscow Times wrote of it.\n")
    with Terminal([*READER, str(place)], tmp_path) as terminal:
        terminal.wait_for(START)
        terminal.send(":")
        terminal.wait_for("Tag as claim")
        terminal.send("everywhere in the corpus as place")
        terminal.wait_for("Tag everywhere in the corpus as place")
        terminal.press("enter")
        terminal.wait_for("300 of 300 articles · 600 found")
        terminal.send("na")
        terminal.wait_for("299 more occurrences to tag")
        terminal.press("enter")
        terminal.wait_for("place “Moscow”: 299 spans in 299 articles; 1 refused")
        terminal.wait_for("✓ saved")
        terminal.send("q")
        assert terminal.exit() == 0
    assert spans(place) == [("place", "Moscow")] * 299

    with Terminal([*READER, str(place)], tmp_path) as terminal:
        terminal.wait_for(START)
        terminal.send("u")
        terminal.wait_for("undone: tag place “Moscow”, 299 spans in 299 articles")
        terminal.wait_for("✓ saved")
        terminal.send("q")
        assert terminal.exit() == 0
    assert spans(place) == []


def test_suggestions_are_decided(corpus_folder: Path, tmp_path: Path) -> None:
    """What a model proposes is offered, and only what a person accepts is stored as a span."""
    first, _ = sorted(each.name for each in corpus_folder.glob("*.txt"))
    text = (corpus_folder / first).read_text()
    found = [(words, label, text.index(words)) for words, label in (("Armenia", "place"), ("Moscow", "actor"))]
    proposed = {"id": first, "text": text, "spans": [
        {"start": at, "end": at + len(words), "label": label} for words, label, at in found
    ]}  # fmt: skip
    (tmp_path / "model.jsonl").write_text(json.dumps(proposed) + "\n")
    command = [*READER, "import", str(tmp_path / "model.jsonl"), "--as-suggestions", "--into", str(corpus_folder)]
    with Terminal(command, tmp_path) as terminal:
        assert terminal.exit() == 0, str(terminal)
    with Terminal([*READER, str(corpus_folder)], tmp_path) as terminal:
        terminal.wait_for("? 2")
        terminal.press("space")
        terminal.wait_for("suggested place “Armenia”")
        terminal.send("y")
        terminal.wait_for("place “Armenia”; next: actor “Moscow”")
        terminal.send("d")
        terminal.wait_for("refused actor “Moscow”")
        terminal.send("q")
        assert terminal.exit() == 0

    assert spans(corpus_folder) == [("place", "Armenia")]
