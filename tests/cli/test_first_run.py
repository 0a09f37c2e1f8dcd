"""What somebody is told who has not found their articles yet."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Ran
from tests.terminal import Terminal


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A current folder that holds no articles."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    folder = tmp_path / "here"
    for name in ("empty", "other"):
        (folder / name).mkdir(parents=True)
    for name in ("a.pdf", "b.docx"):
        (folder / "other" / name).touch()
    monkeypatch.chdir(folder)
    return folder


NONE = (
    "The folder {} holds no articles: no file there ends in .txt or .md, "
    "and none is a table (.jsonl, .csv, .tsv, .parquet)"
)


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("empty", f"{NONE.format('empty')}; it is empty. Looked in {{here}}."),
        ("other", f"{NONE.format('other')}; there is a.pdf, and 1 more. Looked in {{here}}."),
        ("emtpy", "There is no file or folder emtpy. Looked in {here}; the nearest there is empty."),
        ("other/c", "There is no file or folder other/c. Looked in {here}/other."),
        ("{here}/gone", "There is no file or folder {here}/gone."),
    ],
)
def test_a_wrong_path_says_where_was_looked(ran: Ran, here: Path, path: str, said: str) -> None:
    """And what is there; who wanted to open something is offered the samples."""
    path, said = path.format(here=here), said.format(here=here)

    assert ran("export", path) == (2, "", f"reader: {said}\n")
    assert ran("serve", path).err == f"reader: {said} To try it out: reader --samples.\n"


@pytest.mark.parametrize("command", ["export", "check", "stats"])
def test_a_command_says_that_it_took_the_samples(ran: Ran, here: Path, command: str) -> None:
    """Nobody has to wonder whose articles these are; nothing is said where they were asked for by their path."""
    said = ran(command)

    assert said.code == 0
    assert said.err.startswith(f"reader: these are the samples: no articles in {here} (.txt, .md, tables).\n")


def test_the_screen_says_so_too(tmp_path: Path, here: Path) -> None:
    """At the start, and again when the screen was left; with `--samples` there is nothing to say."""
    said = f"these are the samples: no articles in {here} (.txt, .md, tables)"
    seen = []
    for arguments in ([], ["--samples"]):
        command = [sys.executable, "-m", "reader", *arguments]
        with Terminal(command, tmp_path, cwd=here, columns=200, rows=40) as terminal:
            terminal.wait_for("Quit")
            seen.append(any(said in line for line in terminal.lines))
            terminal.send("q")
            assert terminal.exit() == 0
            seen.append(f"reader: {said}." in "\n".join(terminal.lines))

    assert seen == [True, True, False, False]


def test_samples_and_a_path_are_one_too_many(ran: Ran, here: Path) -> None:
    """Neither is taken for the other."""
    assert "Leave one of the two out" in ran("serve", "--samples", "empty").err
