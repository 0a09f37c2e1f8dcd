"""`reader --completion`: what the shells make of the scripts."""

from __future__ import annotations

import shlex
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from reader.cli.completion import completion, everything
from reader.cli.parsers import PARSERS, SHELLS
from reader.core.change import STATUSES
from reader.formats import MODULES
from tests.cli.conftest import Ran
from tests.terminal import Terminal


def has(shell: str) -> bool:
    """Is a shell on this machine?"""
    return shutil.which(shell) is not None


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with files to be completed, and the scripts."""
    for name in ("export me.txt", "news.jsonl", "other"):
        (tmp_path / name).touch()
    for shell in SHELLS:
        (tmp_path / f"script.{shell}").write_text(completion(shell))
    return tmp_path


def bash(folder: Path, *words: str) -> list[str]:
    """What bash offers for the last of these words behind `reader`."""
    line = ("reader", *words)
    commands = f"""
        source script.bash
        COMP_WORDS=({shlex.join(line)}); COMP_CWORD={len(words)}
        _reader
        (( ${{#COMPREPLY[@]}} )) && printf '%s\\n' "${{COMPREPLY[@]}}"
        complete -p reader >&2
    """
    done = subprocess.run(["bash", "--norc", "-c", commands], cwd=folder, capture_output=True, text=True, check=True)
    assert done.stderr == "complete -o bashdefault -o default -F _reader reader\n"
    return done.stdout.splitlines()


@pytest.mark.skipif(not has("bash"), reason="needs bash")
@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (["exp"], ["export", "export me.txt"]),
        (["export", "--form"], ["--format"]),
        (["export", "--format", ""], list(MODULES)),
        (["export", "--format", "j"], ["jsonl"]),
        (["export", "--format", "="], list(MODULES)),
        (["export", "--format", "=", "web"], ["webanno"]),
        (["check", "--format", ""], ["text", "json", "github"]),
        (["stats", "news", "--status", ""], list(STATUSES)),
        (["--theme", "ans"], ["ansi", "ansi-dark", "ansi-light"]),
        (["--completion", ""], list(SHELLS)),
        (["serve", "--po"], ["--port"]),
        (["export", "--no-"], ["--no-ents", "--no-spreadsheet"]),
        # Files are left to the shell's own completion, which knows how to quote them; names are not files.
        (["export", ""], []),
        (["export", "--store", "n"], []),
        (["--annotator", "n"], []),
    ],
)
def test_bash_offers(folder: Path, words: Sequence[str], offered: Sequence[str]) -> None:
    """Commands and files first, then options of the command, then what an option may be set to."""
    assert bash(folder, *words) == offered


@pytest.mark.skipif(not has("fish"), reason="needs fish")
@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("reader exp", ["export"]),
        ("reader export --form", ["--format"]),
        ("reader export --format j", ["jsonl"]),
        ("reader check --format ", ["github", "json", "text"]),
        ("reader --compl", ["--completion"]),
        ("reader export --port", []),
    ],
)
def test_fish_offers(folder: Path, line: str, offered: Sequence[str]) -> None:
    """The same, as fish says it itself."""
    done = subprocess.run(
        ["fish", "--no-config", "-c", f"source script.fish; complete -C {shlex.quote(line)}"],
        cwd=folder,
        env={"HOME": str(folder), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=True,
    )

    assert sorted(each.partition("\t")[0] for each in done.stdout.splitlines() if "export me" not in each) == offered
    assert done.stderr == ""


@pytest.mark.skipif(not has("zsh"), reason="needs zsh")
@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("reader exp", "reader export"),
        ("reader export --form", "reader export --format="),
        ("reader export --format j", "reader export --format jsonl"),
        ("reader export --format=web", "reader export --format=webanno"),
        ("reader edit other --js", "reader edit other --json"),
        ("reader stats new", "reader stats news.jsonl"),
    ],
)
def test_zsh_completes(folder: Path, line: str, offered: str) -> None:
    """As typed into it, with the tabulator: only a terminal can ask it."""
    (folder / "_reader").write_text(completion("zsh"))
    begin = (
        "fpath=($PWD $fpath); autoload -Uz compinit; compinit -u -D; PS1='%% '; reader() { }; clear; print be''gun\r"
    )
    with Terminal(["zsh", "-f"], folder, cwd=folder) as terminal:
        terminal.send(begin)
        terminal.wait_for("begun")
        terminal.send(f"{line}\t")

        terminal.wait_for(lambda rows: any(row == f"% {offered}" for row in rows))


@pytest.mark.parametrize("shell", SHELLS)
def test_every_command_and_option_is_in_each(shell: str, ran: Ran) -> None:
    """Whatever shell; and a shell that is there finds no fault with its script."""
    said = ran("--completion", shell)

    assert said.code == 0
    assert [name for name in PARSERS if name not in said.out] == []
    options = {name.lstrip("-") for each in everything() for option in each.options for name in option.names}
    assert [name for name in options if name not in said.out] == []
    if has(shell):
        assert subprocess.run([shell, "-n"], input=said.out, capture_output=True, text=True, check=True).stderr == ""
