"""`reader import` and `reader convert`: what comes in, what is put right, what is refused, and that it is one step."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import orjson
import pytest

from reader.core.step import Step
from reader.corpus.corpus import open_corpus
from reader.session.making import undo
from reader.session.session import Session
from reader.store.store import Store
from tests.cli.conftest import Ran
from tests.formats.cases import TEXTS
from tests.terminal import environment


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder to import into."""
    made = tmp_path / "articles"
    made.mkdir()
    return made


def jsonl(path: Path, *articles: dict[str, object]) -> Path:
    """A file of articles, in a form of Prodigy's."""
    path.write_bytes(b"".join(orjson.dumps({"spans": [], **article}) + b"\n" for article in articles))
    return path


def span(start: int, end: int, label: str = "place", **more: object) -> dict[str, object]:
    """A span as JSON has it."""
    return {"start": start, "end": end, "label": label, **more}


def exported(ran: Ran, folder: Path) -> dict[str, tuple[str, list[tuple[str, str, str]]]]:
    """Text, and id, label and words of every span, by article."""
    lines = [orjson.loads(line) for line in ran("export", folder).out.split("\n") if line]
    return {a["id"]: (a["text"], [(s["id"], s["label"], s["text"]) for s in a["spans"]]) for a in lines}


def step_of(folder: Path) -> list[Step]:
    """The steps of the history, newest first."""
    store = Store.for_reading(folder / "annotations.json")
    return [kept.step for kept in store.earlier()]


