"""No byte from outside acts on a terminal: in the real app and from the real commands."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.raw import foreign, modes_left
from tests.terminal import Terminal

READER = [sys.executable, "-m", "reader"]

EVIL = "\x1b]0;owned\x07\x9b5m\x1b[2J[/nope][@click=app.quit]x[/]\u202e\x85\u2028"
"""What a terminal, markup and line counting may stumble over."""

NAME = EVIL.replace("/", "∕")
"""The same as the name of a file."""

WRITTEN = "".join(f"\\u{ord(c):04x}" for c in EVIL)
"""The same as it is written in TOML."""


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """A folder of hostile names and texts, with a hostile name."""
    folder = tmp_path / f"corpus {NAME}"
    folder.mkdir()
    # Without Esc and with it: the second may be refused, and then the refusal is shown.
    for number, text in enumerate((EVIL.replace("\x1b", ""), EVIL, "Armenia said \x9d0;x\x9c so. \u202eYerevan\n")):
        (folder / f"{number} {NAME}.txt").write_text(f"Yerevan {text} said 2,000 men. Armenia too.\n" * 3)
    (folder / os.fsdecode(b"3 \xff\x9b5m.txt")).write_text("x")
    (folder / "4\n\r.txt").write_bytes(b"\xff\x1b[2J")
    (folder / "guidelines.md").write_text(f"# {EVIL}\n\n- **{EVIL}** *{EVIL}* `{EVIL}`\n```\n{EVIL}\n```\n")
    (folder / "reader.toml").write_text(
        'theme = "dark"\n[labels.claim]\nkey = "c"\nunit = "sentence"\n'
        '[labels.place]\nkey = "p"\n[labels.actor]\nkey = "a"\n'
    )
    return folder


@pytest.mark.parametrize("size", [(120, 40), (80, 24)], ids=["wide", "narrow"])
def test_every_screen(hostile: Path, tmp_path: Path, size: tuple[int, int]) -> None:
    """Texts, titles, names of files, annotator and store, notes, what is searched for, palettes, the list of hits."""
    store = hostile / f"store {NAME}.json"
    command = [*READER, str(hostile), "--annotator", f"ann{EVIL}", "--store", str(store)]
    with Terminal(command, tmp_path, columns=size[0], rows=size[1]) as terminal:
        terminal.wait_for("nothing to save")
        terminal.send("ca wp f+v))cY")
        terminal.wait_for("claim")
        for opened, ended in (("i", "enter"), ("/", "enter"), ("t", "escape"), (":", "escape"), (":theme", "escape")):
            # Each shows something. Before the next key it has to: Esc and a key that come together are another key.
            terminal.send(opened)
            terminal.settle(first=5)
            terminal.send(f"\x1b[200~{EVIL.replace(chr(27), '')}\x1b[201~")
            terminal.settle(first=5)
            terminal.press(ended)
            terminal.settle(first=5)
        terminal.send("JcJcJcJc1jj\r3jj2")
        terminal.settle(0.4, first=5)
        terminal.press("escape")
        terminal.settle(0.4, first=2)
        terminal.send("?")
        terminal.wait_for("next unfinished")
        terminal.send("?")
        terminal.wait_for("saved")
        terminal.press("f2")
        terminal.wait_for("e Edit")
        terminal.press("escape")
        terminal.wait_for("saved")
        terminal.send(":Settings")
        terminal.wait_for("settings of these articles")
        terminal.press("enter")
        terminal.wait_for("changes go into")
        terminal.press("escape")
        terminal.wait_for("saved")
        terminal.send("KKKKg")
        terminal.wait_for("article 1 of 5")
        terminal.send(":corpus as place")
        terminal.wait_for("Tag everywhere in the corpus as place")
        terminal.press("enter")
        terminal.wait_for("Esc Close")
        terminal.press("escape")
        terminal.wait_for("saved")
        terminal.resize(40, 10)
        terminal.wait_for("too small")
        terminal.resize(*size)
        terminal.wait_for("saved")
        terminal.press("ctrl+q")
        assert terminal.exit() == 0

    assert foreign(bytes(terminal.raw)) == []
    assert modes_left(bytes(terminal.raw)) == {}
    assert b"\x1b]52;c;" in terminal.raw


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("--version",), 0),
        (("--help",), 0),
        (("export", "--help"), 0),
        ((f"--{EVIL}",), 2),
        ((EVIL,), 2),
        (("--theme", EVIL), 2),
        (("--store", EVIL + "/x"), 2),
        (("export", EVIL), 2),
        (("export", "--store", EVIL), 2),
        (("export", "--format", EVIL), 2),
        (("export", "--status", EVIL), 2),
        (("export", "--output", f"no/{EVIL}"), 2),
        (("export",), 1),
    ],
    ids=lambda value: ascii(value)[:30] if isinstance(value, tuple) else "",
)
def test_every_command(hostile: Path, tmp_path: Path, arguments: tuple[str, ...], code: int) -> None:
    """In a terminal, with both of its streams."""
    with Terminal([*READER, *arguments], tmp_path, cwd=hostile, columns=300, rows=60) as terminal:
        assert terminal.exit() == code

    # The help is coloured and nothing else is: looks are among what Textual sends.
    assert foreign(bytes(terminal.raw)) == []


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("config.toml", f'theme = "{WRITTEN}"'),
        ("config.toml", f'"{WRITTEN}" = "x"'),
        ("config.toml", f"{EVIL} ="),
        ("keymap.toml", f'[keys]\n"{WRITTEN}" = ["x"]'),
        ("keymap.toml", f'[keys]\n"go.next" = ["{WRITTEN}"]'),
        ("keymap.toml", f'preset = "{WRITTEN}"'),
    ],
    ids=["theme", "key", "no toml", "id", "keys", "preset"],
)
def test_every_configuration(hostile: Path, tmp_path: Path, name: str, content: str) -> None:
    """What is wrong in it is said in one sentence."""
    place = tmp_path / ".config" / "close-reader" / name
    place.parent.mkdir(parents=True)
    place.write_text(content)
    with Terminal([*READER, str(hostile)], tmp_path, columns=300) as terminal:
        assert terminal.exit() == 2

    assert foreign(bytes(terminal.raw)) == []
    assert bytes(terminal.raw).count(b"\n") == 1


PYTHON_SAYS = {
    "command": "raise ValueError(EVIL)",
    "warning": "import warnings; warnings.warn(EVIL)",
    "unraisable": "Unraisable()",
    "thread": "import threading; threading.Thread(target=fail).start()",
    "interrupted": "import os, signal; os.kill(os.getpid(), signal.SIGTERM)",
}
"""What may make Python itself say something."""

BEFORE_EXPORT = f"""
import sys
import reader.cli.exporting
from reader.cli import main
EVIL = {EVIL!r}
class Unraisable:
    def __del__(self): raise ValueError(EVIL)
