"""A span in its place on one line of the terminal."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from reader.cli.kwic import kwic
from reader.core.article import Article
from reader.core.label import DEFAULT_LABELS
from reader.session.commanding.parsing import parse
from reader.session.commanding.planning import Edit
from reader.session.tagging import Author
from reader.text.graphemes import CLUSTER
from tests.strategies import spans, texts


def cells(line: str) -> int:
    """How wide a line is, cluster by cluster: by itself rich takes a blank behind a joiner for a part of it."""
    return sum(map(cell_len, CLUSTER.findall(line)))


@given(st.data(), st.sampled_from([60, 80, 200]), st.sampled_from(["", "inside a longer name"]))
def test_it_fits_and_nothing_in_it_acts(data: st.DataObject, columns: int, why: str) -> None:
    """Whatever the text; the words stand in one column, so that rows can be compared."""
    text = data.draw(texts().filter(bool))
    span = data.draw(spans(text))
    edit = Edit(span, None, Author("me", "").annotate(text, span, "place"), why)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COLUMNS", str(columns))

        line = kwic(parse("tag place /x/", DEFAULT_LABELS), Article("a/漢\x1b字.txt", text), edit)

    assert cells(line) <= columns
    assert "\n" not in line
    assert not {"\x1b", "\x07", "\u202e", "\u009b"}.intersection(line)
    assert "[" in text or cells(line.partition("[")[0]) == {60: 33, 80: 40, 200: 88}[columns]
