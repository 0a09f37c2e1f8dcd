"""How the app ends when it is told to, when it fails, and when the terminal goes: in a real terminal, every time."""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from pathlib import Path

import pytest

from reader.core.record import Record
from reader.store.store import Store
from tests.raw import foreign, modes_left
from tests.stores import step_of
from tests.terminal import Terminal

START = """
import os, sys
from pathlib import Path
Path(sys.argv[1]).write_text(str(os.getpid()))
del sys.argv[1]
exec(sys.argv.pop(1))
from reader.cli import main
sys.exit(main())
"""
"""The command `reader`, which first writes down its process and then does something else to itself."""

IN_A_SHELL = """stty -g > "$0/before"; "$@"; code=$?; stty -g > "$0/after"; echo "left with $code" """
"""What a person's shell sees of it."""

EVIL = r"'\x1b]0;owned\x07\x9b31m[/nope]\u202e'"
"""Words of an error that would act on the terminal."""

SIGNALS = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT)


class InShell:
    """The app in a shell, with something done to it first."""

    def __init__(self, folder: Path, home: Path, before: str = "") -> None:
        self.folder = folder
        self.home = home
        command = [sys.executable, "-c", START, str(home / "pid"), before, str(folder)]
        self.terminal = Terminal(["sh", "-c", IN_A_SHELL, str(home), *command], home, columns=120, rows=40)

    def kill(self, number: int) -> None:
        """Send the app a signal."""
        os.kill(self.pid, number)

    @property
    def pid(self) -> int:
        """The process of the app."""
        return int((self.home / "pid").read_text())

    def left(self, timeout: float = 30) -> int:
        """The exit code; the terminal must be as it was before."""
        self.terminal.exit(timeout)
        said = next(row for row in self.terminal.lines if row.startswith("left with"))
        assert (self.home / "after").read_text() == (self.home / "before").read_text()
        assert modes_left(bytes(self.terminal.raw)) == {}
        assert foreign(bytes(self.terminal.raw)) == []
        return int(said.rpartition(" ")[2])

    @property
    def tagged(self) -> list[str]:
        """The labels of what is tagged in the export."""
        return tagged(self.folder, self.home)

    @property
    def place(self) -> dict[str, object]:
        """Where the next start goes on."""
        return place(self.home)


def type_slowly(terminal: Terminal, keys: str) -> None:
    """Type, with a pause for each `…` until nothing changes any more."""
    for piece in keys.split("…"):
        terminal.send(piece)
        terminal.settle(0.4)


def tagged(folder: Path, home: Path, *options: str) -> list[str]:
    """The labels of all that is in the store, as an export gives it; every span on its words."""
    command = [sys.executable, "-m", "reader", "export", str(folder), "--output", "out", *options]
    with Terminal(command, home, cwd=home) as export:
        assert export.exit() == 0
    articles = [json.loads(line) for line in (home / "out").read_text().split("\n")[:-1]]
    for article in articles:
        for span in article["spans"]:
            assert article["text"][span["start"] : span["end"]] == span["text"]
    return [span["label"] for article in articles for span in article["spans"]]


def place(home: Path) -> dict[str, object]:
    """Where the next start goes on."""
    kept = json.loads((home / ".local" / "state" / "close-reader" / "desk.json").read_text())
    (where,) = kept["places"].values()
    assert isinstance(where, dict)
    return where


@pytest.mark.parametrize("number", SIGNALS, ids=lambda number: number.name)
def test_a_signal_ends_it_with_all_on_disk(corpus_folder: Path, tmp_path: Path, number: int) -> None:
    """What was tagged a moment before, and the place; the terminal is as it was."""
    shell = InShell(corpus_folder, tmp_path)
    with shell.terminal as terminal:
        terminal.wait_for("nothing to save")
        terminal.send("))c")
        terminal.wait_for("claim 1")
        shell.kill(number)

        assert shell.left() == 128 + number

    assert shell.tagged == ["claim"]
    assert shell.place["cursor"] != 0


OPENED = {
    "prompt": ("/", "/"),
    "note": ("inote", "note on"),
    "filter": ("tx", "show articles"),
    "palette": (":", "Search for commands"),
    "help": ("?", "quit"),
    "kwic": (" :corpus as place…\r", "Apply"),
}
"""Keys that open something over the text, and words that are shown then."""


@pytest.mark.parametrize("opened", OPENED)
def test_a_signal_ends_it_whatever_is_shown(corpus_folder: Path, tmp_path: Path, opened: str) -> None:
    """Nothing asks, nothing waits; a second and a third signal change nothing."""
    shell = InShell(corpus_folder, tmp_path)
    keys, words = OPENED[opened]
    with shell.terminal as terminal:
        terminal.wait_for("nothing to save")
        terminal.send("c")
        terminal.wait_for("claim 1")
        type_slowly(terminal, keys)
        terminal.wait_for(words)
        for number in (signal.SIGTERM, signal.SIGTERM, signal.SIGINT):
            shell.kill(number)

        # Of signals that come together the lowest number is heard first.
        assert shell.left() in (143, 130)

    assert shell.tagged == ["claim"]


