"""`reader import` puts articles and spans of other tools into a corpus; `reader convert` goes from format to format."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

from reader.cli import places
from reader.cli.ending import uninterrupted
from reader.cli.exporting import LOSING, options_of, print_pieces
from reader.cli.places import Found
from reader.cli.refused import Refused
from reader.cli.talk import say
from reader.cli.working import coming_in
from reader.core.annotation import timestamp
from reader.core.errors import CorpusError, FormatError, StoreError
from reader.core.label import DEFAULT_LABELS, LabelSet
from reader.core.step import Head, Step
from reader.corpus.corpus import Corpus
from reader.corpus.reading import Reading
from reader.formats import format_of
from reader.formats.format import Entry, Format, Options, Source, no_losses
from reader.session.converting import entries_of
from reader.session.exporting import written_by
from reader.session.guessing import guess
from reader.session.importing import Counts, Import
from reader.session.relabelling import unknown
from reader.session.relocating import relocate
from reader.session.wording import counted
from reader.store.outputs import check_place, found_at, sync_new, write_file, write_folder, write_new
from reader.store.project import read_project
from reader.store.store import Store

INCOMPLETE = 1
"""The exit code when something was refused or lost; standard error says what."""

SAID = 20
"""Losses that are said one by one."""


def import_(asked: argparse.Namespace, reading: Reading, annotator: str) -> int:
    """Read files into the corpus, as one step. Raises ReaderError when nothing can be read or written."""
    sources = [(path, _source(path)) for path in map(Path, asked.files)]
    forms = [_form(asked.format, path, source) for path, source in sources]
    corpus, place, settings, _ = _into(asked, reading)
    store = Store.for_writing(place)
    try:
        relocate_now(corpus, store, "reader import")
        refused = Refused("reader import")
        made = _Made(corpus)
        run = Import(corpus, store, made.write, refused.take, as_suggestions=asked.as_suggestions)
        with _undone(run, made):
            for (path, source), form in zip(sources, forms, strict=True):
                refused.begin(path)
                options, by = options_of(asked, settings.labels), annotator or f"import {path.name}"
                with coming_in(path.name) as run.tick:
                    counts = run.read(form, source, options, by)
                noun = "suggestion" if asked.as_suggestions else "span"
                say(f"{path.name} as {form.name}: {_counted(counts, noun)}{refused.end()}")
            made.keep()
            run.finish()
        found = ({}, run.labels) if asked.as_suggestions else (run.labels, {})
        if said := unknown(found[0], settings.labels, found[1]):
            say(f"reader import: {said}.")
        for sentence in store.take_notices():
            say(f"reader import: {sentence}.")
    finally:
        store.close()
    return INCOMPLETE if run.counts.refused else 0


class _Made:
    """Makes the files of new articles, and remembers them."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._names: list[str] = []
        self._folders: list[Path] = []

    def write(self, name: str, data: bytes) -> str:
        """Make an article's file; gives its name. Raises StoreError."""
        root = self._corpus.root
        if not self._corpus.takes_articles:
            raise StoreError(f"no row of {root} has this id or this text, and rows are not added to a table")
        with uninterrupted():
            # Those further in come first.
            self._folders[:0] = [each for each in (root / name).parents if root in each.parents and not each.exists()]
            self._names.append(write_new(root, name, (data,), synced=False))
        return self._names[-1]

    def keep(self) -> None:
        """Have them all on disk: nothing else may say that they are there before. Raises StoreError."""
        sync_new(self._corpus.root, self._names)

    def take_away(self) -> None:
        """Remove them again, and the folders that were made for them."""
        for name in self._names:
            with suppress(OSError):
                (self._corpus.root / name).unlink()
        for folder in self._folders:
            # Something else may have been put there.
            with suppress(OSError):
                folder.rmdir()


def _counted(counts: Counts, noun: str) -> str:
    """`12 spans loaded, 2 new articles, 3 there already, 1 repaired, 0 refused`."""
    made = [counted(counts.made, "new article")] if counts.made else []
    touched = [f"{counted(counts.touched, 'article')} with another status or note"] if counts.touched else []
    there = [f"{counts.there} there already"] if counts.there else []
    rest = [f"{counts.repaired} repaired", f"{counts.refused} refused"]
    return ", ".join([f"{counted(counts.spans, noun)} loaded", *made, *touched, *there, *rest])


