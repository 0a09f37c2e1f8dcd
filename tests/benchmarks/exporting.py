"""What formats cost: `python -m tests.benchmarks.exporting [--articles N] [FORMAT…]`, all by default.

JSON Lines and a raw `orjson.dumps` of the same records take turns in one process, and so do CoNLL and the tokenizer of
spaCy's blank English on the same texts. Compared is writing alone: values of articles and annotations become bytes;
what a whole command takes, with reading articles and store before and reading back behind, says `whole`. Then each
format has a process of its own, that writes all the articles to a file, reads it again where the format can, and says
its largest memory: times are those of the processor and without what making the articles takes.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from importlib.util import find_spec
from itertools import cycle, islice
from pathlib import Path
from random import Random
from statistics import median

import orjson

from reader.core.annotation import Annotation
from reader.core.annotations import Annotations
from reader.core.article import Article
from reader.core.errors import FormatError
from reader.core.label import DEFAULT_LABELS
from reader.core.record import Record
from reader.core.span import Span
from reader.corpus.decoding import decode
from reader.formats import MODULES, format_of
from reader.formats.format import Entry, Loaded, Options, Source
from reader.resources import folder

ARTICLES = 100_000
"""How many articles are written."""
SPANS = 10
"""Annotations of each."""
LAP = 500
"""Articles of one turn."""
LAPS = 20
"""Turns."""
SENTENCE = "Prime Minister of Armenia Nikol Pashinyan said on Tuesday that some 2,000 people had left the district. "
WHEN = "2026-01-02T03:04:05.678+00:00"
NAMES = [label.name for label in DEFAULT_LABELS]


def entries(count: int, spent: list[float]) -> Iterator[Entry]:
    """Articles of 3 to 17 sentences, mostly ASCII; `spent` is added the seconds that making them took."""
    draw = Random(0)
    for number in range(count):
        begun = time.process_time()
        text = f"Article {number}" + "\n\n" * (number % 2) + SENTENCE * draw.randint(3, 17) + "né" * (number % 3 == 0)
        article = Article(f"news/{number:06}.txt", text)
        made = (_annotation(text, draw, f"{number:08x}{each:08x}") for each in range(SPANS))
        record = Record(article.id, article.title, article.sha256, len(text), annotations=Annotations(made))
        spent[0] += time.process_time() - begun
        yield Entry(article, record)


def _annotation(text: str, draw: Random, identity: str) -> Annotation:
    start = draw.randrange(len(text) - 120)
    span = Span(start, start + draw.choice((8, 16, 16, 100)))
    return Annotation(identity, span, draw.choice(NAMES), span.of(text), "benchmark", WHEN, WHEN)


def news(count: int) -> Iterator[Entry]:
    """Articles of 4,000 characters of the samples, each from another place on, with as many spans as the others."""
    draw = Random(0)
    whole = "\n\n".join(decode(path.read_bytes()).text for path in sorted(folder("seeds").glob("*.txt")))
    for number in range(count):
        at = draw.randrange(len(whole))
        text = (whole[at:] + whole)[:4_000]
        article = Article(f"news/{number:06}.txt", text)
        made = (_annotation(text, draw, f"{number:08x}{each:08x}") for each in range(SPANS))
        yield Entry(article, Record(article.id, article.title, article.sha256, 4_000, annotations=Annotations(made)))


def samples() -> Iterator[Entry]:
    """The samples as they are, again and again."""
    read = [(path.name, decode(path.read_bytes()).text) for path in sorted(folder("seeds").glob("*.txt"))]
    articles = [Article(name, text) for name, text in read]
    return islice(cycle([Entry(article, Record.of(article)) for article in articles]), LAP * LAPS // 10)


def conll_ratios(made: Iterator[Entry]) -> Iterator[float]:
    """How quick CoNLL is, to spaCy's blank tokenizer on the same texts, turn by turn; nothing when it is not there."""
    if find_spec("spacy") is None:
        return
    import spacy  # noqa: PLC0415 - a second

    dump, tokenizer = format_of("conll").dump, spacy.blank("en").tokenizer
    assert dump is not None
    while lap := list(islice(made, LAP // 10)):
        begun = time.process_time()
        for _ in dump(lap, Options()):
            continue
        ours = time.process_time() - begun
        begun = time.process_time()
        for entry in lap:
            tokenizer(entry.article.text)
        yield (time.process_time() - begun) / ours


def ratios(made: Iterator[Entry]) -> Iterator[float]:
    """How quick JSON Lines are, to `orjson.dumps` of the very same records, turn by turn; twice after each other."""
    dump = format_of("jsonl").dump
    assert dump is not None
    while lap := list(islice(made, LAP)):
        begun = time.process_time()
        lines = [data for _, data in dump(lap, Options())]
        ours = time.process_time() - begun
        records = [orjson.loads(line) for line in lines]
        begun = time.process_time()
        for record in records:
            orjson.dumps(record)
        yield (time.process_time() - begun) / ours


def measure(name: str, count: int) -> str:
    """Write and read all with one format; a line of the table."""
    form = format_of(name)
    assert form.dump is not None
    spent, begun, size = [0.0], time.process_time(), 0
    with tempfile.TemporaryDirectory() as home:
        for path, data in form.dump(entries(count, spent), Options(split=(80, 10, 10))):
            place = Path(home, path or f"all{form.suffix}")
            place.parent.mkdir(parents=True, exist_ok=True)
            with place.open("ab") as file:
                file.write(data)
            size += len(data)
        writing = time.process_time() - begun - spent[0]
        peak = _peak()
        told = f"{name:14}{count / writing:>10,.0f} articles/s{size / 1e6:>9,.0f} MB{peak:>7,.0f} MB{verdict(peak)}"
        return told + (f"  {_read(name, Path(home))}" if form.load is not None else "")


def _read(name: str, home: Path) -> str:
    form = format_of(name)
    assert form.load is not None
    names = sorted(path.relative_to(home).as_posix() for path in home.rglob("*") if path.is_file())
    begun, articles, spans = time.process_time(), 0, 0
    for part in form.load(Source(names, lambda path: (home / path).open("rb")), Options()):
        assert isinstance(part, Loaded), part
        articles += 1
        spans += len(part.spans)
    reading = time.process_time() - begun
    return f"read: {articles / reading:>8,.0f} articles/s, {spans:,} spans{_peak():>7,.0f} MB{verdict(_peak())}"


def _peak() -> float:
    """The largest memory so far, in MB: Linux counts it in KB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def verdict(peak: float) -> str:
    """Is a memory in MB as small as it has to be?"""
    return " < 300: met" if peak < 300 else " < 300: MISSED"


def _compared(what: str, found: list[float], aim: float) -> str:
    if not found:
        return f"{what}: left out, it is not installed"
    middle = median(found)
    return (
        f"{what}: {middle:.2f}x, {min(found):.2f} to {max(found):.2f} >= {aim}: {'met' if middle >= aim else 'MISSED'}"
    )


def main() -> None:
    """Measure what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("formats", nargs="*", metavar="FORMAT", help=", ".join(MODULES))
    parser.add_argument("--articles", type=int, default=ARTICLES)
    parser.add_argument("--alone", action="store_true", help="one format, in this process")
    asked = parser.parse_args()
    if asked.alone:
        try:
            print(measure(asked.formats[0], asked.articles), flush=True)
        except FormatError as error:
            print(f"{asked.formats[0]:14}left out: {error}", flush=True)
        return
    print(f"{asked.articles:,} articles, {SPANS * asked.articles:,} spans; seconds of the processor", flush=True)
    for name in asked.formats or MODULES:
        again = [sys.executable, "-m", "tests.benchmarks.exporting", "--alone", name, "--articles", str(asked.articles)]
        subprocess.run(again, check=True)
    # Behind the others: what this process had at most is the least that Linux says of those it starts.
    if not asked.formats or "jsonl" in asked.formats:
        short, long = entries(LAP * LAPS, [0.0]), news(LAP * LAPS)
        for what, made in (("articles of 1,000 characters", short), ("articles of 4,000 characters", long)):
            print(_compared(f"jsonl beside raw orjson.dumps, {what}", list(ratios(made)), 0.4), flush=True)
    if not asked.formats or "conll" in asked.formats:
        # Whether spaCy finds every word of a text among those it has kept makes it 6 times as quick, or not.
        kept = news(LAP * LAPS // 10)
        for what, made in (("the samples as they are", samples()), ("parts of them, from any place on", kept)):
            print(_compared(f"conll beside spaCy's blank tokenizer, {what}", list(conll_ratios(made)), 0.5), flush=True)


if __name__ == "__main__":
    main()
