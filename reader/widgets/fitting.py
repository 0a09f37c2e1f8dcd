"""As much of a text from outside as fits into so many cells on one line: its beginning or end, cut or filled up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.cells import cell_len

from reader.text.graphemes import CLUSTER
from reader.text.lazily import lazily
from reader.widgets.page.cells import drawn

BLANKS = lazily(r"\s+")


def fitting(text: str, width: int) -> str:
    """As much of a text from outside as fits into so many cells, on one line, its beginning."""
    return "".join(_taken(_clusters(text), width))


def fitting_end(text: str, width: int) -> str:
    """The same, its end."""
    return "".join(reversed(list(_taken(reversed(_clusters(text)), width))))


def _clusters(text: str) -> list[str]:
    return CLUSTER.findall(BLANKS().sub(" ", text))


def _taken(clusters: Iterable[str], width: int) -> Iterator[str]:
    for cluster in clusters:
        shown, cells = drawn(cluster)
        width -= cells
        if width < 0:
            return
        yield shown


def cut(text: str, width: int) -> str:
    """As much as fits, with an ellipsis when that is not all."""
    text = BLANKS().sub(" ", text)
    fits = fitting(text, width)
    return fits if len(fits) == len(text) else fitting(text, width - 1) + "…"


def filled(text: str, width: int, *, at_end: bool = False) -> str:
    """The text with blanks up to so many cells, in front of it or behind it."""
    blanks = " " * max(0, width - cell_len(text))
    return blanks + text if at_end else text + blanks
