"""Which part of a text stands on which row of the page, and at which cell: offsets to rows and back."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from itertools import chain

from reader.text.graphemes import CLUSTER
from reader.widgets.page.cells import TAB, draw, drawn, is_plain
from reader.widgets.page.wrapping import STRETCH, ends, stretch_end


class Rows:
    """A text wrapped to a width in cells. A row never cuts a cluster; the newline belongs to the row it ends.

    Only the first stretch of a long text is wrapped at once. More is when something in it is asked for, or by `wrap`.
    Rows that were wrapped once never change; until all are, their number is an estimate.
    """

    def __init__(self, text: str, width: int, stretch: int = STRETCH) -> None:
        """Wrap at blanks; a word wider than the width, and wide characters, wrap anywhere.

        A stretch is so many code points, and then to the end of the line.
        """
        self.text = text
        self.width = max(2, width)
        self._stretch = stretch
        self._starts = array("I", [0])
        self._wrapped = 0
        self.wrap()

    def __len__(self) -> int:
        """How many rows there are, reckoned from those wrapped until all are."""
        if self.complete:
            return len(self._starts)
        # The last start known is that of a row which is not wrapped yet.
        return max(len(self._starts), (len(self._starts) - 1) * len(self.text) // self._wrapped)

    @property
    def complete(self) -> bool:
        """Is all of the text wrapped?"""
        return self._wrapped == len(self.text)

    def wrap(self) -> None:
        """Wrap a stretch more of the text, which takes 20 ms at most but for endless lines."""
        if self.complete:
            return
        start, self._wrapped = self._wrapped, stretch_end(self.text, self._wrapped, self._stretch)
        self._starts.extend(chain.from_iterable(ends(self.text, start, self._wrapped, self.width)))
        if self._wrapped == len(self.text):
            self._starts.pop()

    def row_of(self, offset: int) -> int:
        """The row that shows a code point, or where it would come after the last."""
        while offset >= self._wrapped and not self.complete:
            self.wrap()
        return max(0, bisect_right(self._starts, offset) - 1)

    def bounds(self, row: int) -> tuple[int, int]:
        """The code points of a row, `[start, end)`, without the newline that ends it; nothing beyond the last row."""
        if row >= self._known(row):
            return len(self.text), len(self.text)
        start = self._starts[row]
        end = self._starts[row + 1] if row + 1 < len(self._starts) else len(self.text)
        if end > start and self.text[end - 1] == "\n":
            end -= 2 if self.text[max(start, end - 2) : end] == "\r\n" else 1
        return start, end

    def cell_of(self, offset: int) -> tuple[int, int]:
        """The row and the cell in it where a code point begins."""
        row = self.row_of(offset)
        start, end = self.bounds(row)
        return row, draw(self.text[start : min(offset, end)], 0)[1]

    def offset_at(self, row: int, cell: int) -> int:
        """The code point whose cluster covers a cell of a row; the end of the row beyond it.

        A row that no newline ends gives its last cluster instead, as its end is the next row's beginning.
        """
        row = min(max(row, 0), self._known(row) - 1)
        start, end = self.bounds(row)
        if is_plain(self.text[start:end]):
            offset = start + min(max(cell, 0), end - start)
        else:
            offset = self._walk(start, end, cell)
        wraps_on = row + 1 < len(self._starts) and self._starts[row + 1] == end
        return self._last_cluster(start, end) if offset >= end and wraps_on and end > start else offset

    def _known(self, row: int) -> int:
        """How many rows are wrapped when this one and the start of the next are, if there are so many."""
        while row + 1 >= len(self._starts) and not self.complete:
            self.wrap()
        return len(self._starts)

    def _walk(self, start: int, end: int, cell: int) -> int:
        here = 0
        for match in CLUSTER.finditer(self.text, start, end):
            here += TAB - here % TAB if match[0] == "\t" else drawn(match[0])[1]
            if here > cell:
                return match.start()
        return end

    def _last_cluster(self, start: int, end: int) -> int:
        *_, last = (match.start() for match in CLUSTER.finditer(self.text, start, end))
        return last