def files(folder: Path) -> dict[str, bytes]:
    """Every file of a folder but those of its store."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not path.name.startswith(("annotations", "."))
    }


def test_articles_are_made_and_spans_put_on_them(folder: Path, tmp_path: Path, ran: Ran) -> None:
    """Guessed by its looks, ids kept, under safe names, all as one step."""
    source = jsonl(
        tmp_path / "in.jsonl",
        {"id": "a.txt", "title": "a", "text": "To Kyiv.", "spans": [span(3, 7, id="0123456789abcdef")]},
        {"id": "sub/b.md", "title": "b", "text": "To Lviv.", "spans": [span(3, 7)]},
        {"id": "../../etc/passwd", "title": "c", "text": "To Odesa.", "spans": [span(3, 8)]},
    )

    done = ran("import", source, "--into", folder)
    there = exported(ran, folder)
    step = step_of(folder)

    assert (done.code, done.err) == (0, "in.jsonl as jsonl: 3 spans loaded, 3 new articles, 0 repaired, 0 refused\n")
    assert sorted(files(folder)) == sorted(there)
    assert there["a.txt"] == ("To Kyiv.", [("0123456789abcdef", "place", "Kyiv")])
    assert there["sub/b.md"][0] == "To Lviv."
    assert sorted(path.name for path in tmp_path.iterdir()) == ["articles", "in.jsonl"]
    assert len(step) == 1
    assert step[0].by == "import in.jsonl"
    assert len(step[0].changes) == 3


def test_a_second_time_changes_nothing(folder: Path, tmp_path: Path, ran: Ran) -> None:
    """Neither a file nor a line of the history; also of articles with one text under two names, and without an id."""
    same = {"text": "The same.", "spans": [span(4, 8)]}
    source = jsonl(
        tmp_path / "in.jsonl",
        {"id": "a.txt", "title": "a", **same},
        {"id": "b.txt", "title": "b", **same},
        {"text": "No id here.", "spans": [span(0, 2)]},
    )
    ran("import", source, "--into", folder)
    before, steps = files(folder), step_of(folder)

    again = ran("import", source, "--into", folder)

    assert again.err == "in.jsonl as jsonl: 0 spans loaded, 3 there already, 0 repaired, 0 refused\n"
    assert files(folder) == before
    assert len(before) == 3
    assert step_of(folder) == steps


@pytest.mark.parametrize(("form", "head", "foot"), [("csv", 1, 0), ("w3c", 1, 1)])
def test_rows_in_another_order_say_the_same(
    folder: Path, tmp_path: Path, ran: Ran, form: str, head: int, foot: int
) -> None:
    """A spreadsheet sorts by label: the rows of an article are not together any more, and are put together again."""
    texts = {"a.txt": "To Kyiv and Lviv.", "b.txt": "To Odesa and Rome."}
    spans = {"a.txt": [span(3, 7), span(12, 16)], "b.txt": [span(3, 8), span(13, 17), span(0, 17)]}
    made: list[dict[str, object]] = [{"id": name, "text": text, "spans": spans[name]} for name, text in texts.items()]
    source = jsonl(tmp_path / "in.jsonl", *made)
    ran("import", source, "--into", folder)
    before = exported(ran, folder)
    table = ran("export", folder, "--format", form).out.removesuffix("\n").split("\n")
    end = len(table) - foot
    rows = [row.removeprefix(",") for row in table[head:end]]
    part = "," if form == "w3c" else ""
    rows = f"\n{part}".join([*rows[::2], *rows[1::2]]).split("\n")
    mixed = tmp_path / f"mixed.{'csv' if form == 'csv' else 'jsonld'}"
    mixed.write_text("\n".join([*table[:head], *rows, *table[end:]]) + "\n")
    for kept in folder.glob("*annotations*"):
        kept.unlink()

    done = ran("import", mixed, "--into", folder)

    assert (done.code, done.err) == (0, f"{mixed.name} as {form}: 5 spans loaded, 0 repaired, 0 refused\n")
    assert exported(ran, folder) == before


def test_it_is_one_undo_of_the_next_session(folder: Path, tmp_path: Path, ran: Ran) -> None:
    """Two files together, spans in both articles gone at once; the articles stay."""
    first = jsonl(tmp_path / "1.jsonl", {"id": "a.txt", "text": "To Kyiv.", "spans": [span(3, 7)]})
    second = jsonl(
        tmp_path / "2.jsonl",
        {"id": "a.txt", "text": "To Kyiv.", "spans": [span(0, 2, "actor"), span(3, 7)]},
        {"id": "b.txt", "text": "To Lviv.", "spans": [span(3, 7)]},
    )
    done = ran("import", first, second, "--into", folder)

    session = Session(open_corpus(folder), Store.for_writing(folder / "annotations.json"), "ann")
    before = [session.records.count(0), session.records.count(1)]
    said = undo(session)
    after = [session.records.count(0), session.records.count(1)]
    session.close()

    assert "2.jsonl as jsonl: 2 spans loaded, 1 new article, 1 there already" in done.err
    assert (before, after) == ([2, 1], [0, 0])
    assert said == "undone: tag place, actor, 3 spans in 2 articles"
    assert sorted(files(folder)) == ["a.txt", "b.txt"]


def test_lines_without_a_text_are_put_on_the_article_that_they_name(folder: Path, tmp_path: Path, ran: Ran) -> None:
    """With or without the end of its name; what is not there, is outside of the text or has other words is refused."""
    (folder / "a.txt").write_text("To Kyiv and Lviv.")
    lines = [
        {"id": "a.txt", "spans": [span(3, 7, text="Kyiv", id="k"), span(90, 94)]},
        {"id": "a", "spans": [span(12, 16, text="Lviv")]},
        {"id": "b.txt", "spans": [span(0, 2)]},
        {"spans": [span(0, 2)]},
        {"id": "a.txt", "text": 5, "spans": [span(0, 2)]},
    ]
    file = tmp_path / "in.jsonl"
    file.write_bytes(b"\n".join(map(orjson.dumps, lines)))

    done = ran("import", file, "--into", folder)

    assert done.code == 1
    assert "2 spans loaded, 0 repaired, 4 refused" in done.err
    assert "there is no article 'b.txt' here, and the file brings no text" in done.err
    assert "[90, 94) is outside of a text of 17 characters" in done.err
    assert done.err.count("it has no text") == 2
    assert exported(ran, folder)["a.txt"][1][0] == ("k", "place", "Kyiv")
    assert [words for _, _, words in exported(ran, folder)["a.txt"][1]] == ["Kyiv", "Lviv"]


def test_what_is_there_is_never_overwritten(folder: Path, tmp_path: Path, ran: Ran) -> None:
    """A file of that name with another text stays; the spans are found again in it, or refused."""
    text = "They went to Kyiv by train on Monday, the ministry said, and came back on Friday night.\n"
    (folder / "a.txt").write_text(f"A line that is new.\n{text}")
    (folder / "b.txt").mkdir()
    source = jsonl(
        tmp_path / "in.jsonl",
        {"id": "a.txt", "text": text, "spans": [span(13, 17)]},
        {"id": "b.txt", "text": "To Lviv.", "spans": [span(3, 7)]},
    )

    done = ran("import", source, "--into", folder)

    assert "repaired: place at 33: found again in the article's text" in done.err
    assert files(folder) == {"a.txt": f"A line that is new.\n{text}".encode(), "b-2.txt": b"To Lviv."}
    assert exported(ran, folder)["b-2.txt"][1][0][1:] == ("place", "Lviv")


def test_what_is_refused_is_kept_and_the_rest_comes_in(folder: Path, tmp_path: Path, ran: Ran) -> None:
    """Line by line: bad lines, spans that stand nowhere, in two places; a second run keeps a second file."""
    source = tmp_path / "in.jsonl"
    jsonl(
        source,
        {
            "id": "a.txt",
            "text": "😀 To Kyiv, to Kyiv.",
            "spans": [span(6, 10, text="Kyiv"), span(300, 302, text="Kyiv")],
        },
        {"id": "b.txt", "text": "To Lviv.", "spans": [span(0, 4, text="Rome"), span(3, 7)]},
    )
    source.write_bytes(source.read_bytes() + b'{"text": \n' + b'{"text": "fine", "spans": []}\n')

    done = ran("import", source, "--into", folder)
    again = ran("import", source, "--into", folder)
    kept = [orjson.loads(line) for line in (tmp_path / "in.jsonl.refused-1.jsonl").read_bytes().splitlines()]

    assert (done.code, again.code) == (1, 1)
    assert "line 1: repaired: place at 5: its offsets counted UTF-16 units" in done.err
    assert "“Rome” does not stand at [0, 4) or near it" in done.err
    report = tmp_path / "in.jsonl.refused-1.jsonl"
    assert f"2 spans loaded, 3 new articles, 1 repaired, 3 refused and kept in {report}" in done.err
    assert sorted(each["where"] for each in kept) == ["line 1", "line 2", "line 3"]
    assert all(each["why"] for each in kept)
    assert (tmp_path / "in.jsonl.refused-2.jsonl").exists()


@pytest.mark.parametrize("name", TEXTS)
def test_any_text_comes_in_exactly(folder: Path, tmp_path: Path, ran: Ran, name: str) -> None:
    """Byte order marks, NUL and ESC, strange newlines: the article is read as the text that was written."""
    text = TEXTS[name]
    try:
        source = jsonl(tmp_path / "in.jsonl", {"id": "a.txt", "text": text, "spans": [span(0, 2)]})
    except TypeError:
        pytest.skip("no JSON can hold it")

    done = ran("import", source, "--into", folder)
    again = ran("import", source, "--into", folder)

    assert done.err.startswith("in.jsonl as jsonl: 1 span loaded, 1 new article")
    assert exported(ran, folder)["a.txt"][0] == text
    assert "0 spans loaded, 1 there already" in again.err


def test_a_store_that_another_holds_is_left_alone(folder: Path, tmp_path: Path, ran: Ran) -> None:
    """Said, with nothing made."""
    (folder / "a.txt").write_text("To Kyiv.")
    source = jsonl(tmp_path / "in.jsonl", {"id": "b.txt", "text": "To Lviv.", "spans": [span(3, 7)]})
    store = Store.for_writing(folder / "annotations.json")
    command = [sys.executable, "-m", "reader", "import", str(source), "--into", str(folder)]

    done = subprocess.run(command, env=environment(tmp_path), capture_output=True, timeout=60, check=False)
    store.close()

    assert done.returncode == 2
    assert b"Traceback" not in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert list(files(folder)) == ["a.txt"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("nowhere.jsonl",), "There is no file or folder nowhere.jsonl"),
        (("plain.txt",), "does not look like any format that can be read: name one with --format"),
        (("/dev/null",), "/dev/null is a device; a file or a folder is needed"),
        (("in.jsonl", "--into", "gone"), "There is no file or folder gone"),
        (("in.jsonl", "--format", "nonsense"), "invalid choice"),
    ],
)
def test_mistakes(
    tmp_path: Path, ran: Ran, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], words: str
) -> None:
    """One sentence, exit code 2, nothing made."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "plain.txt").write_text("Just words.")
    jsonl(tmp_path / "in.jsonl", {"id": "b.txt", "text": "To Lviv."})

    done = ran("import", *arguments)

    assert done.code == 2
    assert words in done.err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.jsonl", "plain.txt"]


