"""`reader export`: articles with their spans, written for other tools."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from reader.cli import places
from reader.cli.printing import print_bytes
from reader.cli.talk import say
from reader.core.errors import FormatError, StoreError
from reader.core.label import DEFAULT_LABELS, LabelSet
from reader.corpus.reading import Reading
from reader.formats import format_of
from reader.formats.format import Options, Piece, no_losses
from reader.session.export import Choice, Export, Plan
from reader.session.exporting import check, losing, write, written_by
from reader.session.settings import PERCENTAGES, percentages
from reader.session.wording import counted
from reader.store.store import Store

INCOMPLETE = 1
"""The exit code when something was left out; standard error says what."""

LOSING = 3
"""The exit code when the format would lose spans and nobody said that it may: nothing is written then."""

USUAL = "jsonl"
"""The format when nobody names one."""

WRITING = ("offsets", "flatten", "scheme", "ents", "spreadsheet", "seed", "all_answers")
"""The options of a format that are taken as they are said."""

PROGRESS = 500
"""Articles from which on it is shown how far an export is."""


def export(asked: argparse.Namespace, reading: Reading) -> int:
    """Write the export. Raises ReaderError when nothing can be read or written."""
    corpus, place, settings = places.found_and_said(asked.path, asked.store, reading)
    fill(asked, settings.exports)
    form, options, choice = format_of(asked.format), options_of(asked, settings.labels), choice_of(asked)
    written_by(form)
    store = Store.for_reading(place)
    if asked.store is not None and not place.exists():
        raise StoreError(f"There is no store {place}")
    said = [f"the folder {folder} is left out: it cannot be read" for folder in corpus.unreadable]
    for sentence in (*store.take_notices(), *said):
        say(f"reader export: {sentence}.")

    def tell(sentence: str) -> None:
        said.append(sentence)
        say(f"reader export: {sentence}.")

    run = Export(corpus, store, form, options, choice, tell)
    output: Path | None = None if asked.output in (None, "-") else Path(asked.output)
    if output is not None:
        check(run, output, force=asked.force or asked.dry_run)
    elif not form.suffix and not asked.dry_run:
        raise FormatError(f"{form.name} is a folder of files: name one with --output FOLDER")
    with _progress(run) as stage:
        stage("looking")
        if asked.dry_run:
            losses = _said_plan(run).losses
            return LOSING if losses else INCOMPLETE if said else 0
        if not may_lose(run, lossy=asked.lossy):
            return LOSING
        if output is None:
            print_pieces(run.pieces())
        else:
            written = write(run, output, force=asked.force, stage=stage)
            say(written.sentence)
    return INCOMPLETE if said else 0


def fill(asked: argparse.Namespace, exports: Mapping[str, Any]) -> None:
    """Have what was not asked for be as the files say."""
    for name, value in {"format": USUAL, **exports}.items():
        if getattr(asked, name) is None:
            setattr(asked, name, value)


def options_of(asked: argparse.Namespace, labels: LabelSet = DEFAULT_LABELS) -> Options:
    """What was said about the writing and reading. Raises FormatError."""
    given = {name: value for name, value in vars(asked).items() if value is not None}
    split = given.get("split") or ""
    parts = percentages(split)
    if split and not parts:
        raise FormatError(f"--split {split} {PERCENTAGES}")
    chosen = {name: given[name] for name in WRITING if name in given}
    return Options(labels=labels, split=parts, **chosen)


def choice_of(asked: argparse.Namespace) -> Choice:
    """What of the corpus was asked for. Raises FormatError."""
    return Choice(asked.status, _names("--labels", asked.labels), _names("--annotator", asked.annotator))


def may_lose(run: Export, *, lossy: bool) -> bool:
    """Is nothing lost, or may it be? Says what would be."""
    if lossy or run.form.losses is no_losses:
        return True
    plan = run.plan()
    if not plan.losses:
        return True
    for sentence in losing(plan):
        say(f"reader export: {sentence}.")
    if sys.stdin.isatty() and sys.stderr.isatty():
        sys.stderr.write("Write it all the same? [y/N] ")
        sys.stderr.flush()
        return sys.stdin.readline().strip().lower() in ("y", "yes")
    say(f"reader export: {run.form.name} would lose these spans, so nothing was written; --lossy writes all the same.")
    return False


def print_pieces(pieces: Iterable[Piece]) -> None:
    """Write a file to standard output. Raises StoreError."""
    print_bytes(data for _, data in pieces)


def _said_plan(run: Export) -> Plan:
    plan = run.plan()
    labels = ", ".join(f"{label} {times}" for label, times in sorted(plan.spans.items())) or "no spans"
    say(f"{run.form.name}: {counted(plan.articles, 'article')}, {counted(plan.spans.total(), 'span')} ({labels})")
    for sentence in losing(plan):
        say(sentence)
    say(f"It keeps {run.form.keeps}, and loses {run.form.loses or 'nothing'}")
    return plan


@contextmanager
def _progress(run: Export) -> Iterator[Callable[[str], None]]:
    """A bar on standard error when it takes a while and a person is there to see it; what to call at each stage."""
    if len(run) < PROGRESS or not sys.stderr.isatty():
        yield lambda _stage: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("looking", total=len(run))
        run.tick = lambda: bar.advance(task)
        yield lambda stage: bar.reset(task, description=stage)


def _names(option: str, given: str | Sequence[str] | None) -> frozenset[str]:
    """Names parted by commas, or the list of a file."""
    parts = given.split(",") if isinstance(given, str) else given or ()
    names = frozenset(name.strip() for name in parts if name.strip())
    if given is not None and not names:
        raise FormatError(f"{option} names nothing")
    return names
