"""JSON Lines come back as they were, and those of Prodigy and spaCy are understood."""

from __future__ import annotations

from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.core.errors import FormatError
from reader.formats.format import Entry, Fault, Loaded, Options
from reader.formats.jsonl import FORMAT
from reader.formats.jsonlines import PATIENCE, UNSAFE, written
from tests.formats.cases import CASES, entries
from tests.formats.roundtrip import back, files, load, tags, whole


def compare(entry: Entry, read: Loaded) -> None:
    article, record = entry
    assert (read.id, read.title, read.text) == (article.id, article.title, article.text)
    assert (read.status, read.note, read.flag, read.remarks) == (record.status, record.note, record.flag, ())
    assert list(read.spans) == [whole(a)._replace(annotator="", created="", updated="") for a in record.annotations]


def lines(*values: Any) -> bytes:
    return b"\n".join(map(orjson.dumps, values))


def one(value: Any, options: Options = Options()) -> Loaded:  # noqa: B008
    (read,) = load(FORMAT, lines(value), options)
    assert isinstance(read, Loaded)
    return read


def test_every_case_comes_back() -> None:
    """All cases as one corpus, with ids, notes and flags."""
    read = back(FORMAT, CASES.values())

    assert len(read) == len(CASES)
    for entry in CASES.values():
        compare(entry, read[entry.article.id])


@given(entries())
def test_anything_comes_back(entry: Entry) -> None:
    """Whatever the text and its spans."""
    compare(entry, back(FORMAT, [entry])[entry.article.id])


def test_a_file_of_prodigy_is_read() -> None:
    """Offsets of spans, or only the inclusive numbers of their tokens; who and when; hashes are passed over."""
    value = {
        "text": "Ann met Bob.",
        "_input_hash": 1, "_task_hash": 2, "_annotator_id": "set-ann", "_timestamp": 0,
        "tokens": [{"text": "Ann", "start": 0, "end": 3, "id": 0}, {"text": "met", "start": 4, "end": 7, "id": 1}],
        "spans": [
            {"start": 8, "end": 11, "token_start": 2, "token_end": 2, "label": "actor"},
            {"token_start": 0, "token_end": 1, "label": "claim", "score": 0.5},
        ],
        "answer": "accept",
    }  # fmt: skip

    read = one(value)

    assert tags(read.spans) == [(8, 11, "actor"), (0, 7, "claim")]
    assert {(s.annotator, s.created, s.score) for s in read.spans} == {
        ("set-ann", "1970-01-01T00:00:00.000+00:00", None)
    }


@pytest.mark.parametrize("answer", ["reject", "ignore"])
def test_only_what_was_accepted_is_read(answer: str) -> None:
    """Unless all answers are asked for; the lines around it are read."""
    value = {"text": "Ann", "spans": [], "answer": answer}

    refused, after = load(FORMAT, lines(value, {"text": "Bob", "spans": []}))
    asked = one(value, Options(all_answers=True))

    assert isinstance(refused, Fault)
    assert (refused.where, answer in refused.why) == ("line 1", True)
    assert isinstance(after, Loaded)
    assert asked.remarks == (f"the answer was {answer}",)


def test_predictions_keep_their_score() -> None:
    """Of a file nobody answered yet."""
    read = one({"text": "Ann", "spans": [{"start": 0, "end": 3, "label": "actor", "score": 0.25}]})

    assert [span.score for span in read.spans] == [0.25]


def test_pairs_of_spacy_are_read() -> None:
    """A text and its entities, and groups of spans."""
    read = one(["Ann met Bob.", {"entities": [[0, 3, "actor"]], "spans": {"sc": [[0, 12, "claim", ""]]}}])

    assert (read.text, tags(read.spans)) == ("Ann met Bob.", [(0, 3, "actor"), (0, 12, "claim")])


def test_a_byte_order_mark_and_blank_lines_are_passed_over() -> None:
    """The first is said."""
    first, second = load(
        FORMAT, b"\xef\xbb\xbf" + lines({"text": "Ann", "spans": []}) + b"\r\n \n" + lines(["Bob", {}])
    )

    assert isinstance(first, Loaded)
    assert isinstance(second, Loaded)
    assert (first.where, second.where, len(first.remarks)) == ("line 1", "line 3", 1)


