"""The whole tool in a real terminal: start, tag, quit, start again, export."""

from __future__ import annotations

import json
import re
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tinydb import TinyDB

from tests.terminal import Terminal

READER = [sys.executable, "-m", "reader"]
PICTURES = Path(__file__).parent.parent / "pictures"


def test_tag_quit_return_export(corpus_folder: Path, tmp_path: Path) -> None:
    """The main job, end to end, and stock TinyDB reads the store."""
    with Terminal([*READER, str(corpus_folder), "--annotator", "ann"], tmp_path, columns=120, rows=40) as terminal:
        terminal.wait_for("✓ nothing to save")
        terminal.send("c")
        terminal.wait_for("claim 1")
        terminal.wait_for("✓ saved")
        terminal.send("Ja")
        terminal.wait_for("actor 1")
        terminal.send("q")
        assert terminal.exit() == 0

    with Terminal([*READER, str(corpus_folder)], tmp_path, columns=120, rows=40) as terminal:
        terminal.wait_for("✓ nothing to save")
        rows = terminal.lines
        terminal.send("q")
        assert terminal.exit() == 0
    with Terminal([*READER, "export", str(corpus_folder), "--output", "out.jsonl"], tmp_path, cwd=tmp_path) as terminal:
        assert terminal.exit() == 0

    assert "003_74ce05c8ee3e18f8.txt   open · article 2 of 2" in rows[0]
    assert "actor 1" in rows[-2]
    exported = [json.loads(line)["spans"] for line in (tmp_path / "out.jsonl").read_text().split("\n")[:-1]]
    assert [(s["label"], s["start"], s["end"]) for s in exported[0]] == [("claim", 0, 223)]
    assert [(s["label"], s["text"]) for s in exported[1]] == [("actor", "Yerevan")]
    with TinyDB(corpus_folder / "annotations.json") as database:
        assert [d["annotations"][0]["annotator"] for d in database.table("articles").all()] == ["ann", "ann"]


def test_somebody_new_is_shown_the_first_steps_once(corpus_folder: Path, tmp_path: Path) -> None:
    """With what other keys say in between, and not a second time."""
    with Terminal([*READER, str(corpus_folder)], tmp_path, newcomer=True) as terminal:
        terminal.wait_for("1 of 4: c tags this sentence as claim")
        terminal.send("U")
        terminal.wait_for("nothing to redo")
        terminal.send("c")
        terminal.wait_for("2 of 4: Space goes to the next name or number")
        terminal.send("uq")
        assert terminal.exit() == 0

    with Terminal([*READER, str(corpus_folder)], tmp_path, newcomer=True) as terminal:
        terminal.wait_for("c→ sentence (37 words)")
        assert "first steps" not in str(terminal)


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)], ids=lambda size: f"{size[0]}x{size[1]}")
def test_pictures(corpus_folder: Path, tmp_path: Path, size: tuple[int, int]) -> None:
    """What the screen looks like with claims, names and a crossing span, character by character."""
    picture = PICTURES / f"reading_{size[0]}x{size[1]}.txt"
    with Terminal([*READER, str(corpus_folder)], tmp_path, columns=size[0], rows=size[1]) as terminal:
        terminal.wait_for("nothing to save")
        terminal.send("c)" + "c" + " a" + "gwwwwwwwwwp" + "www" + "vwwww" + ")" + "c" + "g")
        terminal.wait_for("claim 3")
        terminal.wait_for("✓ saved")
        shown = settled_on(terminal, picture, text)

    assert shown == picture.read_text()


def text(terminal: Terminal) -> str:
    """The rows, without the time of day."""
    return re.sub(r"\d\d:\d\d:\d\d", "hh:mm:ss", "\n".join(terminal.lines)) + "\n"


def settled_on(terminal: Terminal, picture: Path, read: Callable[[Terminal], str]) -> str:
    """What is read of the terminal once it shows the picture, or at last; makes the picture where there is none."""
    if not picture.exists():
        terminal.settle(1)
        picture.write_text(read(terminal))
    wanted = picture.read_text()
    terminal.settle_on(lambda _: read(terminal) == wanted)
    return read(terminal)


PALETTES = {
    "dark": ("dark", {}),
    "light": ("light", {}),
    "dark-256": ("dark", {"COLORTERM": ""}),
    "light-256": ("light", {"COLORTERM": ""}),
    "ansi": ("ansi", {}),
    "no-color": ("dark", {"NO_COLOR": "1"}),
}
"""Theme and environment of each palette."""


@pytest.mark.parametrize("palette", PALETTES)
def test_pictures_of_looks(corpus_folder: Path, tmp_path: Path, palette: str) -> None:
    """The same screen in every palette: where a look begins, and what each look is. The text is the same in all."""
    picture, (theme, env) = PICTURES / f"looks_{palette}.txt", PALETTES[palette]
    with Terminal([*READER, str(corpus_folder), "--theme", theme], tmp_path, env=env) as terminal:
        terminal.wait_for("nothing to save")
        terminal.send("c)" + "c" + " a" + "gwwwwwwwwwp" + "www" + "vwwww" + ")" + "c" + "g)+")
        terminal.wait_for("claim 3")
        terminal.wait_for("✓ saved")
        shown = settled_on(terminal, picture, lambda terminal: looks(terminal, rows=14) + "\n")

    assert shown == picture.read_text()


def looks(terminal: Terminal, rows: int) -> str:
    """A letter for the look of each cell, and below what the letters stand for."""
    letters: dict[str, str] = {}
    lines = []
    for row in range(rows):
        cells = [terminal.cell(row, column) for column in range(80)]
        named = [
            " ".join([c.fg, "on", c.bg, *(n for n in ("bold", "italics", "underscore", "reverse") if getattr(c, n))])
            for c in cells
        ]
        lines.append("".join(letters.setdefault(name, chr(ord("a") + len(letters))) for name in named))
    return "\n".join([*lines, "", *(f"{letter} {name}" for name, letter in letters.items())])


