"""JSON read strictly: everything that is JSON comes back, everything else is said with its place."""

from __future__ import annotations

import codecs
import json
from contextlib import suppress
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.core.errors import StoreError
from reader.store.strict import loads
from tests.strategies import texts

WHAT = "The store s.json"
VALUES: st.SearchStrategy[Any] = st.recursive(
    st.sampled_from([None, True, False, -(2**63), 2**64 - 1, 0.1, -1e300, 5e-324]) | st.integers(-9, 9) | texts(4),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts(2), inner, max_size=4),
    max_leaves=12,
)  # fmt: skip


@given(VALUES, st.booleans(), st.sampled_from([None, 2]), st.booleans(), st.booleans())
def test_all_json_comes_back(value: Any, ascii_only: bool, indent: int | None, marked: bool, windows: bool) -> None:
    """In any layout, with any escapes, with a byte order mark and CRLF."""
    data = json.dumps(value, ensure_ascii=ascii_only, indent=indent).encode()
    data = data.replace(b"\n", b"\r\n") if windows else data

    assert loads(codecs.BOM_UTF8 * marked + data, WHAT) == value


@given(st.lists(st.tuples(st.sampled_from(["a", "b", '"', "\\", ":", " :", "é"]), texts(3)), max_size=5), st.data())
def test_a_key_that_stands_twice_is_always_found(pairs: list[tuple[str, str]], draw: st.DataObject) -> None:
    """However it is escaped and laid out, and wherever the object is; and never where none does."""
    escape = draw.draw(st.booleans())
    colon, comma = draw.draw(st.sampled_from([(":", ","), (" : ", " ,\n"), (": ", ", ")]))
    members = [colon.join(json.dumps(each, ensure_ascii=escape) for each in pair) for pair in pairs]
    data = f'[{{"x": {{}}, "o": {{{comma.join(members)}}}}}]'.encode()

    if len({key for key, _ in pairs}) == len(pairs):
        assert loads(data, WHAT) == [{"x": {}, "o": dict(pairs)}]
    else:
        with pytest.raises(StoreError, match=r"is not sound: line \d+: .* stands twice in one object"):
            loads(data, WHAT)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b'{"a": 1,\n "b": 2,\n "\\u0061": 3}', 'is not sound: line 3: "a" stands twice in one object'),
        (b'{"a":' * 900 + b'{"x":1,"x":2}' + b"}" * 900, '"x" stands twice'),
        ('["é",\n"éé", NaN]'.encode(), "line 2, column 7: NaN is no number in JSON"),
        (b"[1,-Infinity]", "line 1, column 4: -Infinity is no number in JSON"),
        (b"[1e999]", "line 1, column 2: the number is too large"),
        (b'["\\ud800"]', r"line 1, column 3: half a character \(a lone surrogate\)"),
        (b'["\\udc00"]', r"half a character \(a lone surrogate\)"),
        (b"[" * 100_000, "it is nested too deeply"),
        (b"[" * 5_000 + b"]" * 5_000, "it is nested too deeply"),
        (b'{"a": 1}\n\0\0\0', "line 2, column 1: NUL bytes begin here"),
        (b'{"a": "x\0\0', "line 1, column 9: NUL bytes begin here"),
        (b'{\n<<<<<<< HEAD\n"a": 1\n=======\n"a": 2\n>>>>>>> b\n}', "line 2, column 1: git left a conflict in it"),
        (b'{"a": 1,\n', "it ends in the middle"),
        (b'{"a', "it ends in the middle"),
        (b"", "line 1, column 1: it is empty"),
        (b" \n", "it is empty"),
        (b"{} {}", "line 1, column 4: something follows after its end"),
        ('{"é": "\n'.encode() + b'\xff"}', "line 2, column 1: byte 0xFF is not UTF-8"),
        (b'["\xed\xa0\x80"]', "line 1, column 3: byte 0xED is not UTF-8"),
        ("{}".encode("utf-16"), "it is UTF-16"),
        (b'{"a": 1,}', "line 1, column 8: trailing comma|line 1, column 7: trailing comma"),
        (b"{'a': 1}", "line 1, column 2: unexpected character"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(data: bytes, words: str) -> None:
    """One sentence that begins with the file."""
    with pytest.raises(StoreError, match=words) as caught:
        loads(data, WHAT)

    assert str(caught.value).startswith("The store s.json is not ")
    assert "\n" not in str(caught.value)


@given(VALUES, st.data())
def test_damage_is_never_a_crash(value: Any, draw: st.DataObject) -> None:
    """Cut anywhere, with a byte changed anywhere: the value of JSON, or the sentence."""
    data = bytearray(orjson.dumps(value))
    place = draw.draw(st.integers(0, len(data) - 1))
    data[place] = draw.draw(st.integers(0, 255))
    data = data[: draw.draw(st.sampled_from([len(data), place]))]

    with suppress(StoreError):
        assert loads(bytes(data), WHAT) == orjson.loads(data)


def test_a_number_of_any_length_is_no_crash() -> None:
    """Also beside a key that may stand twice."""
    assert loads(b'{"a": 1' + b"0" * 300 + b', "b": "\\u0061"}', WHAT)["b"] == "a"
