"""The span outline: every annotation of the article, nested by indent."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.binding import Binding
from textual.strip import Strip

from reader.core.annotation import Annotation
from reader.core.annotations import Annotations
from reader.session.place import Place
from reader.text.visible import visible
from reader.theme import Colours
from reader.widgets.lines import KEPT
from reader.widgets.rowlist import RowList

SHOWN = 200
"""Code points of a span that are looked at; no column is wider."""


class Outline(RowList):
    """Annotations in order. The bar follows the cursor, and the cursor the bar."""

    nothing = "no spans"

    def __init__(self, keys: Iterable[Binding] = (), *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.bind_keys(keys)
        self.annotations = Annotations()
        """What is listed; row by row, by index."""
        self._kept: dict[tuple[Annotation, int, int, Style | None], Strip] = {}

    def show(self, annotations: Annotations, place: Place) -> None:
        """List these annotations, with the bar on the one picked, else the innermost here, else the last before."""
        bar = self._row_of(annotations, place)
        if annotations is not self.annotations:
            self.annotations = annotations
            self.count, self.bar = len(annotations), bar
            self.set_lines(self.count)
            self.bring_to_middle(bar)
        else:
            self.follow(bar)

    def drawn(self, line: int) -> Strip:
        """One row, kept by what is seen of it: after a tag the same rows stand on other lines."""
        if not 0 <= line < self.count:
            return super().drawn(line)
        annotation, style = self.annotations[line], self._bar_style() if line == self.bar else None
        seen = (annotation, self.annotations.depth(annotation), self.size.width, style)
        if seen not in self._kept:
            if len(self._kept) > KEPT:
                self._kept.clear()
            self._kept[seen] = super().drawn(line)
        return self._kept[seen]

    def recolour(self, colours: Colours) -> None:
        """Paint everything in other colours."""
        self._kept.clear()
        super().recolour(colours)

    def row(self, index: int) -> list[Segment]:
        """`  A Nikol Pashinyan`, indented by how many spans contain it."""
        annotation = self.annotations[index]
        indent = " " * (1 + 2 * min(self.annotations.depth(annotation), 6))
        width = max(1, self.size.width - len(indent) - 3)
        letter = visible(annotation.label[:1].upper())
        # A letter right before the words would be read as one of them.
        mark = "? " if annotation.flag else "i " if annotation.note else " "
        look = self.colours.trouble if annotation.flag else self.colours.soft
        return [
            Segment(indent),
            Segment(letter, self.colours.label(annotation.label)),
            Segment(mark, look),
            Segment(_fitted(annotation.text, max(1, width + 1 - len(mark)))),
        ]

    def _row_of(self, annotations: Annotations, place: Place) -> int:
        picked = place.picked if place.picked in annotations else None
        here = picked or annotations.innermost(place.cursor) or annotations.before(None, place.cursor + 1)
        return annotations.index(here) if here is not None else 0


@lru_cache(512)
def _fitted(text: str, width: int) -> str:
    """The beginning of a span's text that has room, kept as a tag has all rows in view painted anew."""
    text = visible(" ".join(text[:SHOWN].split()))
    return set_cell_size(text, width - 1) + "…" if cell_len(text) > width else text
