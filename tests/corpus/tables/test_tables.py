"""Tables of articles: opened in place, a row read when it is needed, and never another text than the file's own."""

from __future__ import annotations

import csv
import gzip
import io
import json
import os
from pathlib import Path

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.core.errors import CorpusError, DecodingError
from reader.corpus.corpus import Corpus, open_corpus
from reader.corpus.reading import Reading
from reader.corpus.tables import blocks
from tests.strategies import texts

ROWS = [{"id": f"a{number}", "title": f"Title {number}", "text": f"Text {number}\nof two lines"} for number in range(5)]


def lines(*rows: object) -> bytes:
    """Rows as JSON Lines."""
    return b"".join(orjson.dumps(row) + b"\n" for row in rows)


def table(place: Path, data: bytes, **asked: object) -> Corpus:
    """A table with these bytes, opened."""
    place.write_bytes(data)
    return open_corpus(place, reading=Reading(**asked))  # type: ignore[arg-type]


def trouble(corpus: Corpus, index: int) -> str:
    """What is wrong with a row: its heading says so as well."""
    with pytest.raises(DecodingError) as raised:
        corpus.article(index)
    assert corpus.heading(index) == ("", str(raised.value))
    return str(raised.value)


def test_rows_are_articles(tmp_path: Path) -> None:
    """Ids, titles and texts are those of the columns; a row is found by its id."""
    corpus = table(tmp_path / "t.jsonl", lines(*ROWS))

    assert list(corpus.ids) == ["a0", "a1", "a2", "a3", "a4"]
    assert [corpus.article(i).text for i in range(5)] == [row["text"] for row in ROWS]
    assert [corpus.heading(i) for i in range(2)] == [("Title 0", ""), ("Title 1", "")]
    assert corpus.article(3).title == "Title 3"
    assert [corpus.index(name) for name in ("a4", "a5", "row 1", "", "row 99999999999999999999")] == [4, *[None] * 4]


def test_rows_without_ids_are_counted(tmp_path: Path) -> None:
    """From 1, and titles are the first lines; adding rows changes no id."""
    rows = [{"body": "\n one \ntwo"}, {"body": "x"}]

    corpus = table(tmp_path / "t.jsonl", lines(*rows))
    longer = table(tmp_path / "t.jsonl", lines(*rows, {"body": "y", "id": "own"}))

    assert list(corpus.ids) == ["row 1", "row 2"]
    assert corpus.heading(0) == ("one", "")
    assert corpus.index("row 2") == 1
    assert list(longer.ids)[:2] == ["row 1", "row 2"]


def test_an_id_belongs_to_its_first_row(tmp_path: Path) -> None:
    """Later ones, empty ones, those of other types and those that look like counted ones are counted."""
    given_ids = ["a", "a", "", None, 7, True, 1.5, ["x"], "row 1", "7", "ü", "x" * 2000]

    corpus = table(tmp_path / "t.jsonl", lines(*({"text": "x", "id": each} for each in given_ids)))

    assert list(corpus.ids) == [
        "a",
        *(f"row {n}" for n in (2, 3, 4)),
        "7",
        *(f"row {n}" for n in range(6, 11)),
        "ü",
        "row 12",
    ]
    assert [corpus.index(identity) for identity in corpus.ids] == list(range(12))


def test_columns_may_be_named(tmp_path: Path) -> None:
    """A text column that is not found by its name is asked for, with those there are; a wrong name is refused."""
    data = lines({"key": "k", "words": "w", "text": 1})

    corpus = table(tmp_path / "t.jsonl", data, text_column="words", id_column="key")

    assert (corpus.ids[0], corpus.article(0).text) == ("k", "w")
    with pytest.raises(
        CorpusError, match="no column text, content, body or article; it has 'key', 'words', 'text': name"
    ):
        table(tmp_path / "t.jsonl", data)
    with pytest.raises(CorpusError, match="no column 'nope', as --text-column says"):
        table(tmp_path / "t.jsonl", data, text_column="nope")


def test_wrong_rows_stop_no_other(tmp_path: Path) -> None:
    """Each says its line and what is wrong, and what follows is read."""
    data = b"".join(
        (
            lines({"text": "first"}),
            b"{broken\n",
            b"\n\r\n",
            lines(["a list"], {"other": 1}, {"text": None}, {"text": 5}),
            b'{"text": "\xff"}\n',
            b'{"text": "half \\ud800"}\n',
            b"[" * 5000 + b"\n",
            b'{"text": "nul \0"}\n',
            b'{"text": NaN}\n',
            b'{"text": "once", "text": "twice"}\r\n',
            b'{"text": "last"}',
        )
    )

    corpus = table(tmp_path / "t.jsonl", data)

    assert [corpus.article(i).text for i in (0, 11, 12)] == ["first", "twice", "last"]
    said = [trouble(corpus, index) for index in range(1, 11)]
    assert [each.split(" ")[1] for each in said] == ["2", "5", "6", "7", "8", "9", "10", "11", "12", "13"]
    for each, words in zip(
        said,
        (
            "not JSON",
            "is a list",
            "has no 'text'",
            "has empty",
            "has a number",
            "--encoding",
            "JSON",
            "JSON",
            "JSON",
            "JSON",
        ),
        strict=True,
    ):
        assert words in each