def test_nothing_is_left_when_it_is_interrupted(folder: Path, tmp_path: Path) -> None:
    """The articles and folders made so far are taken away again, and the store is as it was."""
    (folder / "mine.txt").write_text("Mine.")
    source = tmp_path / "in.jsonl"
    rows = (("far/off/" * (n > 5) + f"{n}.txt", f"To Kyiv {n}.") for n in range(20_000))
    lines = (orjson.dumps({"id": name, "text": text, "spans": [span(3, 7)]}) for name, text in rows)
    source.write_bytes(b"\n".join(lines))
    command = [sys.executable, "-m", "reader", "import", str(source), "--into", str(folder)]

    with subprocess.Popen(command, env=environment(tmp_path), stderr=subprocess.PIPE) as process:
        while not (folder / "far" / "off" / "10.txt").exists() and process.poll() is None:
            pass
        process.send_signal(signal.SIGINT)
        process.wait(timeout=30)

    assert process.returncode == 130
    assert list(files(folder)) == ["mine.txt"]
    assert [path.name for path in folder.iterdir() if path.is_dir() or path.name.endswith(".tmp")] == []
    assert not list(step_of(folder))


AT_ONCE = """
import os, signal, sys
from reader.cli import main
from reader.store import files

link = files.link

def linked(source, target):
    link(source, target)
    if target.name == "2.txt":
        os.kill(os.getpid(), signal.SIGINT)

files.link = linked
sys.exit(main())
"""
"""A signal comes right behind the making of a file."""


