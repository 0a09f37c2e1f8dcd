"""GLiNER: words as it parts them itself, spans counted in words, the last one included."""

import json
from itertools import pairwise

import pytest
from hypothesis import given

from reader.formats.format import Entry, Options
from reader.formats.gliner import FORMAT, dump, losses, parted
from tests.formats.cases import CASES, entries, entry


def read(*given_ones: Entry) -> list[dict[str, list]]:  # type: ignore[type-arg]  # JSON
    written = b"".join(data for _, data in dump(given_ones, Options()))
    found: list[dict[str, list]] = json.loads(written)  # type: ignore[type-arg]
    return found


def check(one: Entry) -> None:
    (example,) = read(one)
    words = parted(one.article.text, one.record.annotations)
    lost = {loss.annotation: loss for loss in losses(one, Options()) if "words:" not in loss.why}
    kept = [a for a in one.record.annotations if a.id not in lost or lost[a.id].what == "cut"]

    assert example["tokenized_text"] == [word.of(one.article.text) for word in words]
    assert all(first.end <= second.start for first, second in pairwise(words))
    assert len(example["ner"]) == len(kept)
    for (start, end, label), annotation in zip(example["ner"], kept, strict=True):
        covered = one.article.text[words[start].start : words[end].end]
        assert (covered, label) == (
            annotation.text.strip() if annotation.id in lost else annotation.text,
            annotation.label,
        )


@pytest.mark.parametrize("name", CASES)
def test_every_span_is_at_its_words(name: str) -> None:
    """But those of blanks only, which are named; blanks at the edges are cut off, and that is said."""
    check(CASES[name])


@given(entries())
def test_every_span_is_at_its_words_whatever_the_text(one: Entry) -> None:
    """The same for hostile texts."""
    check(one)


def test_the_file_is_one_list() -> None:
    """As GLiNER's training reads it; without articles an empty one."""
    assert read() == []
    assert len(read(CASES["nested"], CASES["crossing"], CASES["empty"])) == 3


def test_spans_of_more_than_12_words_are_named_but_written() -> None:
    """GLiNER passes over them unless it is told otherwise."""
    long = entry("long", "a " * 13 + "b", [(0, 23, "claim"), (0, 25, "claim")])

    assert [(loss.what, loss.why[:9]) for loss in losses(long, Options())] == [("dropped", "13 words:")]
    assert sorted(read(long)[0]["ner"]) == [[0, 11, "claim"], [0, 12, "claim"]]
    assert FORMAT.load is None
