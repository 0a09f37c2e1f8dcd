"""What keeping a tag costs: `python -m tests.benchmarks.storing [SIZE…]`, sizes in annotations.

A step and a raw append of as many bytes, each with its fsync, take turns in the same run: a slow disk slows both.
Opening and folding are measured in processor time, and how long another thread is held up while a fold runs.
"""

from __future__ import annotations

import os
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median

from reader.core.annotation import Annotation, new_id, timestamp
from reader.core.annotations import Annotations
from reader.core.article import Article
from reader.core.change import Change
from reader.core.record import Record
from reader.core.span import Span
from reader.core.step import Head, Step
from reader.store import blobs
from reader.store.records import head_document, to_item
from reader.store.state import State
from reader.store.storage import StateStorage
from reader.store.store import Store

SIZES = (1_000, 100_000, 1_000_000)
"""Annotations stored."""
AN_ARTICLE = 100
"""Annotations of an article."""
TIMES = 400
"""Steps appended."""
TEXT = "Prime Minister of Armenia Nikol Pashinyan said on Tuesday that some 2,000 people had left the district. " * 100
"""What every article says."""


def written(place: Path, size: int) -> Path:
    """A store with so many annotations, folded."""
    path = place / f"{size}.json"
    state = State()
    for number in range(0, size, AN_ARTICLE):
        article = Article(f"{number:07}.txt", TEXT)
        kept = Annotations(annotation(offset) for offset in range(26, 26 + 90 * AN_ARTICLE, 90))
        head = {**Head.of(Record.of(article))._asdict(), "status": "open", "note": "", "flag": False}
        state.put(article.id, blobs.blob_of({**head_document(head), "annotations": [to_item(each) for each in kept]}))
    storage = StateStorage(path)
    storage.load()
    storage.replace(state.pieces())
    return path


def annotation(start: int) -> Annotation:
    """An annotation as the app makes them."""
    now = timestamp()
    return Annotation(new_id(), Span(start, start + 15), "actor", "", "benchmark", now, now).placed(
        TEXT, Span(start, start + 15)
    )


def steps() -> Iterator[Step]:
    """Tags, one an article, again and again."""
    for number in range(TIMES):
        article = Article(f"{number % 10 * AN_ARTICLE:07}.txt", TEXT)
        change = Change(article.id, added=(annotation(number * 20 + 1),))
        yield Step((change,), (Head.of(Record.of(article)),), at=timestamp(), by="benchmark")


def appended(store: Store, place: Path) -> tuple[list[float], list[float]]:
    """Milliseconds of each step, and of each raw append and fsync of as many bytes, in turns."""
    ours, raw = [], []
    history = next(iter(place.glob("*.history.jsonl")), None)
    with (place / "raw").open("ab", buffering=0) as floor:
        size = 0
        for step in steps():
            before = size
            begun = time.perf_counter()
            store.append(step)
            ours.append(1000 * (time.perf_counter() - begun))
            history = history or next(place.glob("*.history.jsonl"))
            size = history.stat().st_size
            data = b"x" * (size - before)
            begun = time.perf_counter()
            os.write(floor.fileno(), data)
            os.fsync(floor.fileno())
            raw.append(1000 * (time.perf_counter() - begun))
    return ours, raw


def held_up(store: Store) -> tuple[float, float, float]:
    """Seconds of a fold, processor seconds, and the longest time in ms that another thread was held up by it."""
    sys.setswitchinterval(0.0005)
    done = threading.Event()

    def folding() -> None:
        store.fold()
        done.set()

    thread = threading.Thread(target=folding)
    cpu, begun = time.process_time(), time.perf_counter()
    thread.start()
    worst, before = 0.0, time.perf_counter()
    while not done.is_set():
        time.sleep(0.001)
        now = time.perf_counter()
        worst, before = max(worst, now - before - 0.001), now
    thread.join()
    return time.perf_counter() - begun, time.process_time() - cpu, 1000 * worst


def measure(size: int) -> tuple[float, float]:
    """Print a line for a store of this size; returns the medians of a step and of the floor."""
    with tempfile.TemporaryDirectory() as home:
        place = Path(home)
        path = written(place, size)
        os.sync()
        cpu, begun = time.process_time(), time.perf_counter()
        store = Store.for_writing(path)
        first = store.record(next(iter(store.ids)))
        assert first is not None
        ready, opening = time.perf_counter() - begun, time.process_time() - cpu
        cpu = time.process_time()
        assert store.strings().total() == size
        spans = time.process_time() - cpu
        ours, raw = appended(store, place)
        wall, folding, worst = held_up(store)
        store.close()
        sys.stdout.write(
            f"{size:>9,} annotations: tag acknowledged p50 {median(ours):.3f} ms, p99 {sorted(ours)[-4]:.3f}; "
            f"raw {median(raw):.3f}, {sorted(raw)[-4]:.3f}: {median(ours) / median(raw):.2f}x (aim 3). "
            f"First article after {ready:.2f} s; opening {opening:.2f} s cpu, all strings {spans:.2f} s more. "
            f"Fold {wall:.2f} s, {folding:.2f} s cpu, holds others up {worst:.1f} ms at most (aim 50)\n"
        )
        sys.stdout.flush()
        return median(ours), median(raw)


def main(sizes: Sequence[int]) -> None:
    """Measure every size."""
    medians = {size: measure(size) for size in sizes}
    smallest, largest = min(sizes), max(sizes)
    ratio = medians[largest][0] / medians[smallest][0]
    floor = medians[largest][1] / medians[smallest][1]
    sys.stdout.write(f"{largest:,} over {smallest:,}: {ratio:.2f}x (aim 1.5), the raw floor meanwhile {floor:.2f}x\n")


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or SIZES)
