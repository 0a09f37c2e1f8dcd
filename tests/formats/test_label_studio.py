"""Label Studio's tasks come back whole, older ones are understood, and predictions keep their score."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree as ET

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.formats.format import Entry, Fault, Loaded, Options
from reader.formats.label_studio import FORMAT
from tests.formats.cases import CASES, entries
from tests.formats.roundtrip import back, files, load, tags, whole
from tests.formats.test_jsonl_reading import json_values


def compare(entry: Entry, read: Loaded) -> None:
    article, record = entry
    assert (read.id, read.title, read.text) == (article.id, article.title, article.text)
    assert (read.status, read.note, read.flag, read.remarks) == (record.status, record.note, record.flag, ())
    assert list(read.spans) == [whole(a) for a in record.annotations]


def test_every_case_comes_back() -> None:
    """All cases as one project, with all that is known of each annotation."""
    read = back(FORMAT, CASES.values())

    assert len(read) == len(CASES)
    for entry in CASES.values():
        compare(entry, read[entry.article.id])


@given(entries())
def test_anything_comes_back(entry: Entry) -> None:
    """Whatever the text and its spans."""
    compare(entry, back(FORMAT, [entry])[entry.article.id])


def test_the_tasks_are_one_array_and_newlines_are_escaped() -> None:
    """As Label Studio writes them itself."""
    tasks = orjson.loads(files(FORMAT, CASES.values())["tasks.json"])

    assert len(tasks) == len(CASES)
    (lines,) = [task for task in tasks if task["data"]["article"] == "across-lines.txt"]
    texts = [result["value"]["text"] for result in lines["annotations"][0]["result"]]
    assert texts[0] == "one two\\nthree four\\n\\nfive six\\n"
    assert orjson.loads(files(FORMAT, [])["tasks.json"]) == []


def test_the_interface_has_all_labels() -> None:
    """Those of the project with their keys, and those that were met; both files name the same controls."""
    made = files(FORMAT, CASES.values())

    config = ET.fromstring(made["config.xml"])  # noqa: S314  # our own

    labels, text = config
    assert [label.get("value") for label in labels] == ["claim", "actor", "place", "figure", "other_label-2"]
    assert (labels.get("name"), labels.get("toName"), text.get("name"), text.get("value")) == (
        "label", "text", "text", "$text",
    )  # fmt: skip
    names = {
        (r["from_name"], r["to_name"])
        for t in orjson.loads(made["tasks.json"])
        for a in t["annotations"]
        for r in a["result"]
    }
    assert names == {("label", "text")}


def task(text: str, *results: Any, **more: Any) -> dict[str, Any]:
    return {"id": 5, "data": {"text": text}, "annotations": [{"result": results, **more}]}


def region(start: Any, end: Any, label: str = "actor", **value: Any) -> dict[str, Any]:
    return {"id": "x", "type": "labels", "value": {"start": start, "end": end, "labels": [label], **value}}


def one(*tasks: Any, options: Options = Options()) -> Loaded:  # noqa: B008
    (read,) = load(FORMAT, orjson.dumps(tasks), options)
    assert isinstance(read, Loaded)
    return read


def test_offsets_of_old_versions_are_recognised() -> None:
    """By the covered text, with newlines in it; it is said."""
    text = "💩💩\nAnn met\nBob"

    read = one(task(text, region(5, 8, text="Ann"), region(9, 16, text="met\\nBob")))

    assert [text[span.start : span.end] for span in read.spans] == ["Ann", "met\nBob"]
    assert [span.text for span in read.spans] == ["Ann", "met\nBob"]
    assert len(read.remarks) == 1


def test_offsets_of_today_are_left_alone() -> None:
    """With the covered text or without."""
    text = "💩💩\nAnn met\nBob"

    assert tags(one(task(text, region(3, 6, text="Ann"))).spans) == [(3, 6, "actor")]
    assert tags(one(task(text, region(3, 6))).spans) == [(3, 6, "actor")]
    assert tags(one(task(text, region(5, 8)), options=Options(offsets="utf16")).spans) == [(3, 6, "actor")]


def test_predictions_have_a_score() -> None:
    """Their own, else that of all of them; the model is who made them."""
    prediction = {"model_version": "m1", "score": 0.5, "result": [region(0, 3), {**region(4, 7), "score": 0.25}]}

    read = one({"data": {"text": "Ann Bob"}, "predictions": [prediction, {"result": [region(0, 7)]}]})

    assert [(span.score, span.annotator) for span in read.spans] == [(0.5, "m1"), (0.25, "m1"), (0.0, "")]


def test_who_made_an_annotation_is_kept_and_what_was_skipped_is_not_read() -> None:
    """Unless all answers are asked for."""
    skipped = task("Ann", region(0, 3), was_cancelled=True)

    made = one(task("Ann", region(0, 3), completed_by={"email": "a@b"}, created_at="2021-03-09T22:16:08.728353Z"))

    assert [(span.annotator, span.created) for span in made.spans] == [("a@b", "2021-03-09T22:16:08.728353Z")]
    assert not one(skipped).spans
    assert one(skipped).remarks
    assert one(skipped, options=Options(all_answers=True)).spans


def test_other_shapes_are_read() -> None:
    """The short export, a single task, one annotation with its task, offsets of a hypertext, more than one label."""
    short = one({"id": 1, "text": "Ann Bob", "label": [{"start": 0, "end": 3, "labels": ["actor", "place"]}]})
    (single,) = load(FORMAT, orjson.dumps(task("Ann", region(0, 3))))
    stored = one({"id": 2, "task": {"id": 9, "data": {"body": "Ann"}}, "result": [region(0, 3)]})
    offsets = {"start": "/p[1]", "end": "/p[1]", "globalOffsets": {"start": 0, "end": 3}}
    hyper = one(task("Ann", {"type": "hypertextlabels", "value": {**offsets, "hypertextlabels": ["actor"]}}))

    assert tags(short.spans) == [(0, 3, "actor"), (0, 3, "place")]
    assert isinstance(single, Loaded)
    assert (single.id, tags(single.spans)) == ("5", [(0, 3, "actor")])
    assert (stored.id, stored.text, tags(stored.spans)) == ("9", "Ann", [(0, 3, "actor")])
    assert tags(hyper.spans) == [(0, 3, "actor")]


@pytest.mark.parametrize(
    "bad",
    [1, {}, {"type": "labels"}, {"value": 1}, region("a", 1), region(0, 9999), region(2, 1), region(0, 1, ""),
     {"type": "labels", "value": {"start": 0, "end": 1, "labels": []}}],
)  # fmt: skip
def test_a_bad_result_harms_no_other(bad: Any) -> None:
    """It is a fault of its own; an end behind the end of the text as well."""
    read, fault = load(FORMAT, orjson.dumps([task("Ann", bad, region(0, 3))]))

    assert isinstance(read, Loaded)
    assert isinstance(fault, Fault)
    assert tags(read.spans) == [(0, 3, "actor")]


def test_what_is_no_span_is_said() -> None:
    """Choices, relations and ratings are passed over."""
    read = one(task("Ann", {"type": "choices", "value": {"choices": ["a"]}}, {"type": "relation", "from_id": "x"}))

    assert len(read.remarks) == 2


@pytest.mark.parametrize(
    "bad", [b"1", b"{", b'{"data":"\xff"}', b'{"data":{}}', b"[[[[", b'{"a":' * 5_000 + b"1" + b"}" * 5_000, b""]
)
def test_a_bad_task_harms_no_other(bad: bytes) -> None:
    """One that cannot be parted from those behind it takes them with it."""
    good = orjson.dumps(task("Ann", region(0, 3)))

    read = load(FORMAT, b"[" + good + b"," + bad + b"]")

    assert isinstance(read[0], Loaded)
    assert len(read) == (2 if bad else 1)
    assert not bad or isinstance(read[1], Fault)


@given(json_values, st.sampled_from(["data", "annotations", "predictions", "task", "label", "completions"]))
def test_no_value_ends_the_reading(value: Any, key: str) -> None:
    """Each task is an article or a fault, whatever it holds."""
    text = {"text": "Ann"}
    odd = [
        value,
        {"data": text, key: value},
        {"data": text, key: [{"result": [value], "score": value}]},
        {"data": text, key: [{"result": [{"type": "labels", "value": value, "meta": value}]}]},
    ]

    read = load(FORMAT, orjson.dumps([*odd, task("Ann", region(0, 3))]))

    assert len(read) >= 5
    assert isinstance(read[-1], Loaded)


def test_it_knows_its_files() -> None:
    """An array of tasks."""
    assert FORMAT.looks("tasks.json", files(FORMAT, CASES.values())["tasks.json"][:65_536])
    assert not FORMAT.looks("x.jsonl", b'["x", {"entities": []}]\n')