def test_an_encoding_that_is_named_is_used(tmp_path: Path) -> None:
    """For rows that are not UTF-8; the article says so."""
    data = lines({"text": "señor"}) + '{"text": "señor"}\n'.encode("cp1252")

    corpus = table(tmp_path / "t.jsonl", data, encoding="cp1252")

    assert [(corpus.article(i).text, corpus.article(i).encoding) for i in range(2)] == [
        ("señor", ""),
        ("señor", "cp1252"),
    ]


def test_marks(tmp_path: Path) -> None:
    """The byte order mark of UTF-8 is dropped; UTF-16 is refused."""
    for name, data in (("t.jsonl", lines(*ROWS)), ("t.csv", b"id,text\n1,x\n")):
        assert table(tmp_path / name, b"\xef\xbb\xbf" + data).article(0).text in (ROWS[0]["text"], "x")
        with pytest.raises(CorpusError, match="UTF-16"):
            table(tmp_path / name, data.decode().encode("utf-16"))


def test_nothing_in_it(tmp_path: Path) -> None:
    """It is said."""
    for name, data in (
        ("t.jsonl", b""),
        ("t.jsonl", b"\n\n"),
        ("t.csv", b""),
        ("t.csv", b"text\n"),
        ("t.jsonl.gz", b""),
    ):
        with pytest.raises(CorpusError, match=r"no rows|too early"):
            table(tmp_path / name, data)


@given(st.lists(texts(4), min_size=1, max_size=8), st.integers(1, 40), st.sampled_from(["\n", "\r\n", "\n\n"]))
def test_each_line_is_read_as_json_reads_it(
    tmp_path_factory: pytest.TempPathFactory, given_texts: list[str], size: int, end: str
) -> None:
    """Whatever the text, whatever parts the lines, and wherever the file is cut into pieces; packed or not."""
    place = tmp_path_factory.mktemp("t")
    data = end.join(json.dumps({"text": text}, ensure_ascii=False) for text in given_texts).encode()
    (place / "t.jsonl").write_bytes(data)
    (place / "t.jsonl.gz").write_bytes(gzip.compress(data))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(blocks, "PIECE", size)
        patch.setattr(blocks, "BLOCK", 2 * size)
        patch.setattr(blocks, "MARKS", 5)
        for name in ("t.jsonl", "t.jsonl.gz"):
            corpus = open_corpus(place / name)
            order = [*range(len(corpus)), *reversed(range(len(corpus)))]

            assert [corpus.read(index).text for index in order] == [given_texts[index] for index in order]


FIELDS = st.lists(st.sampled_from(['"', '""', ",", "\n", "\r", "\r\n", "a", "é", " ", "'", "\t"]), max_size=5).map(
    "".join
)


@given(
    st.lists(st.tuples(FIELDS, FIELDS), min_size=1, max_size=6),
    st.integers(1, 30),
    st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_each_record_is_read_as_csv_reads_it(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str]], size: int, end: str
) -> None:
    """With newlines and quotation marks in the fields, wherever the file is cut into pieces."""
    place = tmp_path_factory.mktemp("t") / "t.csv"
    written = io.StringIO(newline="")
    csv.writer(written, lineterminator=end).writerows([("text", "id"), *rows])
    place.write_bytes(written.getvalue().encode())

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(blocks, "PIECE", size)
        corpus = open_corpus(place)

    # What was written is not asked: csv itself leaves a lone return without quotation marks.
    read = [row for row in csv.reader(io.StringIO(written.getvalue(), newline="")) if row][1:]
    known = {row[1]: index for index, row in reversed(list(enumerate(read))) if len(row) > 1}
    assert [corpus.read(index).text for index in range(len(corpus)) if len(read[index]) > 1] == [
        row[0] for row in read if len(row) > 1
    ]
    assert all(corpus.ids[index] == identity for identity, index in known.items() if identity)


@given(st.lists(st.sampled_from(['"', '""', ",", "\n", "\r\n", "a", "b"]), max_size=16).map("".join))
def test_loose_records_are_read_as_csv_reads_them(tmp_path_factory: pytest.TempPathFactory, loose: str) -> None:
    """Quotation marks in the middle of fields, blank lines; only one that nothing closes is said to be wrong."""
    place = tmp_path_factory.mktemp("t") / "t.csv"
    place.write_bytes(f"text,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q,r\nx\n{loose}".encode())
    expected = [row for row in csv.reader(io.StringIO(f"x\n{loose}", newline="")) if row]

    corpus = open_corpus(place)

    open_end = "nothing closes" in corpus.heading(len(corpus) - 1)[1]
    found = [corpus.read(index).text for index in range(len(corpus) - open_end)]
    assert found == [row[0] for row in expected][: len(found)]
    assert len(corpus) == len(expected)