@pytest.mark.parametrize(
    "bad",
    [
        b"{", b"\xff", b"1", b"null", b'"x"', b"[]", b'["x", 1]', b"[" * 100_000, b'{"a":' * 100_000, b"NaN",
        b'{"text":"\\ud800","spans":[]}', b'{"text":1}', b'{"text":"x","spans":1}', b'{"text":"x","label":[[0,1,"a"]]}',
        b'{"text":"x","spans":{"sc":[]}}', b'{"text":null,"spans":[]}', b'{"text":"x","spans":[],"answer":["accept"]}',
    ],
)  # fmt: skip
def test_a_bad_line_harms_no_other(bad: bytes) -> None:
    """It is a fault with its place and its bytes, and the line behind it is read."""
    fault, after = load(FORMAT, bad + b"\n" + lines({"text": "Ann", "spans": []}))

    assert isinstance(fault, Fault)
    assert (fault.where, (bad + b"\n").startswith(fault.data), bool(fault.why)) == ("line 1", True, True)
    assert isinstance(after, Loaded)
    assert after.text == "Ann"


@pytest.mark.parametrize(
    "bad",
    [
        1, None, [], [0, 1, "a"], {}, {"start": 0, "end": 1}, {"start": 0, "end": 1, "label": ""},
        {"start": 0, "end": 4, "label": "a"}, {"start": -1, "end": 1, "label": "a"},
        {"start": 1, "end": 1, "label": "a"},
        {"start": 0.0, "end": 1, "label": "a"}, {"start": "0", "end": 1, "label": "a"},
        {"start": True, "end": 2, "label": "a"},
        {"token_start": 0, "token_end": 0, "label": "a"}, {"start": 2**63, "end": 2**64 - 1, "label": "a"},
    ],
)  # fmt: skip
def test_a_bad_span_harms_no_other(bad: Any) -> None:
    """The article comes with its good spans, the bad one as a fault of its own."""
    good = {"start": 0, "end": 3, "label": "actor"}

    read, fault = load(FORMAT, lines({"text": "Ann", "spans": [bad, good]}))

    assert isinstance(read, Loaded)
    assert tags(read.spans) == [(0, 3, "actor")]
    assert isinstance(fault, Fault)
    assert fault.where == "line 1, span 1"


def test_what_is_no_such_file_is_refused_as_a_whole() -> None:
    """After a number of parts, not after a million."""
    with pytest.raises(FormatError, match="JSON Lines"):
        load(FORMAT, b"no JSON\n" * PATIENCE)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 9) | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=3),
    lambda some: st.lists(some, max_size=3)
    | st.dictionaries(
        st.sampled_from(["text", "spans", "entities", "tokens", "start", "end", "label", "token_start", "token_end",
                         "answer", "meta", "_timestamp", "score", "id"]),
        some, max_size=6),
    max_leaves=20,
)  # fmt: skip


@given(json_values)
def test_no_value_ends_the_reading(value: Any) -> None:
    """Each line is an article or a fault, whatever it holds."""
    read = load(FORMAT, lines(value, {"text": "Ann", "spans": []}), Options(all_answers=True))

    assert isinstance(read[-1], Loaded)
    assert read[-1].text == "Ann"


def test_it_knows_its_files() -> None:
    """Ours, Prodigy's and spaCy's; not those of others."""
    written = files(FORMAT, CASES.values())[""]

    assert FORMAT.looks("x.jsonl", written[:65_536])
    assert FORMAT.looks("x.jsonl", b'{"text":"x","_input_hash":1')
    assert FORMAT.looks("x.jsonl", b'["x", {"entities": []}]\n')
    assert not FORMAT.looks("x.jsonl", b'{"text":"x","label":[[0,1,"a"]]}\n')
    assert not FORMAT.looks("x.json", b'[{"id":1,"data":{}}]')


def test_every_unsafe_character_is_written_as_an_escape() -> None:
    """Alone, as what is searched for first is bytes."""
    unsafe = [chr(code) for code in range(0x3000) if UNSAFE.match(chr(code))]

    written_alone = [written(f"a{character}b") for character in unsafe]

    assert written_alone == [f'"a\\u{ord(character):04x}b"'.encode() for character in unsafe]


@given(
    st.lists(st.sampled_from("a\x7f\x80\x9f\xa0\u061b\u061c\u200d\u200e\u2019\u2028\u2065\u2066\u206a"), max_size=20)
)
def test_an_unsafe_character_is_found_behind_those_that_begin_like_it(characters: list[str]) -> None:
    """Exactly the unsafe ones are escaped, wherever they stand."""
    text = "".join(characters)

    data = written(text)

    assert data.decode() == '"' + UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + '"'
