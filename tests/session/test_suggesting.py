"""Suggestions: offered by an import, decided by keys, never annotations before that, and never lost."""

from __future__ import annotations

from pathlib import Path

import orjson
from hypothesis import given
from hypothesis import strategies as st

from reader.cli import main
from reader.core.annotation import Annotation
from reader.core.article import Article
from reader.core.change import Change
from reader.core.record import Record
from reader.core.span import Span
from reader.core.step import Head
from reader.session import annotating, going, remarks, suggesting
from reader.session.making import undo
from reader.session.session import Session
from reader.store import blobs
from reader.store.records import annotation_document, to_item
from tests import strategies
from tests.conftest import OpenSession


def offer(session: Session, *some: tuple[str, str, float | None]) -> None:
    """Suggest labels for the first places of words, with scores."""
    text, article = session.article.text, session.article.id
    made = []
    for number, (label, words, score) in enumerate(some):
        span = Span(start := text.index(words), start + len(words))
        made.append(Annotation(f"s{number}", span, label, "", "model", "", "", score=score).placed(text, span))
    session.do(Change(article, offered=tuple(made)))


def tagged(session: Session) -> list[tuple[str, str, str]]:
    """Label, text and annotator of every annotation in order."""
    return [(a.label, a.text, a.annotator) for a in session.annotations]


def suggested(session: Session) -> list[tuple[str, str]]:
    """Label and text of every suggestion in order."""
    return [(a.label, a.text) for a in session.suggestions]


def test_one_key_a_right_suggestion(session: Session) -> None:
    """Accepting goes on to the next; what is accepted is the person's, with its id; undo offers it again."""
    offer(session, ("place", "Moscow", 0.9), ("actor", "Azerbaijan", None), ("place", "Yerevan", 0.5))

    going.hop(session, 1)
    first = session.caret.place.picked
    said = suggesting.accept(session)
    suggesting.accept(session)

    assert first is not None
    assert "next: " in said
    assert {a[2] for a in tagged(session)} == {"tester"}
    assert len(suggested(session)) == 1
    assert first.id in {a.id for a in session.annotations}
    undo(session)
    undo(session)
    assert len(suggested(session)) == 3
    assert tagged(session) == []
    assert session.suggestions.find(first.span, first.label) == first


def test_a_label_key_accepts_under_its_own_label(session: Session) -> None:
    """The extent is the suggestion's, the label the key's; in a review it goes on."""
    offer(session, ("actor", "Moscow to invoke", 0.9), ("place", "Yerevan", 0.5))

    session.caret.go(session.article.text.index("Moscow"))
    annotating.tag(session, "place")

    assert tagged(session) == [("place", "Moscow to invoke", "tester")]
    assert suggested(session) == [("place", "Yerevan")]


def test_delete_refuses_and_edges_move_what_is_suggested(session: Session) -> None:
    """A picked suggestion can be put right before it is accepted."""
    offer(session, ("place", "Moscow to", 0.9))
    going.hop(session, 1)
    while session.scene.suggestion is None:
        going.hop(session, 1)

    annotating.edge_by_word(session, -1)
    remarks.note(session, "really?")

    assert suggested(session) == [("place", "Moscow")]
    assert tagged(session) == []
    annotating.delete(session)
    assert suggested(session) == []
    undo(session)
    assert suggested(session) == [("place", "Moscow")]


def test_a_suggestion_that_the_cursor_was_brought_to_is_refused_before_what_was_made_is_deleted(
    session: Session,
) -> None:
    """With going on by itself the key speaks of what is under the cursor, when a decision is asked for there."""
    offer(session, ("place", "Yerevan", 0.5))
    session.set_advance(True)
    session.caret.go(session.article.text.index("two hours"))
    annotating.tag(session, "figure")

    assert session.scene.suggestion is not None
    assert annotating.delete(session).startswith("refused place “Yerevan”")
    assert [label for label, _, _ in tagged(session)] == ["figure"]


def test_what_a_person_tags_decides_what_it_overlaps(session: Session) -> None:
    """A name answers names, a passage passages; the others stay suggested."""
    offer(session, ("actor", "Moscow", 0.9), ("claim", "Moscow to invoke", 0.9), ("place", "Yerevan", 0.5))
    start = session.article.text.index("Moscow to")
    session.caret.select_between(start, start + 5)

    annotating.tag(session, "place")

    assert suggested(session) == [("claim", "Moscow to invoke"), ("place", "Yerevan")]
    undo(session)
    assert len(suggested(session)) == 3


def test_all_of_an_article(session: Session) -> None:
    """Accepting or refusing everything is one step."""
    offer(session, ("place", "Moscow", 0.9), ("actor", "Azerbaijan", None))

    suggesting.accept_all(session)
    assert len(tagged(session)) == 2
    undo(session)
    suggesting.refuse_all(session)

    assert (tagged(session), suggested(session)) == ([], [])
    assert "nothing" in suggesting.accept_all(session)
    assert suggesting.accept(session) == suggesting.refuse(session) == suggesting.NOTHING


def test_they_survive_a_restart_and_are_never_counted(session: Session, open_session: OpenSession) -> None:
    """Nor remembered, nor exported; the article is not begun by them."""
    offer(session, ("place", "Moscow", 0.25))
    place = session._store.path.parent
    session.close()

    again = open_session()

    assert suggested(again) == [("place", "Moscow")]
    assert again.suggestions[0].score == 0.25
    assert again.records.count(again.index) == 0
    assert again.memory.usual("Moscow") is None
    assert list(again.matching("is:suggested")) == [again.index]
    assert not list(again.matching("is:begun"))
    again.close()
    assert b'Moscow"' not in b"".join(_exported(place))


