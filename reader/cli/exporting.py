"""`reader export`: articles with their spans, written for other tools."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

from reader.cli import places
from reader.cli.talk import say
from reader.core.change import Status
from reader.core.errors import StoreError
from reader.corpus.reading import Reading
from reader.session.export import Export
from reader.store.files import replace_file
from reader.store.store import Store

INCOMPLETE = 1
"""The exit code when something was left out; standard error says what."""


def export(
    path: str | None, store: str | None, form: str, output: str | None, status: Status | None, reading: Reading
) -> int:
    """Write the export. Raises ReaderError when nothing can be read or written."""
    corpus, place = places.find(path, store, reading)
    if store is not None and not place.exists():
        raise StoreError(f"There is no store {place}")
    left_out = list(corpus.unreadable)
    for folder in left_out:
        say(f"reader export: the folder {folder} is left out: it cannot be read.")
    pieces = _lines(Export(corpus, Store.for_reading(place), form, status), left_out)
    if output is None or output == "-":
        _print(pieces)
    else:
        _write(Path(output), pieces)
    return INCOMPLETE if left_out else 0


def _lines(run: Export, left_out: list[str]) -> Iterator[bytes]:
    """The bytes of an export; the sentences are said and kept."""
    for piece in run.pieces():
        if isinstance(piece, bytes):
            yield piece
        else:
            say(f"reader export: {piece}.")
            left_out.append(piece)


def _print(pieces: Iterator[bytes]) -> None:
    try:
        for piece in pieces:
            sys.stdout.buffer.write(piece)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        # Whoever reads has enough. Python would complain again when it closes the stream at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _write(output: Path, pieces: Iterator[bytes]) -> None:
    data = b"".join(pieces)
    try:
        replace_file(output, data)
    except OSError as error:
        raise StoreError(f"The export cannot be written to {output}: {error.strerror}") from error
