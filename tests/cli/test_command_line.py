"""The command line without a terminal: sentences, exit codes, exports."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from reader import __version__
from reader.cli import main
from reader.corpus.reading import MAX_BYTES, MAX_LINES
from reader.session import annotating
from tests.conftest import OpenSession
from tests.terminal import Terminal, environment

READER = [sys.executable, "-m", "reader"]


def run(*arguments: str, home: Path, cwd: Path | None = None, **env: str) -> subprocess.CompletedProcess[bytes]:
    """Run the command with pipes for all three streams."""
    return subprocess.run(
        [*READER, *arguments],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        env={**environment(home), **env},
        cwd=cwd,
        timeout=60,
        check=False,
    )


def test_version(tmp_path: Path) -> None:
    """`--version`, by the command and by `python -m`."""
    assert run("--version", home=tmp_path).stdout.decode() == f"reader {__version__}\n"


@pytest.mark.parametrize("command", ["reader", "reader export"])
def test_help_reads_well(tmp_path: Path, command: str) -> None:
    """Every option is explained; the exit code is 0."""
    done = run(*command.split()[1:], "--help", home=tmp_path)

    assert done.returncode == 0
    assert b"--store FILE" in done.stdout
    assert done.stdout.lower().startswith(f"usage: {command}".encode())


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--nonsense",), "unrecognized arguments: --nonsense"),
        (("export", "--format", "nonsense"), "invalid choice"),
        (("export", "nowhere"), "There is no file or folder nowhere"),
        (("export", ".", "--store", "gone.json"), "There is no store gone.json"),
        (("nowhere",), "needs a terminal"),
        (("export", "x" * 300), "a longer name than can be that of a file or folder"),
        (("check", ".", "--store", "x" * 300), "a longer name than can be that of a file or folder"),
        (("export", ".", "--encoding", "klingon"), "There is no text encoding 'klingon'"),
        (("--encoding", "hex"), "There is no text encoding 'hex'"),
        (("export", ".", "--encoding", "utf-7"), "utf-7 is a way to write text in ASCII"),
        (("export", ".", "--max-bytes", "-1"), "--max-bytes is -1; it needs a whole number, or 0 for no limit"),
        (("export", ".", "--max-lines", "many"), "--max-lines: invalid int value"),
        (("export", "pipe"), "pipe is a pipe; a folder of articles or one text file is needed"),
        (("export", "dangling"), "dangling is a link to gone, which is not there"),
        (("export", "/dev/null"), "/dev/null is a device"),
    ],
)
def test_mistakes_are_one_sentence(tmp_path: Path, arguments: tuple[str, ...], words: str) -> None:
    """On standard error, with exit code 2, without a traceback, and without waiting."""
    (tmp_path / "a.txt").write_text("x")
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "dangling").symlink_to("gone")

    done = run(*arguments, home=tmp_path, cwd=tmp_path)

    assert done.returncode == 2
    assert done.stdout == b""
    assert words in done.stderr.decode()
    assert done.stderr.count(b"\n") == 1


@pytest.mark.parametrize(
    ("arguments", "env", "words"),
    [
        (("nowhere",), {}, "There is no file or folder nowhere."),
        (("exprot", "empty", "--format", "brat"), {}, "no file or folder exprot. The command nearest to it is export."),
        (("empty",), {}, "The folder empty holds no articles"),
        ((".",), {"TERM": "dumb"}, "cannot show a screen"),
        ((".", "--store", "gone/store.json"), {}, "There is no folder gone"),
        (("export", ".", "--store", "x" * 300), {}, "There can be no store"),
        ((".", "--store", "empty"), {}, "cannot be written to empty. Name a place"),
        ((".", "--store", "newer.json"), {}, "newer reader"),
        ((".", "--store", "cut.json"), {}, "is not valid JSON"),
        (("\x1b[2J\x07evil",), {}, "There is no file or folder ␛[2J␇evil."),
    ],
)
def test_what_stops_a_start_is_one_sentence(
    tmp_path: Path, arguments: tuple[str, ...], env: dict[str, str], words: str
) -> None:
    """In a terminal too: the sentence, exit code 2, no screen, and no control character from outside."""
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "empty").mkdir()
    (tmp_path / "newer.json").write_text('{"meta": {"1": {"schema": 99}}}')
    (tmp_path / "cut.json").write_text('{"articles": {"1"')

    with Terminal([*READER, *arguments], tmp_path, cwd=tmp_path, columns=300, env=env) as terminal:
        code = terminal.exit()

    assert code == 2
    assert words in terminal.lines[0]
    assert bytes(terminal.raw).count(b"\n") == 1
    assert b"\x1b" not in terminal.raw
    assert b"\x07" not in terminal.raw


@pytest.mark.parametrize("stream", [0, 2])
def test_a_stream_that_is_no_terminal_does_not_hang(tmp_path: Path, stream: int) -> None:
    """Standard input or standard error on a pipe: said at once."""
    (tmp_path / "a.txt").write_text("x")
    outer, inner = pty.openpty()
    streams = [subprocess.PIPE if stream == 0 else inner, inner, subprocess.PIPE if stream == 2 else inner]
    with subprocess.Popen(
        [*READER, str(tmp_path)], stdin=streams[0], stdout=streams[1], stderr=streams[2], env=environment(tmp_path)
    ) as process:
        os.close(inner)
        said = process.stderr.read().decode() if process.stderr else os.read(outer, 4096).decode()
        assert process.wait(timeout=20) == 2
    os.close(outer)

    assert "The app needs a terminal" in said


def test_export_is_in_list_order_and_the_same_every_time(
    open_session: OpenSession, corpus_folder: Path, tmp_path: Path
) -> None:
    """One line an article, spans exact; standard output and a file hold the same bytes."""
    session = open_session()
    annotating.tag(session, "claim")
    session.caret.go(session.article.text.index("2,000"))
    annotating.tag(session, "figure")
    session.toggle_done()
    session.close()
    out = tmp_path / "out.jsonl"

    first = run("export", str(corpus_folder), home=tmp_path)
    second = run("export", str(corpus_folder), "--output", str(out), home=tmp_path)
    done_only = run("export", str(corpus_folder), "--status", "done", home=tmp_path)

    lines = [json.loads(line) for line in first.stdout.decode().split("\n")[:-1]]
    assert [line["id"] for line in lines] == ["000_6ab15a8d931c05ba.txt", "003_74ce05c8ee3e18f8.txt"]
    assert [line["meta"]["status"] for line in lines] == ["done", "open"]
    assert [(s["start"], s["end"], s["label"], s["text"]) for s in lines[0]["spans"]] == [
        (0, 223, "claim", lines[0]["text"][:223]), (2983, 2993, "figure", "some 2,000"),
    ]  # fmt: skip
    assert (first.returncode, second.returncode, first.stderr) == (0, 0, b"")
    assert second.stderr.decode().startswith(f"written to {out}")
    assert second.stdout == b""
    assert out.read_bytes() == first.stdout
    assert done_only.stdout == first.stdout.splitlines(keepends=True)[0]


def test_what_an_export_leaves_out_is_said(open_session: OpenSession, corpus_folder: Path, tmp_path: Path) -> None:
    """Undecodable articles, spans off their words, articles that have gone: sentences, and exit code 1."""
    session = open_session()
    annotating.tag(session, "claim")
    session.open(1)
    annotating.tag(session, "claim")
    session.close()
    ids = session.corpus.ids
    (corpus_folder / ids[0]).write_text("Another text altogether.")
    (corpus_folder / ids[1]).unlink()
    (corpus_folder / "bad.txt").write_bytes(b"\xff")

    done = run("export", str(corpus_folder), home=tmp_path)

    said = done.stderr.decode()
    assert done.returncode == 1
    assert f"1 span of {ids[0]} left out" in said
    assert f"{ids[1]} is left out with 1 span" in said
    assert "bad.txt is left out: not valid UTF-8: byte 0" in said
    (line,) = done.stdout.decode().split("\n")[:-1]
    assert json.loads(line)["spans"] == []


def test_how_articles_are_read_can_be_said(tmp_path: Path) -> None:
    """Encoding, links and limits: what is refused names the option that lifts it, and that does."""
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_bytes("El señor Muñoz dijo que la situación mejoró.".encode("cp1252"))
    (folder / "b.txt").write_bytes(b"one\ntwo\n" * 10)
    (tmp_path / "c.text").write_text("c")
    (folder / "c.txt").symlink_to("../c.text")
    os.mkfifo(folder / "d.txt")
    (folder / os.fsdecode(b"e\xff\x1b.txt")).write_text("x")

    refused = run("export", str(folder), "--max-bytes", "70", home=tmp_path)
    read = run("export", str(folder), "--encoding", "windows-1252", "--follow", "--max-lines", "0", home=tmp_path)

    guess = "It looks like windows-1252 (“señor”) or windows-1250 (“seńor”): open it with --encoding windows-1252"
    assert refused.stdout == b""
    said = [line.removeprefix("reader export: ") for line in refused.stderr.decode().splitlines()]
    assert [line.partition(" is left out: ")[::2] for line in said] == [
        ("a.txt", f"not valid UTF-8: byte 5 (0xF1, line 1) begins a character that does not go on. {guess}."),
        ("b.txt", "it is too large: 80 bytes, and the limit is 70. --max-bytes 0 lifts it."),
        ("c.txt", f"it is a link that leads out of the folder, to {tmp_path}/c.text. It is opened with --follow."),
        ("d.txt", "cannot be read: it is a pipe."),
        ("e�␛.txt", "its name is not valid UTF-8. Rename the file to read it."),
    ]
    assert [json.loads(line)["text"][:7] for line in read.stdout.splitlines()] == ["El seño", "one\ntwo", "c"]
    assert (refused.returncode, read.returncode, read.stderr.count(b"\n")) == (1, 1, 2)


def test_a_folder_that_cannot_be_read_is_left_out_and_said(
    capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its articles do not go missing in silence. Not in a process of its own, which nobody could start."""
    with tempfile.TemporaryDirectory() as name:
        # Nobody cannot look into the folder of who runs the tests.
        monkeypatch.setenv("HOME", name)
        monkeypatch.setenv("XDG_CONFIG_HOME", name)
        shut = Path(name, "shut")
        shut.mkdir(mode=0)
        Path(name, "a.txt").write_text("x")
        Path(name).chmod(0o755)
        if os.geteuid() == 0:
            os.seteuid(65_534)

        code = main(["export", name])

        os.seteuid(os.getuid())
        shut.chmod(0o755)
    said = capsysbinary.readouterr()
    assert said.err == b"reader export: the folder shut/ is left out: it cannot be read.\n"
    assert (code, said.out.count(b"\n")) == (1, 1)


