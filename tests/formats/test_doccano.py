"""doccano's lines come back with every span, in each unit, and both of its shapes are read."""

from __future__ import annotations

from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.formats.doccano import FORMAT
from reader.formats.format import Entry, Fault, Loaded, Options, Unit
from reader.formats.offsets import UNITS
from tests.formats.cases import CASES, entries
from tests.formats.roundtrip import back, files, load, tags, tags_of
from tests.formats.test_jsonl_reading import json_values

units = pytest.mark.parametrize("unit", [None, *UNITS])


def compare(entry: Entry, read: Loaded, options: Options) -> None:
    """All tags but those that were said to be moved; those are where they were and around it."""
    assert (read.text, read.status, read.title) == (entry.article.text, entry.record.status, entry.article.title)
    moved = {loss.annotation for loss in FORMAT.losses(entry, options)}
    assert all(loss.what == "moved" for loss in FORMAT.losses(entry, options))
    for annotation, tag in zip(entry.record.annotations, tags(read.spans), strict=True):
        start, end, label = tag
        was = (annotation.span.start, annotation.span.end, annotation.label)
        assert (tag != was) == (annotation.id in moved)
        assert label == annotation.label
        assert start <= annotation.span.start < annotation.span.end <= end


@units
def test_every_case_comes_back(unit: Unit | None) -> None:
    """In each unit; the line says which it is, so that nothing is guessed."""
    options = Options(offsets=unit)

    read = back(FORMAT, CASES.values(), options)
    guessing = {
        part.id: part for part in load(FORMAT, files(FORMAT, CASES.values(), options)) if not isinstance(part, Fault)
    }

    assert guessing == read
    for entry in CASES.values():
        compare(entry, read[entry.article.id], options)


@given(entries(), st.sampled_from(UNITS))
def test_anything_comes_back(entry: Entry, unit: Unit) -> None:
    """Whatever the text and its spans."""
    options = Options(offsets=unit)

    compare(entry, back(FORMAT, [entry], options)[entry.article.id], options)


def test_nothing_is_lost_but_with_graphemes() -> None:
    """Code points and UTF-16 units reach everywhere."""
    inside = CASES["inside-clusters"]

    assert not list(FORMAT.losses(inside, Options()))
    assert not list(FORMAT.losses(inside, Options(offsets="codepoint")))
    assert len(list(FORMAT.losses(inside, Options(offsets="grapheme")))) == len(tags_of(inside))


def lines(*values: Any) -> bytes:
    return b"\n".join(map(orjson.dumps, values))


def one(value: Any, options: Options = Options()) -> Loaded:  # noqa: B008
    (read,) = load(FORMAT, lines(value), options)
    assert isinstance(read, Loaded)
    return read


@pytest.mark.parametrize("key", ["label", "labels"])
def test_labels_as_lists_are_read(key: str) -> None:
    """As doccano takes and gives them, with its own number of the article."""
    read = one({"id": 7, "text": "Ann met Bob", key: [[0, 3, "actor"], [8, 11, "actor"]], "Comments": []})

    assert (read.id, tags(read.spans)) == ("7", [(0, 3, "actor"), (8, 11, "actor")])


def test_entities_are_read() -> None:
    """As a project with relations gives them; the relations are said to be passed over."""
    entities = [{"id": 1, "label": "actor", "start_offset": 0, "end_offset": 3}]

    read = one({"text": "Ann met Bob", "entities": entities, "relations": [{"id": 1, "from_id": 1, "to_id": 2}]})

    assert tags(read.spans) == [(0, 3, "actor")]
    assert read.remarks == ("relations were passed over",)


def test_what_offsets_count_is_found_out() -> None:
    """By the edges of words, and then for the rest of the file; what a person says goes before."""
    text = "👨\u200d👩\u200d👧 met Özil"
    told = {"text": text, "label": [[len(text) - 4, len(text), "actor"]]}
    untold = {"text": "𝒜aaaaaa", "label": [[3, 4, "actor"]]}

    first, second = load(FORMAT, lines(told, untold))
    asked = one(untold, Options(offsets="utf16"))

    assert isinstance(first, Loaded)
    assert isinstance(second, Loaded)
    assert (tags(first.spans), first.remarks) == ([(len(text) - 4, len(text), "actor")], ())
    assert (tags(second.spans), len(second.remarks)) == ([(3, 4, "actor")], 1)
    assert (tags(asked.spans), asked.remarks) == ([(2, 3, "actor")], ())


def test_a_byte_order_mark_is_passed_over_and_none_is_written() -> None:
    """Doccano itself refuses one."""
    (read,) = load(FORMAT, b"\xef\xbb\xbf" + lines({"text": "Ann", "label": []}))

    assert isinstance(read, Loaded)
    assert read.remarks
    assert files(FORMAT, CASES.values())[""].startswith(b"{")


@pytest.mark.parametrize("bad", [1, [], [0, 1], [0, 9, "a"], ["0", 1, "a"], [0, 1, ""], [0, 1, 1], {"label": "a"}])
def test_a_bad_span_harms_no_other(bad: Any) -> None:
    """It is a fault of its own."""
    read, fault = load(FORMAT, lines({"text": "Ann", "label": [bad, [0, 3, "actor"]]}))

    assert isinstance(read, Loaded)
    assert isinstance(fault, Fault)
    assert tags(read.spans) == [(0, 3, "actor")]


@given(json_values)
def test_no_value_ends_the_reading(value: Any) -> None:
    """Each line is an article or a fault, whatever it holds."""
    read = load(FORMAT, lines(value, {"text": value, "label": value}, {"text": "Ann", "entities": [value]}))

    assert len(read) >= 3


def test_it_knows_its_files() -> None:
    """Both shapes; not what has spans."""
    assert FORMAT.looks("x.jsonl", files(FORMAT, CASES.values())[""][:65_536])
    assert FORMAT.looks("x.jsonl", b'{"text":"x","entities":[]}\n')
    assert not FORMAT.looks("x.jsonl", b'{"text":"x","spans":[]}\n')
