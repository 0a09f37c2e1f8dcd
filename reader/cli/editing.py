"""`reader edit`: one command for spans over a whole corpus, shown before it is done."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from reader.cli import places
from reader.cli.importing import relocate_now
from reader.cli.jsonout import dumped
from reader.cli.kwic import kwic
from reader.cli.printing import print_bytes, print_lines
from reader.cli.talk import say
from reader.core.annotation import timestamp
from reader.core.article import Article
from reader.core.change import Change
from reader.core.errors import StoreError
from reader.core.record import Record
from reader.core.step import Head, Step
from reader.corpus.corpus import Corpus
from reader.corpus.reading import Reading
from reader.session.commanding.language import Command
from reader.session.commanding.parsing import parse
from reader.session.commanding.planning import Edit, Planner
from reader.session.commanding.running import Found, Tally, changes_of, run
from reader.session.relocating import relocate
from reader.session.tagging import Author
from reader.store.store import Store
from reader.text.visible import visible

INCOMPLETE = 1
"""The exit code when something was left out; standard error says what."""

ASKING = 3
"""The exit code when nothing was done, as nobody said yes."""

SHOWN = 20
"""Spans of a preview that are shown one by one; `list` shows all."""

SAID = 20
"""Articles that are left out and named one by one."""

PROGRESS = 500
"""Articles from which on it is shown how far the search is."""


def edit(asked: argparse.Namespace, reading: Reading, login: Callable[[], str]) -> int:
    """Show what a command does, and do it when somebody says yes. Raises ReaderError when nothing can be done."""
    corpus, place, settings = places.found_and_said(asked.path, asked.store, reading)
    labels = settings.labels
    command = parse(asked.command, labels)
    may_ask = sys.stdin.isatty() and sys.stderr.isatty()
    for_writing = command.changes and not asked.dry_run and (asked.yes or may_ask)
    if asked.store is not None and not place.exists() and not (for_writing and command.verb == "tag"):
        raise StoreError(f"There is no store {place}")
    if for_writing:
        places.make_own_folder(place)
    annotator = asked.annotator or settings.value("annotator") or login()
    store = Store.for_writing(place) if for_writing else Store.for_reading(place)
    try:
        planner = Planner(command, labels, Author(annotator, timestamp()))
        editing = _Editing(corpus, store, planner, for_writing=for_writing, as_json=asked.json)
        for sentence in store.take_notices():
            say(f"reader edit: {sentence}.")
        editing.look()
        code = editing.finish(yes=asked.yes, dry_run=asked.dry_run)
        for sentence in store.take_notices():
            say(f"reader edit: {sentence}.")
    finally:
        store.close()
    return code


class _Editing:
    """One run of one command."""

    def __init__(self, corpus: Corpus, store: Store, planner: Planner, *, for_writing: bool, as_json: bool) -> None:
        corpus.remembered = store.encoding
        self._corpus = corpus
        self._store = store
        self._planner = planner
        self._command = planner.command
        self._for_writing = for_writing
        self._as_json = as_json
        self._moved: dict[str, Record] = {}
        self._changes: list[Change] = []
        self._heads: list[Head] = []
        self._shown = 0
        self._tally = Tally(planner.command)

    def look(self) -> None:
        """Go through every article, and show what the command would do. Raises SlowError."""
        if self._for_writing:
            relocate_now(self._corpus, self._store, "reader edit")
        else:
            self._moved = {record.id: record for record in relocate(self._corpus, self._store).records}
        known = {*self._store.ids, *self._moved}
        with _progress(len(self._corpus)) as tick:
            for found in run(self._planner, self._corpus, self._record, lambda place: self._corpus.ids[place] in known):
                self._take(found)
                tick()
        self._say_left_out()

    def finish(self, *, yes: bool, dry_run: bool) -> int:
        """Do it when somebody says yes; gives the exit code. Raises StoreError."""
        tally, done = self._tally, INCOMPLETE if self._tally.left_out else 0
        if not (tally.spans and self._command.changes):
            self._sum_up(done=False)
            return done
        if not self._for_writing:
            self._sum_up(done=False)
            if not dry_run:
                say("reader edit: nothing was changed, as there is no terminal to ask on; --yes does it.")
            return done if dry_run else ASKING
        if not yes:
            say(tally.sentence(done=False))
            if not _agreed():
                say("reader edit: nothing was changed.")
                return ASKING
        author = self._planner.author
        self._store.append(Step(tuple(self._changes), tuple(self._heads), "do", author.now, author.name))
        try:
            self._sum_up(done=True)
        except StoreError as error:
            say(f"reader edit: {tally.sentence(done=True)}. {error}.")
            return INCOMPLETE
        return done

    def _take(self, found: Found) -> None:
        self._tally.take(found)
        change = changes_of(self._planner, found)
        if change is not None and found.record is not None and self._for_writing:
            self._changes.append(change)
            self._heads.append(Head.of(found.record))
        if found.article is not None:
            for each in found.edits:
                self._show(found.article, each)

    def _show(self, article: Article, each: Edit) -> None:
        if self._as_json:
            print_bytes([dumped(_row(self._command, article.id, each)), b"\n"])
            return
        self._shown += 1
        if self._shown <= SHOWN or not self._command.changes:
            print_lines(visible(kwic(self._command, article, each)))
        elif self._shown == SHOWN + 1:
            print_lines("  …")

    def _sum_up(self, *, done: bool) -> None:
        tally = self._tally
        if self._as_json:
            print_bytes([dumped(_sums(tally, done=done)), b"\n"])
        else:
            print_lines(visible(tally.sentence(done=done)))

    def _say_left_out(self) -> None:
        for number, (identity, why) in enumerate(self._tally.left_out.items()):
            if number == SAID:
                say(f"reader edit: and {len(self._tally.left_out) - SAID} more articles are left out.")
                return
            say(f"reader edit: {identity} is left out: {why}.")

    def _record(self, article: Article) -> Record:
        known = self._moved.get(article.id) or self._store.record(article.id)
        return Record.of(article) if known is None else known.on(article)


def _agreed() -> bool:
    sys.stderr.write("Do it? [y/N] ")
    sys.stderr.flush()
    return sys.stdin.readline().strip().lower() in ("y", "yes")


def _row(command: Command, article: str, each: Edit) -> dict[str, Any]:
    """One span as JSON."""
    shown = each.shown
    row = {"article": article, "start": each.span.start, "end": each.span.end}
    if shown is not None:
        row |= {"id": each.old.id if each.old else None, "label": shown.label, "text": shown.text}
    return {**row, "does": "" if each.why else command.verb, "why": each.why}


def _sums(tally: Tally, *, done: bool) -> dict[str, Any]:
    """The last line of JSON."""
    return {
        "spans": tally.spans,
        "labels": dict(tally.labels),
        "articles": dict(tally.articles),
        "skipped": dict(tally.skipped),
        "left_out": tally.left_out,
        "done": done,
    }


@contextmanager
def _progress(size: int) -> Iterator[Callable[[], object]]:
    """A bar on standard error when it takes a while and a person is there to see it."""
    if size < PROGRESS or not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("looking", total=size)
        yield lambda: bar.advance(task)
