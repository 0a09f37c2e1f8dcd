"""How many cells a cluster takes, and what is drawn for it."""

from __future__ import annotations

from functools import lru_cache

from rich.cells import cell_len

from reader.text.graphemes import CLUSTER
from reader.text.visible import DOT, visible
from reader.widgets.page import singles

TAB = 4
"""A tab reaches to the next multiple of this many cells."""


def is_plain(text: str) -> bool:
    """Is every code point surely one cell, drawn as it is, and a cluster of its own?"""
    return text.isprintable() if text.isascii() else singles.narrow().fullmatch(text) is not None


@lru_cache(4096)
def drawn(cluster: str) -> tuple[str, int]:
    """What is drawn for a cluster other than a tab or a newline, and its width in cells: at least one."""
    shown = visible(cluster)
    width = cell_len(shown)
    return (shown, width) if width > 0 else (DOT, 1)


def draw(text: str, cell: int) -> tuple[str, int]:
    """What is drawn for a piece of a row that begins at a cell, and how many cells it takes."""
    if is_plain(text):
        return text, len(text)
    parts, start = [], cell
    for match in CLUSTER.finditer(text):
        shown, width = " " * (TAB - cell % TAB), TAB - cell % TAB
        if match[0] != "\t":
            shown, width = drawn(match[0])
        parts.append(shown)
        cell += width
    return "".join(parts), cell - start
