"""What is really sent to a terminal, and how soon: colours by what it can show, Esc, and nothing while it waits."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.terminal import Terminal

READER = [sys.executable, "-m", "reader"]

SGR = re.compile(rb"\x1b\[([0-9;:]*)m")


def parameters(sent: bytes) -> Iterator[int]:
    """Every number in every sequence that sets attributes or colours."""
    for match in SGR.finditer(sent):
        yield from (int(number or 0) for number in re.split(rb"[;:]", match[1]))


def indexes(sent: bytes) -> set[int]:
    """The colours of xterm's palette that were asked for."""
    return {int(number) for number in re.findall(rb"[34]8;5;(\d+)", sent)}


def everything(terminal: Terminal) -> None:
    """Tag with every label, select, look at the panes, the help and the palette, and quit."""
    terminal.wait_for("nothing to save")
    terminal.send("cjwawwpwwf")
    terminal.wait_for("figure 1")
    terminal.send("gvww")
    terminal.wait_for("selected")
    terminal.press("escape")
    terminal.wait_for(lambda rows: not any("selected" in row for row in rows))
    terminal.send("13J?")
    terminal.wait_for("commands by name")
    terminal.send("?")
    terminal.wait_for("nothing")
    terminal.send(":")
    terminal.wait_for("Tag as claim")
    terminal.press("down", "down", "escape")
    terminal.wait_for("claim 0")
    terminal.send("q")
    assert terminal.exit() == 0


@pytest.mark.parametrize("asked", [[], ["--theme", "nord"]], ids=["", "nord"])
def test_no_color_sends_no_colour(corpus_folder: Path, tmp_path: Path, asked: list[str]) -> None:
    """Whatever is done and whatever theme is asked for: attributes alone, not even the default colours."""
    with Terminal([*READER, str(corpus_folder), *asked], tmp_path, columns=120, rows=40, env={"NO_COLOR": "1"}) as it:
        everything(it)

    found = set(parameters(bytes(it.raw)))
    assert found <= {0, 1, 2, 3, 4, 7, 9}
    assert {1, 2, 3, 4, 7} <= found


def test_the_terminals_own_colours(corpus_folder: Path, tmp_path: Path) -> None:
    """`--theme ansi` sends the sixteen, and no other."""
    with Terminal([*READER, str(corpus_folder), "--theme", "ansi"], tmp_path, columns=120, rows=40) as terminal:
        everything(terminal)

    found = set(parameters(bytes(terminal.raw)))
    assert found & {38, 48} == set()
    assert {35, 96, 32, 33} <= found


@pytest.mark.parametrize(
    ("env", "theme", "sent"),
    [
        ({"COLORTERM": ""}, "dark", {234, 235, 236, 254, 248, 238, 183, 117, 121, 221}),
        ({"COLORTERM": ""}, "light", {231, 255, 254, 234, 240, 252, 54, 17, 22, 52}),
    ],
)
def test_256_colours(corpus_folder: Path, tmp_path: Path, env: dict[str, str], theme: str, sent: set[int]) -> None:
    """Where the console says no more, as in tmux, the numbers of the palette are sent."""
    command = [*READER, str(corpus_folder), "--theme", theme]
    with Terminal(command, tmp_path, columns=120, rows=40, env=env) as terminal:
        terminal.wait_for("nothing to save")
        terminal.send("cvwwwcjwawwpwwf")
        terminal.wait_for("figure 1")
        terminal.settle()

    assert sent <= indexes(bytes(terminal.raw))
    assert b"8;2;" not in terminal.raw


def test_sixteen_colours_are_the_terminals_own(corpus_folder: Path, tmp_path: Path) -> None:
    """A console that shows no more than sixteen gets those, also when another theme was asked for."""
    env = {"COLORTERM": "", "TERM": "linux"}
    with Terminal([*READER, str(corpus_folder), "--theme", "light"], tmp_path, env=env) as terminal:
        terminal.wait_for("nothing to save")
        terminal.send("c")
        terminal.wait_for("claim 1")
        terminal.settle()

    assert {35} <= set(parameters(bytes(terminal.raw)))
    assert set(parameters(bytes(terminal.raw))) & {38, 48} == set()