def fail(): raise ValueError(EVIL)
export = reader.cli.exporting.export
def first(*given):
    %s
    return export(*given)
reader.cli.exporting.export = first
sys.exit(main())
"""
"""Does something before it exports."""


@pytest.mark.parametrize("what", PYTHON_SAYS)
def test_what_python_says_itself(tmp_path: Path, what: str) -> None:
    """A failure, a warning, an error nobody can catch: never raw, never a traceback."""
    (tmp_path / "a.txt").write_text("x")
    code = BEFORE_EXPORT % PYTHON_SAYS[what]
    with Terminal([sys.executable, "-c", code, "export", str(tmp_path)], tmp_path, columns=300) as terminal:
        code_left = terminal.exit()

    said = "\n".join(terminal.lines)
    assert foreign(bytes(terminal.raw)) == []
    assert "Traceback" not in said
    assert code_left == {"command": 1, "thread": 1, "interrupted": 143}.get(what, 0)
    assert ("␛]0;owned␇" in said) == (what != "interrupted")


def test_a_sentence_nobody_hears_changes_nothing(tmp_path: Path) -> None:
    """Standard error closed or full: the exit code is the same."""
    command = f"'{sys.executable}' -m reader export nowhere"
    for end in ("2>&-", "2>/dev/full"):
        done = subprocess.run(["bash", "-c", f"{command} {end}"], cwd=tmp_path, check=False, capture_output=True)

        assert done.returncode == 2, end
