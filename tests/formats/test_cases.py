"""The shared cases are what they claim to be."""

from __future__ import annotations

import pytest

from tests.formats.cases import CASES, SHAPES
from tests.gold.test_gold import LINES


@pytest.mark.parametrize("name", CASES)
def test_every_annotation_stands_on_its_words(name: str) -> None:
    """So that whatever comes back wrong was made wrong by a format."""
    article, record = CASES[name]

    assert all(annotation.stands(article.text) for annotation in record.annotations)
    assert not record.stray
    assert (record.sha256, record.length) == (article.sha256, len(article))


def test_no_shape_lost_a_span_to_another() -> None:
    """The very same label on the very same span is held once; none of these is."""
    assert {name: len(CASES[name].record.annotations) for name in SHAPES} == {
        name: len(tags) for name, (_, tags) in SHAPES.items()
    }


def test_ids_of_articles_and_annotations_differ() -> None:
    """All cases can be one corpus."""
    entries = CASES.values()
    ids = [annotation.id for entry in entries for annotation in entry.record.annotations]

    assert len({entry.article.id for entry in entries}) == len(CASES)
    assert len(set(ids)) == len(ids)


def test_the_samples_have_every_span_of_the_gold() -> None:
    """As many as the hand-made file."""
    assert [len(CASES[f"sample-{n}"].record.annotations) for n in range(2)] == [
        line.count(b'"start":') for line in LINES
    ]