def _exported(place: Path) -> list[bytes]:
    out = place.parent / "out.jsonl"
    assert main(["export", str(place), "--output", str(out)]) == 0
    return [orjson.dumps(orjson.loads(line)["spans"]) for line in out.read_bytes().splitlines()]


def test_imported_as_suggestions(corpus_folder: Path, tmp_path: Path, open_session: OpenSession) -> None:
    """Scores and the source come along; a second import offers nothing twice; status and notes stay as they are."""
    text = next(corpus_folder.glob("000*")).read_text()
    name = next(corpus_folder.glob("000*")).name
    start = text.index("Moscow")
    span = {"start": start, "end": start + 6, "label": "place", "score": 0.75}
    source = tmp_path / "model.jsonl"
    line = {"id": name, "text": text, "spans": [span], "meta": {"status": "done", "note": "by a model"}}
    source.write_bytes(orjson.dumps(line) + b"\n")

    for _ in range(2):
        assert main(["import", str(source), "--into", str(corpus_folder), "--as-suggestions"]) == 0

    session = open_session()
    (suggestion,) = session.suggestions
    assert (suggestion.label, suggestion.text, suggestion.score) == ("place", "Moscow", 0.75)
    assert suggestion.annotator == "import model.jsonl"
    assert (session.records.status(0), session.annotations.labels) == ("open", [])
    undo(session)
    assert not session.suggestions


def test_they_are_found_again_in_an_edited_text(session: Session, open_session: OpenSession) -> None:
    """Certain ones move, others wait unseen and come back with the text."""
    offer(session, ("place", "Moscow", 0.9), ("place", "Yerevan", 0.5))
    place = session.corpus.root / session.article.id
    session.close()
    old = place.read_text()
    place.write_text("A new line.\n\n" + old.replace("Yerevan", "the town"))

    again = open_session()
    assert suggested(again) == [("place", "Moscow")]
    assert "1 suggestion without a place" in again.news
    again.close()
    place.write_text(old)

    assert sorted(suggested(open_session())) == [("place", "Moscow"), ("place", "Yerevan")]


def test_they_go_along_with_a_renamed_article(session: Session, open_session: OpenSession) -> None:
    """An article is known by its text, and what is suggested for it is as well."""
    offer(session, ("place", "Moscow", 0.9))
    root, name = session.corpus.root, session.article.id
    session.close()
    (root / name).rename(root / "new.txt")

    again = open_session()

    index = again.corpus.index("new.txt")
    assert index is not None
    again.open(index)
    assert suggested(again) == [("place", "Moscow")]


def test_another_program_that_accepts_or_offers(session: Session, open_session: OpenSession) -> None:
    """A copy of the store in which one was accepted and another offered is taken in."""
    offer(session, ("place", "Moscow", 0.9), ("actor", "Azerbaijan", None))
    store = session._store.path
    session.close()
    tables = orjson.loads(store.read_bytes())
    (document,) = tables["articles"].values()
    accepted, left = sorted(document["suggestions"], key=lambda item: item["label"] != "place")
    document["annotations"] = [{**accepted, "annotator": "ann"}]
    document["suggestions"] = [left, {**left, "id": "new", "label": "place"}]
    store.write_bytes(orjson.dumps(tables))

    again = open_session()

    assert tagged(again) == [("place", "Moscow", "ann")]
    assert suggested(again) == [("actor", "Azerbaijan"), ("place", "Azerbaijan")]


@given(st.data())
def test_accepting_and_undoing_in_any_order_loses_nothing(data: st.DataObject) -> None:
    """Records and folded state say the same after any steps, and every step has an inverse."""
    text = data.draw(strategies.texts().filter(bool))
    article = Article("a.txt", text)
    some = [a._replace(score=0.5) for a in data.draw(strategies.annotations(text))]
    record = start = Record.of(article)
    changes = [Change("a.txt", offered=tuple(some))]
    for suggestion in data.draw(st.lists(st.sampled_from(some), unique=True)) if some else ():
        accepted = (suggestion.accepted("ann", "now"),) if data.draw(st.booleans()) else ()
        changes.append(Change("a.txt", withdrawn=(suggestion,), added=accepted))

    for change in changes:
        record = record.changed(change, text)
    for change in reversed(changes):
        record = record.changed(change.inverse, text)

    assert (record.suggestions, record.annotations, record.adrift) == (start.suggestions, start.annotations, ())


@given(st.data())
def test_a_document_of_both_lists_is_written_and_read_back(data: st.DataObject) -> None:
    """Whatever is in the two lists: the counts, the strings and the parts are right, and editing does it once."""
    text = data.draw(strategies.texts().filter(bool))
    both = data.draw(strategies.annotations(text)), data.draw(strategies.annotations(text))
    real, offered = ([to_item(a) for a in some] for some in both)
    head = Head("a", "", "", 1)._asdict() | {"status": "open", "note": "", "flag": False}
    edits = blobs.Edit((), real), blobs.Edit((), offered)

    blob = blobs.edited(blobs.new_blob(head), {}, *edits)

    assert blob == blobs.edited(blob, {}, *edits) == blobs.blob_of(orjson.loads(blob))
    assert blobs.count_of(blob) == len(real)
    assert blobs.strings([blob]).total() == len(real)
    assert blobs.has_suggestions(blob) == bool(offered)
    document = blobs.document_of(blob)
    key = lambda item: item["id"]  # noqa: E731
    assert sorted(document["annotations"], key=key) == sorted(map(annotation_document, real), key=key)
    assert sorted(document.get("suggestions", []), key=key) == sorted(map(annotation_document, offered), key=key)
    assert blobs.edited(blob, {}, blobs.Edit([i["id"] for i in real]), blobs.Edit([i["id"] for i in offered])) == (
        blobs.new_blob(head)
    )
