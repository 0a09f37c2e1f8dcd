"""The guidelines: which text is shown, how it is parted, and that the starting one says what the gold standard does."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.core.change import Change
from reader.core.label import DEFAULT_LABELS
from reader.core.span import Span
from reader.corpus.corpus import open_corpus
from reader.session.guidelines import Block, begin, blocks, guidelines, is_about, label_here
from reader.session.session import Session
from reader.store.guidelines import starting_guidelines
from reader.theme import Colours, variables
from reader.theme.palettes import DARK
from reader.widgets.guidelines import drawn_guidelines

GOLD = Path(__file__).parent.parent / "gold" / "samples.jsonl"


def test_those_beside_the_articles_are_shown(session: Session) -> None:
    """Else those to begin with, which `begin` writes; they are no article."""
    before = guidelines(session)
    said = begin(session)
    after = guidelines(session)

    assert (before.there, after.there, said) == (False, True, "")
    assert before.text == after.text == starting_guidelines(DEFAULT_LABELS)
    assert "guidelines.md" not in open_corpus(session.corpus.root).ids


def test_guidelines_below_are_an_article(session: Session) -> None:
    """Only those of the folder that is opened are its guidelines."""
    below = session.corpus.root / "more"
    below.mkdir()
    (below / "guidelines.md").write_text("an article")

    assert "more/guidelines.md" in open_corpus(session.corpus.root).ids


@pytest.mark.parametrize(("data", "words"), [(b"\xff", "line 1: this is not UTF-8"), (b"x" * 2_000_000, "bytes")])
def test_what_cannot_be_read_is_said(session: Session, data: bytes, words: str) -> None:
    """And it is not written over."""
    (session.corpus.root / "guidelines.md").write_bytes(data)

    found = guidelines(session)

    assert words in found.trouble
    assert begin(session) == ""
    assert found.path.read_bytes() == data


def test_where_nothing_can_be_written_it_is_said(session: Session) -> None:
    """In a sentence."""
    root = session.corpus.root
    root.rename(root.with_name("gone"))
    try:
        assert "guidelines.md" in begin(session)
    finally:
        root.with_name("gone").rename(root)


def test_the_label_here_is_that_of_the_innermost_span(session: Session) -> None:
    """Else the one given last."""
    names = [label.name for label in DEFAULT_LABELS]
    assert label_here(session) == ""
    session.gesture.label = names[3]
    assert label_here(session) == names[3]
    text, author = session.article.text, session.author
    added = tuple(author.annotate(text, Span(0, end), label) for end, label in ((9, names[0]), (2, names[1])))
    session.do(Change(session.article.id, added=added))

    assert label_here(session) == names[1]


def test_a_text_is_parted_into_blocks() -> None:
    """Lines of one paragraph or item come as one; what stands in a fence stays as it is."""
    text = "# One #\ntwo\nthree\n\n- four\n  five\n  - six\n1. seven\n```\n# no\n- heading\n```\n## `eight`"

    assert list(blocks(text)) == [
        Block("heading", "One", 1),
        Block("text", "two three"),
        Block("blank"),
        Block("item", "four five", 0, "-"),
        Block("item", "six", 2, "-"),
        Block("item", "seven", 0, "1."),
        Block("code", "# no"),
        Block("code", "- heading"),
        Block("heading", "`eight`", 2),
    ]


@given(st.text(alphabet="#*-`~ \n1.abé\x1b\u202e[]", max_size=120), st.integers(1, 50))
def test_no_text_loses_words_or_acts(text: str, width: int) -> None:
    """Every letter is shown once, in order; nothing reaches the terminal as it is."""
    drawn = drawn_guidelines(blocks(text), width, Colours.of(variables(DARK)), DEFAULT_LABELS)
    shown = "".join(segment.text for line in drawn.lines for segment in line)

    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert re.sub(r"[^abé]", "", shown) == re.sub(r"[^abé]", "", "".join(b.text for b in blocks(text)))


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("claim", True),
        ("Claims", True),
        ("`claim`: what is said", True),
        ("**Claim**", True),
        ("claimant", False),
        ("claim-free", False),
        ("No claim", False),
        ("", False),
    ],
)
def test_a_heading_is_about_a_label_when_it_begins_with_its_name(heading: str, expected: bool) -> None:
    """In any case, in the plural, with more words behind it."""
    assert is_about(heading, "claim") is expected


def test_every_label_has_its_heading() -> None:
    """So that the key that shows the guidelines finds it."""
    text = starting_guidelines(DEFAULT_LABELS)
    drawn = drawn_guidelines(blocks(text), 80, Colours.of(variables(DARK)), DEFAULT_LABELS)

    lines = [drawn.line_of(label.name) for label in DEFAULT_LABELS]

    assert None not in lines
    assert drawn.line_of("") is drawn.line_of("none") is None


def test_its_examples_are_tagged_so_in_the_gold_standard() -> None:
    """What stands in brackets is a span of the samples, of the label it is an example of unless two are compared."""
    gold = defaultdict(set)
    for line in GOLD.read_text().splitlines():
        for span in json.loads(line)["spans"]:
            gold[" ".join(span["text"].split())].add(span["label"])
    sections = re.split(r"^## (\w+)", starting_guidelines(DEFAULT_LABELS), flags=re.MULTILINE)[1:]
    examples = [
        (label, " ".join(example.split()), rules == 0)
        for label, section in zip(sections[::2], sections[1::2], strict=True)
        for rules, part in enumerate(section.split("Hard cases"))
        for example in re.findall(r"\[([^\]]+)\]", part)
    ]

    assert len(examples) > 40
    assert [example for _, example, _ in examples if example not in gold] == []
    assert [example for label, example, alone in examples if alone and label not in gold[example]] == []
