"""JSON Lines: exact, ordered, the same bytes every time, and harmless in a terminal."""

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.core.annotation import Annotation
from reader.core.annotations import Annotations
from reader.core.article import Article
from reader.core.record import Record
from reader.core.span import Span
from reader.formats import jsonl
from reader.formats.format import Entry, Options
from tests.strategies import annotations, texts


@given(st.data())
def test_every_span_comes_back(data: st.DataObject) -> None:
    """Read with the standard library, each span's text stands at its offsets, and none is missing."""
    text = data.draw(texts())
    made = Annotations(data.draw(annotations(text)))
    article = Article("a.txt", text)

    line = jsonl.line(article, Record("a.txt", "", article.sha256, len(text), annotations=made))

    read = json.loads(line)
    assert read["text"] == text
    assert [(s["id"], s["start"], s["end"], s["label"], s["text"]) for s in read["spans"]] == [
        (a.id, a.span.start, a.span.end, a.label, text[a.span.start : a.span.end]) for a in made
    ]
    assert line == jsonl.line(article, Record("a.txt", "", article.sha256, len(text), annotations=made))


@given(texts())
def test_a_line_is_one_line_and_holds_no_control_character(text: str) -> None:
    """Only the newline at its end, whatever the text holds; no reader of lines and no terminal is misled."""
    line = jsonl.line(Article("a.txt", text), Record.of(Article("a.txt", text))).decode()

    assert line.endswith("\n")
    assert len(line.splitlines()) == 1
    assert not [c for c in line[:-1] if unicodedata.category(c) == "Cc"]


def test_spans_are_sorted_by_start_then_longest_then_label() -> None:
    """The documented order."""
    article = Article("a.txt", "abcdef")
    spans = [(0, 2, "place"), (0, 2, "actor"), (0, 6, "claim"), (1, 2, "figure")]
    made = Annotations(
        Annotation(str(n), Span(s, e), label, article.text[s:e], "me", "", "") for n, (s, e, label) in enumerate(spans)
    )

    read = json.loads(jsonl.line(article, Record("a.txt", "", "", 6, annotations=made)))

    assert [(s["start"], s["end"], s["label"]) for s in read["spans"]] == [
        (0, 6, "claim"), (0, 2, "actor"), (0, 2, "place"), (1, 2, "figure"),
    ]  # fmt: skip
    assert list(read) == ["id", "title", "text", "spans", "meta"]
    assert list(read["meta"]) == ["sha256", "status", "source"]


@given(st.lists(texts(), max_size=4), st.data())
def test_a_line_says_nothing_of_the_lines_before(written: list[str], data: st.DataObject) -> None:
    """Many articles give the lines that each gives alone, whatever spans, notes and flags those before it have."""
    entries = []
    for number, text in enumerate(written):
        noted = [
            a._replace(note=data.draw(st.sampled_from(("", "why?"))), flag=data.draw(st.booleans()))
            for a in data.draw(annotations(text))
        ]
        article = Article(f"{number}.txt", text)
        made = Annotations(noted)
        entries.append(Entry(article, Record(article.id, "", article.sha256, len(text), annotations=made)))

    lines = [data for _, data in jsonl.dump(entries, Options())]

    assert lines == [jsonl.line(article, record) for article, record in entries]
    assert [[(s.get("note", ""), s.get("flag", False)) for s in json.loads(line)["spans"]] for line in lines] == [
        [(a.note, a.flag) for a in entry.record.annotations] for entry in entries
    ]


def test_a_span_off_its_text_is_never_written() -> None:
    """It would teach a model the wrong thing."""
    article = Article("a.txt", "abcdef")
    off = Annotations([Annotation("1", Span(0, 2), "claim", "xy", "me", "", "")])

    with pytest.raises(ValueError, match="does not fit"):
        jsonl.line(article, Record("a.txt", "", "", 6, annotations=off))
