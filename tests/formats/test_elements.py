"""The elements of a JSON array come one by one, wherever the file is cut for reading."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.formats import elements
from tests.formats.test_jsonl_reading import json_values

strings = st.text(st.sampled_from('ab"\\[]{},:'), max_size=6)


@given(st.lists(json_values | strings | st.dictionaries(strings, strings)), st.integers(1, 9), st.booleans())
def test_elements_are_those_of_the_array(values: list[Any], chunk: int, spread: bool) -> None:
    """Alone or by its name in an object, with blanks or without."""
    option = orjson.OPT_INDENT_2 if spread else None

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(elements, "CHUNK", chunk)
        alone = list(elements.elements(BytesIO(orjson.dumps(values, option=option))))
        inside = orjson.dumps({"a": ['"items":['], "items": values, "b": [1]}, option=option)
        named = list(elements.elements(BytesIO(inside), "items"))

    assert [orjson.loads(data) for data in alone if data.strip()] == values
    assert [orjson.loads(data) for data in named if data.strip()] == values


@given(st.binary(max_size=40) | st.text(st.sampled_from('ab"\\[]{},: '), max_size=40).map(str.encode))
def test_any_bytes_come_to_an_end(data: bytes) -> None:
    """Whatever they are."""
    assert sum(map(len, elements.elements(BytesIO(data)))) <= len(data)
    assert sum(map(len, elements.elements(BytesIO(data), "a"))) <= len(data)


def test_a_file_that_ends_too_early_gives_what_there_is() -> None:
    """The whole elements, and the rest of the last."""
    assert list(elements.elements(BytesIO(b'[{"a":1},{"b":2}'))) == [b'{"a":1}', b'{"b":2}']
    assert list(elements.elements(BytesIO(b'[{"a":1},{"b":"x'))) == [b'{"a":1}', b'{"b":"x']


@pytest.mark.parametrize("chunk", [7, 10_000])
def test_an_element_may_be_deep(chunk: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Deeper than what is passed over at once, beside shallow ones."""
    monkeypatch.setattr(elements, "CHUNK", chunk)
    deep = b'{"a":[' * 40 + b"]}" * 40
    parts = [b"1", deep, b"[[2]]", deep, b'"x"']

    assert list(elements.elements(BytesIO(b"[%b]" % b",".join(parts)))) == parts
