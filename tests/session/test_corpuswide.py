"""A string in every article: what is found, what is decided, what is tagged, and what is never offered again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.core.article import Article
from reader.core.record import Record
from reader.corpus.corpus import Corpus, open_corpus
from reader.session import annotating, corpuswide
from reader.session.concordance import Concordance, Decision
from reader.session.corpuswide import Wanted
from reader.session.making import carry_out, undo
from reader.session.session import Session
from reader.store.store import Store
from tests.stores import NoStore
from tests.strategies import PIECES

ASKED = Wanted("Moscow", "place")
TEXTS = {
    "1.txt": "Moscow said no. The Moscow Times reports.\n\nThen Moscow said yes.",
    "2.txt": "Nothing here. Moscowite is another word.",
    "3.txt": "From Moscow to Kyiv.",
}
Reopen = Callable[[], Session]


class GivenCorpus(Corpus):
    """Articles given as texts."""

    def __init__(self, *texts: str) -> None:
        super().__init__(Path(), [f"{index}.txt" for index in range(len(texts))])
        self._texts = texts

    def read(self, index: int) -> Article:
        """The article of the text."""
        return Article(self.ids[index], self._texts[index])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The three articles in a folder."""
    place = tmp_path / "three"
    place.mkdir()
    for name, text in TEXTS.items():
        (place / name).write_text(text)
    return place


@pytest.fixture
def reopen(folder: Path) -> Iterator[Reopen]:
    """Opens a session on the folder, closing the one before."""
    opened: list[Session] = []

    def opening() -> Session:
        for session in opened:
            session.close()
        opened[:] = [Session(open_corpus(folder), Store.for_writing(folder / "annotations.json"), "me")]
        return opened[0]

    yield opening
    for session in opened:
        session.close()


def found(session: Session, asked: Wanted = ASKED) -> Concordance:
    """All occurrences, searched for at once."""
    concordance = Concordance(session, asked)
    for batch in concordance.search():
        concordance.take(batch)
    return concordance


def records(session: Session) -> Mapping[str, Record]:
    """What is kept of every article."""
    return {identity: session.records.of(identity) for identity in session.corpus.ids}


def rows(concordance: Concordance) -> list[tuple[str, int, str]]:
    """Article, offset and reason of each row."""
    return [(concordance.article_of(row), hit.span.start, hit.why) for row, hit in enumerate(concordance.hits)]


def test_every_occurrence_is_found_in_its_place(reopen: Reopen) -> None:
    """As whole words, in the order of the list, with the text around it, and why one is not offered."""
    concordance = found(reopen())

    assert rows(concordance) == [
        ("1.txt", 0, ""),
        ("1.txt", 20, "inside a longer name"),
        ("1.txt", 48, ""),
        ("3.txt", 5, ""),
    ]
    assert (concordance.hits[3].before, concordance.hits[3].text, concordance.hits[3].after) == (
        "From ",
        "Moscow",
        " to Kyiv.",
    )
    assert (concordance.searched, concordance.size, concordance.unreadable) == (3, 3, 0)


def test_what_is_tagged_already_says_with_what(reopen: Reopen) -> None:
    """The same label, another one, and a longer span of another one; a passage around it does not count."""
    session = reopen()
    annotating.tag(session, "claim")
    annotating.tag(session, "place")
    session.open(2)
    session.caret.select_between(0, 10)
    annotating.tag(session, "actor")

    concordance = found(session)

    assert [why for _, _, why in rows(concordance)] == ["place already", "inside a longer name", "", "tagged actor"]
    assert concordance.decide(3, "tag") == "not offered here: tagged actor"
    assert (concordance.count("skipped"), concordance.count("undecided")) == (3, 1)


def test_what_is_asked_for_is_what_the_key_would_take(reopen: Reopen) -> None:
    """The name under the cursor, else what is selected, blanks evened; nothing where there is nothing."""
    session = reopen()
    session.caret.go(21)
    named = corpuswide.wanted(session, "actor")
    session.caret.select_between(TEXTS["1.txt"].index("reports"), TEXTS["1.txt"].index("Then") + 3)
    selected = corpuswide.wanted(session, "actor")
    empty = Session(GivenCorpus(""), NoStore(Path("/nonexistent/store.json")), "me")

    assert named == Wanted("Moscow Times", "actor")
    assert selected == Wanted("reports. Then", "actor")
    assert corpuswide.wanted(empty, "actor") is None


def test_a_wrapped_string_is_found_unwrapped(tmp_path: Path) -> None:
    """And the other way: any blanks stand for its blanks."""
    session = Session(GivenCorpus("Nikol\nPashinyan", "Nikol Pashinyan."), NoStore(tmp_path / "s.json"), "me")

    assert len(found(session, Wanted("Nikol Pashinyan", "actor")).hits) == 2


def test_nothing_is_tagged_before_it_is_applied_and_one_undo_takes_all_back(reopen: Reopen) -> None:
    """Over several articles; the counts say what was done."""
    session = reopen()
    before = records(session)
    concordance = found(session)
    concordance.tag_rest()
    assert records(session) == before

    sentence = carry_out(session, concordance.work())

    assert sentence == "place “Moscow”: 3 spans in 2 articles"
    assert [[a.span.start for a in record.annotations] for record in records(session).values()] == [[0, 48], [], [5]]
    assert undo(session) == "undone: tag place “Moscow”, 3 spans in 2 articles"
    assert records(session) == before
    assert undo(session) == "nothing to undo"


