"""What the benchmarks measure with is what they say it is."""

from __future__ import annotations

import re
from ast import literal_eval
from pathlib import Path

import pytest

from reader.core.annotations import Annotations
from reader.store.store import Store
from tests.benchmarks import corpora


@pytest.mark.parametrize(("size", "spans"), [(5_000, 10), (20_000, 333), (20_000, 2_000)])
def test_a_large_article_has_its_size_and_its_spans(size: int, spans: int) -> None:
    """Spans may be many or few, and none is on the same words with the same label as another."""
    text = corpora.text_of(size)

    annotations = Annotations(corpora.annotations_of(text, spans))

    assert len(text) == size
    assert len(annotations) == spans
    assert all(annotation.fits(text) for annotation in annotations)


def test_spans_that_have_no_room_are_refused() -> None:
    """A span takes a word at least."""
    text = corpora.text_of(1_000)

    with pytest.raises(ValueError, match="no room"):
        list(corpora.annotations_of(text, 10_000))


@pytest.mark.parametrize("labels", [0, 7, 1_000])
def test_slate_gets_the_labels_of_the_reader(tmp_path: Path, labels: int) -> None:
    """Both files say the same of the same words, so that the comparison is one."""
    corpora.labelled(tmp_path, size=20_000, labels=labels)

    lines = [line.split() for line in (tmp_path / "large.txt").read_text().split("\n")]
    said = [re.split(" - ", line) for line in (tmp_path / "slate.annotations").read_text().splitlines()]
    slate = [(*[lines[line][word] for line, word in literal_eval(span)], label) for span, label in said]
    kept = Store(tmp_path / "annotations.json").record("large.txt")
    ours = [(a.text.split()[0], a.text.split()[-1], corpora.SLATE_LABELS[a.label]) for a in kept.stray] if kept else []
    assert sorted(slate) == sorted(ours)
    assert len(slate) == labels
