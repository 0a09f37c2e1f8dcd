"""Keys that come all at once, as over a slow line or out of a paste, do what they do one by one."""

from __future__ import annotations

import base64
import sys
from pathlib import Path

from reader.store.store import Store
from tests.terminal import Terminal

READER = [sys.executable, "-m", "reader"]


def typed(folder: Path, home: Path, *bursts: str) -> tuple[list[tuple[str, str]], bytes]:
    """Label and text of every span of the first sample after these bursts of keys, and all that was sent."""
    with Terminal([*READER, str(folder)], home, columns=120, rows=40) as terminal:
        terminal.wait_for("nothing to save")
        for burst in bursts:
            terminal.send(burst)
            terminal.settle(0.2)
        terminal.send("q")
        assert terminal.exit() == 0
        sent = bytes(terminal.raw)
    record = Store(folder / "annotations.json").record(min(path.name for path in folder.glob("*.txt")))
    return [(a.label, a.text) for a in record.stray] if record else [], sent


def test_numbers_panes_and_prompts_in_one_burst(corpus_folder: Path, tmp_path: Path) -> None:
    """A digit that goes to a pane, a search, a note: every key after them finds them done."""
    made, _ = typed(corpus_folder, tmp_path, "3wc/vardenis\rp/two\rf/gyumri\raihedged\r")

    assert made == [
        ("claim", made[0][1]),
        ("actor", "Gyumri"),
        ("place", "Vardenis"),
        ("figure", "two"),
    ]


def test_the_first_keys_may_be_typed_before_anything_is_shown(corpus_folder: Path, tmp_path: Path) -> None:
    """They are not lost."""
    with Terminal([*READER, str(corpus_folder)], tmp_path, columns=120, rows=40) as terminal:
        terminal.send("c p")
        terminal.wait_for("place 1", timeout=20)
        terminal.send("q")

        assert terminal.exit() == 0


def test_a_copy_reaches_the_clipboard_of_the_terminal(corpus_folder: Path, tmp_path: Path) -> None:
    """OSC 52 with the exact words, in base 64, so that nothing in them can act."""
    _, sent = typed(corpus_folder, tmp_path, "/vardenis\rp\x03")

    assert b"\x1b]52;c;" + base64.b64encode(b"Vardenis") in sent