@pytest.mark.parametrize(("first", "other"), [("dark", "reader-ansi"), ("ansi", "nord"), ("nord", "reader-light")])
def test_themes_can_be_chosen_at_work(corpus_folder: Path, tmp_path: Path, first: str, other: str) -> None:
    """From colours to the terminal's own, and back: what is seen then is what a start with that theme shows."""

    def cells(*arguments: str, choose: str = "") -> list[tuple[str, str, str, bool]]:
        with Terminal([*READER, str(corpus_folder), *arguments], tmp_path) as terminal:
            terminal.wait_for("nothing to save")
            if choose:
                terminal.press(":")
                terminal.wait_for("Tag as claim")
                terminal.send("theme")
                terminal.wait_for(lambda rows: any("Theme" in row for row in rows) and "Tag as claim" not in str(rows))
                terminal.press("enter")
                terminal.wait_for("ansi-dark")
                terminal.send(choose)
                terminal.wait_for(lambda rows: "ansi-dark" not in str(rows) and choose in str(rows[4:]))
                terminal.settle()
                terminal.press("enter")
                terminal.wait_for("nothing to save")
                terminal.press("l")
                terminal.settle(0.3, first=5)
                terminal.press("h")
                terminal.settle(0.3, first=5)
            else:
                terminal.wait_for("c→ sentence")
                terminal.wait_for("% seen")
                terminal.settle(0.3)
            found = [terminal.cell(row, column) for row in range(24) for column in range(80)]
        return [(cell.data, cell.fg, cell.bg, cell.bold) for cell in found if cell.data.strip()]

    chosen = cells("--theme", first, choose=other)
    started = cells("--theme", other)

    assert chosen == started


def test_an_unknown_theme_is_named(corpus_folder: Path, tmp_path: Path) -> None:
    """With the nearest ones, and nothing is opened."""
    with Terminal([*READER, str(corpus_folder), "--theme", "drakula"], tmp_path, columns=200) as terminal:
        assert terminal.exit() == 2
        assert terminal.lines[0] == "reader: There is no theme 'drakula'; the nearest names are dracula."
    with Terminal([*READER, str(corpus_folder), "--theme", "xyzzy"], tmp_path, columns=700) as terminal:
        assert terminal.exit() == 2
        assert "known are dark, light, ansi, ansi-dark, " in terminal.lines[0]
    config = tmp_path / ".config" / "close-reader"
    config.mkdir(parents=True)
    (config / "config.toml").write_text('theme = "Nrod"')
    with Terminal([*READER, str(corpus_folder)], tmp_path, columns=200) as terminal:
        assert terminal.exit() == 2
        assert "There is no theme 'Nrod'; the nearest names are nord" in terminal.lines[0]


def keymap(home: Path, source: str) -> Path:
    """A keymap in the folder of the user's configuration."""
    path = home / ".config" / "close-reader" / "keymap.toml"
    path.parent.mkdir(parents=True)
    path.write_text(source)
    return path


def test_a_bad_keymap_is_named(corpus_folder: Path, tmp_path: Path) -> None:
    """In one sentence with file, line and both ids; the screen is not touched, and nothing is written."""
    path = keymap(tmp_path, '# mine\n[keys]\n"tag.claim" = ["q"]\n')
    with Terminal([*READER, str(corpus_folder)], tmp_path, columns=400) as terminal:
        assert terminal.exit() == 2

    why = '"q" of tag.claim is a key of app.quit; to free it write also "app.quit" = ["ctrl+q"]'
    assert terminal.raw.decode() == f"reader: The keymap {path}, line 3: {why}.\r\n"
    assert not (corpus_folder / "annotations.json").exists()


def test_own_keys_in_a_terminal(corpus_folder: Path, tmp_path: Path) -> None:
    """A preset and a key on top of it, as a terminal sends them."""
    keymap(tmp_path, 'preset = "arrows"\n[keys]\n"tag.claim" = ["*"]\n')
    with Terminal([*READER, str(corpus_folder)], tmp_path) as terminal:
        terminal.wait_for("* claim 0")
        terminal.send("cq*")
        terminal.wait_for("claim 1")
        terminal.press("ctrl+z")
        terminal.wait_for("claim 0")
        terminal.press("ctrl+q")
        assert terminal.exit() == 0


def test_nothing_is_sent_while_it_waits(corpus_folder: Path, tmp_path: Path) -> None:
    """No byte, once all is painted and saved."""
    with Terminal([*READER, str(corpus_folder)], tmp_path) as terminal:
        terminal.wait_for("nothing to save")
        terminal.send("c")
        terminal.wait_for("✓ saved")
        terminal.settle(0.5)
        before = len(terminal.raw)
        with pytest.raises(AssertionError):
            terminal.wait_for("what never comes", timeout=2)

        assert len(terminal.raw) == before
