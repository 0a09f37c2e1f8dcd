"""Conversations for language models: the answers lead back to the very spans."""

import json

import pytest
from hypothesis import given

from reader.core.annotation import Annotation
from reader.core.annotations import Annotations
from reader.core.label import DEFAULT_LABELS
from reader.core.record import Record
from reader.core.span import Span
from reader.formats.chat import answer, dump, losses, resolved
from reader.formats.format import Entry, Options
from tests.formats.cases import CASES, entries, entry


def check(one: Entry) -> None:
    ((_, line),) = dump([one], Options())
    told, asked, said = json.loads(line)["messages"]
    lost = {loss.annotation for loss in losses(one, Options())}

    assert [turn["role"] for turn in (told, asked, said)] == ["system", "user", "assistant"]
    assert asked["content"] == one.article.text
    assert len(line.decode().splitlines()) == 1
    expected = [(a.span, a.label) for a in one.record.annotations if a.id not in lost]
    assert resolved(one.article.text, said["content"]) == expected
    found = []
    for item in json.loads(said["content"]):
        at = -1
        for _ in range(item.get("occurrence", 1)):
            at = one.article.text.index(item["text"], at + 1)
        found.append((Span(at, at + len(item["text"])), item["label"]))
    assert found == expected


@pytest.mark.parametrize("name", CASES)
def test_answers_lead_back(name: str) -> None:
    """Found in the text by the simplest means as well: the n-th time that the words stand there."""
    check(CASES[name])


@given(entries())
def test_answers_lead_back_whatever_the_text(one: Entry) -> None:
    """The same for hostile texts."""
    check(one)


def test_the_model_is_told_every_label_with_its_gloss() -> None:
    """And what has another label is not asked of it."""
    ((_, line),) = dump([CASES["other-label"]], Options())

    told = json.loads(line)["messages"][0]["content"]
    assert all(f"- {label.name}: {label.gloss}" in told for label in DEFAULT_LABELS)
    assert [(loss.label, loss.what) for loss in losses(CASES["other-label"], Options())] == [
        ("other_label-2", "dropped")
    ]


def test_occurrences_that_overlap_count() -> None:
    """`aa` stands twice in `aaa`."""
    one = entry("a", "aaa", [(1, 3, "claim")])

    assert json.loads(answer(*one, DEFAULT_LABELS)) == [{"label": "claim", "text": "aa", "occurrence": 2}]


def test_what_does_not_stand_there_is_refused() -> None:
    """A wrong span is never written, and a wrong answer never resolved."""
    article = CASES["nested"].article
    off = Record("", "", "", 0, annotations=Annotations([Annotation("1", Span(0, 2), "claim", "xy", "", "", "")]))

    with pytest.raises(ValueError, match="does not fit"):
        answer(article, off, DEFAULT_LABELS)
    with pytest.raises(ValueError, match="no occurrence 2"):
        resolved("ab", '[{"label": "claim", "text": "a", "occurrence": 2}]')
