"""Hugging Face: what `datasets` loads is what was tagged, and what others wrote is read."""

import random
from collections.abc import Sequence
from dataclasses import replace
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from reader.core.errors import FormatError
from reader.core.label import DEFAULT_LABELS
from reader.formats.format import Entry, Fault, Loaded, Options, Source
from reader.formats.hf import FORMAT, reading
from reader.formats.parts import part_of
from tests.formats.cases import CASES, entries
from tests.formats.roundtrip import back, files, load, whole

FIRST = "data/train-00000.parquet"


def parquet_of(rows: Sequence[dict[str, Any]], features: str = "") -> bytes:
    """A file as others write them."""
    pa, pq = import_module("pyarrow"), import_module("pyarrow.parquet")
    table = pa.Table.from_pylist(rows)
    if features:
        described = f'{{"info": {{"features": {features}}}}}'.encode()
        table = table.replace_schema_metadata({b"huggingface": described})
    sink = BytesIO()
    pq.write_table(table, sink)
    return sink.getvalue()


def read(rows: Sequence[dict[str, Any]], features: str = "") -> list[Loaded | Fault]:
    return load(FORMAT, parquet_of(rows, features))


def check(given_ones: list[Entry]) -> None:
    found = load(FORMAT, files(FORMAT, given_ones))

    assert len(found) == len(given_ones)
    for one, part in zip(given_ones, found, strict=True):
        assert isinstance(part, Loaded)
        assert (part.id, part.text, part.title) == (one.article.id, one.article.text, one.article.title)
        assert (part.status, part.note, part.flag) == (one.record.status, one.record.note, one.record.flag)
        assert list(part.spans) == list(map(whole, one.record.annotations))


def test_every_case_comes_back() -> None:
    """All of it."""
    check(list(CASES.values()))


@given(entries())
@settings(max_examples=30)
def test_whatever_comes_back(one: Entry) -> None:
    """The same for hostile texts."""
    check([one])


@given(entries())
@settings(max_examples=30)
def test_pyarrow_reads_whatever_is_tagged(one: Entry) -> None:
    """By the names of the columns, the lists of spans as objects."""
    (row,) = import_module("pyarrow.parquet").read_table(BytesIO(files(FORMAT, [one])[FIRST])).to_pylist()

    assert (row["id"], row["text"]) == (one.article.id, one.article.text)
    assert [(s["id"], s["label"], s["start"], s["end"]) for s in row["spans"]] == [
        (a.id, a.label, a.span.start, a.span.end) for a in one.record.annotations
    ]
    check_tags(one, row)


@pytest.mark.peers
def test_datasets_loads_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With its parts, its spans as objects, and classes for the tags; the tags say the spans they have room for."""
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    for path, data in files(FORMAT, CASES.values(), Options(split=(60, 20, 20), seed=1)).items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_bytes(data)

    found = import_module("datasets").load_dataset(str(tmp_path), cache_dir=str(tmp_path / "cache"))

    assert set(found) == {"train", "validation", "test"}
    assert sum(map(len, found.values())) == len(CASES)
    by_id = {one.article.id: one for one in CASES.values()}
    for name, part in found.items():
        assert part.features["tags_claim"].feature.names == ["O", "B-claim", "I-claim"]
        for row in part:
            one = by_id[row["id"]]
            expected = {"train": "train", "dev": "validation", "test": "test"}[part_of(row["id"], (60, 20, 20), 1)]
            assert (row["text"], name) == (one.article.text, expected)
            assert [(s["id"], s["label"], s["start"], s["end"]) for s in row["spans"]] == [
                (a.id, a.label, a.span.start, a.span.end) for a in one.record.annotations
            ]
            check_tags(one, row)


def check_tags(one: Entry, row: dict[str, Any]) -> None:
    starts = row["token_starts"]
    assert [one.article.text[s : s + len(t)] for s, t in zip(starts, row["tokens"], strict=True)] == row["tokens"]
    for label in DEFAULT_LABELS:
        tags = row[f"tags_{label.name}"]
        words = [n for n, tag in enumerate(tags) if tag]
        spans = [a.span for a in one.record.annotations if a.label == label.name]
        assert all(any(span.start <= starts[n] < span.end for span in spans) for n in words)
        if not any(a.overlaps(b) for a in spans for b in spans if a is not b):
            assert words == [n for n, start in enumerate(starts) if any(s.start <= start < s.end for s in spans)]
            solid = [span for span in spans if span.of(one.article.text).strip()]
            assert tags.count(1) == len(solid)


def test_large_ones_are_several_files_of_several_groups(monkeypatch: pytest.MonkeyPatch) -> None:
    """And the card counts all."""
    monkeypatch.setattr("reader.formats.hf.writing.A_GROUP", 200)
    monkeypatch.setattr("reader.formats.hf.writing.A_FILE", 8_000)
    one = CASES["nested"]
    many = [Entry(replace(one.article, id=str(n)), one.record) for n in range(100)]

    written = files(FORMAT, many, Options(split=(50, 50)))

    assert {path.split("-")[0] for path in written} == {"data/train", "data/validation", "README.md"}
    assert len(written) > 4
    assert b"100 articles with 400 spans." in written["README.md"]
    assert sorted(int(part.id) for part in load(FORMAT, written) if isinstance(part, Loaded)) == list(range(100))


def test_the_card_names_what_no_column_of_tags_has() -> None:
    """Spans of one label over each other, and labels that are none of the project's."""
    written = files(FORMAT, [CASES["nested-same-label"], CASES["other-label"]])["README.md"].decode()

    assert "3 spans only in `spans`" in written
    assert "| other_label-2 | 1 |  |" in written
    assert list(back(FORMAT, [])) == []


