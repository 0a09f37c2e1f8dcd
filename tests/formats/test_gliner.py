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


def joined(one: Entry) -> tuple[list[str], list[tuple[int, int, str]]]:
    """Words and spans of all examples of an article."""
    words: list[str] = []
    spans = []
    for example in read(one):
        spans += [(len(words) + start, len(words) + end, label) for start, end, label in example["ner"]]
        words += example["tokenized_text"]
    return words, spans


def check(one: Entry) -> None:
    found, spans = joined(one)
    words = parted(one.article.text, one.record.annotations)
    lost = {loss.annotation: loss for loss in losses(one, Options()) if "written, but" not in loss.why}
    kept = [a for a in one.record.annotations if a.id not in lost or lost[a.id].what == "cut"]

    assert found == [word.of(one.article.text) for word in words]
    assert all(first.end <= second.start for first, second in pairwise(words))
    assert len(spans) == len(kept)
    for (start, end, label), annotation in zip(spans, kept, strict=True):
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


def test_a_long_article_is_several_examples() -> None:
    """Each as long as GLiNER reads at once, from one sentence to another; no span is cut."""
    text = "One two three four. " * 200
    long = entry("long", text, [(0, 3, "actor"), (1504, 1533, "claim"), (3980, 3983, "actor"), (3980, 3999, "place")])

    examples = read(long)

    assert [len(example["tokenized_text"]) for example in examples] == [375, 380, 245]
    assert [len(example["ner"]) for example in examples] == [1, 1, 2]
    assert not list(losses(long, Options()))
    check(long)


def test_what_no_sentence_parts_is_written_and_named() -> None:
    """It stands behind what GLiNER reads."""
    long = entry("long", "a " * 400, [(0, 799, "claim"), (764, 767, "actor"), (766, 769, "place")])

    assert len(read(long)) == 1
    assert [(loss.label, loss.why.partition(":")[0]) for loss in losses(long, Options())] == [
        ("claim", "400 words"), ("place", "too far behind"),
    ]  # fmt: skip
    check(long)
