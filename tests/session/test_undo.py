"""Undo over restarts, when articles were renamed or are gone, and beside what other programs change."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import orjson

from reader.core.refusal import Refusal
from reader.core.step import Step
from reader.session import annotating
from reader.session.making import redo, undo
from reader.session.saving import News
from reader.session.session import Session
from reader.session.undo import redoable
from reader.store.store import Kept
from tests.conftest import OpenSession

FIRST = "000_6ab15a8d931c05ba.txt"
SECOND = "003_74ce05c8ee3e18f8.txt"


def tag(session: Session, offset: int, label: str = "claim") -> str:
    """Tag at an offset of the article in hand; gives the words."""
    session.caret.go(offset)
    annotating.tag(session, label)
    return session.annotations.at(offset)[0].text


def words(session: Session) -> list[str]:
    """The words of the spans of the article in hand."""
    return [annotation.text for annotation in session.annotations]


def add(store: Path, start: int, text: str) -> None:
    """Do what another program does that adds a span to the first document of a store."""
    tables = orjson.loads(store.read_bytes())
    items = tables["articles"]["1"]["annotations"]
    place = {"start": start, "end": start + len(text), "text": text, "before": "", "after": ""}
    items.append({**items[0], **place, "id": "theirs", "label": "actor"})
    store.write_bytes(orjson.dumps(tables))


def test_what_was_taken_in_at_the_start_is_older_than_what_is_tagged_then(
    open_session: OpenSession, corpus_folder: Path
) -> None:
    """Each undo takes the newest back, after another restart too."""
    session = open_session()
    first = tag(session, 300)
    session.close()
    start = session.article.text.index("Vladimir Putin")
    add(corpus_folder / "annotations.json", start, "Vladimir Putin")
    session = open_session()
    tag(session, 600, "place")
    session.saving.settle()

    undo(session)

    assert words(session) == [first, "Vladimir Putin"]
    session.close()
    session = open_session()
    undo(session)
    assert words(session) == [first]


def test_a_refusal_taken_in_is_no_step_to_take_back(open_session: OpenSession, corpus_folder: Path) -> None:
    """It changes no article."""
    session = open_session()
    tag(session, 300)
    session.saving.settle()
    path = corpus_folder / "annotations.json"
    tables = orjson.loads(path.read_bytes())
    tables["refusals"]["1"] = Refusal("Russia", "actor", FIRST, 0, "0")._asdict()
    path.write_bytes(orjson.dumps(tables))
    heard: list[News] = []
    session.saving.on_news = heard.append
    tag(session, 600)
    session.saving.settle()
    session.take_in(heard[-1])

    said = [undo(session) for _ in range(3)]

    assert [sentence.partition(":")[0] for sentence in said] == ["undone", "undone", "nothing to undo"]


def test_a_step_that_cannot_be_taken_back_is_passed_over(open_session: OpenSession, corpus_folder: Path) -> None:
    """The one before it is, once; after a restart too, and the step itself as soon as its article is there again."""
    session = open_session()
    first = tag(session, 300)
    tag(session, 900)
    session.open(1)
    tag(session, 600)
    session.close()
    away = (corpus_folder / SECOND).rename(corpus_folder / "away")
    session = open_session()

    said = [undo(session), undo(session), redo(session), undo(session)]

    assert [sentence.partition(":")[0] for sentence in said] == ["that cannot be undone", "undone", "redone", "undone"]
    assert words(session) == [first]
    session.close()
    away.rename(corpus_folder / SECOND)
    session = open_session()
    undo(session)
    assert session.records.count(session.corpus.ids.index(SECOND)) == 0
    undo(session)
    assert session.records.count(session.corpus.ids.index(FIRST)) == 0
    assert undo(session) == "nothing to undo"


def test_a_refusal_between_does_not_stand_for_a_step(open_session: OpenSession) -> None:
    """What was taken back after something was refused is not taken back again."""
    session = open_session()
    first = tag(session, 300)
    tag(session, 900)
    session.refusals.refuse(Refusal("Russia", "actor", FIRST, 0, "0"))
    undo(session)
    session.close()

    session = open_session()
    undo(session)

    assert first not in words(session)
    assert undo(session) == "nothing to undo"


def test_a_renamed_article_can_be_undone_at_once(open_session: OpenSession, corpus_folder: Path) -> None:
    """Under its new name, in the session that found it."""
    session = open_session()
    tag(session, 300)
    session.close()
    (corpus_folder / FIRST).rename(corpus_folder / "renamed.txt")

    session = open_session()
    sentence = undo(session)

    assert sentence.startswith("undone")
    assert session.records.count(session.corpus.ids.index("renamed.txt")) == 0


def test_what_was_done_is_not_read_to_learn_what_was_undone() -> None:
    """The step before may be of 100,000 articles."""

    class Unread:
        kind = "do"

        @property
        def step(self) -> Step:
            raise AssertionError

    assert redoable([cast("Kept", Unread())]) == []
