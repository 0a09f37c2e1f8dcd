"""WebAnno TSV as a reader of others takes it: its offsets against its texts, its stacked spans, its fragments of words.

`web-anno-tsv` knows one layer, with its label in the fifth column: it is given the label there. It takes back only part
of what INCEpTION escapes, and a sentence to begin with its first token: it is given texts without either.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st
from web_anno_tsv import open_web_anno_tsv

from reader.formats.format import Entry, Options
from reader.formats.webanno.writing import dump
from tests import strategies
from tests.formats.cases import CASES, NAMES, entry
from tests.formats.folders import files

Rows = Counter[tuple[int, int, str]]

BEYOND_IT = re.compile(r"[\x00-\x1f\x7f\\]|^\s|^$")
"""What it reads otherwise than INCEpTION does."""

PLAIN = [
    name
    for name, case in CASES.items()
    if not BEYOND_IT.search(case.article.text)
    and all(each.label in NAMES and not each.note for each in case.record.annotations)
]


def check(given: Entry) -> None:
    """Every span, or of one that goes over sentences its words in each of them."""
    (data,) = files(dump([given], Options())).values()
    written = re.sub(rb"(?m)^([0-9][^\t]*\t[^\t]*\t[^\t]*\t)", rb"\1_\t", data)
    with TemporaryDirectory() as folder:
        file = Path(folder) / "a.tsv"
        file.write_bytes(written)
        sentences = list(read(file, given.article.text))

    assert sum((spans for _, _, spans in sentences), Rows()) == Rows(
        (*trimmed(given.article.text, max(each.span.start, start), min(each.span.end, end), end), each.label)
        for start, end, _ in sentences
        for each in given.record.annotations
        if each.span.start < end and start < each.span.end
    )


def read(file: Path, text: str) -> Iterator[tuple[int, int, Rows]]:
    """Where each sentence stands, and the spans in it; the reader itself holds each token against its offsets."""
    end = 0
    with open_web_anno_tsv(str(file)) as sentences:
        for sentence in sentences:
            start = text.index(sentence.text, end)
            end = start + len(sentence.text)
            found = ((trimmed(text, start + a.start, start + a.stop, end), a.label) for a in sentence.annotations)
            yield start, end, Rows((*place, label) for place, label in found)


def trimmed(text: str, start: int, end: int, sentence: int) -> tuple[int, int]:
    """Without the blanks at the end of a sentence: they have a row only where a span begins or ends among them."""
    words = len(text[:sentence].rstrip())
    return (start, min(end, words)) if start < words else (start, end)


@pytest.mark.parametrize("name", PLAIN)
def test_every_plain_case_is_read_alike(name: str) -> None:
    """Scripts, emoji and what UTF-16 takes two units for among them."""
    check(CASES[name])


@drawn(st.data())
def test_whatever_is_plain_is_read_alike(data: st.DataObject) -> None:
    """Of the hostile texts those that it can read."""
    text = data.draw(strategies.texts().map(lambda text: BEYOND_IT.sub("", text).lstrip()).filter(bool))
    made = data.draw(strategies.annotations(text))

    check(entry("a", text, [(each.span.start, each.span.end, each.label) for each in made]))
