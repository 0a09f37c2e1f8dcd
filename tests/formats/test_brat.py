"""brat: what the server would show is what was tagged, and what its tools wrote is read."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.core.article import Article
from reader.formats.brat import FORMAT
from reader.formats.brat.parts import safe_label
from reader.formats.brat.writing import dump, losses
from reader.formats.format import Entry, Loaded, Options
from reader.formats.naming import Names
from tests.formats.cases import CASES, entries, entry
from tests.formats.folders import faults, files, read

Row = tuple[int, int, str]


def kept(given: Entry, newlines: str) -> list[Row]:
    """What has to come back by what `losses` says."""
    lost: dict[str, set[str]] = {}
    for loss in losses(given, Options()):
        lost.setdefault(loss.annotation, set()).add(loss.what)
    rows = []
    for each in given.record.annotations:
        what = lost.get(each.id, set())
        start, end = each.span.start, each.span.end
        if "cut" in what:
            start += len(each.text) - len(each.text.lstrip(newlines))
            end -= len(each.text) - len(each.text.rstrip(newlines))
        if "dropped" not in what:
            rows.append((start, end, safe_label(each.label) if "renamed" in what else each.label))
    return sorted(rows)


NEWLINES = "\n\x0b\x0c\r\x1c\x1d\x1e\x85\u2028\u2029"


def check(given: Entry) -> Loaded:
    """Write, read, compare everything."""
    (loaded,) = read(FORMAT, files(dump([given], Options())))
    text = given.article.text
    assert loaded.text == text
    assert sorted((span.start, span.end, span.label) for span in loaded.spans) == kept(given, NEWLINES)
    assert all(span.text == text[span.start : span.end] for span in loaded.spans)
    assert not loaded.remarks
    return loaded


@pytest.mark.parametrize("name", CASES)
def test_every_case_comes_back(name: str) -> None:
    """Less what the losses name."""
    check(CASES[name])


@given(entries())
def test_whatever_is_tagged_comes_back(given: Entry) -> None:
    """Less what the losses name."""
    check(given)


def test_a_span_over_lines_is_written_as_fragments() -> None:
    """As brat does it itself, joined by a blank."""
    given = entry("a", "one two\nthree\n\nfour", [(4, 19, "claim")])

    written = files(dump([given], Options()))

    assert written["a.ann"] == b"T1\tclaim 4 7;8 13;15 19\ttwo three four\n"


def test_a_label_with_a_blank_is_renamed() -> None:
    """And said, and shown as it is by the server."""
    given = entry("a", "one two", [(0, 3, "a b"), (4, 7, "claim")])

    made = files(dump([given], Options()))

    assert [(loss.what, loss.label) for loss in losses(given, Options())] == [("renamed", "a b")]
    assert f"{safe_label('a b')} | a b\n" in made["visual.conf"].decode()
    assert f"{safe_label('a b')}\n" in made["annotation.conf"].decode()
    check(given)


def test_notes_flags_and_status_come_back() -> None:
    """On their spans; those of the article as well. A note is one line."""
    loaded = check(CASES["remarked"])

    assert loaded.status == "done"
    assert loaded.flag
    assert loaded.note == "of the article -1"
    assert [(span.note, span.flag) for span in loaded.spans] == [
        ('=a "note",\tof  two lines \x1b[31m', True), ("@short", False), ("", True), ("  blanks  ", False),
    ]  # fmt: skip


def test_fragments_apart_are_read_as_linked_parts() -> None:
    """Their notes say which belong together, and the words of each are told from the words of the line."""
    made = {"a.txt": b"one two three", "a.ann": b"T1\tclaim 0 3;8 13\tone three\n#1\tAnnotatorNotes T1\tsure\n"}

    (loaded,) = read(FORMAT, made)

    assert [(span.start, span.end, span.text, span.note) for span in loaded.spans] == [
        (0, 3, "one", "sure\npart 1 of 2 of T1"),
        (8, 13, "three", "sure\npart 2 of 2 of T1"),
    ]


def test_what_is_no_span_is_counted() -> None:
    """Events, relations and what nobody knows."""
    lines = (
        "T1\tclaim 0 3\tone", "T2\tclaim 4 4\t", "T1\tclaim 0 3\tone", "T3\tclaim a b\tx", "E1\tT:T1",
        "R1\tr Arg1:T1 Arg2:T1", "*\tEquiv T1 T1", "N1\tReference T1 x:1\ty", "A1\tNegated T1", "#1\tNormalized T1\tx",
        "?", "",
    )  # fmt: skip

    (loaded,) = read(FORMAT, {"a.txt": b"one", "a.ann": "\n".join(lines).encode()})

    assert [(span.start, span.end) for span in loaded.spans] == [(0, 3)]
    assert sorted(loaded.remarks) == [
        "1 attributes passed over", "1 empty spans passed over", "1 equivalences passed over", "1 events passed over",
        "1 lines that say nothing known passed over", "1 normalizations passed over",
        "1 notes of other kinds passed over", "1 relations passed over", "2 spans that cannot be read passed over",
    ]  # fmt: skip


def test_a_text_that_is_missing_is_a_fault_or_at_hand() -> None:
    """The others are read."""
    made = {"a.ann": b"T1\tclaim 0 3\tone\n", "b.txt": b"two"}

    assert [fault.where for fault in faults(FORMAT, made)] == ["a.ann"]
    assert [loaded.text for loaded in read(FORMAT, made, {"a.txt": "one"})] == ["one", "two"]


def read_by_bratly(given: Entry) -> None:
    """Every span with its fragments and, up to the first tab as it reads no further, its words."""
    # Here, as its import warns, and only a test can pass that over.
    from bratly.annotation_types import EntityAnnotation  # noqa: PLC0415

    lines = files(dump([given], Options()))[f"{Names().of(given.article.id)}.ann"].decode().split("\n")
    text = given.article.text

    for line in lines:
        if line.startswith("T") and line.split("\t")[2]:
            parsed = EntityAnnotation.from_line(line)
            covered = " ".join(text[part.start : part.end] for part in parsed.fragments)
            assert parsed.content == covered.partition("\t")[0]
            assert not {*NEWLINES} & {*covered}


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("name", CASES)
def test_bratly_reads_every_span(name: str) -> None:
    """Of every case."""
    read_by_bratly(CASES[name])


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@given(entries())
def test_bratly_reads_whatever_is_tagged(given: Entry) -> None:
    """Of hostile texts as well."""
    read_by_bratly(given)


@given(st.binary(max_size=200), st.binary(max_size=60))
def test_no_bytes_are_a_surprise(annotations: bytes, text: bytes) -> None:
    """Whatever stands in the files, it is read or a fault."""
    assert FORMAT.load is not None
    made = {"a.txt": text, "a.ann": b"T1\tclaim 0 1\tx\n" + annotations}

    faults(FORMAT, made)


def test_the_files_of_articles_stay_in_the_folder_and_apart() -> None:
    """Whatever the ids are."""
    ids = ["../../etc/passwd", "/etc/passwd", "a/../b", "A", "a", "a.txt", "con.txt", ".ssh", "x" * 400, "", "a//b"]
    ids += ["a\\b", "é", "e\u0301"]
    record = entry("x", "", []).record
    renamed = [Entry(Article(name, ""), record) for name in ids]

    written = [path for path, _ in dump(renamed, Options()) if path.endswith(".ann")]

    assert len({path.casefold() for path in written}) == len(ids)
    folder = Path("/folder")
    assert all((folder / path).resolve().is_relative_to(folder) and "\\" not in path for path in written)
    assert all(len(part.encode()) < 200 for path in written for part in path.split("/"))


def test_labels_that_brat_cannot_hold_are_renamed_apart() -> None:
    """ASCII without blanks, and never two the same."""
    names = ["claim", "a b", "a_b", "a/b", "Ört", ""]

    made = [safe_label(name) for name in names]

    assert len(set(made)) == len(names)
    assert made[0] == "claim"
    assert all(name.isascii() and " " not in name and name for name in made)
