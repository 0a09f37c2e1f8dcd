"""`reader export` and `reader formats`: what is written where, what is lost, what is refused, and the exit codes."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import orjson
import pytest

from reader.core.change import Change
from reader.core.span import Span
from reader.formats import MODULES, format_of, formats
from reader.session.session import Session
from tests.cli.conftest import Ran
from tests.conftest import OpenSession
from tests.terminal import environment


@pytest.fixture
def tagged(open_session: OpenSession, corpus_folder: Path) -> Path:
    """A folder whose first article has a claim with a place in it, by two people, and is done."""
    session = open_session()
    tag(session, "ann", (0, 222, "claim"))
    tag(session, "ben", (128, 134, "place"))
    session.toggle_done()
    session.close()
    return corpus_folder


def tag(session: Session, annotator: str, *spans: tuple[int, int, str]) -> None:
    """Put spans on the article in hand."""
    session._annotator = annotator
    text = session.article.text
    made = tuple(session.author.annotate(text, Span(start, end), label) for start, end, label in spans)
    session.do(Change(session.article.id, added=made))


def spans(out: str) -> list[tuple[str, str]]:
    """Label and words of every span of JSON Lines."""
    lines = [orjson.loads(line) for line in out.split("\n") if line]
    return [(span["label"], span["text"]) for line in lines for span in line["spans"]]


def test_what_is_written_is_read_back(tagged: Path, tmp_path: Path, ran: Ran) -> None:
    """A file and a folder; the sentence says where, how many, and what came back."""
    file, folder = tmp_path / "out.jsonl", tmp_path / "out"

    one = ran("export", tagged, "--output", file)
    other = ran("export", tagged, "--format", "brat", "--output", folder)

    words = "2 articles, 2 spans; read back: 2 of 2 spans exactly where they were"
    assert (one.code, one.out, one.err) == (0, "", f"written to {file}: {words}\n")
    assert (other.code, other.err) == (0, f"written to {folder}: {words}\n")
    assert {path.suffix for path in folder.iterdir()} >= {".ann", ".txt"}
    assert list(tmp_path.glob(".*")) == []


@pytest.mark.parametrize(
    ("arguments", "labels"),
    [
        ((), ["claim", "place"]),
        (("--labels", "place"), ["place"]),
        (("--labels", " place , claim"), ["claim", "place"]),
        (("--annotator", "ann"), ["claim"]),
        (("--annotator", "ann,ben", "--labels", "place"), ["place"]),
        (("--annotator", "nobody"), []),
        (("--output", "-"), ["claim", "place"]),
    ],
)
def test_what_is_chosen(tagged: Path, ran: Ran, arguments: tuple[str, ...], labels: list[str]) -> None:
    """Spans by label and by who made them; the articles are all there."""
    done = ran("export", tagged, *arguments)

    assert done.code == 0
    assert [label for label, _ in spans(done.out)] == labels
    assert done.out.count("\n") == 2


def test_articles_by_status(tagged: Path, ran: Ran) -> None:
    """Those done, and those open."""
    done, left = ran("export", tagged, "--status", "done"), ran("export", tagged, "--status", "open")

    assert (len(spans(done.out)), done.out.count("\n")) == (2, 1)
    assert (len(spans(left.out)), left.out.count("\n")) == (0, 1)


def test_losses_are_said_and_need_a_word(tagged: Path, tmp_path: Path, ran: Ran) -> None:
    """Nothing is written without `--lossy`; the exit codes say it."""
    out = tmp_path / "out.conll"
    lossy = ("export", tagged, "--format", "conll", "--flatten", "outermost", "--output", out)

    refused = ran(*lossy)
    there = out.exists()
    dry = ran(*lossy, "--dry-run")
    written = ran(*lossy, "--lossy")

    assert (refused.code, there) == (3, False)
    assert "1 span of place flattened: another is on the same token (such as “Moscow” in 000" in refused.err
    assert "conll would lose these spans, so nothing was written; --lossy writes all the same." in refused.err
    assert dry.code == 3
    assert dry.err.startswith("conll: 2 articles, 2 spans (claim 1, place 1)\n1 span of place flattened")
    assert written.code == 0
    assert "read back: 1 of 1 span exactly where they were; 1 that the format cannot hold" in written.err


def test_a_dry_run_writes_nothing(tagged: Path, tmp_path: Path, ran: Ran) -> None:
    """Also where a folder stands already; what the format drops besides spans is said."""
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine").write_text("x")

    done = ran("export", tagged, "--format", "brat", "--output", tmp_path / "out", "--dry-run")

    brat = format_of("brat")
    kept = f"It keeps {brat.keeps}, and loses {brat.loses}"
    assert (done.code, done.err) == (0, f"brat: 2 articles, 2 spans (claim 1, place 1)\n{kept}\n")
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["mine"]


def test_a_folder_is_replaced_with_force_only(tagged: Path, tmp_path: Path, ran: Ran) -> None:
    """What was in it goes; an empty one is taken."""
    out = tmp_path / "out"
    out.mkdir()
    first = ran("export", tagged, "--format", "brat", "--output", out)
    (out / "old").write_text("x")

    second = ran("export", tagged, "--format", "brat", "--output", out)
    kept = (out / "old").exists()
    third = ran("export", tagged, "--format", "brat", "--output", out, "--force")

    assert (first.code, second.code, third.code) == (0, 2, 0)
    assert "is there already. Name another place, or replace it with --force" in second.err
    assert (kept, (out / "old").exists()) == (True, False)
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".out")] == []


@pytest.mark.parametrize(
    ("form", "place", "words"),
    [
        ("jsonl", "corpus/annotations.json", "is part of the annotations themselves"),
        ("jsonl", "corpus/annotations.history.jsonl", "is part of the annotations themselves"),
        ("jsonl", "corpus/000_6ab15a8d931c05ba.txt", "is one of the articles"),
        ("jsonl", "corpus", "holds the articles or their annotations and is not replaced"),
        ("brat", "corpus", "holds the articles or their annotations and is not replaced"),
        ("brat", ".", "holds the articles or their annotations and is not replaced"),
        ("brat", "link", "holds the articles or their annotations and is not replaced"),
        ("brat", "file", "is a file. Name another place"),
        ("jsonl", "folder", "is a folder. Name a file in it"),
        ("jsonl", "pipe", "is a pipe. Name another place, or - for standard output"),
        ("jsonl", "no/where", "cannot be written: No such file or directory"),
        ("jsonl", "x" * 300, "cannot be written: File name too long"),
        ("brat", "-", "is a folder of files: name one with --output FOLDER"),
    ],
)
def test_places_that_are_not_written_to(
    tagged: Path, tmp_path: Path, ran: Ran, form: str, place: str, words: str
) -> None:
    """Not even with `--force`: articles, annotations and devices stay."""
    before = {path: path.read_bytes() for path in tagged.iterdir()}
    (tmp_path / "link").symlink_to(tagged)
    (tmp_path / "file").write_text("x")
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")

    done = ran("export", tagged, "--format", form, "--force", "--output", place if place == "-" else tmp_path / place)

    assert done.code == 2
    assert words in done.err
    assert {path: path.read_bytes() for path in tagged.iterdir()} == before


def test_a_link_is_written_through(tagged: Path, tmp_path: Path, ran: Ran) -> None:
    """It still leads to the file it led to."""
    (tmp_path / "link.jsonl").symlink_to("real.jsonl")

    ran("export", tagged, "--output", tmp_path / "link.jsonl")

    assert (tmp_path / "link.jsonl").is_symlink()
    assert len(spans((tmp_path / "real.jsonl").read_text())) == 2


def test_texts_among_the_articles_are_said(tagged: Path, ran: Ran) -> None:
    """A folder of texts inside the folder of articles is listed with them from then on."""
    done = ran("export", tagged, "--format", "brat", "--output", tagged / "brat")

    assert "its texts stand among the articles now" in done.err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--split", "80/10"), "--split 80/10 needs two or three percentages that make 100"),
        (("--split", "a/b"), "--split a/b needs two or three percentages"),
        (("--labels", ","), "--labels names nothing"),
        (("--annotator", ""), "--annotator names nothing"),
        (("--seed", "x"), "--seed: invalid int value"),
    ],
)
def test_mistakes(tagged: Path, ran: Ran, arguments: tuple[str, ...], words: str) -> None:
    """One sentence, exit code 2."""
    done = ran("export", tagged, *arguments)

    assert (done.code, done.out) == (2, "")
    assert words in done.err


def test_nothing_is_left_when_it_is_interrupted(tagged: Path, tmp_path: Path) -> None:
    """A pipe that nobody reads is told to end: no file, no part of one."""
    for number in range(300):
        (tagged / f"more-{number}.txt").write_text("Some words. " * 20_000)
    out = tmp_path / "out.jsonl"
    command = [sys.executable, "-m", "reader", "export", str(tagged), "--output", str(out)]
    with subprocess.Popen(command, env=environment(tmp_path), stderr=subprocess.PIPE) as process:
        while not list(tmp_path.glob(".out.jsonl.*")) and process.poll() is None:
            pass
        process.send_signal(signal.SIGINT)
        process.wait(timeout=30)

    assert process.returncode == 130
    assert not out.exists()
    assert list(tmp_path.glob(".out*")) == []


def test_formats_are_listed(ran: Ran) -> None:
    """Each with its ways, what it keeps and what it loses."""
    lines = ran("formats").out.splitlines()

    assert [line.split()[0] for line in lines] == list(MODULES)
    for line, form in zip(lines, formats(), strict=True):
        assert f"Keeps {form.keeps}." in line
        assert not form.loses or f"Loses {form.loses}." in line


def test_formats_say_which_options_they_take() -> None:
    """What a format reads of the options is what a person is asked for it."""
    root = Path(__file__).parent.parent.parent / "reader" / "formats"
    for name, form in zip(MODULES.values(), formats(), strict=True):
        files = [root / f"{name}.py"] if (root / f"{name}.py").exists() else (root / name).glob("*.py")
        read = {word for file in files for word in re.findall(r"\boptions\.([a-z_]+)", file.read_text())}

        assert read - {"labels", "all_answers"} <= set(form.takes), name
