"""What `reader check` and `reader stats` cost: `python -m tests.benchmarks.checking [--articles N] [--wild]`.

A folder of articles with ten spans each is made, with its store and history; then each command has a process of its
own, which says its largest memory, and that of the largest process it has started. Times are those that a person waits,
which depend on what else the machine does (the load is printed), and those of the processors together. With `--wild`
the spans are those of `tests.benchmarks.exporting`, which begin and end anywhere: of them nearly every one is a
finding, or two.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

from reader.core.annotation import Annotation
from reader.core.annotations import Annotations
from reader.core.article import Article
from reader.core.label import DEFAULT_LABELS
from reader.core.record import Record
from reader.core.span import Span
from reader.core.step import Head
from reader.formats.format import Entry
from reader.store.blobs import blob_of
from reader.store.history import History
from reader.store.lines import line_of
from reader.store.places import places
from reader.store.records import head_document, to_item
from reader.store.state import State
from reader.store.storage import StateStorage
from tests.benchmarks.exporting import ARTICLES, entries
from tests.stores import step_of

SPANS = 10
"""Annotations of each article."""
SENTENCES = 10
"""Sentences of each article."""
WHEN = "2026-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.000+00:00"
SYLLABLES = "ka mo re shi ta lu ven dor gra bel hos tin yar pol zem ra".split()
VERBS = ("said", "denied", "wrote on Tuesday", "told the press near the border")
CLAIM, ACTOR, PLACE, FIGURE = (label.name for label in DEFAULT_LABELS)
FILLED = 0.85
"""The share of the sentences without spans that name nothing: most of what is tagged somewhere is tagged everywhere."""
BATCH = 1_000
"""Steps written to the history at a time."""


def sensible(count: int) -> Iterator[Entry]:
    """Articles whose spans are sentences, names and numbers; some names stand untagged, some have two labels."""
    draw = Random(0)
    for number in range(count):
        text, made = f"Article {number}\n\n", []
        for sentence in range(SENTENCES):
            tagged = sentence % 4 == 0
            if not tagged and draw.random() < FILLED:
                text += (
                    f"It was {draw.choice(VERBS)} that all of it had to be looked at again in the week after, as ever. "
                )
                continue
            actor, place, figure = _name(draw, 2), _name(draw, 1), f"some {draw.randint(2, 900)}"
            start = len(text)
            text += f"{actor} {draw.choice(VERBS)} that {figure} people had left the district of {place} since then. "
            if tagged:
                made.append((start, len(text) - 1, CLAIM))
                for words, label in ((actor, ACTOR), (figure, FIGURE), (place, draw.choice((PLACE, PLACE, ACTOR)))):
                    made.append((text.index(words, start), text.index(words, start) + len(words), label))
        yield _entry(f"news/{number:06}.txt", text, made[:SPANS])


def _name(draw: Random, words: int) -> str:
    """A name; a few are frequent, many are rare."""
    drawn = int(draw.paretovariate(0.5)) % 4_000
    parts = [
        SYLLABLES[drawn % 16] + SYLLABLES[drawn // 16 % 16] + SYLLABLES[(drawn // 256 + n) % 16] for n in range(words)
    ]
    return " ".join(part.title() for part in parts)


def _entry(name: str, text: str, made: list[tuple[int, int, str]]) -> Entry:
    article = Article(name, text)
    annotations = Annotations(
        Annotation(os.urandom(8).hex(), Span(s, e), label, "", "benchmark", _when(0), _when(0)).placed(text, Span(s, e))
        for s, e, label in made
    )
    return Entry(
        article,
        Record.of(article).__class__(article.id, article.title, article.sha256, len(article), annotations=annotations),
    )


def _when(number: int) -> str:
    """A time of a step: work of eight hours a day, a step every other second."""
    second = 2 * number
    day, second = divmod(second, 8 * 3600)
    month, day = divmod(day, 28)
    hour, second = divmod(second, 3600)
    return WHEN.format(month=month % 12 + 1, day=day + 1, hour=9 + hour, minute=second // 60, second=second % 60)


def write(home: Path, made: Iterator[Entry]) -> Path:
    """Write articles, the store and its history: a step for each article."""
    state, store = State(), home / "annotations.json"
    (home / "news").mkdir()
    history = History(places(store).history)
    batch: list[bytes] = []
    for number, (article, record) in enumerate(made, 1):
        (home / article.id).write_bytes(article.text.encode())
        kept = [annotation.placed(article.text, annotation.span) for annotation in record.annotations]
        head = {**Head.of(record)._asdict(), "status": "open", "note": "", "flag": False}
        state.put(article.id, blob_of({**head_document(head), "annotations": [to_item(each) for each in kept]}))
        data, last = line_of(
            step_of(record)._replace(at=_when(number)), "benchmark", number, "" if number == 1 else None
        )
        batch.append(data)
        if len(batch) == BATCH:
            history.append(b"".join(batch), last)
            batch = []
    if batch:
        history.append(b"".join(batch), last)
    state.log, state.seq, state.line, state.offset = "benchmark", last.seq, last.sum, history.end
    history.close()
    storage = StateStorage(store)
    storage.load()
    storage.replace(state.pieces())
    return home


def measure(command: str, home: Path) -> str:
    """Run one command in this process, its output thrown away; a line of the table."""
    from reader.cli import main  # noqa: PLC0415 - its start is part of what is measured

    begun = time.monotonic()
    with open(os.devnull, "w") as nowhere:  # noqa: PTH123 - a device
        os.dup2(nowhere.fileno(), sys.stdout.fileno())
        code = main([command, str(home), *(["--json"] if command == "stats" else [])])
    spent = time.monotonic() - begun
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    peak = sum(each.ru_maxrss for each in used) / 1024
    cpu = sum(each.ru_utime + each.ru_stime for each in used)
    verdicts = ("met" if spent < 30 else "MISSED", "met" if peak < 1_000 else "MISSED")
    return (
        f"{command:8}{spent:>8.1f} s < 30: {verdicts[0]} (processors {cpu:.1f} s)"
        f"{peak:>8,.0f} MB < 1,000: {verdicts[1]} (exit code {code}, load {os.getloadavg()[0]:.1f})"
    )


def main() -> None:
    """Measure both commands."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=ARTICLES)
    parser.add_argument("--wild", action="store_true", help="spans that begin and end anywhere")
    parser.add_argument("--keep", metavar="FOLDER", help="make the corpus there, and leave it")
    parser.add_argument("--alone", nargs=2, metavar=("COMMAND", "FOLDER"), help="one command, in this process")
    asked = parser.parse_args()
    if asked.alone:
        print(measure(asked.alone[0], Path(asked.alone[1])), file=sys.stderr, flush=True)
        return
    with tempfile.TemporaryDirectory() as temporary:
        home = Path(asked.keep or temporary)
        home.mkdir(exist_ok=True)
        write(home, entries(asked.articles, [0.0]) if asked.wild else sensible(asked.articles))
        print(
            f"{asked.articles:,} articles, {SPANS * asked.articles:,} spans; load {os.getloadavg()[0]:.1f}", flush=True
        )
        for command in ("check", "stats"):
            subprocess.run(
                [sys.executable, "-m", "tests.benchmarks.checking", "--alone", command, str(home)], check=True
            )


if __name__ == "__main__":
    main()
