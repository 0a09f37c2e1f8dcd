"""`reader check`: what is printed in each form, the exit codes, and that nothing gets out of a text."""

from __future__ import annotations

from pathlib import Path

import orjson
import pytest

from reader.cli.findings import Github, Json, Lines
from reader.core.span import Span
from reader.corpus.corpus import open_corpus
from reader.session.checking.finding import Finding
from reader.session.checking.rules import RULES
from tests.cli.conftest import Ran
from tests.cli.test_export import tag
from tests.conftest import OpenSession

README = Path(__file__).parent.parent.parent / "README.md"
FIRST = "000_6ab15a8d931c05ba.txt"


@pytest.fixture
def tagged(open_session: OpenSession, corpus_folder: Path) -> Path:
    """A folder whose first article has a claim without its first letter, with a place in it."""
    session = open_session()
    tag(session, "ann", (1, 222, "claim"), (128, 134, "place"))
    session.close()
    return corpus_folder


def test_a_line_for_each_finding(tagged: Path, ran: Ran) -> None:
    """With file, line and column; what was looked at is said on standard error."""
    done = ran("check", tagged, "--select", "E101,L201")

    assert done.code == 1
    claim = f"{tagged / FIRST}:1:2: {{}} claim “s a result of the latest escalation on…” {{}}\n".format
    assert done.out == (
        claim("E101", "cuts a word: “As a result of the latest escalation on…”") + claim("L201", "has no actor inside")
    )
    assert done.err == "2 articles, 2 spans: 2 findings.\n"


@pytest.mark.parametrize("more", [("--ignore", "E,L,S"), ("--select", "R", "--select", "T"), ("--status", "done")])
def test_nothing_is_found(tagged: Path, ran: Ran, more: tuple[str, ...]) -> None:
    """The exit code is 0; rules and articles are left out."""
    done = ran("check", tagged, *more)

    assert (done.code, done.out) == (0, "")
    assert done.err.endswith(": nothing was found.\n")


def test_json_is_one_object(tagged: Path, ran: Ran) -> None:
    """Also when nothing is found; a repair says what goes and what comes."""
    found = ran("check", tagged, "--format", "json", "--select", "E101")
    nothing = ran("check", tagged, "--format", "json", "--select", "T")

    document = orjson.loads(found.out)
    assert (found.code, found.err, nothing.code) == (1, "", 0)
    assert orjson.loads(nothing.out) == {"findings": [], "articles": 2, "spans": 2, "count": 0}
    assert document["count"] == 1
    assert document["findings"][0]["repair"] == {
        "old": {"start": 1, "end": 222, "label": "claim"},
        "new": {"start": 0, "end": 222, "label": "claim"},
    }


def test_what_github_reads(tagged: Path, ran: Ran) -> None:
    """A command a line."""
    done = ran("check", tagged, "--format", "github", "--select", "L201")

    begin = f"::warning file={tagged / FIRST},line=1,col=2,title=L201 passage-without-name::claim “s a result"
    assert done.code == 1
    assert done.out.startswith(begin)
    assert done.out.count("\n") == 1


@pytest.mark.parametrize(
    ("form", "written"),
    [
        (Lines, "a%3A,\x1b.txt:1:1: T504 100%\r\n::error::x\x1b[2J"),
        (Github, "::warning file=a%253A%2C\x1b.txt,line=1,col=1,title=T504 unreadable::100%25%0D%0A::error::x\x1b[2J"),
    ],
)
def test_nothing_gets_out_of_a_text(corpus_folder: Path, form: type[Lines | Github], written: str) -> None:
    """No newline, command or escape sequence in a name or in words: each is a symbol, or written as GitHub reads it."""
    corpus = open_corpus(corpus_folder)

    line = form(corpus).line(Finding("T504", "a%3A,\x1b.txt", "100%\r\n::error::x\x1b[2J"))

    shown = written.replace("\x1b", "␛").replace("\r", "␍").replace("\n", "␊")
    assert line.removesuffix("\n").replace(f"{corpus_folder}/", "") == shown


def test_json_keeps_what_is_there(corpus_folder: Path) -> None:
    """As escapes: nothing that could act stands in it."""
    words = "x\n\x1b\x7f\x9b\u202e\u2066é漢"

    line = Json(open_corpus(corpus_folder)).line(Finding("S401", "a", words, span=Span(0, 1)))

    document = orjson.loads(line)
    assert (document["message"], document["start"], document["end"]) == (words, 0, 1)
    assert line.strip().isprintable()


def test_names_that_are_no_text(corpus_folder: Path, ran: Ran) -> None:
    """Of a file whose name has a byte that is none; JSON has the sign for it."""
    (corpus_folder / "a\udcff.txt").write_bytes(b"\x00")

    found, counted = ran("check", corpus_folder, "--format", "json"), ran("stats", corpus_folder, "--json")

    assert orjson.loads(found.out)["findings"][0]["article"] == "a\ufffd.txt"
    assert orjson.loads(counted.out)["articles"]["unreadable"] == 1


def test_rows_of_a_table(tmp_path: Path, ran: Ran) -> None:
    """The file is the table's; the row stands behind it, as it has no line of its own."""
    table = tmp_path / "news.jsonl"
    table.write_bytes(b'{"id":"a","text":"In Moscow."}\n{"id":"b","text":"x"}\n')
    spans = tmp_path / "spans.jsonl"
    spans.write_bytes(b'{"id":"a","text":"In Moscow.","spans":[{"start":3,"end":8,"label":"place"}]}\n')
    ran("import", spans, "--format", "jsonl", "--into", table)

    lines, github = ran("check", table), ran("check", table, "--format", "github")

    assert lines.out == f"{table}#a:1:4: E101 place “Mosco” cuts a word: “Moscow”\n"
    assert github.out == f"::warning file={table},title=E101 cut-word::a:1:4: place “Mosco” cuts a word: “Moscow”\n"


@pytest.mark.parametrize(
    "wrong", [("--select", "X9"), ("--ignore", ""), ("--format", "xml"), ("--store", "/none.json")]
)
def test_wrong_usage(tagged: Path, ran: Ran, wrong: tuple[str, ...]) -> None:
    """The exit code is 2, with one sentence."""
    done = ran("check", tagged, *wrong)

    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)


def test_the_rules_are_listed(ran: Ran) -> None:
    """With what each finds."""
    done = ran("check", "--rules")

    assert done.code == 0
    assert [line.partition(" ")[0] for line in done.out.splitlines()] == [rule.id for rule in RULES]


def test_the_table_of_rules_is_that_of_the_code() -> None:
    """When this fails, put these rows into README."""
    table = README.read_text().partition("| rule | finds | repair |\n|---|---|---|\n")[2].partition("\n\n")[0]

    assert table.splitlines() == [f"| `{r.id}` {r.name} | {r.finds} | {r.repair or '–'} |" for r in RULES]


def test_a_check_of_nothing_is_refused(ran: Ran, corpus_folder: Path) -> None:
    """A hook that ignores all that it selects would say that everything is well."""
    said = ran("check", corpus_folder, "--select", "E", "--ignore", "E")

    assert (said.code, said.out) == (2, "")
    assert "No rule is left" in said.err
