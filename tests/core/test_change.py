"""Changes and their inverses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.core.annotation import Annotation
from reader.core.annotations import Annotations
from reader.core.article import Article
from reader.core.change import Change, Status
from reader.core.record import Record
from reader.core.span import Span
from tests.strategies import annotations, texts

STATUSES: list[tuple[Status, Status] | None] = [None, ("open", "done"), ("done", "open")]


def made(number: int, start: int, end: int) -> Annotation:
    """An annotation; its id follows from the number."""
    return Annotation(f"{number:016x}", Span(start, end), "claim", "", "me", "", "")


@given(st.data(), st.sampled_from(STATUSES))
def test_the_inverse_of_the_inverse_is_the_change(data: st.DataObject, status: tuple[Status, Status] | None) -> None:
    """Undo and redo are the same operation."""
    some = data.draw(annotations("some text"))
    change = Change("a.txt", tuple(some[::2]), tuple(some[1::2]), status)

    assert change.inverse.inverse == change
    assert (change.inverse.removed, change.inverse.added) == (change.added, change.removed)


@given(st.data(), texts(), st.sampled_from(STATUSES))
def test_a_change_and_its_inverse_leave_the_record_as_it_was(
    data: st.DataObject, text: str, status: tuple[Status, Status] | None
) -> None:
    """Whatever was removed and added."""
    here, *other = Annotations(data.draw(annotations(text))), *data.draw(annotations(text))
    removed = tuple(data.draw(st.lists(st.sampled_from(list(here)), unique=True)) if len(here) else ())
    fresh = {(a.span, a.label): Annotation(f"new{a.id}", a.span, a.label, a.text, "me", "", "") for a in other}
    added = tuple(a for (span, label), a in fresh.items() if not here.has(span, label))
    record = Record("a.txt", "", "", len(text), status[0] if status else "open", annotations=here)

    change = Change("a.txt", removed, added, status)

    assert record.changed(change).changed(change.inverse) == record
    assert Record.of(Article("a.txt", text)).changed(change).status == (status[1] if status else "open")


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (Change("a.txt", removed=(made(1, 3, 5),), added=(made(2, 9, 11), made(3, 7, 8))), 7),
        (Change("a.txt", removed=(made(1, 5, 9), made(2, 3, 4))), 3),
        (Change("a.txt", status=("open", "done")), None),
    ],
)
def test_a_change_can_be_seen_where_it_begins(change: Change, place: int | None) -> None:
    """At the first span it put in, else took away; a change of status is nowhere in the text."""
    assert change.place == place