def test_other_separators(tmp_path: Path) -> None:
    """Semicolons and tabs, where the header says so."""
    for name, data in (("t.csv", b"id;text\n1;a,b\n"), ("t.tsv", b"id\ttext\n1\ta,b\n")):
        corpus = table(tmp_path / name, data)

        assert (corpus.ids[0], corpus.article(0).text) == ("1", "a,b")


def test_a_quotation_mark_that_nothing_closes(tmp_path: Path) -> None:
    """The rows before it are read; it is said in which line it opens."""
    corpus = table(tmp_path / "t.csv", b'id,text\n1,a\n2,"b\n3,c\n4,d\n')

    assert [corpus.article(0).text, len(corpus)] == ["a", 2]
    assert trouble(corpus, 1).startswith("the row of line 3 is not whole: a quotation mark opens")


def test_too_many_fields(tmp_path: Path) -> None:
    """A text with a comma that nobody quoted is not cut silently."""
    corpus = table(tmp_path / "t.csv", b"id,text\n1,a,b\n2,c\n3\n")

    assert trouble(corpus, 0) == "the row of line 2 has 3 fields, and the header has 2"
    assert trouble(corpus, 2) == "the row of line 4 has no 'text'"


def test_a_large_field(tmp_path: Path) -> None:
    """Python's own limit of 131,072 characters is none; --max-bytes is."""
    text = "long " * 100_000
    data = f'text\n"{text}"\nshort\n'.encode()

    assert table(tmp_path / "t.csv", data).article(0).text == text
    limited = table(tmp_path / "t.csv", data, max_bytes=1000)
    assert len(limited) == 1
    assert "too large" in trouble(limited, 0) or "not whole" in trouble(limited, 0)


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    """More than --max-unpacked is refused, and the option that lifts it is named."""
    data = gzip.compress(b'{"text": "' + b"0" * 5_000_000 + b'"}\n')

    with pytest.raises(CorpusError, match=r"more than 1,000,000 bytes come out of it\. --max-unpacked 0"):
        table(tmp_path / "t.jsonl.gz", data, max_unpacked=1_000_000)
    assert len(table(tmp_path / "t.jsonl.gz", data, max_unpacked=0).article(0)) == 5_000_000


def test_a_packed_file_that_is_cut_or_damaged(tmp_path: Path) -> None:
    """What comes out is read, and the last row says that there may be more."""
    words = [{"text": f"{number} {os.urandom(300).hex()}"} for number in range(2000)]
    data = gzip.compress(lines(*words))
    damaged = bytearray(data)
    damaged[len(data) // 2] ^= 0xFF

    for each in (data[: len(data) // 2], data[:-3], bytes(damaged), data + b"something else"):
        corpus = table(tmp_path / "t.jsonl.gz", each)

        assert corpus.article(0).text == words[0]["text"]
        assert any(word in trouble(corpus, len(corpus) - 1) for word in ("too early", "damaged", "something else"))
    two = table(tmp_path / "t.jsonl.gz", data + gzip.compress(lines({"text": "more"})) + b"\0" * 99)
    assert two.article(2000).text == "more"


def test_a_file_that_changes(tmp_path: Path) -> None:
    """Rows that stay where they were are read; those that are gone or are others now say so."""
    place = tmp_path / "t.jsonl"
    corpus = table(place, lines(*ROWS))
    corpus.article(0)

    place.write_bytes(lines(*ROWS, {"id": "new", "text": "new"}))
    assert corpus.read(4).text == ROWS[4]["text"]
    place.write_bytes(lines(*ROWS[:2], *reversed(ROWS[2:])))
    assert corpus.read(1).text == ROWS[1]["text"]
    assert "another row is there now" in trouble(corpus, 2)
    place.write_bytes(lines(*ROWS[:2]))
    assert "shorter" in trouble(corpus, 4)
    place.unlink()
    assert "no such file" in trouble(corpus, 4)


def test_what_is_no_file(tmp_path: Path) -> None:
    """A pipe is not waited for, and a link that a person names is followed."""
    os.mkfifo(tmp_path / "pipe.jsonl")
    (tmp_path / "t.jsonl").write_bytes(lines(*ROWS))
    (tmp_path / "link.jsonl").symlink_to(tmp_path / "t.jsonl")

    with pytest.raises(CorpusError, match="is a pipe"):
        open_corpus(tmp_path / "pipe.jsonl")
    assert len(open_corpus(tmp_path / "link.jsonl")) == 5
    corpus = table(tmp_path / "gone.jsonl", lines(*ROWS))
    (tmp_path / "gone.jsonl").unlink()
    os.mkfifo(tmp_path / "gone.jsonl")
    assert "a pipe" in trouble(corpus, 0)
