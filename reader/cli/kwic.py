"""A span with the text around it, on one line of the terminal."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from typing import NamedTuple

from rich.cells import cell_len

from reader.core.article import Article
from reader.session.commanding.language import Command
from reader.session.commanding.planning import Edit
from reader.text.graphemes import CLUSTER
from reader.text.lazily import lazily
from reader.text.visible import visible

NAME = 24
"""Cells of the article's name at most."""
BLANKS = lazily(r"\s+")
AROUND = 200
"""Code points on either side that are looked at."""


def kwic(command: Command, article: Article, edit: Edit) -> str:
    """`000.txt   1,234  … were in [Moscow] on Friday …   actor → place`."""
    text, span = article.text, edit.span
    columns = shutil.get_terminal_size((120, 24)).columns
    longest = max(12, min(NAME, columns // 6))
    name = f"{_beginning(_cut(article.id, longest), longest)} {span.start:>7,}  "
    room = max(30, columns - cell_len(name) - 4)
    before = _end(text[max(0, span.start - AROUND) : span.start], room // 3)
    words = _shortened(_line(text[span.start : min(span.end, span.start + AROUND)]), room // 2)
    room -= room // 3 + words.cells
    end = _cut(_outcome(command, edit), room)
    after = _beginning(text[span.end : span.end + AROUND], room - cell_len(end))
    return f"{name}{before}[{words.text}]{after}  {end}"


def _outcome(command: Command, edit: Edit) -> str:
    """`place`, `actor → place`, `actor: part of a word`."""
    if edit.why:
        return f"{'' if edit.shown is None else edit.shown.label}: {edit.why}"
    return edit.outcome(command)


def _beginning(text: str, width: int) -> str:
    """As much as fits, filled up with blanks."""
    taken = _taken(_line(text), width)
    return taken.text + " " * (width - taken.cells)


def _cut(text: str, width: int) -> str:
    """As much as fits, with an ellipsis when that is not all."""
    taken = _taken(text, width)
    return text if taken.text == text else f"{_taken(text, width - 1).text}…"


def _end(text: str, width: int) -> str:
    """As much of the end as fits, filled up with blanks before it."""
    line = _line(text)
    if line.isascii():
        return line[-width:].rjust(width)
    clusters = CLUSTER.findall(line)[::-1]
    turned = _fitting(clusters, width)
    return " " * (width - turned.cells) + "".join(clusters[: turned.clusters][::-1])


def _line(text: str) -> str:
    """The text on one line; a blank at its ends stays one."""
    return visible(BLANKS().sub(" ", text))


class _Taken(NamedTuple):
    """As much of a text as fits."""

    text: str
    clusters: int
    cells: int


def _taken(text: str, width: int) -> _Taken:
    if text.isascii():
        part = text[:width]
        return _Taken(part, len(part), len(part))
    return _fitting(CLUSTER.findall(text), width)


def _shortened(text: str, width: int) -> _Taken:
    """As much as fits, with `…` where it is not all: the brackets around it are no edges of the span then."""
    whole = _taken(text, width)
    return whole if whole.text == text else _taken(f"{_taken(text, width - 1).text.rstrip()}…", width)


def _fitting(clusters: Iterable[str], width: int) -> _Taken:
    taken, cells = [], 0
    for cluster in clusters:
        more = cell_len(cluster)
        if cells + more > width:
            break
        taken.append(cluster)
        cells += more
    return _Taken("".join(taken), len(taken), cells)
