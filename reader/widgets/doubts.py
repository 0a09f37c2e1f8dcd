"""The list of spans of an edited text whose place a person has to say: the old words beside what may be them now."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.binding import Binding, BindingType

from reader.commands.keys import textual_name
from reader.commands.lists import LIST_KEYS
from reader.session.review import Around, Review
from reader.text.quote import shared
from reader.text.visible import visible
from reader.theme import Colours
from reader.widgets.bars import Bar
from reader.widgets.fitting import cut, filled, fitting, fitting_end
from reader.widgets.rowlist import RowList

MARKS = {"undecided": "·", "put": "✓", "aside": "–", "delete": "✗"}
"""One character for what is decided of a span."""
LABEL = 8
"""Cells for the name of the label."""
LEAD = 8
"""Code points that stay the same which are shown before the first that does not."""

MOST = 8
"""Code points for each cell that are looked at: some have no width."""


class DoubtRows(RowList, inherit_bindings=False):
    """A row a span: `✓ figure   that at least 49 soldiers → that about fifty soldiers`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(",".join(map(textual_name, row.keys)), row.action, show=False)
        for row in LIST_KEYS
        if row.action != "choose"
    ]

    def __init__(self, review: Review, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._review = review

    def row(self, index: int) -> list[Segment]:
        """Mark, label, the words as they were, and what may be them now."""
        review = self._review
        decision, label = review.decision(index), review.doubts[index].annotation.label
        room = max(0, self.scrollable_size.width - 3 - LABEL - 1 - 3)
        old, new = review.old(index), review.new(index)
        look = self.colours.trouble if decision == "delete" else self.colours.state(MARKS[decision])
        return [
            Segment(f" {MARKS[decision]} ", look),
            Segment(filled(cut(label, LABEL), LABEL + 1), self.colours.label(label)),
            *compared(old, new, room // 2, label, self.colours),
            Segment(" → ", self.colours.soft),
            *_now(old, new, room - room // 2, label, self.colours),
        ]


class Tally(Bar):
    """Which article, and how much of the list is decided."""

    def show(self, article_id: str, review: Review) -> None:
        """`000.txt was edited   3 undecided · 2 to put · 1 aside · 0 to delete`."""
        counts = [
            f"{review.count('undecided'):,} undecided",
            f"{review.count('put'):,} to put",
            f"{review.count('aside'):,} aside",
            f"{review.count('delete'):,} to delete",
        ]
        self.put(
            [
                Segment(f" {visible(article_id)} was edited   ", Style(bold=True)),
                Segment(" · ".join(counts), self.colours.soft),
            ]
        )


class Was(Bar):
    """The words of the row under the bar as they were, over the whole width."""

    def show(self, review: Review, row: int) -> None:
        """`was  … said that at least 49 soldiers had died …`."""
        label, room = review.doubts[row].annotation.label, max(0, self.size.width - 6)
        pieces = compared(review.old(row), review.new(row), room, label, self.colours)
        self.put([Segment(" was  ", self.colours.soft), *pieces])


class Now(Bar):
    """What may be them now, over the whole width."""

    def show(self, review: Review, row: int) -> None:
        """`now  … said that about fifty soldiers had died …`."""
        label, room = review.doubts[row].annotation.label, max(0, self.size.width - 6)
        pieces = _now(review.old(row), review.new(row), room, label, self.colours)
        self.put([Segment(" now  ", self.colours.soft), *pieces])


def compared(shown: Around, other: Around | None, width: int, label: str, colours: Colours) -> Iterator[Segment]:
    """Words with what is around them in so many cells; of words that do not fit, the part where the other differ."""
    left = width // 4
    words, before = shown.words, shown.before
    skip = 0
    if other is not None and other.words != words and cell_len(words) > width - left:
        skip = max(0, shared(words, other.words) - LEAD)
    if skip:
        before, words = words[:skip], words[skip:]
    yield Segment(filled(fitting_end(before, left), left, at_end=True), colours.label(label) if skip else Style.null())
    middle = cut(words[: MOST * width], width - left)
    yield Segment(middle, colours.label(label))
    right = width - left - cell_len(middle)
    yield Segment(filled(fitting(shown.after, right), right))


def _now(old: Around, new: Around | None, width: int, label: str, colours: Colours) -> Iterator[Segment]:
    if new is None:
        yield Segment(filled(cut("not found", width), width), colours.trouble)
    else:
        yield from compared(new, old, width, label, colours)
