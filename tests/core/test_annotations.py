"""The collection of annotations, held against plain lists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.core.annotation import Annotation, new_id, timestamp
from reader.core.annotations import BUCKET, Annotations
from reader.core.span import Span

LENGTH = 3 * BUCKET + 100
"""A text of four buckets, the last one short."""
EDGES = [edge + step for edge in range(0, LENGTH, BUCKET) for step in (-1, 0, 1) if edge + step >= 0]
OFFSETS = st.one_of(st.integers(0, 6), st.sampled_from(EDGES), st.integers(0, LENGTH - 1))
"""Offsets that crowd together, lie at the edges of buckets, or lie anywhere."""
SPANS = st.tuples(OFFSETS, OFFSETS).map(lambda pair: Span(min(pair), max(pair) + 1))
"""Spans of one code point, over several buckets, or as long as the article."""


def made(number: int, span: Span, label: str = "claim") -> Annotation:
    """An annotation; its id follows from the number."""
    return Annotation(f"{number:016x}", span, label, "", "me", "", "")


LISTS = st.lists(st.tuples(SPANS, st.sampled_from("abc")), max_size=12).map(
    lambda some: [made(number, span, label) for number, (span, label) in enumerate(some)]
)
"""Annotations with ids of their own, some with the same label on the same span."""


def once_each(some: Iterable[Annotation]) -> list[Annotation]:
    """What a collection holds of these: each label on each span once, in order."""
    first: dict[tuple[Span, str], Annotation] = {}
    for annotation in some:
        first.setdefault((annotation.span, annotation.label), annotation)
    return sorted(first.values(), key=lambda annotation: annotation.order)


def everything_said(collection: Annotations) -> object:
    """All that a collection answers, to compare two of them."""
    edges = [Span(start, start + BUCKET) for start in range(0, LENGTH, BUCKET // 2)]
    return (
        list(collection),
        collection.labels,
        [collection.count(label) for label in "abc"],
        [(collection.depth(a), collection.index(a), list(collection.at(a.span.start))) for a in collection],
        [list(collection.overlapping(span)) for span in edges],
    )


@given(LISTS)
def test_a_collection_is_sorted_and_holds_a_label_on_a_span_once(some: list[Annotation]) -> None:
    """By start, then longest first, then label, whatever order they came in."""
    collection = Annotations(some)

    assert list(collection) == once_each(some)
    assert len(collection) == len(once_each(some))
    assert [collection[i] for i in range(len(collection))] == list(collection)
    assert collection == Annotations(reversed(once_each(some)))


@given(LISTS, SPANS)
def test_overlapping_and_inside_find_what_a_list_would(some: list[Annotation], span: Span) -> None:
    """In order, none missed and none twice, over any number of buckets."""
    collection, plain = Annotations(some), once_each(some)

    assert list(collection.overlapping(span)) == [a for a in plain if a.span.overlaps(span)]
    assert list(collection.inside(span)) == [a for a in plain if span.contains(a.span)]


@given(LISTS, OFFSETS)
def test_the_stack_at_a_code_point_is_innermost_first(some: list[Annotation], offset: int) -> None:
    """The shortest first; of two on the same span the later in order, which is drawn on top."""
    collection, plain = Annotations(some), once_each(some)
    stack = [a for a in plain if a.span.holds(offset)]

    assert list(collection.at(offset)) == sorted(stack, key=lambda a: (len(a.span), -plain.index(a)))
    assert collection.innermost(offset) == next(iter(collection.at(offset)), None)


@given(LISTS, SPANS, st.sampled_from("abc"))
def test_a_label_on_a_span_is_found(some: list[Annotation], span: Span, label: str) -> None:
    """The very label on the very span, or nothing."""
    collection, plain = Annotations(some), once_each(some)

    assert collection.find(span, label) == next((a for a in plain if (a.span, a.label) == (span, label)), None)
    assert collection.has(span, label) == any((a.span, a.label) == (span, label) for a in plain)
    assert all(collection.find(a.span, a.label) == a for a in plain)


@given(LISTS, OFFSETS)
def test_the_next_and_the_one_before(some: list[Annotation], offset: int) -> None:
    """From an annotation its neighbours in order; from an offset the first that starts there and the last before."""
    collection, plain = Annotations(some), once_each(some)

    assert collection.after(None, offset) == next((a for a in plain if a.span.start >= offset), None)
    assert collection.before(None, offset) == next((a for a in reversed(plain) if a.span.start < offset), None)
    for annotation, following in zip(plain, [*plain[1:], None], strict=False):
        assert collection.after(annotation, offset) == following
        assert following is None or collection.before(following, offset) == annotation


@given(LISTS)
def test_neighbours_of_an_annotation_that_is_gone_are_found(some: list[Annotation]) -> None:
    """Its place in the order is known even when it is not there any more."""
    plain = once_each(some)

    for index, annotation in enumerate(plain):
        without = Annotations(plain).changed([annotation], [])
        assert without.after(annotation, 0) == next(iter(plain[index + 1 :]), None)
        assert without.before(annotation, 0) == (plain[index - 1] if index else None)


@given(LISTS)
def test_depth_counts_what_lies_around(some: list[Annotation]) -> None:
    """How many earlier in the order contain it, so that parts are indented under their whole."""
    collection, plain = Annotations(some), once_each(some)
    depths = [sum(b.span.contains(a.span) for b in plain[:index]) for index, a in enumerate(plain)]

    assert [collection.depth(annotation) for annotation in plain] == depths
    assert list(collection.outer_first()) == list(zip(depths, plain, strict=True))


@given(LISTS)
def test_labels_are_counted(some: list[Annotation]) -> None:
    """Each label in use with its number; a label not in use is counted as none and not listed."""
    collection = Annotations(some)
    counted = Counter(a.label for a in once_each(some))

    assert {label: collection.count(label) for label in collection.labels} == counted
    assert list(collection.labels) == sorted(counted)
    assert collection.count("none") == 0


@given(LISTS)
def test_the_index_is_the_place_in_the_order(some: list[Annotation]) -> None:
    """Of each that is there; another raises."""
    collection = Annotations(some)

    assert [collection.index(annotation) for annotation in collection] == list(range(len(collection)))
    with pytest.raises(ValueError, match="no annotation"):
        collection.index(made(99, Span(0, 1)))


@given(LISTS, st.data())
def test_a_changed_collection_is_as_if_built_anew(some: list[Annotation], data: st.DataObject) -> None:
    """What was removed is gone, what was added is in unless it is there already; the old one says what it said."""
    old = Annotations(some)
    said = everything_said(old)
    removed = data.draw(st.lists(st.sampled_from(some), unique_by=lambda a: a.id) if some else st.just([]))
    added = [made(100 + n, a.span, a.label) for n, a in enumerate(data.draw(LISTS))]

    new = old.changed(removed, added)

    left = [a for a in once_each(some) if a not in removed]
    assert everything_said(new) == everything_said(Annotations(once_each([*left, *added])))
    assert everything_said(old) == said


def test_what_is_not_there_cannot_be_removed() -> None:
    """It is passed over, and so is one that moved or was relabelled since."""
    here = made(1, Span(2, 5))
    collection = Annotations([here])

    assert collection.changed([made(2, Span(2, 5))], []) == collection
    assert collection.changed([made(1, Span(2, 6))], []) == collection
    assert collection.changed([made(1, Span(2, 5), "actor")], []) == collection


def test_the_one_that_is_there_stays() -> None:
    """The same label on the same span again changes nothing."""
    first, again = made(2, Span(2, 5)), made(1, Span(2, 5))

    assert list(Annotations([first]).changed([], [again])) == [first]


def test_spans_as_long_as_the_article_are_found_from_every_bucket() -> None:
    """And taken away from every bucket."""
    long, short = made(1, Span(0, LENGTH)), made(2, Span(2 * BUCKET - 1, 2 * BUCKET + 1))
    collection = Annotations([short, long])

    assert [list(collection.at(offset)) for offset in (0, BUCKET, LENGTH - 1)] == [[long]] * 3
    assert list(collection.at(2 * BUCKET)) == [short, long]
    assert list(collection.overlapping(Span(0, LENGTH))) == [long, short]
    assert list(collection.changed([long], []).overlapping(Span(0, LENGTH))) == [short]


def test_annotations_that_share_an_id_are_all_kept_and_found() -> None:
    """Two stores merged by hand can hold one annotation in two forms."""
    wide, moved = made(1, Span(0, 2 * BUCKET)), made(1, Span(1, 2 * BUCKET))
    collection = Annotations([wide, moved])

    assert list(collection.overlapping(Span(0, 2 * BUCKET))) == [wide, moved]
    assert list(collection.changed([wide], []).at(5)) == [moved]


def test_a_collection_is_compared_by_what_it_holds() -> None:
    """As lists are; so it is no key of a dict."""
    collection = Annotations([made(1, Span(0, 1))])

    assert collection == Annotations([made(1, Span(0, 1))])
    assert collection != Annotations()
    assert collection != [made(1, Span(0, 1))]
    assert repr(collection).startswith("Annotations([Annotation(id='0000000000000001'")
    with pytest.raises(TypeError, match="unhashable"):
        hash(collection)


def test_relabelling_keeps_everything_but_the_label_and_the_time() -> None:
    """The identity, the place and the note stay."""
    old = Annotation("1", Span(0, 3), "actor", "abc", "me", "then", "then", note="why", flag=True)

    new = old.relabelled("place", "now")

    assert new == Annotation("1", Span(0, 3), "place", "abc", "me", "then", "now", note="why", flag=True)


@pytest.mark.parametrize(
    ("text", "fits"), [("xabcx", True), ("xabx", False), ("abcx", False), ("", False), ("xab", False)]
)
def test_an_annotation_fits_where_its_text_stands(text: str, fits: bool) -> None:
    """At its very span, not somewhere else and not in part."""
    assert Annotation("1", Span(1, 4), "actor", "abc", "me", "", "").fits(text) is fits


def test_ids_and_times_are_written_alike() -> None:
    """16 hexadecimal digits, never the same; UTC in ISO 8601 with milliseconds, so that they sort as text."""
    assert len({new_id() for _ in range(1_000)}) == 1_000
    assert all(len(new_id()) == 16 and int(new_id(), 16) >= 0 for _ in range(10))
    assert timestamp().endswith("+00:00")
    assert len(timestamp()) == len("2026-01-01T00:00:00.000+00:00")
    assert timestamp() <= timestamp()
