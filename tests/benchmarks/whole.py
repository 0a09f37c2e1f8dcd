"""What whole commands cost: `python -m tests.benchmarks.whole [--articles N] [FORMAT…]`.

A corpus is imported at once, so that the last line of the store's history is as long as it can be. Then each format is
exported, with its reading back; and tables of a million rows are opened. Every command has a process of its own: told
are the seconds of the processor, and its largest memory.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import orjson

from reader.formats import MODULES, format_of
from reader.formats.format import Options
from tests.benchmarks.exporting import ARTICLES, SENTENCE, SPANS, entries, verdict

ROWS = 1_000_000
"""Rows of a table."""
AIMS = {"table.jsonl": 3.0, "table.parquet": 1.0}
"""Seconds in which a table is to be open."""
OPENING = (
    "import sys; from pathlib import Path; from reader.corpus.corpus import open_corpus; open_corpus(Path(sys.argv[1]))"
)


class Spent(NamedTuple):
    """What a process took."""

    processor: float
    """Seconds of the processor."""
    clock: float
    """Seconds by the clock."""
    peak: float
    """Its largest memory, in MB."""


def spent(*command: str | Path) -> Spent:
    """Run Python with some arguments. Raises RuntimeError when it fails."""
    begun = time.perf_counter()
    process = subprocess.Popen([sys.executable, *map(str, command)], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    said = process.stderr.read() if process.stderr is not None else b""
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode > 1:
        raise RuntimeError(said.decode())
    return Spent(usage.ru_utime + usage.ru_stime, time.perf_counter() - begun, usage.ru_maxrss / 1024)


def carried(home: Path, articles: int, formats: list[str]) -> Iterator[str]:
    """Import new articles, and export them; a line of the table each."""
    corpus, source = home / "corpus", home / "all.jsonl"
    corpus.mkdir()
    dump = format_of("jsonl").dump
    assert dump is not None
    with source.open("wb") as file:
        file.writelines(data for _, data in dump(entries(articles, [0.0]), Options()))
    taken = spent("-m", "reader", "import", source, "--into", corpus)
    yield f"{'import jsonl':20}{_told(taken)}"
    source.unlink()
    for name in formats:
        place = home / f"out{format_of(name).suffix}"
        taken = spent("-m", "reader", "export", corpus, "--format", name, "--lossy", "--output", place, "--force")
        yield f"{f'export {name}':20}{_told(taken)}{verdict(taken.peak)}"


def opened(home: Path) -> Iterator[str]:
    """Open tables of many rows; Python alone and what opening needs of it are in the figures."""
    for name, aim in AIMS.items():
        place = home / name
        if name.endswith(".parquet") and find_spec("pyarrow") is None:
            continue
        _write_table(place)
        taken = spent("-c", OPENING, place)
        met = "met" if taken.processor <= aim else "MISSED"
        yield f"{f'open {name}':20}{_told(taken)} <= {aim:.0f} s: {met} ({place.stat().st_size / 1e6:,.0f} MB)"
        place.unlink()


def _write_table(place: Path) -> None:
    rows = ({"id": f"row-{n:07}", "text": f"Article {n}. {SENTENCE * (3 + n % 3)}", "n": n} for n in range(ROWS))
    if place.suffix == ".jsonl":
        with place.open("wb") as file:
            file.writelines(orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE) for row in rows)
        return
    import pyarrow as pa  # noqa: PLC0415 - it may not be installed
    from pyarrow import parquet  # noqa: PLC0415

    schema = pa.schema([("id", pa.string()), ("text", pa.string()), ("n", pa.int64())])
    with parquet.ParquetWriter(place, schema) as writer:
        for _ in range(ROWS // 50_000):
            writer.write_table(pa.Table.from_pylist([next(rows) for _ in range(50_000)], schema))


def _told(taken: Spent) -> str:
    return f"{taken.processor:>8.1f} s{taken.clock:>8.1f} s by the clock{taken.peak:>8,.0f} MB"


def main() -> None:
    """Measure what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("formats", nargs="*", metavar="FORMAT", help=", ".join(MODULES))
    parser.add_argument("--articles", type=int, default=ARTICLES)
    asked = parser.parse_args()
    print(f"load {os.getloadavg()[0]:.1f}; {asked.articles:,} articles, {SPANS * asked.articles:,} spans", flush=True)
    with tempfile.TemporaryDirectory() as home:
        for line in carried(Path(home), asked.articles, asked.formats or ["jsonl", "conll"]):
            print(line, flush=True)
        for line in opened(Path(home)):
            print(line, flush=True)


if __name__ == "__main__":
    main()