@contextmanager
def _undone(run: Import, made: _Made) -> Iterator[None]:
    """Take the articles that were made away again when the import does not come to its end."""
    try:
        yield
    except BaseException:
        if not run.kept:
            made.take_away()
        raise


def relocate_now(corpus: Corpus, store: Store, command: str) -> None:
    """Have articles that were renamed keep their spans, before their new names get others; `command` says so."""
    found = relocate(corpus, store)
    if found.changes:
        store.append(
            Step(found.changes, tuple(map(Head.of, found.records)), "move", timestamp(), command.rpartition(" ")[2])
        )
        store.fold()
    for sentence in (*store.take_notices(), *filter(None, [found.news])):
        say(f"{command}: {sentence}.")


def _into(asked: argparse.Namespace, reading: Reading) -> Found:
    """The corpus to import into, and its store; a folder without articles will do."""
    try:
        return places.found(asked.into, asked.store, reading)
    except CorpusError:
        root = Path(asked.into)
        if not root.is_dir():
            raise
        settings = places.settings_of(root)
        place = Path(asked.store) if asked.store else places.store_of(root, settings, asked=True)
        return Found(Corpus(root, [], reading=settings.reading(reading)), place, settings)


def convert(asked: argparse.Namespace) -> int:
    """Write what a file of one format says in another. Raises ReaderError."""
    path, into = Path(asked.file), format_of(asked.format)
    source = _source(path)
    options = options_of(asked, _labels(path))
    form = _form(asked.source, path, source)
    dump = written_by(into)
    place = None if asked.output == "-" else Path(asked.output)
    if place is not None:
        check_place(place, folder=not into.suffix, force=asked.force)
        _check_not_over(place, path)
    elif not into.suffix:
        raise FormatError(f"{into.name} is a folder of files: name one, not -")
    lost = _lost(form, source, into, options)
    if lost and not asked.lossy:
        say(f"reader convert: {into.name} would lose {counted(lost, 'span')}, so nothing was written; --lossy writes.")
        return LOSING
    refused = Refused("reader convert")
    refused.begin(path, keep=False)
    entries = entries_of(form, source, options, refused.take)
    count = _Count()
    pieces = dump(count.over(entries), options)
    write = partial(write_folder, force=asked.force) if not into.suffix else write_file
    print_pieces(pieces) if place is None else write(place, pieces)
    spans = f"{counted(count.articles, 'article')}, {counted(count.spans, 'span')}"
    say(f"{form.name} to {into.name}: {spans}, {lost} lost, {refused.refused} refused")
    return INCOMPLETE if refused.refused or lost else 0


def _labels(path: Path) -> LabelSet:
    """The labels of the project that a file is of: beside it, else in the current folder. Raises ReaderError."""
    projects = map(read_project, (path if path.is_dir() else path.parent, Path()))
    return next((project.labels for project in projects if project.named), DEFAULT_LABELS)


class _Count:
    """Counts entries on their way."""

    def __init__(self) -> None:
        self.articles = self.spans = 0

    def over(self, entries: Iterator[Entry]) -> Iterator[Entry]:
        for entry in entries:
            self.articles += 1
            self.spans += len(entry.record.annotations)
            yield entry


def _lost(form: Format, source: Source, into: Format, options: Options) -> int:
    """How many spans a format would lose; the first of them are said."""
    if into.losses is no_losses:
        return 0
    lost = 0
    for entry in entries_of(form, source, options, lambda _report: None):
        for loss in into.losses(entry, options):
            lost += 1
            if lost <= SAID:
                say(f"reader convert: {loss.label} in {loss.article} {loss.what}: {loss.why}.")
    return lost


def _check_not_over(place: Path, path: Path) -> None:
    if path.resolve().is_relative_to(place.resolve()):
        raise FormatError(f"{place} is what is read. Name another place")


def _source(path: Path) -> Source:
    found = found_at(path)
    return Source(found.names, found.open)


def _form(name: str | None, path: Path, source: Source) -> Format:
    form = format_of(name) if name else guess(source, str(path))
    if form.load is None:
        raise FormatError(f"{form.name} can be written, but not read")
    return form