def test_a_folder_that_is_gone_is_said(tmp_path: Path) -> None:
    """Started in a folder that was deleted since."""
    gone = tmp_path / "gone"
    gone.mkdir()
    command = f"rmdir '{gone}'; '{sys.executable}' -m reader export"

    done = subprocess.run(
        ["bash", "-c", command], cwd=gone, capture_output=True, env=environment(tmp_path), timeout=60, check=False
    )

    assert b"reader: The current folder is gone. Go to another, or name a folder of articles.\n" in done.stderr
    assert done.returncode == 2


def test_the_limits_in_the_help_are_those_that_hold(tmp_path: Path) -> None:
    """They are written in two places."""
    said = run("export", "--help", home=tmp_path, COLUMNS="200").stdout.decode()

    assert f"{MAX_BYTES:,}; 0: no limit" in said
    assert f"{MAX_LINES:,}; 0: no limit" in said


@pytest.mark.parametrize(
    ("asked", "read", "expected"),
    [("export .", "head -c 1", b"{"), ("formats", "true", b""), ("--completion bash", "true", b"")],
)
def test_a_broken_pipe_ends_quietly(tmp_path: Path, asked: str, read: str, expected: bytes) -> None:
    """`reader export | head -c 1` says nothing."""
    (tmp_path / "a.txt").write_text("long " * 100_000)
    command = f"'{sys.executable}' -m reader {asked} | {read}"

    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {command}"],
        capture_output=True,
        cwd=tmp_path,
        env=environment(tmp_path),
        timeout=60,
        check=False,
    )

    assert (done.stdout, done.stderr, done.returncode) == (expected, b"", 0)


def test_an_export_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    """The place is named, nothing is left behind."""
    (tmp_path / "a.txt").write_text("x")

    done = run("export", str(tmp_path), "--output", str(tmp_path / "no" / "out.jsonl"), home=tmp_path)

    assert done.returncode == 2
    assert "cannot be written" in done.stderr.decode()


def test_without_a_path_the_current_folder_or_the_samples(tmp_path: Path) -> None:
    """A folder with articles is taken; in one without, the samples are."""
    here, empty = tmp_path / "here", tmp_path / "empty"
    here.mkdir()
    empty.mkdir()
    (here / "mine.txt").write_text("Mine.")

    mine = run("export", home=tmp_path, cwd=here).stdout.decode()
    samples = run("export", home=tmp_path, cwd=empty).stdout.decode()

    assert [json.loads(line)["id"] for line in mine.split("\n")[:-1]] == ["mine.txt"]
    assert samples.count("\n") == 2
