"""What is kept of an article."""

from collections import Counter
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from reader.core.annotation import Annotation
from reader.core.annotations import Annotations
from reader.core.article import Article
from reader.core.change import Change
from reader.core.record import Record
from reader.core.span import Span
from tests.strategies import annotations, texts


def everything(record: Record) -> Counter[Annotation]:
    """All the annotations of a record, shown or not."""
    return Counter([*record.annotations, *record.stray])


def made(number: int, start: int, end: int, text: str) -> Annotation:
    """An annotation; its id follows from the number."""
    return Annotation(f"{number:016x}", Span(start, end), "claim", text, "me", "", "")


@given(st.data(), texts(), texts())
def test_no_annotation_is_dropped_when_the_text_changed(data: st.DataObject, old: str, new: str) -> None:
    """Those whose words still stand there are shown, the others are kept; when the text comes back, so do they."""
    some = data.draw(annotations(old))
    record = Record("a.txt", "", "", len(old), stray=tuple(some)).on(Article("a.txt", old))

    changed = record.on(Article("a.txt", new))

    assert everything(changed) == everything(record) == Counter(some)
    assert all(a.fits(new) for a in changed.annotations)
    assert all(not a.fits(new) or changed.annotations.has(a.span, a.label) for a in changed.stray)
    assert everything(changed.on(Article("a.txt", old))) == Counter(some)
    assert len(changed.on(Article("a.txt", old)).annotations) == len(record.annotations)


def test_two_annotations_that_share_an_id_are_both_kept() -> None:
    """One stands on its words, the other not: the second is stray, not lost."""
    fits, strays = made(1, 0, 3, "abc"), made(1, 0, 3, "xyz")

    record = Record("a.txt", "", "", 3, stray=(fits, strays)).on(Article("a.txt", "abc"))

    assert list(record.annotations) == [fits]
    assert record.stray == (strays,)


def test_the_same_label_on_the_same_span_is_shown_once_and_kept_twice() -> None:
    """The second of two is stray."""
    one, other = made(1, 0, 3, "abc"), made(2, 0, 3, "abc")

    record = Record("a.txt", "", "", 3, stray=(one, other)).on(Article("a.txt", "abc"))

    assert len(record.annotations) == 1
    assert everything(record) == Counter([one, other])


def test_a_record_knows_the_article_as_it_is_now() -> None:
    """Its title, digest and length follow the text; the status and the id stay."""
    article = Article("a.txt", "New title\nand text")
    record = Record("a.txt", "Old title", "0", 3, status="done")

    assert record.on(article) == replace(Record.of(article), status="done")
    assert Record.of(article) == Record("a.txt", "New title", article.sha256, len(article.text))


def test_a_change_touches_only_what_it_names() -> None:
    """Stray annotations and the rest of the record stay; without annotations in it the very same collection."""
    stray = made(1, 0, 3, "xyz")
    record = Record("a.txt", "abc", "0", 3, annotations=Annotations([made(2, 0, 1, "a")]), stray=(stray,))

    done = record.changed(Change("a.txt", status=("open", "done")))
    tagged = record.changed(Change("a.txt", removed=(made(2, 0, 1, "a"),), added=(made(3, 1, 2, "b"),)))

    assert done == replace(record, status="done")
    assert done.annotations is record.annotations
    assert tagged == replace(record, annotations=Annotations([made(3, 1, 2, "b")]))


def test_only_what_stands_in_its_context_is_shown() -> None:
    """The same words elsewhere do not do, nor words that are not as long as their span; without context they do."""
    text = "one two, one three"
    second = made(1, 9, 12, "one").placed(text, Span(9, 12))
    astray = second._replace(id="2" * 16, span=Span(0, 3))
    bare = astray._replace(id="3" * 16, label="place", before="", after="")
    longer = second._replace(id="4" * 16, span=Span(9, 13))
    wordless = bare._replace(id="5" * 16, label="actor", text="")

    record = Record("a.txt", "", "old", 5, stray=(astray, bare, second, longer, wordless)).on(Article("a.txt", text))

    assert list(record.annotations) == [bare, second]
    assert record.stray == (astray, longer, wordless)
    assert (record.sha256, record.length) == ("old", 5)


def test_what_a_change_puts_where_it_does_not_stand_is_stray() -> None:
    """As an undo may after an edit; the inverse takes it out of the stray again."""
    text = "one two"
    fits, strays = made(1, 0, 3, "one"), made(2, 3, 6, "two")
    change = Change("a.txt", added=(fits, strays))

    done = Record("a.txt", "", "", 7).changed(change, text)

    assert list(done.annotations) == [fits]
    assert done.stray == (strays,)
    assert everything(done.changed(change.inverse, text)) == Counter()