def test_decisions_are_taken_back_one_by_one(reopen: Reopen) -> None:
    """Each gives the row it was about, and deciding for the rest is one decision."""
    concordance = found(reopen())
    concordance.decide(0, "refuse")
    concordance.decide(0, "refuse")
    concordance.tag_rest()

    counts = []
    while (row := concordance.take_back()) is not None:
        counts.append((row, concordance.count("tag"), concordance.count("refuse"), concordance.count("undecided")))

    assert counts == [(2, 0, 1, 2), (0, 0, 0, 3)]
    assert not concordance.decided


def test_what_was_refused_is_never_offered_again(reopen: Reopen) -> None:
    """In the same session, after reopening, and nowhere else: another label or string is another question."""
    session = reopen()
    found(session).decide(0, "refuse")
    again = found(session)
    assert (rows(again)[0], again.refused_before) == (("1.txt", 20, "inside a longer name"), 1)

    session = reopen()

    assert [start for _, start, _ in rows(found(session))] == [20, 48, 5]
    assert found(session).refused_before == 1
    assert len(found(session, Wanted("Moscow", "actor")).hits) == 4


def test_a_refusal_taken_back_is_offered_again(reopen: Reopen) -> None:
    """Also after reopening, and by tagging it instead."""
    session = reopen()
    concordance = found(session)
    concordance.decide(0, "refuse")
    concordance.decide(2, "refuse")
    assert session.saving.flush(5)
    concordance.take_back()
    concordance.decide(0, "tag")

    session = reopen()

    assert found(session).refused_before == 0


def test_a_refusal_does_not_outlive_its_place(reopen: Reopen, folder: Path) -> None:
    """When the words around have changed, the occurrence is another one."""
    session = reopen()
    found(session).decide(3, "refuse")
    session.close()
    (folder / "3.txt").write_text("Near Moscow to Kyiv.")

    assert ("3.txt", 5, "") in rows(found(reopen()))


def test_what_changed_meanwhile_is_left_out_and_said(reopen: Reopen, folder: Path) -> None:
    """A span put there since, a file written or taken away since: nothing is tagged on other words."""
    session = reopen()
    concordance = found(session)
    concordance.tag_rest()
    annotating.tag(session, "actor")
    (folder / "3.txt").unlink()

    sentence = carry_out(session, concordance.work())

    assert sentence == "place “Moscow”: 1 span in 1 article; left out 2 that changed meanwhile"
    assert [(a.label, a.span.start) for a in session.annotations] == [("actor", 0), ("place", 48)]


def test_an_article_that_cannot_be_read_is_counted(reopen: Reopen, folder: Path) -> None:
    """And the others are looked through."""
    (folder / "0.txt").write_bytes(b"Moscow \xff")

    concordance = found(reopen())

    assert (concordance.unreadable, concordance.searched, len(concordance.hits)) == (1, 4, 4)


def test_a_search_leaves_the_session_alone(reopen: Reopen) -> None:
    """It may run in another thread: no article is opened for it, and none kept."""
    session = reopen()
    list(corpuswide.search(session, ASKED))

    assert list(session.records.all_at_hand) == ["1.txt"]
    assert list(session.corpus._articles) == [0]


def test_damaged_refusals_are_left_out(reopen: Reopen, folder: Path) -> None:
    """They are no work of anybody's; the others hold, and the file still opens."""
    session = reopen()
    found(session).decide(0, "refuse")
    session.close()
    path = folder / "annotations.json"
    tables = orjson.loads(path.read_bytes())
    tables["refusals"]["7"] = {"string": ["Moscow"], "label": None}
    path.write_bytes(orjson.dumps(tables))

    session = reopen()
    concordance = found(session)
    concordance.decide(1, "refuse")

    assert concordance.refused_before == 1
    assert found(reopen()).refused_before == 2


DECIDED: tuple[Decision, ...] = ("tag", "refuse", "undecided")
WORDS = st.lists(st.sampled_from(["Moscow", " ", "Moscow said", "The Moscow Times", ". ", *PIECES]), max_size=12)
DECISIONS = st.lists(st.tuples(st.sampled_from(["tag", "refuse", "back", "rest"]), st.integers(0, 30)), max_size=12)


@given(st.lists(WORDS.map("".join), min_size=1, max_size=4), DECISIONS, st.booleans())
def test_apply_then_undo_is_the_identity(texts: list[str], decisions: list[tuple[str, int]], tagged: bool) -> None:
    """Whatever is decided: the counts agree, refused ones are not offered again, and undo gives every record back."""
    session = Session(GivenCorpus(*texts), NoStore(Path("/nonexistent/store.json")), "me")
    if tagged:
        annotating.tag(session, "actor")
    before, concordance = records(session), found(session)
    offered = len(concordance.hits) - concordance.count("skipped")
    for what, row in decisions:
        if what == "back":
            concordance.take_back()
        elif what == "rest":
            concordance.tag_rest()
        elif concordance.hits:
            concordance.decide(row % len(concordance.hits), "tag" if what == "tag" else "refuse")
    counted = {what: concordance.count(what) for what in DECIDED}
    carry_out(session, concordance.work())
    after = records(session)

    assert sum(counted.values()) == offered
    assert sum(len(record.annotations) for record in after.values()) == counted["tag"] + sum(
        len(record.annotations) for record in before.values()
    )
    assert all(a.fits(text) for text, record in zip(texts, after.values(), strict=True) for a in record.annotations)
    if counted["tag"]:
        undo(session)
    assert records(session) == before
    again = found(session)
    assert again.refused_before == counted["refuse"]
    assert len(again.hits) == len(concordance.hits) - counted["refuse"]
    session.saving.close()
