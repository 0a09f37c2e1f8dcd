"""CSV and TSV come back whole beside the texts, for spreadsheets as well, and no cell of those is a formula."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.core.annotations import Annotations
from reader.core.errors import FormatError
from reader.formats import format_of
from reader.formats.format import Entry, Fault, Loaded, Options
from reader.formats.table import COLUMNS
from tests.formats.cases import CASES, MADE, entries
from tests.formats.roundtrip import back, files, load, tags, whole

both = pytest.mark.parametrize("name", ["csv", "tsv"])
sheets = pytest.mark.parametrize("spreadsheet", [False, True])


def compare(entry: Entry, read: Loaded) -> None:
    article, record = entry
    assert (read.id, read.title, read.text) == (article.id, article.title, article.text)
    assert (read.status, read.note, read.flag, read.remarks) == (record.status, record.note, record.flag, ())
    assert list(read.spans) == [whole(a) for a in record.annotations]


@both
@sheets
def test_every_case_comes_back(name: str, spreadsheet: bool) -> None:
    """With the texts at hand; articles without spans keep their status."""
    read = back(format_of(name), CASES.values(), Options(spreadsheet=spreadsheet), CASES.values())

    assert len(read) == len(CASES)
    for entry in CASES.values():
        compare(entry, read[entry.article.id])


@both
@sheets
@given(entry=entries())
def test_anything_comes_back(name: str, spreadsheet: bool, entry: Entry) -> None:
    """Whatever the text and its spans."""
    compare(entry, back(format_of(name), [entry], Options(spreadsheet=spreadsheet), [entry])[entry.article.id])


@both
def test_the_words_come_without_the_texts(name: str) -> None:
    """The spans are then read as they are."""
    read = back(format_of(name), CASES.values())

    for entry in CASES.values():
        assert read[entry.article.id].text is None
        assert [span.text for span in read[entry.article.id].spans] == [a.text for a in entry.record.annotations]


@both
@sheets
def test_the_standard_library_reads_the_same(name: str, spreadsheet: bool) -> None:
    """A row a span, with all columns; a file for spreadsheets has a byte order mark, and no cell begins a formula."""
    data = files(format_of(name), CASES.values(), Options(spreadsheet=spreadsheet))[""]

    text = data.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter="\t" if name == "tsv" else ","))

    assert tuple(rows[0]) == COLUMNS
    assert {len(row) for row in rows} == {len(COLUMNS)}
    spans = sum(len(entry.record.annotations) for entry in CASES.values())
    assert sum(bool(row[COLUMNS.index("label")]) for row in rows[1:]) == spans
    assert data.startswith(b"\xef\xbb\xbf") == spreadsheet
    assert spreadsheet != any(cell[:1] in set("=+-@\t\r") for row in rows for cell in row if cell)


@given(st.lists(st.text(st.sampled_from("='+-@\t\r\nab,\";"), max_size=4), min_size=1, max_size=4))
def test_whatever_a_cell_begins_with_comes_back(notes: list[str]) -> None:
    """Apostrophes that were there stay, those that were put there go."""
    article, record = CASES["nested"]
    changed = [a._replace(note=note) for a, note in zip(record.annotations, notes, strict=False)]
    entry = Entry(article, replace(record, annotations=Annotations(changed)))

    read = back(format_of("csv"), [entry], Options(spreadsheet=True))[article.id]

    assert [span.note for span in read.spans] == [annotation.note for annotation in changed]


HEAD = b"article,label,start,end\r\n"


def test_columns_may_stand_in_any_order_and_be_few() -> None:
    """As somebody would write them; semicolons part cells where a comma is for numbers."""
    (read,) = load(format_of("csv"), b"End;Label;Article;Start\n3;actor;a.txt;0\n7;actor;a.txt;4\n")

    assert isinstance(read, Loaded)
    assert (read.id, tags(read.spans)) == ("a.txt", [(0, 3, "actor"), (4, 7, "actor")])


def test_an_id_that_a_spreadsheet_took_for_a_number_is_left_out() -> None:
    """It would be that of many."""
    (read,) = load(
        format_of("csv"), b"article,label,start,end,id,flag\na,actor,0,3,1.23457E+15,TRUE\na,actor,0,3,12e4,x\n"
    )

    assert isinstance(read, Loaded)
    assert [(span.id, span.flag) for span in read.spans] == [("", True), ("12e4", True)]


@pytest.mark.parametrize(
    "bad",
    [
        b"a", b",actor,0,3", b"a,actor,x,3", b"a,actor,3,3", b"a,actor,-1,3", b"a,actor,0,", b"a,actor,1.0,3",
        b"a,actor,0,99999999999999999999", b"a\xff,actor,0,3", b"a,,0,3", "a,actor,٣,٥".encode(),
    ],
)  # fmt: skip
def test_a_bad_row_harms_no_other(bad: bytes) -> None:
    """It is a fault with its place."""
    read = load(format_of("csv"), HEAD + bad + b"\r\nb,actor,0,3\r\n")

    (fault,) = [part for part in read if isinstance(part, Fault)]
    good = [part for part in read if isinstance(part, Loaded) and part.id == "b"]
    assert fault.where == "line 2"
    assert [tags(part.spans) for part in good] == [[(0, 3, "actor")]]


@pytest.mark.parametrize("data", [b"", b"x,y\n1,2\n", b"\xff\xfea\x00", b"\x00\x01", b'"'])
def test_what_is_no_such_table_is_refused(data: bytes) -> None:
    """By its first line."""
    with pytest.raises(FormatError):
        load(format_of("csv"), data)


@given(st.binary(max_size=60))
def test_any_bytes_behind_the_head_are_rows_or_faults(data: bytes) -> None:
    """Whatever they are."""
    read = load(format_of("csv"), HEAD + data)

    assert all(isinstance(part, Loaded | Fault) for part in read)


def test_a_long_cell_is_read() -> None:
    """Longer than the standard library would let through by itself."""
    (read,) = load(format_of("csv"), b"article,label,start,end,text\na,claim,0,300000," + b"x" * 300_000 + b"\n")

    assert isinstance(read, Loaded)
    assert read.spans[0].text == "x" * 300_000


@both
def test_it_knows_its_files(name: str) -> None:
    """And not the other's."""
    data = files(format_of(name), CASES.values())[""][:65_536]

    assert format_of(name).looks(f"x.{name}", data)
    assert not format_of("tsv" if name == "csv" else "csv").looks(f"x.{name}", data)


def test_moments_are_written_as_they_are() -> None:
    """UTC, ISO 8601."""
    assert MADE.encode() in files(format_of("csv"), [CASES["nested"]])[""]
