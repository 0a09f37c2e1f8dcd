"""`reader stats`: lines, JSON and reports of the same figures; nothing gets out of a text."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as ET

import orjson
import pytest
from rich.cells import cell_len

from reader.cli.stats import cells
from reader.core.change import Change
from reader.core.span import Span
from tests.cli.conftest import Ran
from tests.cli.test_export import tag
from tests.conftest import OpenSession


@pytest.fixture
def tagged(open_session: OpenSession, corpus_folder: Path) -> Path:
    """A folder whose first article has a claim with two places in it, and is done."""
    session = open_session()
    tag(session, "ann", (0, 223, "claim"))
    tag(session, "ann", (128, 134, "place"), (89, 96, "place"))
    session.toggle_done()
    session.close()
    return corpus_folder


def test_what_is_counted(tagged: Path, ran: Ran) -> None:
    """As JSON: labels, lengths, nesting, containment, articles, days."""
    done = ran("stats", tagged, "--json")

    found = orjson.loads(done.out)
    assert (done.code, done.err, found["spans"], found["stray"]) == (0, "", 3, 0)
    assert found["articles"] == {
        "count": 2, "characters": 7836, "begun": 1, "unreadable": 0,
        "status": {"done": {"count": 1, "characters": 3103}, "open": {"count": 1, "characters": 4733}},
    }  # fmt: skip
    assert [(name, each["spans"], each["characters"]) for name, each in found["labels"].items()] == [
        ("claim", 1, 223),
        ("place", 2, 13),
    ]
    assert found["labels"]["place"]["lengths"]["bins"][-1] == {"low": 5, "high": 8, "spans": 2}
    assert found["labels"]["place"]["strings"] == [{"string": "Armenia", "spans": 1}, {"string": "Moscow", "spans": 1}]
    assert found["depths"] == {"0": 1, "1": 2}
    assert found["inside"] == {"claim": {"claim": 0, "place": 2}, "place": {"claim": 0, "place": 0}}
    assert found["by_article"][0]["labels"]["place"] == {"spans": 2, "characters": 13}
    assert [(day["made"], day["done"], day["spans"]) for day in found["days"]] == [(3, 1, 3)]
    assert [each["annotator"] for each in found["last_sessions"]] == [each["annotator"] for each in found["paces"]]


def test_lines_for_people(tagged: Path, ran: Ran, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each figure with its title, no line wider than the terminal."""
    monkeypatch.setenv("COLUMNS", "80")

    done = ran("stats", tagged)

    lines = done.out.splitlines()
    assert done.code == 0
    assert lines[0] == "2 articles, 3 spans in 7,836 characters; 1 begun, 1 done (40% of the text)"
    assert "  place  2 (100%)         –" in lines
    assert [line.partition(":")[0] for line in lines if line and not line.startswith(" ")][1:] == [
        "Spans by label", "Characters by label", "Lengths in characters", "Nesting", "Containment",
        "Most frequent strings", "Articles", "Progress", "Pace", "Pace in the last session",
    ]  # fmt: skip
    assert max(map(len, lines)) <= 80


def test_articles_of_one_status(tagged: Path, ran: Ran) -> None:
    """Only they are counted."""
    found = orjson.loads(ran("stats", tagged, "--json", "--status", "open").out)

    assert (found["spans"], found["articles"]["count"], found["labels"]) == (0, 1, {})


def test_a_folder_nobody_worked_on(corpus_folder: Path, ran: Ran) -> None:
    """Says so in one line."""
    done = ran("stats", corpus_folder)

    assert done.out == "2 articles, 0 spans in 7,836 characters; 0 begun, 0 done (0% of the text)\n"


@pytest.mark.parametrize("name", ["report.html", "report.svg"])
def test_a_report_is_whole_and_needs_nothing(tagged: Path, tmp_path: Path, ran: Ran, name: str) -> None:
    """Well-formed, light and dark, and it asks for nothing from elsewhere."""
    done = ran("stats", tagged, "--output", tmp_path / name)

    text = (tmp_path / name).read_text()
    assert (done.code, done.out) == (0, "")
    assert done.err.startswith(f"written to {tmp_path / name}: 2 articles, 3 spans")
    assert "prefers-color-scheme: dark" in text
    assert "Moscow" not in text or "“Moscow”" in text
    assert [word for word in ("src=", "href=", "url(", "@import", "<script") if word in text] == []
    if name.endswith("svg"):
        assert ET.fromstring(text).tag.endswith("svg")  # noqa: S314 - our own


@pytest.mark.parametrize("way", [(), ("--output", "r.html"), ("--output", "r.svg")])
def test_nothing_gets_out_of_a_text(
    corpus_folder: Path, open_session: OpenSession, tmp_path: Path, ran: Ran, way: tuple[str, ...]
) -> None:
    """Neither escape sequences nor markup, from texts and from names of articles."""
    (corpus_folder / "<b>\x1b[2J&.txt").write_text("<i>\x1b[2J</i> <i>\x1b[2J</i>")
    session = open_session()
    index = session.corpus.index("<b>\x1b[2J&.txt")
    assert index is not None
    text = session.corpus.article(index).text
    made = tuple(session.author.annotate(text, Span(start, start + 11), "place") for start in (0, 12))
    session.do(Change(session.corpus.ids[index], added=made))
    session.close()
    output = tuple(tmp_path / each if each.startswith("r.") else each for each in way)

    done = ran("stats", corpus_folder, "--encoding", "utf-8", *output)

    written = (tmp_path / way[1]).read_text() if way else done.out
    assert done.code == 0
    assert "\x1b" not in written + done.err
    assert "␛[2J" in written
    assert ("<i>" in written, "<b>" in written) == (not way, not way)


@pytest.mark.parametrize(
    "wrong",
    [("--output", "r.png"), ("--output", "r"), ("--json", "--output", "r.svg"), ("--store", "/none.json")],
)
def test_wrong_usage(tagged: Path, ran: Ran, wrong: tuple[str, ...]) -> None:
    """The exit code is 2, with one sentence."""
    done = ran("stats", tagged, *wrong)

    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)


def test_a_report_replaces_no_article_and_no_annotations(tagged: Path, ran: Ran) -> None:
    """Whatever its name ends in."""
    article = tagged / "a.html"
    article.mkdir()

    done = ran("stats", tagged, "--output", article)

    assert (done.code, article.is_dir()) == (2, True)


def test_cells_are_those_of_the_app() -> None:
    """Of every character that is counted without asking, and of wide ones."""
    assert [code for code in range(0x20, 0x3000) if cells(chr(code)) != cell_len(chr(code))] == []
    assert cells("“北京” ▎…") == 9
