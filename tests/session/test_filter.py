"""Finding articles of the list by words and states."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.corpus.corpus import Corpus, open_corpus
from reader.session.filter import Filter
from reader.session.making import carry_out
from reader.session.sifting import sifting
from tests.conftest import OpenSession

IDS = ("north/Report 1.txt", "north/report 2.txt", "south/letter.md", "Straße.txt", "is-open.txt")
STATES = {"begun": {1}, "done": {0, 3}, "flagged": {0, 1}, "skipped": {4}}
QUERIES = st.lists(
    st.sampled_from(["re", "report", "1", "SOUTH", "t", "strasse", "is:", "is:o", "is:done", "is:flag", "is:x", " "]),
    max_size=4,
).map(" ".join)


def in_state(kind: str, asked: str) -> AbstractSet[int]:
    """Made-up states and labels of the made-up articles."""
    return STATES[asked] if kind == "is" else {4} if (kind, asked) == ("label", "pl") else set()


def found(query: str) -> list[int]:
    """What a new filter finds among the made-up articles."""
    return list(Filter(Corpus(Path("nowhere"), IDS), in_state).matching(query))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", [0, 1, 2, 3, 4]),
        ("report", [0, 1]),
        ("2 north", [1]),
        ("STRASSE", [3]),
        ("report letter", []),
        ("is:done", [0, 3]),
        ("is:open", [1, 2]),
        ("is:b", [1]),
        ("report is:flagged is:open", [1]),
        ("is:", [0, 1, 2, 3, 4]),
        ("is:lost", []),
        ("IS:Done", [0, 3]),
        ("is:sk", [4]),
        ("label:pl", [4]),
        ("note:x", []),
    ],
)
def test_words_and_states(query: str, expected: list[int]) -> None:
    """All words must be true, in either case; of a state the first letters are enough."""
    assert found(query) == expected


@given(st.lists(QUERIES, max_size=6))
def test_what_was_typed_before_changes_nothing(queries: list[str]) -> None:
    """A filter kept over many queries finds what a new one would."""
    kept = Filter(Corpus(Path("nowhere"), IDS), in_state)

    for query in queries:
        assert list(kept.matching(query)) == found(query)


def test_titles_of_some_articles_are_read_when_words_are_asked_for(tmp_path: Path) -> None:
    """Also of those that were never in view; a state alone reads no file."""
    for name, title in (("a.txt", "A Treaty"), ("b.txt", "A War")):
        (tmp_path / name).write_text(f"{title}\n")
    corpus = open_corpus(tmp_path)
    kept = Filter(corpus, in_state)

    kept.matching("is:begun")
    before = list(corpus.headings)

    assert before == []
    assert list(kept.matching("war")) == [1]


def test_of_many_articles_titles_count_once_they_were_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No file is read for a query; a title read meanwhile is found even among narrowed matches."""
    monkeypatch.setattr("reader.session.filter.TITLES", 1)
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("A Treaty\n")
    corpus = open_corpus(tmp_path)
    kept = Filter(corpus, in_state)

    before = list(kept.matching("trea"))
    corpus.heading(1)
    after = list(kept.matching("treat"))

    assert before == []
    assert after == [1]
    assert list(corpus.headings) == [1]


def test_words_of_texts_are_looked_for_before_they_narrow(open_session: OpenSession) -> None:
    """In either case, in the whole text; each word once, and an article that cannot be read has none."""
    session = open_session()
    (session.corpus.root / session.corpus.ids[1]).write_bytes(b"\xff\x00")
    query = "text:GYUMRI text:nowhere text:Gyumri"

    before = list(session.matching(query))
    work = sifting(session, query)
    assert work is not None
    said = carry_out(session, work)

    assert before == [0, 1]
    assert said == "“gyumri” in 1 text; “nowhere” in 0 texts"
    assert sifting(session, query) is None
    assert list(session.matching("text:gyumri")) == [0]
    assert list(session.matching(query)) == []
