"""`reader export`: articles with their spans, written for other tools."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from reader.cli import places
from reader.cli.talk import say
from reader.core.errors import FormatError, StoreError
from reader.corpus.reading import Reading
from reader.formats import format_of
from reader.formats.format import Entry, Format, Options, Piece, Source, no_losses
from reader.session.export import Choice, Export, Plan
from reader.session.verifying import verify
from reader.session.wording import counted
from reader.store.outputs import found_at, write_file, write_folder
from reader.store.store import Store

if TYPE_CHECKING:
    from reader.formats.format import Loss

INCOMPLETE = 1
"""The exit code when something was left out; standard error says what."""

LOSING = 3
"""The exit code when the format would lose spans and nobody said that it may: nothing is written then."""

PROGRESS = 500
"""Articles from which on it is shown how far an export is."""


def export(asked: argparse.Namespace, reading: Reading) -> int:
    """Write the export. Raises ReaderError when nothing can be read or written."""
    corpus, place = places.find(asked.path, asked.store, reading)
    if asked.store is not None and not place.exists():
        raise StoreError(f"There is no store {place}")
    store = Store.for_reading(place)
    said = [f"the folder {folder} is left out: it cannot be read" for folder in corpus.unreadable]
    for sentence in (*store.take_notices(), *said):
        say(f"reader export: {sentence}.")

    def tell(sentence: str) -> None:
        said.append(sentence)
        say(f"reader export: {sentence}.")

    form = format_of(asked.format)
    run = Export(corpus, store, form, options_of(asked), choice_of(asked), tell)
    if asked.dry_run or not may_lose(run, asked):
        return LOSING if not asked.dry_run else _said_plan(run)
    _write(run, asked)
    return INCOMPLETE if said else 0


def options_of(asked: argparse.Namespace) -> Options:
    """What was said about the writing. Raises FormatError."""
    split = tuple(int(part) if part.isdecimal() else -1 for part in asked.split.split("/")) if asked.split else ()
    if split and (len(split) not in (2, 3) or sum(split) != 100 or min(split) < 0):  # noqa: PLR2004 - percentages
        raise FormatError(f"--split {asked.split} needs two or three percentages that make 100, such as 80/10/10")
    return Options(
        offsets=asked.offsets,
        flatten=asked.flatten or "",
        scheme=asked.scheme,
        ents=asked.ents,
        spreadsheet=asked.spreadsheet,
        split=split,
        seed=asked.seed,
    )


def choice_of(asked: argparse.Namespace) -> Choice:
    """What of the corpus was asked for."""
    return Choice(asked.status, _names(asked.labels), _names(asked.annotator))


def may_lose(run: Export, asked: argparse.Namespace) -> bool:
    """Is nothing lost, or may it be? Says what would be."""
    if asked.lossy or run.form.losses is no_losses:
        return True
    losses = run.plan().losses
    if not losses:
        return True
    for sentence in losing(run.plan()):
        say(f"reader export: {sentence}.")
    if sys.stdin.isatty() and sys.stderr.isatty():
        sys.stderr.write("Write it all the same? [y/N] ")
        sys.stderr.flush()
        return sys.stdin.readline().strip().lower() in ("y", "yes")
    say(f"reader export: {run.form.name} would lose these spans, so nothing was written; --lossy writes all the same.")
    return False


def losing(plan: Plan) -> Iterator[str]:
    """A sentence for each kind of loss."""
    for (label, what, why), times in plan.losses.most_common():
        example: Loss = plan.examples[label, what, why][0]
        yield f"{counted(times, 'span')} of {label} {what}: {why} (such as {example.annotation} in {example.article})"


def _said_plan(run: Export) -> int:
    plan = run.plan()
    labels = ", ".join(f"{label} {times}" for label, times in sorted(plan.spans.items())) or "no spans"
    say(f"{run.form.name}: {counted(plan.articles, 'article')}, {counted(plan.spans.total(), 'span')} ({labels})")
    for sentence in losing(plan):
        say(sentence)
    return LOSING if plan.losses else 0


def _write(run: Export, asked: argparse.Namespace) -> None:
    output = asked.output
    if output is None or output == "-":
        if not run.form.suffix:
            raise FormatError(f"{run.form.name} is a folder of files: name one with --output FOLDER")
        _print(run.pieces())
        return
    path = Path(output)
    with _progress(run) as pieces:
        if run.form.suffix:
            write_file(path, pieces)
        else:
            write_folder(path, pieces, force=asked.force)
    _verified(run.form, run.options, run.entries(), path)


def _verified(form: Format, options: Options, entries: Iterable[Entry], path: Path) -> None:
    """Read back what was written; say how many spans came back. Raises FormatError when not all did."""
    found = found_at(path)
    verdict = verify(form, options, entries, Source(found.names, found.open))
    if verdict is None:
        say(f"written to {path}; {form.name} cannot be read back here")
    elif not verdict.holds:
        raise FormatError(f"{path} was written, but not all is as it should be: {verdict.sentence}")
    else:
        say(f"written to {path}; {verdict.sentence}")


def _print(pieces: Iterable[Piece]) -> None:
    try:
        for _, data in pieces:
            sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        # Whoever reads has enough. Python would complain again when it closes the stream at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@contextmanager
def _progress(run: Export) -> Iterator[Iterable[Piece]]:
    """The pieces of an export, with a bar on standard error when it takes a while and a person is there to see it."""
    if len(run) < PROGRESS or not sys.stderr.isatty():
        yield run.pieces()
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("writing", total=len(run))
        run.when_written = lambda: bar.advance(task)
        yield run.pieces()


def _names(given: str | None) -> frozenset[str]:
    return frozenset(name.strip() for name in (given or "").split(",") if name.strip())
