"""The list of articles: state, title, number of spans."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment

from reader.core.change import Status
from reader.text.visible import visible
from reader.widgets.rowlist import RowList

TITLE = 400
"""Code points of a title that are looked at; no column is wider."""


class ArticleRow(NamedTuple):
    """What the list shows of one article."""

    title: str
    """Its title as it stands in the file."""
    spans: int
    """How many spans it has."""
    status: Status
    """How far the work on it is."""
    readable: bool
    """Can it be read?"""
    flag: bool = False
    """Is it marked as unsure?"""

    @property
    def state(self) -> str:
        """One character: `!` cannot be read, `?` flagged, `✓` done, `–` skipped, `◐` begun, `○` untouched."""
        if not self.readable:
            return "!"
        if self.flag:
            return "?"
        if self.status != "open":
            return "✓" if self.status == "done" else "–"
        return "◐" if self.spans else "○"


class Articles(RowList):
    """The articles, each read when its row comes into view."""

    nothing = "no such article"

    def __init__(self, fetch: Callable[[int], ArticleRow], *, id: str | None = None) -> None:  # noqa: A002 - Textual's
        super().__init__(id=id)
        self._fetch = fetch

    def row(self, index: int) -> list[Segment]:
        """`◐ Title of the article…  12`."""
        article = self._fetch(index)
        count = f" {article.spans} " if article.spans else " "
        width = max(1, self.size.width - 3 - len(count))
        title = visible(article.title[:TITLE])
        if cell_len(title) > width:
            title = set_cell_size(title, width - 1) + "…"
        state = self.colours.trouble if article.state in "!?" else self.colours.state(article.state)
        return [
            Segment(f" {article.state} ", state),
            Segment(set_cell_size(title, width)),
            Segment(count, self.colours.soft),
        ]
