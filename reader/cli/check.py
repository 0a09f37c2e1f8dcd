"""`reader check`: what in a corpus does not agree with itself, a line for each finding."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Iterator

from reader.cli import places
from reader.cli.asked import check_project
from reader.cli.findings import WRITERS
from reader.cli.printing import print_bytes
from reader.cli.talk import say
from reader.cli.working import working
from reader.core.errors import StoreError
from reader.corpus.reading import Reading
from reader.session.checking.check import Check
from reader.session.checking.rules import RULES, chosen
from reader.session.helping import processes
from reader.session.walking import Walk
from reader.session.wording import counted
from reader.store.store import Store

FOUND = 1
"""The exit code when anything was found."""


def check(asked: argparse.Namespace, reading: Reading) -> int:
    """Say what the rules find. Raises ReaderError when nothing can be read."""
    if asked.rules:
        print_bytes([_table().encode()])
        return 0
    rules = chosen(_parts(asked.select), _parts(asked.ignore))
    corpus, place, settings = places.found_and_said(asked.path, asked.store, reading)
    # Whoever guards a corpus wants to know before somebody else cannot open it.
    check_project(settings)
    if asked.store is not None and not place.exists():
        raise StoreError(f"There is no store {place}")
    store = Store.for_reading(place)
    for sentence in (*store.take_notices(), *(f"the folder {each} cannot be read" for each in corpus.unreadable)):
        say(f"reader check: {sentence}.")
    run = Check(Walk(corpus, store), settings.labels, rules, status=asked.status)
    written = WRITERS[asked.format](corpus)
    share = processes(len(run.walk)) if run.walk.splits else 1
    run.get_help(share)
    with working(run.walk, "checking", share) as before_writing:
        print_bytes(_told(map(str.encode, written.pieces(run)), before_writing))
    if asked.format == "text":
        many = f"{counted(run.articles, 'article')}, {counted(run.spans, 'span')}"
        say(f"{many}: {counted(written.count, 'finding') if written.count else 'nothing was found'}.")
    return FOUND if written.count else 0


def _told(pieces: Iterable[bytes], before_writing: Callable[[], None]) -> Iterator[bytes]:
    for piece in pieces:
        before_writing()
        yield piece


def _parts(given: Iterable[str] | None) -> list[str]:
    return [part.strip() for each in given or () for part in each.split(",")]


def _table() -> str:
    repairs = (f"; repair: {rule.repair}" if rule.repair else "" for rule in RULES)
    return "".join(f"{r.id}  {r.name:22}{r.finds}{repair}\n" for r, repair in zip(RULES, repairs, strict=True))
