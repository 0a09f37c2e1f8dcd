"""Which part of a text stands on which row of the page, and at which cell: offsets to rows and back."""

from __future__ import annotations

from array import array
from bisect import bisect_right

from reader.text.graphemes import CLUSTER
from reader.widgets.page.cells import TAB, draw, drawn, is_plain


class Rows:
    """A text wrapped to a width in cells. A row never cuts a cluster; the newline belongs to the row it ends."""

    def __init__(self, text: str, width: int) -> None:
        """Wrap at blanks; a word wider than the width, and wide characters, wrap anywhere."""
        self.text = text
        self.width = max(2, width)
        self._starts = _wrapped(text, self.width)

    def __len__(self) -> int:
        return len(self._starts)

    def row_of(self, offset: int) -> int:
        """The row that shows a code point, or where it would come after the last."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def bounds(self, row: int) -> tuple[int, int]:
        """The code points of a row, `[start, end)`, without the newline that ends it."""
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
        row = min(max(row, 0), len(self) - 1)
        start, end = self.bounds(row)
        if is_plain(self.text[start:end]):
            offset = start + min(max(cell, 0), end - start)
        else:
            offset = self._walk(start, end, cell)
        wraps_on = row + 1 < len(self) and self._starts[row + 1] == end
        return self._last_cluster(start, end) if offset >= end and wraps_on and end > start else offset

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


def _wrapped(text: str, width: int) -> array[int]:
    starts = array("I")
    line = 0
    while line < len(text) or not starts:
        newline = text.find("\n", line)
        end = len(text) if newline < 0 else newline
        starts.append(line)
        content = text[line : end - 1 if text[line:end].endswith("\r") else end]
        if not is_plain(content):
            _wrap_clusters(content, width, line, starts)
        elif len(content) > width:
            _wrap_plain(content, width, line, starts)
        line = end + 1
    return starts


def _wrap_plain(content: str, width: int, base: int, starts: array[int]) -> None:
    """Wrap a line of one-cell characters; the blank that ends a row may hang over its width."""
    here = 0
    while len(content) - here > width:
        blank = content.rfind(" ", here, here + width + 1)
        here = blank + 1 if blank >= here else here + width
        if here < len(content):
            starts.append(base + here)


def _wrap_clusters(content: str, width: int, base: int, starts: array[int]) -> None:
    """Wrap a line cluster by cluster: after the last blank or wide cluster of a row, else anywhere."""
    row = cell = chance = chance_cell = 0
    for match in CLUSTER.finditer(content):
        cluster = match[0]
        wide = TAB - cell % TAB if cluster == "\t" else drawn(cluster)[1]
        blank = cluster in (" ", "\t")
        while cell + wide > width and not blank and match.start() > row:
            row, cell = (chance, cell - chance_cell) if chance > row else (match.start(), 0)
            starts.append(base + row)
            chance, chance_cell = row, 0
        cell += wide
        if blank or wide > 1:
            chance, chance_cell = match.end(), cell
