"""Where the rows of a text begin, worked out a stretch of whole lines at a time.

There are three ways, by what lines hold: only one-cell characters (a regular expression finds each row), two-cell ones
as well (the same, in a string with a character for each cell), or tabs, controls and clusters of several code points
(walked cluster by cluster).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from reader.text.lazily import lazily
from reader.widgets.page import singles
from reader.widgets.page.cells import TAB, drawn

STRETCH = 1 << 14
"""Code points wrapped at once, and then to the end of the line. Measured: 0.3 ms in most scripts, 3 in Chinese, 20 in
Hindi, where the clusters cost."""

HALVES = "\0\1"
"""The two cells of a wide character. No line that is spread into cells holds these characters itself."""

TOKEN = lazily(rf"([{singles.NARROW}]+)(?![^{singles.NARROW}])|\X")
"""Characters that surely stand alone, or a cluster. One before anything else may be the first of its cluster."""


def stretch_end(text: str, start: int, stretch: int = STRETCH) -> int:
    """The end of the stretch that starts with this line: that of a line, so many code points on or more."""
    newline = text.find("\n", start + stretch)
    return len(text) if newline < 0 else newline + 1


def ends(text: str, start: int, end: int, width: int) -> Iterator[Iterable[int]]:
    """Where the rows of the lines `[start, end)` end, newlines included, in portions. `width` is at least 2 cells."""
    while start < end:
        if (lines := singles.narrow_lines().match(text, start, end)) and lines.end() > start:
            yield [
                row.end() for row in _narrow_row(width).finditer(text, start, lines.end()) if row.end() > row.start()
            ]
            start = lines.end()
        elif (lines := singles.single_lines().match(text, start, end)) and lines.end() > start:
            yield _over_wide(text, start, lines.end(), width)
            start = lines.end()
        else:
            newline = text.find("\n", start, end)
            start, line = (end if newline < 0 else newline + 1), start
            yield _over_clusters(text, line, start, width)


@cache
def _narrow_row(width: int) -> re.Pattern[str]:
    """A row: the rest of its line, else up to the last blank, which may hang over the width, else a full one."""
    return re.compile(rf".{{0,{width}}}+(?:\r?\n|\Z)|.{{0,{width}}}[ ](?:\r?\n)?|.{{{width}}}")


@cache
def _wide_row(width: int) -> re.Pattern[str]:
    """The same among cells, where a row may end after a wide character as well, and never in the middle of one."""
    some = rf"[^\r\n]{{1,{width}}}"
    blank, newline = r"[ ](?:\r?\n)?", r"\r?\n"
    return re.compile(rf"{some}(?:{blank}|{newline}|\Z|(?<=\x01))|{blank}|{newline}|\Z|{some}(?!\x01)")


def _over_wide(text: str, start: int, end: int, width: int) -> Iterator[int]:
    """Rows of lines with wide characters: found among cells, then counted back to code points."""
    cells = singles.wide_run().sub(lambda run: HALVES * (run.end() - run.start()), text[start:end])
    for row in _wide_row(width).finditer(cells):
        low, high = row.span()
        if high > low:
            start += high - low - cells.count(HALVES[1], low, high)
            yield start


def _over_clusters(text: str, start: int, end: int, width: int) -> Iterator[int]:
    """Rows of one line: up to the last blank or wide character, else anywhere; blanks may hang over the width."""
    row = _Row(start, width)
    for token in TOKEN().finditer(text, start, _without_newline(text, start, end)):
        if token[1]:
            yield from row.take_run(text, *token.span())
        else:
            yield from row.take_cluster(token[0], token.start())
    yield end


class _Row:
    """The row that is being filled."""

    __slots__ = ("cell", "chance", "chance_cell", "start", "width")

    def __init__(self, start: int, width: int) -> None:
        self.start = start
        self.width = width
        self.cell = 0
        """Cells it has; blanks that hang over make them more than its width."""
        self.chance = start
        """Where it can best end so far, and the cells up to there."""
        self.chance_cell = 0

    def take_cluster(self, cluster: str, here: int) -> Iterator[int]:
        """Put a cluster in; gives the starts of rows it begins."""
        cells = TAB - self.cell % TAB if cluster == "\t" else drawn(cluster)[1]
        blank = cluster in " \t"
        while self.cell + cells > self.width and not blank and here > self.start:
            yield self._next(here)
        self.cell += cells
        if blank or (cells > 1 and drawn(cluster[0])[1] > 1):
            self.chance, self.chance_cell = here + len(cluster), self.cell

    def take_run(self, text: str, here: int, after: int) -> Iterator[int]:
        """Put one-cell characters in; gives the starts of rows they begin."""
        while (room := self.width - self.cell) < after - here:
            blank = text.rfind(" ", here, here + room + 1) if room >= 0 else -1
            if blank + 1 == after:
                break
            if blank >= 0:
                here = self.chance = blank + 1
            elif self.chance == self.start:
                here += max(0, room)
            yield self._next(here)
        self.cell += after - here
        if (blank := text.rfind(" ", here, after)) >= 0:
            self.chance, self.chance_cell = blank + 1, self.cell - (after - blank - 1)

    def _next(self, here: int) -> int:
        """Begin the next row where this one can best end, else at an offset that all so far stands before."""
        if self.start < self.chance < here:
            self.start, self.cell = self.chance, self.cell - self.chance_cell
        else:
            self.start, self.cell = here, 0
        self.chance, self.chance_cell = self.start, 0
        return self.start


def _without_newline(text: str, start: int, end: int) -> int:
    """The end of a line's content."""
    if text[end - 1] != "\n":
        return end
    return end - 2 if text[max(start, end - 2)] == "\r" else end - 1
