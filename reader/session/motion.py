"""Where a motion takes the cursor. Motions over screen lines are the page's; these need only the text.

While a selection moves, a motion goes to the far edge of the unit, so that words and sentences are taken whole.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from reader.core.span import Span
from reader.session.place import Place
from reader.text import graphemes, paragraphs, sentences, words

Find = Callable[[str, int], int | None]
"""From a text and an offset to another offset; None when there is none."""


class Step(NamedTuple):
    """How to go by one kind of unit."""

    at: Callable[[str, int], Span | None]
    """The unit over an offset."""
    next_start: Find
    """Where the next one begins, after the offset."""
    next_end: Find
    """Where the next end is, after the offset."""
    previous_start: Find
    """Where the last one begins, before the offset."""

    def previous_end(self, text: str, offset: int) -> int | None:
        """Where the last one that ends before the offset ends."""
        start = self.previous_start(text, offset)
        while start is not None:
            unit = self.at(text, start)
            if unit is not None and unit.end < offset:
                return unit.end
            start = self.previous_start(text, start)
        return None


STEPS: Mapping[str, Step] = {
    "word": Step(words.word_at, words.next_start, words.next_end, words.previous_start),
    "sentence": Step(sentences.sentence_at, sentences.next_start, sentences.next_end, sentences.previous_start),
    "paragraph": Step(paragraphs.paragraph_at, paragraphs.next_start, paragraphs.next_end, paragraphs.previous_start),
}
"""The units that keys move by."""


def forward(place: Place, text: str, unit: str) -> Place:
    """To the next unit; at the last one to the end of the text."""
    step, selection = STEPS[unit], place.selection
    if selection is None or not selection.moving:
        found = step.next_start(text, place.cursor)
        return place.at(text, len(text) if found is None else found)
    if place.cursor < selection.anchor.start:
        found = step.next_start(text, place.cursor)
        return place.at(text, min(selection.anchor.start, len(text) if found is None else found))
    found = step.next_end(text, selection.span.end)
    return place.at(text, len(text) if found is None else graphemes.previous_boundary(text, found))


def back(place: Place, text: str, unit: str) -> Place:
    """To the start of this unit or of the one before; at the first one to the start of the text."""
    step, selection = STEPS[unit], place.selection
    if selection is not None and selection.moving and place.cursor > selection.anchor.start:
        end = step.previous_end(text, selection.span.end)
        if end is not None and end > selection.anchor.end:
            return place.at(text, graphemes.previous_boundary(text, end))
        return place.at(text, selection.anchor.start)
    return place.at(text, step.previous_start(text, place.cursor) or 0)


def right(place: Place, text: str) -> Place:
    """One cluster on."""
    return place.at(text, graphemes.next_boundary(text, place.cursor))


def left(place: Place, text: str) -> Place:
    """One cluster back."""
    return place.at(text, graphemes.previous_boundary(text, place.cursor))