def test_an_empty_part_is_a_file_without_rows() -> None:
    """So that the card's pattern finds one."""
    written = files(FORMAT, [], Options(split=(80, 20)))

    assert list(written) == ["data/train-00000.parquet", "data/validation-00000.parquet", "README.md"]
    assert load(FORMAT, written) == []


def test_spans_of_others_are_read() -> None:
    """Lists of objects, objects of lists, other names, and labels as numbers of classes."""
    kinds = (
        '{"entities": {"feature": {"type": {"_type": "ClassLabel", "names": ["actor", "place"]}}, "_type": "Sequence"}}'
    )
    lists = {"_id": 7, "content": "Kyiv said", "entities": {"start_offset": [0], "end_offset": [4], "type": [1]}}

    (first,) = read([{"text": "Kyiv said", "spans": [{"start": 0, "end": 4, "label": "place", "score": 0.5}]}])
    (second,) = read([lists], kinds)

    assert isinstance(first, Loaded)
    assert isinstance(second, Loaded)
    assert [(s.start, s.end, s.label, s.score) for s in first.spans] == [(0, 4, "place", 0.5)]
    assert (second.id, [(s.start, s.end, s.label) for s in second.spans]) == ("7", [(0, 4, "place")])


@pytest.mark.parametrize("features", [
    '{"ner_tags": {"feature": {"_type": "ClassLabel", "names": ["O", "B-a", "I-a", "B-b"]}, "_type": "Sequence"}}', "",
])  # fmt: skip
def test_tokens_with_tags_are_read(features: str) -> None:
    """The common form for named entities; numbers without names are labels of nothing."""
    tags: list[Any] = [1, 2, 0, 3, 1, 1] if features else ["B-a", "I-a", "O", "I-b", "B-a", "B-a"]

    (found,) = read([{"tokens": ["A", "bc", "d", "e", "f", "g"], "ner_tags": tags}], features)

    assert isinstance(found, Loaded)
    assert found.text == "A bc d e f g"
    assert [(found.text[s.start : s.end], s.label) for s in found.spans] == [
        ("A bc", "a"), ("e", "b"), ("f", "a"), ("g", "a"),
    ]  # fmt: skip


def test_bad_spans_are_faults_and_the_others_are_read() -> None:
    """In their rows as well."""
    rows = [
        {"text": "Kyiv said", "spans": [{"start": n, "end": e, "label": la} for n, e, la in wrong]}
        for wrong in (
            [(0, 4, "place"), (5, 99, "x"), (3, 3, "x"), (-1, 2, "x"), (0, 1, ""), (None, 1, "x")],
            [],
            [(5, 9, "x")],
        )
    ]

    found = read(rows)

    assert [len(part.spans) if isinstance(part, Loaded) else part.where for part in found] == [
        1, "row 1, span 2", "row 1, span 3", "row 1, span 4", "row 1, span 5", "row 1, span 6", 0, 1,
    ]  # fmt: skip


@pytest.mark.parametrize("row", [
    {"text": 3}, {"text": None}, {"text": "a", "spans": 3}, {"text": "a", "spans": "x"},
    {"text": "a", "spans": [[1, 2]]}, {"text": "a", "spans": {"start": 3}}, {"id": [1], "text": "a"},
    {"text": ["a"]}, {"tokens": [1, 2], "tags": [1]}, {"tokens": ["a"], "tags": 7}, {"text": b"\xff"},
    {"tokens": [["a"]]},
])  # fmt: skip
def test_other_types_are_faults_or_passed_over(row: dict[str, Any]) -> None:
    """Never another exception."""
    assert 1 <= len(read([row])) <= 2


@pytest.mark.parametrize("features", ["[]", "{", "3", '{"spans": 3}', '{"spans": []}', '{"text": {"feature": 3}}'])
def test_a_description_that_is_none_is_passed_over(features: str) -> None:
    """The columns say enough."""
    assert isinstance(read([{"text": "a"}], features)[0], Loaded)


def test_what_is_no_parquet_is_refused_but_in_a_folder_only_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    """Text, half a file, columns of numbers, a group that would fill the memory."""
    good = parquet_of([{"text": "a"}])
    for data in (b"", b"text", b"PAR1" + bytes(20) + b"PAR1", good[:-9], parquet_of([{"x": 1}])):
        with pytest.raises(FormatError):
            load(FORMAT, data)
        found = load(FORMAT, {"a.parquet": data, "b.parquet": good})
        assert [type(part) for part in found] == [Fault, Loaded]
    monkeypatch.setattr(reading, "A_GROUP", 10)
    with pytest.raises(FormatError, match="row group"):
        load(FORMAT, good)


def test_any_damaged_byte_is_a_fault_or_a_format_error() -> None:
    """Or another text, where nothing checks it."""
    data = files(FORMAT, [CASES["nested"], CASES["remarked"]])[FIRST]
    draw = random.Random(0)
    for _ in range(150):
        damaged = bytearray(data)
        damaged[draw.randrange(len(data))] = draw.randrange(256)
        try:
            load(FORMAT, bytes(damaged))
        except FormatError:
            continue


def test_a_text_at_hand_is_taken_where_the_file_has_none() -> None:
    """By the id."""
    data = parquet_of([{"id": "a.txt", "spans": [{"start": 0, "end": 1, "label": "x"}]}])
    assert FORMAT.load is not None

    (found,) = FORMAT.load(Source(["a.parquet"], lambda _: BytesIO(data), {"a.txt": "abc"}.get), Options())

    assert isinstance(found, Loaded)
    assert found.text == "abc"
    assert FORMAT.looks("a", data)
    assert not FORMAT.looks("a.parquet", b"text")