def test_what_the_store_met_is_said_in_full_at_the_end(corpus_folder: Path, tmp_path: Path) -> None:
    """On the screen there is one line for it, which the next key takes away."""
    store = Store.for_writing(corpus_folder / "annotations.json")
    store.append(step_of(Record("a.txt", "A", "0", 1, status="done")))
    store.close()
    with (corpus_folder / "annotations.history.jsonl").open("ab") as history:
        history.write(b'{"torn')
    shell = InShell(corpus_folder, tmp_path)
    with shell.terminal as terminal:
        terminal.wait_for("nothing to save")
        terminal.send("q")

        assert shell.left() == 0
        said = " ".join(" ".join(terminal.lines).split())

    assert "reader: the last line of annotations.history.jsonl is cut off: the very last change may not have" in said


def test_a_signal_ends_the_question_of_what_is_not_saved(corpus_folder: Path, tmp_path: Path) -> None:
    """It is said that not everything could be saved; nobody is there to ask, so a copy is written elsewhere."""
    fails = (
        "from reader.core.errors import StoreError\nfrom reader.store.store import Store\n"
        f"def fail(*_): raise StoreError({EVIL})\nStore.append = fail\n"
    )
    shell = InShell(corpus_folder, tmp_path, fails)
    with shell.terminal as terminal:
        terminal.wait_for("nothing to save")
        terminal.send("c")
        terminal.wait_for("NOT SAVED")
        terminal.send("q")
        terminal.wait_for("try again")
        shell.kill(signal.SIGTERM)

        assert shell.left() == 143
        said = "".join(terminal.lines)

    copy = tmp_path / ".local" / "share" / "close-reader" / "rescued" / f"{corpus_folder.name}.json"
    assert "not everything tagged is saved" in said
    assert f"all is written to {copy} as well" in said
    assert tagged(corpus_folder, tmp_path, "--store", str(copy)) == ["claim"]


@pytest.mark.parametrize(
    "where", ["reader.cli.opening", "reader.app", "reader.session.session"], ids=lambda name: name.rpartition(".")[2]
)
def test_a_signal_while_it_starts_is_not_lost(corpus_folder: Path, tmp_path: Path, where: str) -> None:
    """Before there is an app that could be asked to leave."""
    early = (
        "import os, signal, sys\nclass Finder:\n"
        "    @staticmethod\n    def find_spec(name, path=None, target=None):\n"
        f"        if name == '{where}':\n"
        "            os.kill(os.getpid(), signal.SIGTERM)\n"
        "sys.meta_path.insert(0, Finder)\n"
    )
    shell = InShell(corpus_folder, tmp_path, early)
    with shell.terminal:
        assert shell.left() == 143


@pytest.mark.parametrize("moment", ["on_mount", "on_ready", "compose"])
def test_a_signal_while_the_screen_is_made_is_not_lost(corpus_folder: Path, tmp_path: Path, moment: str) -> None:
    """The loop runs, and nothing is shown yet."""
    early = (
        "import os, signal\nfrom reader.app import ReaderApp\n"
        f"before = ReaderApp.{moment}\n"
        f"def with_signal(self):\n    os.kill(os.getpid(), signal.SIGTERM)\n    return before(self)\n"
        f"ReaderApp.{moment} = with_signal\n"
    )
    shell = InShell(corpus_folder, tmp_path, early)
    with shell.terminal:
        assert shell.left() == 143


def test_a_signal_while_it_closes_breaks_nothing(corpus_folder: Path, tmp_path: Path) -> None:
    """The store is let go of as ever."""
    late = (
        "import os, signal\nfrom reader.session.session import Session\nbefore = Session.close\n"
        "def closing(self):\n    os.kill(os.getpid(), signal.SIGINT)\n    os.kill(os.getpid(), signal.SIGTERM)\n"
        "    return before(self)\nSession.close = closing\n"
    )
    shell = InShell(corpus_folder, tmp_path, late)
    with shell.terminal as terminal:
        terminal.wait_for("nothing to save")
        terminal.send("cq")

        assert shell.left() == 130

    assert shell.tagged == ["claim"]


STUCK = {
    "busy": "while True: pass",
    "asleep": "import time; time.sleep(60)",
    "waiting": "import threading; threading.Event().wait()",
}
"""How a key may never come to an end."""


@pytest.mark.parametrize("how", STUCK)
def test_it_ends_by_force_when_it_is_stuck(corpus_folder: Path, tmp_path: Path, how: str) -> None:
    """After some seconds, with all on disk and the terminal as it was."""
    stuck = (
        "from reader.session.session import Session\n"
        f"def stuck(self, index=None):\n    {STUCK[how]}\nSession.toggle_done = stuck\n"
    )
    shell = InShell(corpus_folder, tmp_path, stuck)
    with shell.terminal as terminal:
        terminal.wait_for("nothing to save")
        terminal.send("c")
        terminal.wait_for("claim 1")
        terminal.send("x")
        terminal.settle(0.5)
        shell.kill(signal.SIGTERM)

        assert shell.left() == 143

    assert shell.tagged == ["claim"]
    assert shell.place["article"]


