"""`reader stats`: what can be counted of a corpus and of the work on it."""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Iterator
from pathlib import Path

from reader.cli import places
from reader.cli.jsonout import dumped
from reader.cli.printing import print_bytes, print_lines
from reader.cli.talk import say
from reader.cli.working import working
from reader.core.errors import FormatError, StoreError
from reader.core.label import LabelSet
from reader.corpus.reading import Reading
from reader.session.helping import processes
from reader.session.statistics.document import document
from reader.session.statistics.drawing import drawn
from reader.session.statistics.figures import figures, headline
from reader.session.statistics.gathering import gather, helpers_of
from reader.session.statistics.report import page, picture
from reader.session.statistics.values import Statistics
from reader.session.walking import Walk
from reader.store.moments import moments
from reader.store.outputs import check_apart, check_place, write_file
from reader.store.store import Store
from reader.text.lazily import lazily

WIDEST = 120
"""Cells of the lines at most: longer bars say no more."""

REPORTED = 200
"""Articles and days of a report at most."""

NARROW = lazily(r"[ -~\xa1-\xac\xae-\u02ff\u2010-\u2027\u2580-\u259f]*")
"""A text in which every character surely takes one cell: most letters, quotation marks, bars."""

SUFFIXES = (".html", ".svg")
"""How the file of a report may end."""


def stats(asked: argparse.Namespace, reading: Reading) -> int:
    """Count, and show it. Raises ReaderError when nothing can be read or written."""
    output = Path(asked.output) if asked.output is not None else None
    if output is not None and output.suffix.lower() not in SUFFIXES:
        raise FormatError(
            f"{output} is none of the reports there are: name a file that ends in {' or '.join(SUFFIXES)}"
        )
    corpus, place, settings = places.found_and_said(asked.path, asked.store, reading)
    labels = settings.labels
    if asked.store is not None and not place.exists():
        raise StoreError(f"There is no store {place}")
    if output is not None:
        check_apart(output, corpus.root, lambda identity: corpus.index(identity) is not None, place)
        check_place(output, folder=False)
    store = Store.for_reading(place)
    for sentence in (*store.take_notices(), *(f"the folder {each} cannot be read" for each in corpus.unreadable)):
        say(f"reader stats: {sentence}.")
    walk = Walk(corpus, store)
    share = processes(len(walk)) if walk.splits else 1
    helpers = helpers_of(walk, asked.status, share)
    with working(walk, "counting", share):
        counted = gather(walk, moments(place), labels, asked.status, helpers=helpers)
    if output is not None:
        write_file(output, (("", piece.encode()) for piece in _report(counted, labels, output)))
        say(f"written to {output}: {headline(counted)}.")
    elif asked.json:
        print_bytes([dumped(document(counted)), b"\n"])
    if output is None and not asked.json:
        print_lines(*_lines(counted, labels))
    return 0


def cells(text: str) -> int:
    """How many cells of a terminal a text takes; the widths of all characters are loaded for wide ones only."""
    if NARROW().fullmatch(text):
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def _report(counted: Statistics, labels: LabelSet, output: Path) -> Iterator[str]:
    shown = figures(counted, labels, REPORTED)
    if output.suffix.lower() == ".svg":
        yield picture(headline(counted), shown, cells)
    else:
        yield from page(headline(counted), shown)


def _lines(counted: Statistics, labels: LabelSet) -> Iterator[str]:
    width = min(WIDEST, shutil.get_terminal_size().columns)
    yield headline(counted)
    for figure in figures(counted, labels):
        yield ""
        yield from drawn(figure, width, cells)
