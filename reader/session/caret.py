"""Moving and selecting in the text of the article in hand."""

from __future__ import annotations

from reader.core.annotation import Annotation
from reader.session import motion
from reader.session.place import Place, Selection
from reader.store.desk import Bookmark
from reader.text import paragraphs, units


class Caret:
    """The one place in a text that moves. Methods return a sentence when there is something to say."""

    def __init__(self, text: str, cursor: int | None = None) -> None:
        """Begin at a cursor, else at the first character that is not blank."""
        self.text = text
        """The text of the article, never changed."""
        if cursor is None:
            whole = paragraphs.trimmed(text, 0, len(text))
            cursor = whole.start if whole else 0
        self.place = Place().at(text, cursor)
        """The cursor and what is highlighted."""

    def resume(self, bookmark: Bookmark) -> None:
        """Be where work stopped, with what was selected then, where the text still has it."""
        self.go(bookmark.cursor)
        selection = bookmark.selection
        if selection is not None and selection.end <= len(self.text):
            self.place = self.place._replace(selection=Selection(selection, selection))

    def go(self, offset: int) -> str:
        """Put the cursor on the cluster over an offset; a moving selection follows."""
        self.place = self.place.at(self.text, offset)
        return ""

    def put(self, place: Place) -> str:
        """Be at a place."""
        self.place = place
        return ""

    def go_by(self, unit: str, step: int) -> str:
        """Go one unit of `motion.STEPS` forward (`step` 1) or back (-1)."""
        move = motion.forward if step > 0 else motion.back
        self.place = move(self.place, self.text, unit)
        return ""

    def go_cluster(self, step: int) -> str:
        """Go one cluster right (`step` 1) or left (-1)."""
        move = motion.right if step > 0 else motion.left
        self.place = move(self.place, self.text)
        return ""

    def pick(self, annotation: Annotation) -> str:
        """Pick an annotation out and go to it."""
        self.place = self.place.picking(annotation)
        return ""

    def select(self) -> str:
        """Begin to select by moving, or stop."""
        self.place = self.place.selecting(self.text)
        return ""

    def select_between(self, start: int, end: int) -> str:
        """Select everything between two offsets, both their clusters included."""
        if self.text:
            self.place = self.place.dragged(self.text, start, end)
        return ""

    def select_unit(self, offset: int, unit: str) -> str:
        """Select the unit over an offset."""
        span = units.unit_at(self.text, offset, unit)
        self.place = self.place.over(span) if span else Place().at(self.text, offset)
        return ""

    def grow(self) -> str:
        """Select the next larger unit."""
        before = self.place
        self.place = before.grown(self.text)
        return "nothing larger to select" if self.place == before else ""

    def shrink(self) -> str:
        """Select the next smaller unit, or nothing."""
        self.place = self.place.shrunk(self.text)
        return ""

    def let_go(self) -> str:
        """Drop the selection and the picked annotation."""
        self.place = Place(self.place.cursor)
        return ""
