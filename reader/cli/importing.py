"""`reader import` puts articles and spans of other tools into a corpus; `reader convert` goes from format to format."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from reader.cli import places
from reader.cli.talk import say
from reader.core.errors import CorpusError, StoreError
from reader.corpus.corpus import Corpus
from reader.corpus.reading import Reading
from reader.formats import format_of
from reader.formats.format import Entry, Format, Options, Source
from reader.session.converting import entries_of
from reader.session.guessing import guess
from reader.session.importing import Import, Report
from reader.session.wording import counted
from reader.store import files
from reader.store.outputs import found_at, write_file, write_folder
from reader.store.store import Store

INCOMPLETE = 1
"""The exit code when something was refused; standard error says what."""

SAID = 20
"""Reports that are said one by one; all are in the report file."""


def import_(asked: argparse.Namespace, reading: Reading, annotator: str) -> int:
    """Read files into the corpus. Raises ReaderError when nothing can be read or written."""
    sources = [(Path(name), _source(Path(name))) for name in asked.files]
    forms = [format_of(asked.format) if asked.format else guess(source, str(path)) for path, source in sources]
    corpus, place = _into(asked, reading)
    store = Store.for_writing(place)
    try:
        for sentence in store.take_notices():
            say(f"reader import: {sentence}.")
        refused = 0
        for (path, source), form in zip(sources, forms, strict=True):
            refused += _read(corpus, store, path, source, form, annotator)
    finally:
        store.close()
    return INCOMPLETE if refused else 0


def _read(corpus: Corpus, store: Store, path: Path, source: Source, form: Format, annotator: str) -> int:
    """Read one file; says what came of it, and gives how much was refused."""
    reports: list[Report] = []
    by = annotator or f"import {path.name}"
    run = Import(corpus, store, lambda name, text: _write(corpus, name, text), by, reports.append)
    run.read(form, source, Options())
    run.finish()
    for report in reports[:SAID]:
        say(f"reader import: {path.name}, {report.where}: {report.kind}: {report.why}.")
    if len(reports) > SAID:
        say(f"reader import: and {len(reports) - SAID} more.")
    made = f", {counted(run.made, 'new article')}" if run.made else ""
    there = f", {run.there} there already" if run.there else ""
    said = f"{path.name} as {form.name}: {counted(run.spans, 'span')} loaded{made}{there}, {run.repaired} repaired"
    kept = _keep_refused(path, reports)
    say(f"{said}, {run.refused} refused{f' and kept in {kept}' if kept else ''}")
    return run.refused


def convert(asked: argparse.Namespace) -> int:
    """Write what a file of one format says in another. Raises ReaderError."""
    path = Path(asked.file)
    source = _source(path)
    form = format_of(asked.source) if asked.source else guess(source, str(path))
    into = format_of(asked.format)
    refused: list[Report] = []
    options = Options()
    if into.dump is None:
        raise StoreError(f"{into.name} can be read, but not written")
    entries: Iterator[Entry] = entries_of(form, source, options, refused.append)
    lost = 0

    def watched() -> Iterator[Entry]:
        nonlocal lost
        for entry in entries:
            for loss in into.losses(entry, options):
                lost += 1
                if lost <= SAID:
                    say(f"reader convert: {loss.label} in {loss.article} {loss.what}: {loss.why}.")
            yield entry

    pieces = into.dump(watched(), options)
    if into.suffix and asked.output == "-":
        for _, data in pieces:
            sys.stdout.buffer.write(data)
    elif into.suffix:
        write_file(Path(asked.output), pieces)
    else:
        write_folder(Path(asked.output), pieces, force=asked.force)
    for report in refused[:SAID]:
        say(f"reader convert: {path.name}, {report.where}: {report.kind}: {report.why}.")
    say(f"{form.name} to {into.name}: {lost} lost, {len(refused)} refused")
    return INCOMPLETE if refused or lost else 0


def _source(path: Path) -> Source:
    found = found_at(path)
    return Source(found.names, found.open)


def _into(asked: argparse.Namespace, reading: Reading) -> tuple[Corpus, Path]:
    """The corpus to import into, and its store; a folder without articles will do."""
    try:
        return places.find(asked.into, asked.store, reading)
    except CorpusError:
        root = Path(asked.into)
        if not root.is_dir():
            raise
        return Corpus(root, [], reading=reading), Path(asked.store) if asked.store else root / places.STORE


def _write(corpus: Corpus, name: str, text: str) -> str:
    """Make an article's file, beside one that has the name already under another; gives its name."""
    root = corpus.root
    if not corpus.takes_articles:
        raise StoreError(f"no row of {root} has this id or this text, and rows are not added to a table")
    stem, data = name.removesuffix(".txt"), text.encode()
    names = (name if number == 1 else f"{stem}-{number}.txt" for number in count(1))
    free = next(each for each in names if not (root / each).exists())
    try:
        files.replace_file(root / free, data)
    except OSError as error:
        raise StoreError(f"The article {free} cannot be written to {root}: {error.strerror}") from error
    return free


def _keep_refused(path: Path, reports: list[Report]) -> Path | None:
    """Write what was refused into a file beside the one that was read; nothing is there when nothing was."""
    lines = [report.data for report in reports if report.kind == "refused" and report.data]
    if not lines:
        return None
    named = (path.with_name(f"{path.name}.refused-{number}.jsonl") for number in count(1))
    place = next(each for each in named if not each.exists())
    try:
        files.replace_file(place, b"\n".join(lines) + b"\n")
    except OSError:
        return None
    return place