def test_the_file_being_made_is_taken_away_too(folder: Path, tmp_path: Path) -> None:
    """However soon the signal comes: no file is made that is not remembered."""
    (folder / "mine.txt").write_text("Mine.")
    made: list[dict[str, object]] = [{"id": f"{n}.txt", "text": f"To Kyiv {n}."} for n in range(5)]
    source = jsonl(tmp_path / "in.jsonl", *made)
    command = [sys.executable, "-c", AT_ONCE, "import", str(source), "--into", str(folder)]

    done = subprocess.run(command, env=environment(tmp_path), check=False, timeout=30)

    assert done.returncode == 130
    assert list(files(folder)) == ["mine.txt"]


def test_done_is_not_opened_again(folder: Path, tmp_path: Path, ran: Ran) -> None:
    """A file from before the article was finished knows less; one that says done is believed."""
    article = {"id": "a.txt", "title": "a", "text": "To Kyiv."}
    ran("import", jsonl(tmp_path / "1.jsonl", {**article, "meta": {"status": "done"}}), "--into", folder)

    again = ran("import", jsonl(tmp_path / "2.jsonl", {**article, "meta": {"status": "open"}}), "--into", folder)

    assert Store.for_reading(folder / "annotations.json").status("a.txt") == "done"
    assert "0 spans loaded, 0 repaired" in again.err


