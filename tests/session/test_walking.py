"""Going through all articles: what is kept of each stands in its text, whatever happened to either."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from reader.core.annotations import Annotations
from reader.core.article import Article
from reader.core.record import Record
from reader.core.span import Span
from reader.corpus.corpus import open_corpus
from reader.session.drift import held
from reader.session.export import Shown
from reader.session.tagging import Author
from reader.session.walking import Missing, Seen, Unreadable, Walk, held_against
from reader.store.store import Store
from tests.store.test_moments import WHEN
from tests.stores import keep
from tests.strategies import annotations, texts

AUTHOR = Author("tester", WHEN)
TEXT = "He left Moscow."


def record(name: str, text: str = TEXT, encoding: str = "") -> Record:
    """What is kept of an article with one span."""
    stray = (AUTHOR.annotate(text, Span(8, 14), "place"),)
    return Record(name, name, Article(name, text).sha256, len(text), stray=stray, encoding=encoding)


def walk(folder: Path, shown: Shown | None = None) -> list[Seen | Unreadable | Missing]:
    """All that a walk gives."""
    return list(Walk(open_corpus(folder), Store.for_reading(folder / "annotations.json"), shown).all())


@given(texts().flatmap(lambda text: st.tuples(st.just(text), annotations(text))), st.booleans())
def test_it_is_what_holding_a_record_against_the_text_gives(made: tuple[str, list], other: bool) -> None:  # type: ignore[type-arg]
    """Whether all stand there, as mostly, or some are alike, out of order or on other words."""
    text, spans = made
    article = Article("a.txt", text + " " * other)
    kept = Record("a.txt", "a", Article("a.txt", text).sha256, len(text), stray=tuple(spans))

    seen = held_against(0, article, kept)

    expected = held(kept, article)
    assert (list(seen.annotations), tuple(seen.stray)) == (list(expected.annotations), expected.stray)


def test_encodings_names_and_what_is_gone(tmp_path: Path) -> None:
    """The encoding that was named holds, a renamed article has its spans, a lost one is named, one without is there."""
    latin = "Señor left Moscow."
    keep(
        tmp_path / "annotations.json",
        record("a.txt", latin, "windows-1252"),
        record("b.txt"),
        record("c.txt", "Gone, gone, gone."),
    )
    (tmp_path / "a.txt").write_bytes(latin.encode("windows-1252"))
    (tmp_path / "new.txt").write_text(TEXT)
    (tmp_path / "other.txt").write_text("Other")
    (tmp_path / "bad.txt").write_bytes(b"\xff\x00\xff")

    found = walk(tmp_path)

    assert [(each.article.id, [a.text for a in each.annotations]) for each in found if isinstance(each, Seen)] == [
        ("a.txt", ["ft Mos"]),
        ("new.txt", ["Moscow"]),
        ("other.txt", []),
    ]
    assert [each.identity for each in found if isinstance(each, Unreadable)] == ["bad.txt"]
    assert [each for each in found if isinstance(each, Missing)] == [Missing("c.txt", 1)]


def test_what_a_session_shows_goes_before_the_store(tmp_path: Path) -> None:
    """As it is on the screen, saved or not."""
    keep(tmp_path / "annotations.json", record("a.txt"))
    (tmp_path / "a.txt").write_text(TEXT)
    article = Article("a.txt", TEXT)
    shown = Record(
        "a.txt", "a", article.sha256, len(TEXT), annotations=Annotations([AUTHOR.annotate(TEXT, Span(0, 2), "actor")])
    )

    (seen,) = walk(tmp_path, Shown({"a.txt": shown}, {"a.txt"}))

    assert isinstance(seen, Seen)
    assert [a.text for a in seen.annotations] == ["He"]