def test_claims_and_names_are_told_apart_by_their_looks(corpus_folder: Path, tmp_path: Path) -> None:
    """In the terminal's own cells: a tint for the claim; bold, underline and italic for the others."""
    with Terminal([*READER, str(corpus_folder)], tmp_path) as terminal:
        terminal.wait_for("nothing to save")
        terminal.send("c")
        terminal.wait_for("claim 1")
        terminal.send("jwpwwwa")
        terminal.wait_for("actor 1")
        terminal.wait_for("place 1")
        terminal.settle()
        cells = terminal.lines[2], [terminal.cell(2, column) for column in range(4, 40)]

    assert cells[0].startswith("┃   latest escalation")
    assert cells[1][0].bg == "302b48"
    assert [(c.underscore, c.bold) for c in (cells[1][8], cells[1][26], cells[1][0])] == [
        (True, False), (False, True), (False, False),
    ]  # fmt: skip


@pytest.mark.parametrize(("given", "ground"), [({}, "14171c"), ({"COLORFGBG": "0;15"}, "fbfaf7")])
def test_light_or_dark(corpus_folder: Path, tmp_path: Path, given: dict[str, str], ground: str) -> None:
    """What the terminal says of its background, else dark."""
    with Terminal([*READER, str(corpus_folder)], tmp_path, env=given) as terminal:
        terminal.wait_for("nothing to save")

        assert terminal.cell(10, 30).bg == ground


def test_hostile_texts_reach_the_terminal_as_symbols(tmp_path: Path) -> None:
    """No escape sequence, title or markup of an article, a file name or the store gets through."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "a\x1b]0;owned\x07.txt").write_bytes(
        b"\x1b]52;c;b3duZWQ=\x07 T[/nope] \x1b[31mred\x1b[2J \xc2\x9b31m end.\n"
    )
    with Terminal([*READER, str(folder), "--encoding", "utf-8"], tmp_path, columns=120, rows=40) as terminal:
        terminal.wait_for("nothing to save")
        terminal.send("cl3")
        terminal.wait_for("claim 1")
        terminal.send("2?")
        terminal.wait_for("quit")
        terminal.send("qq")
        assert terminal.exit() == 0

    # Textual itself sets the shape of the mouse pointer by an OSC 22 that ends in BEL.
    sent = re.sub(rb"\x1b\]22;[a-z]*\x07", b"", bytes(terminal.raw))
    for wrong in (b"\x1b]", b"owned\x07", b"\x07", b"\x1b[31mred", "\x9b".encode()):
        assert wrong not in sent, wrong


def test_the_samples_are_kept_in_the_users_folder(tmp_path: Path) -> None:
    """Without articles here the samples open, and their store is not beside them."""
    empty = tmp_path / "empty"
    empty.mkdir()
    with Terminal(READER, tmp_path, cwd=empty, env={"PYTHONPATH": str(Path.cwd())}) as terminal:
        terminal.wait_for("nothing to save")
        terminal.send("c")
        terminal.wait_for("✓ saved")
        terminal.send("q")
        assert terminal.exit() == 0

    assert (tmp_path / ".local" / "share" / "close-reader" / "samples" / "annotations.json").exists()
    assert list(empty.iterdir()) == []


def test_a_second_reader_is_told(corpus_folder: Path, tmp_path: Path) -> None:
    """Who comes second hears it at once, and the first goes on."""
    with Terminal([*READER, str(corpus_folder)], tmp_path) as first:
        first.wait_for("nothing to save")
        with Terminal([*READER, str(corpus_folder)], tmp_path) as second:
            assert second.exit() == 2
            assert any("is open in another reader (process " in row for row in second.lines)
        first.send("c")
        first.wait_for("✓ saved")


def test_a_theme_that_was_only_tried_in_the_settings_is_not(corpus_folder: Path, tmp_path: Path) -> None:
    """It is seen at once; left out of the file again, what was chosen last holds, now and at the next start."""
    with Terminal([*READER, str(corpus_folder)], tmp_path, columns=80, rows=24) as terminal:
        terminal.wait_for("nothing to save")
        terminal.send(":settings")
        terminal.wait_for("settings of these articles")
        terminal.send("\r")
        terminal.wait_for("changes go into")
        terminal.send("j ")
        terminal.wait_for("written into")
        terminal.wait_for(lambda _rows: terminal.cell(10, 30).bg == "f3f0ea")
        terminal.send("d")
        terminal.wait_for(lambda _rows: terminal.cell(10, 30).bg == "1b1f26")
        terminal.press("escape")
        terminal.wait_for("nothing to save")
        terminal.send("q")
        assert terminal.exit() == 0
    with Terminal([*READER, str(corpus_folder)], tmp_path) as terminal:
        terminal.wait_for("nothing to save")

        assert terminal.cell(10, 30).bg == "14171c"


def test_the_theme_chosen_is_remembered(corpus_folder: Path, tmp_path: Path) -> None:
    """The one given on the command line is not: it was for this time."""
    with Terminal([*READER, str(corpus_folder), "--theme", "light"], tmp_path) as terminal:
        terminal.wait_for("nothing to save")
        assert terminal.cell(10, 30).bg == "fbfaf7"
        terminal.send("q")
        assert terminal.exit() == 0
    shutil.rmtree(tmp_path / ".config", ignore_errors=True)
    with Terminal([*READER, str(corpus_folder)], tmp_path) as terminal:
        terminal.wait_for("nothing to save")
        assert terminal.cell(10, 30).bg == "14171c"
