"""Web Annotations come back whole beside the texts, and those of others are found by place or by quote."""

from __future__ import annotations

from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.formats.format import Entry, Fault, Loaded, Options
from reader.formats.w3c import FORMAT
from tests.formats.cases import CASES, entries, entry
from tests.formats.roundtrip import back, files, load, tags, whole
from tests.formats.test_jsonl_reading import json_values


def compare(entry: Entry, read: Loaded, text: str | None) -> None:
    article, record = entry
    assert (read.id, read.text, read.remarks) == (article.id, text, ())
    assert list(read.spans) == [whole(a)._replace(before=a.before, after=a.after) for a in record.annotations]


def test_every_case_with_spans_comes_back() -> None:
    """With the texts at hand and without them."""
    beside, alone = back(FORMAT, CASES.values(), at_hand=CASES.values()), back(FORMAT, CASES.values())

    tagged = [case for case in CASES.values() if case.record.annotations]
    assert len(beside) == len(alone) == len(tagged)
    for case in tagged:
        compare(case, beside[case.article.id], case.article.text)
        compare(case, alone[case.article.id], None)


@given(entries())
def test_anything_comes_back(entry: Entry) -> None:
    """Whatever the text and its spans."""
    for read in back(FORMAT, [entry], at_hand=[entry]).values():
        compare(entry, read, entry.article.text)


def test_the_page_is_json_with_both_selectors() -> None:
    """Also without a single annotation; moments are UTC called Z."""
    page = orjson.loads(files(FORMAT, CASES.values())[""])

    assert (page["type"], page["@context"]) == ("AnnotationPage", "http://www.w3.org/ns/anno.jsonld")
    for item in page["items"]:
        assert [one["type"] for one in item["target"]["selector"]] == ["TextPositionSelector", "TextQuoteSelector"]
        assert item.get("created", "Z").endswith("Z")
    assert orjson.loads(files(FORMAT, [])[""])["items"] == []
    assert load(FORMAT, files(FORMAT, [])) == []


HAND = entry("a", "💩 Ann met Bob. Ann left.", ())
QUOTE = {"type": "TextQuoteSelector", "exact": "Ann", "prefix": "", "suffix": " met"}


def made(*selectors: Any, **more: Any) -> dict[str, Any]:
    target = {"source": "a.txt", "selector": list(selectors)}
    return {"type": "Annotation", "body": {"value": "actor", "purpose": "tagging"}, "target": target, **more}


def position(start: Any, end: Any) -> dict[str, Any]:
    return {"type": "TextPositionSelector", "start": start, "end": end}


def one(value: Any, options: Options = Options()) -> Loaded:  # noqa: B008
    (read,) = load(FORMAT, orjson.dumps(value), options, [HAND])
    assert isinstance(read, Loaded)
    return read


def test_a_quote_alone_is_found_where_it_is_the_only_one() -> None:
    """With its context; one that stands twice is refused."""
    twice = made({"type": "TextQuoteSelector", "exact": "Ann"})

    read, fault = one(made(QUOTE)), load(FORMAT, orjson.dumps(twice), at_hand=[HAND])[1]

    assert tags(read.spans) == [(2, 5, "actor")]
    assert isinstance(fault, Fault)
    assert "more than one" in fault.why


def test_positions_in_utf16_are_recognised_by_the_quotes() -> None:
    """And said; what a person names goes before."""
    read = one(made(position(3, 6), QUOTE))

    assert (tags(read.spans), len(read.remarks)) == ([(2, 5, "actor")], 1)
    assert tags(one(made(position(2, 5), QUOTE)).spans) == [(2, 5, "actor")]
    assert tags(one(made(position(3, 6)), Options(offsets="utf16")).spans) == [(2, 5, "actor")]


def test_a_wrong_position_is_left_to_be_found_by_its_quote() -> None:
    """It comes with what it should cover, and with the context."""
    (span,) = one(made(position(9, 99), QUOTE)).spans

    assert (span.start, span.end, span.text, span.after) == (9, 99, "Ann", " met")


@pytest.mark.parametrize("shape", ["array", "collection", "lines", "one", "indented"])
def test_every_shape_of_a_file_is_read(shape: str) -> None:
    """A page, an array, a collection with its page, one a line, one alone."""
    item = made(position(2, 5), QUOTE)
    page = {"type": "AnnotationPage", "items": [item]}
    data = {
        "array": orjson.dumps([item]),
        "collection": orjson.dumps({"type": "AnnotationCollection", "first": page}),
        "lines": orjson.dumps(item) + b"\n" + orjson.dumps(item) + b"\n",
        "one": b"\xef\xbb\xbf" + orjson.dumps(item),
        "indented": orjson.dumps(item, option=orjson.OPT_INDENT_2),
    }[shape]

    (read,) = load(FORMAT, data, at_hand=[HAND])

    assert isinstance(read, Loaded)
    assert set(tags(read.spans)) == {(2, 5, "actor")}


def test_bodies_of_others_are_understood() -> None:
    """A text alone under the motivation, several tags, a creator by its name or its IRI."""
    bodies = [{"value": "a", "purpose": "tagging"}, {"source": "b", "purpose": "oa:tagging"}]
    read = one(
        [
            made(position(2, 5), body="actor", motivation="tagging", creator="http://x/ann"),
            made(position(2, 5), body=bodies, id="x"),
        ]
    )

    assert [(span.label, span.annotator, span.id) for span in read.spans] == [
        ("actor", "http://x/ann", ""), ("a", "", "x"), ("b", "", ""),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "bad",
    [
        1, [], {}, made(), made(1), made(position("0", 1)), made(position(3, 2)), made(position(0, 99)),
        made(position(0, 1), body=1), made(position(0, 1), target="a.txt"),
        made(position(0, 1), target={"selector": [position(0, 1)]}),
    ],
)  # fmt: skip
def test_a_bad_annotation_harms_no_other(bad: Any) -> None:
    """It is a fault of its own."""
    read = load(FORMAT, orjson.dumps([bad, made(position(2, 5))]), at_hand=[HAND])

    assert len([part for part in read if isinstance(part, Fault)]) == 1
    assert [tags(part.spans) for part in read if isinstance(part, Loaded)][-1] == [(2, 5, "actor")]


KEYS = ("body", "target", "creator", "created", "motivation", "id", "selector", "source", "value")


@given(json_values, st.sampled_from(KEYS))
def test_no_value_ends_the_reading(value: Any, key: str) -> None:
    """Each annotation is read or a fault, whatever it holds."""
    odd = [
        value,
        made(position(2, 5), **{key: value}),
        made(position(2, 5), target={"source": "a.txt", "selector": [], key: value}),
        made({"type": "TextPositionSelector", "start": value, "end": value}),
        made(position(2, 5), body={key: value}),
    ]

    read = load(FORMAT, orjson.dumps([*odd, made(position(2, 5))]), at_hand=[HAND])

    assert isinstance(read[-1], Loaded | Fault)


def test_it_knows_its_files() -> None:
    """By the context or the selectors."""
    data = files(FORMAT, CASES.values())[""]

    assert FORMAT.looks("x.jsonld", data[:65_536])
    assert not FORMAT.looks("x.json", b'[{"data":{"text":"x"}}]')