def test_it_ends_when_nobody_takes_what_it_sends(corpus_folder: Path, tmp_path: Path) -> None:
    """A terminal that is held up holds up the app, and its end no longer than some seconds."""
    command = [sys.executable, "-m", "reader", str(corpus_folder)]
    with Terminal(command, tmp_path, columns=200, rows=60) as terminal:
        terminal.wait_for("nothing to save")
        terminal.send("c")
        terminal.wait_for("saved")
        for _ in range(100):
            terminal.send("JKJK")
        time.sleep(1)
        os.kill(terminal.pid, signal.SIGTERM)

        ended_by_itself(terminal)
        assert terminal.exit() == 143

    assert tagged(corpus_folder, tmp_path) == ["claim"]


@pytest.mark.parametrize("ignored", [False, True], ids=["", "nohup"])
def test_it_ends_when_the_terminal_goes(corpus_folder: Path, tmp_path: Path, ignored: bool) -> None:
    """With the signal that says so, and also where that is ignored."""
    before = "import signal\nsignal.signal(signal.SIGHUP, signal.SIG_IGN)\n" if ignored else ""
    command = [sys.executable, "-c", START, str(tmp_path / "pid"), before, str(corpus_folder)]
    with Terminal(command, tmp_path, columns=120, rows=40) as terminal:
        terminal.wait_for("nothing to save")
        terminal.send("))c")
        terminal.wait_for("claim 1")
        terminal.hang_up()

        assert terminal.exit() == 129

    assert tagged(corpus_folder, tmp_path) == ["claim"]
    assert place(tmp_path)["cursor"] != 0


ON_X = """
from reader.session.session import Session
def fail(*_): raise ValueError(WORDS)
def on_x(self, index=None):
    {then}
    return "wrong"
Session.toggle_done = on_x
"""
"""Has the key `x` do something else."""

IN_THREAD = """
from reader.driver import ReaderDriver
read = ReaderDriver._read
def broken(self):
    data = read(self)
    if data and b"x" in data:
        raise ValueError(WORDS)
    return data
ReaderDriver._read = broken
"""
"""Has the thread that reads keys fail."""

IN_WORKER = """
from reader.session.concordance import Concordance
def fail(self): raise ValueError(WORDS)
Concordance.search = fail
"""
"""Has the search in the whole corpus fail."""

FAILURES = {
    "handler": (ON_X.format(then="fail()"), "x"),
    "drawing": (ON_X.format(then="from reader.widgets.page import Page; Page.render_line = fail"), "xJ"),
    "timer": (ON_X.format(then="import asyncio; asyncio.get_running_loop().call_later(0.1, fail)"), "x"),
    "thread": (IN_THREAD, "x"),
    "worker": (IN_WORKER, " :corpus as place…\r"),
}
"""Where something may go wrong: what is done to the code, and keys that bring it about."""


@pytest.mark.parametrize("where", FAILURES)
def test_a_failure_is_one_sentence_and_nothing_is_lost(corpus_folder: Path, tmp_path: Path, where: str) -> None:
    """The details are in a file of the person's own."""
    before, keys = FAILURES[where]
    shell = InShell(corpus_folder, tmp_path, f"WORDS = {EVIL}\n{before}")
    with shell.terminal as terminal:
        terminal.wait_for("nothing to save")
        terminal.send("c")
        terminal.wait_for("claim 1")
        type_slowly(terminal, keys)

        assert shell.left() == 1
        said = "".join(terminal.lines)

    (details,) = (tmp_path / ".local" / "state" / "close-reader" / "crashes").iterdir()
    assert "something went wrong: ValueError: ␛]0;owned␇◇31m[/nope]◇; everything tagged is saved in" in said
    assert str(details) in said
    assert "Traceback" not in said
    assert "Traceback" in details.read_text()
    assert foreign(details.read_bytes()) == []
    assert details.stat().st_mode & 0o777 == 0o600
    assert shell.tagged == ["claim"]
    assert shell.place["article"]


def test_a_failure_of_the_saving_thread_is_one_too(corpus_folder: Path, tmp_path: Path) -> None:
    """Nothing would be saved any more: it ends, and what was tagged is on disk."""
    before = (
        f"def fail(*_): raise ValueError({EVIL})\nfrom reader.session.saving import Saving\nSaving._tell_news = fail\n"
    )
    shell = InShell(corpus_folder, tmp_path, before)
    with shell.terminal as terminal:
        terminal.wait_for("nothing to save")
        terminal.send("c")

        assert shell.left() == 1
        assert "everything tagged is saved in" in "".join(terminal.lines)

    assert shell.tagged == ["claim"]


def ended_by_itself(terminal: Terminal, seconds: float = 10) -> None:
    """Wait for the end without taking anything that is sent."""
    end = time.monotonic() + seconds
    while terminal.alive:
        assert time.monotonic() < end, "still running"
        time.sleep(0.05)
