"""The hand-made annotations of the sample articles stand where they say they do."""

from __future__ import annotations

import json
from itertools import combinations
from pathlib import Path

import pytest

from reader.core.annotation import Annotation
from reader.core.annotations import Annotations
from reader.core.article import Article
from reader.core.label import DEFAULT_LABELS
from reader.core.record import Record
from reader.core.span import Span
from reader.formats import jsonl
from reader.resources import folder

LINES = (Path(__file__).parent / "samples.jsonl").read_bytes().splitlines(keepends=True)
SEEDS = sorted(folder("seeds").glob("*.txt"))


def article_of(seed: Path) -> Article:
    """The sample as it is on disk."""
    return Article(seed.name, seed.read_bytes().decode())


def annotations_of(line: bytes) -> list[Annotation]:
    """All spans of an exported article, as they are written."""
    return [
        Annotation(s["id"], Span(s["start"], s["end"]), s["label"], s["text"], "", "", "")
        for s in json.loads(line)["spans"]
    ]


both = pytest.mark.parametrize(
    ("seed", "line"), list(zip(SEEDS, LINES, strict=True)), ids=[seed.stem for seed in SEEDS]
)


@both
def test_the_file_is_what_the_tool_would_export(seed: Path, line: bytes) -> None:
    """Byte for byte, from the sample's text and these spans; so each span's text stands at its offsets, once."""
    article = article_of(seed)
    record = Record(
        seed.name, article.title, article.sha256, len(article), "done", annotations=Annotations(annotations_of(line))
    )

    exported = jsonl.line(article, record)

    assert exported == line


@both
def test_spans_begin_and_end_at_words(seed: Path, line: bytes) -> None:
    """No blank at an edge, and no edge between two letters or digits."""
    text = article_of(seed).text

    for annotation in annotations_of(line):
        start, end = annotation.span.start, annotation.span.end
        assert annotation.text == annotation.text.strip()
        assert not text[max(start - 1, 0) : start + 1].isalnum() or start == 0
        assert not text[end - 1 : end + 1].isalnum() or end == len(text)


@both
def test_labels_are_known_and_ids_unique(seed: Path, line: bytes) -> None:
    """The four labels, all in use, and an id for each span."""
    annotations = annotations_of(line)

    assert {a.label for a in annotations} == {label.name for label in DEFAULT_LABELS}
    assert len({a.id for a in annotations}) == len(annotations)


@both
def test_spans_nest(seed: Path, line: bytes) -> None:
    """Long spans hold short ones or lie apart from them; two of the same length class never share a letter."""
    for one, other in combinations(annotations_of(line), 2):
        assert not one.span.crosses(other.span)
        if DEFAULT_LABELS.is_long(one.label) == DEFAULT_LABELS.is_long(other.label):
            assert not one.span.overlaps(other.span)