def test_a_folder_of_another_format(folder: Path, tmp_path: Path, ran: Ran) -> None:
    """Out as brat and in again: every span where it was."""
    source = jsonl(
        tmp_path / "in.jsonl", {"id": "a.txt", "text": "To Kyiv.", "spans": [span(3, 7), span(0, 8, "claim")]}
    )
    ran("import", source, "--into", folder)
    ran("export", folder, "--format", "brat", "--output", tmp_path / "brat")
    (tmp_path / "other").mkdir()

    done = ran("import", tmp_path / "brat", "--into", tmp_path / "other")

    assert done.err.startswith("brat as brat: 2 spans loaded, 1 new article")
    assert [words[1:] for words in exported(ran, tmp_path / "other")["a.txt"][1]] == [
        ("claim", "To Kyiv."),
        ("place", "Kyiv"),
    ]


# Converting


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Two articles; the first has a span in another."""
    return jsonl(
        tmp_path / "in.jsonl",
        {"id": "a.txt", "text": "To Kyiv.", "spans": [span(0, 8, "claim"), span(3, 7)]},
        {"id": "a.txt", "text": "To Lviv.", "spans": [span(3, 7)]},
    )


def test_from_format_to_format(source: Path, tmp_path: Path, ran: Ran) -> None:
    """To a file, a folder and standard output; two articles of one name stay two."""
    file = ran("convert", source, tmp_path / "out.conll", "--to", "conll")
    back = ran("convert", tmp_path / "out.conll", "-", "--to", "jsonl")
    folder = ran("convert", source, tmp_path / "out", "--to", "brat")

    assert (file.code, file.err) == (0, "jsonl to conll: 2 articles, 3 spans, 0 lost, 0 refused\n")
    lines = [orjson.loads(line) for line in back.out.split("\n") if line]
    assert [(line["id"], line["text"], len(line["spans"])) for line in lines] == [
        ("a.txt", "To Kyiv.", 2),
        ("a-2.txt", "To Lviv.", 1),
    ]
    assert folder.code == 0
    assert {"a.ann", "a-2.ann"} <= {path.name for path in (tmp_path / "out").iterdir()}


def test_converting_loses_only_with_a_word(source: Path, tmp_path: Path, ran: Ran) -> None:
    """As an export does."""
    arguments = ("convert", source, tmp_path / "out.conll", "--to", "conll", "--flatten", "innermost")

    refused = ran(*arguments)
    there = (tmp_path / "out.conll").exists()
    done = ran(*arguments, "--lossy")

    assert (refused.code, there, done.code) == (3, False, 1)
    assert "claim in a.txt flattened" in refused.err
    assert done.err.endswith("jsonl to conll: 2 articles, 3 spans, 1 lost, 0 refused\n")


@pytest.mark.parametrize("place", ["in", "here"])
def test_what_is_converted_knows_the_labels_of_its_project(
    source: Path, tmp_path: Path, ran: Ran, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    """Those beside it, else those of the current folder, as in an export."""
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    beside = source.parent if place == "in" else here
    (beside / "reader.toml").write_text('[labels.event]\nkey = "z"\nunit = "sentence"\n')

    done = ran("convert", source, tmp_path / "out", "--to", "brat")

    assert done.code == 0
    assert "event" in (tmp_path / "out" / "annotation.conf").read_text()


@pytest.mark.parametrize(
    ("out", "to", "words"),
    [
        ("in.jsonl", "jsonl", "is what is read. Name another place"),
        (".", "brat", "is there already"),
        ("-", "brat", "is a folder of files: name one, not -"),
    ],
)
def test_places_that_are_not_converted_to(
    source: Path, ran: Ran, monkeypatch: pytest.MonkeyPatch, out: str, to: str, words: str
) -> None:
    """What is read stays."""
    monkeypatch.chdir(source.parent)
    before = source.read_bytes()

    done = ran("convert", source, out, "--to", to)

    assert done.code == 2
    assert words in done.err
    assert source.read_bytes() == before
