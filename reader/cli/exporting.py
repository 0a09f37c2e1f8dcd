"""`reader export`: articles with their spans, written for other tools."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

from reader.cli import places
from reader.cli.talk import say
from reader.core.errors import DecodingError, StoreError
from reader.core.record import Record
from reader.corpus.corpus import Corpus
from reader.formats import FORMATS
from reader.session.wording import counted
from reader.store.files import replace_file
from reader.store.store import Store

INCOMPLETE = 1
"""The exit code when something was left out; standard error says what."""


def export(path: str | None, store: str | None, form: str, output: str | None, status: str | None) -> int:
    """Write the export. Raises ReaderError when nothing can be read or written."""
    corpus, place = places.find(path, store)
    if store is not None and not place.exists():
        raise StoreError(f"There is no store {place}")
    run = Export(corpus, Store(place), form, status)
    if output is None or output == "-":
        _print(run)
    else:
        _write(Path(output), run)
    run.tell_of_strangers(whole_folder=len(corpus) > 1)
    return INCOMPLETE if run.left_out else 0


class Export:
    """One export: its lines, and what could not go into them."""

    def __init__(self, corpus: Corpus, store: Store, form: str, status: str | None) -> None:
        self._corpus = corpus
        self._store = store
        self._dump = FORMATS[form]
        self._status = status
        self.left_out = 0
        """How many articles and spans were left out against the person's wish."""

    def lines(self) -> Iterator[bytes]:
        """One piece an article, in the order of the list."""
        for index, identity in enumerate(self._corpus.ids):
            if self._status is not None and self._store.status(identity) != self._status:
                continue
            try:
                article = self._corpus.article(index)
                kept = self._store.record(identity)
            except (DecodingError, StoreError) as error:
                self._tell(f"{identity} is left out: {error}")
                continue
            record = Record.of(article) if kept is None else kept.on(article)
            if record.stray:
                many = counted(len(record.stray), "span")
                self._tell(f"{many} of {identity} left out: the text changed and they are not on the words tagged")
            yield self._dump(article, record)

    def tell_of_strangers(self, *, whole_folder: bool) -> None:
        """Say which articles of the store are not in the folder any more."""
        known = set(self._corpus.ids) if whole_folder else set(self._store.ids)
        for identity in self._store.ids:
            if identity not in known:
                many = counted(self._store.count(identity), "span")
                self._tell(f"{identity} is left out with {many}: the store knows it, but it is not in the folder")

    def _tell(self, sentence: str) -> None:
        self.left_out += 1
        say(f"reader export: {sentence}.")


def _print(run: Export) -> None:
    try:
        for line in run.lines():
            sys.stdout.buffer.write(line)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        # Whoever reads has enough. Python would complain again when it closes the stream at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _write(output: Path, run: Export) -> None:
    data = b"".join(run.lines())
    try:
        replace_file(output, data)
    except OSError as error:
        raise StoreError(f"The export cannot be written to {output}: {error.strerror}") from error
