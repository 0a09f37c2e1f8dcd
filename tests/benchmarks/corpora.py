"""Corpora to measure with: the samples, and an article far larger than any."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

from reader.core.annotation import Annotation, new_id, timestamp
from reader.core.annotations import Annotations
from reader.core.article import Article
from reader.core.record import Record
from reader.core.span import Span
from reader.corpus.decoding import decode
from reader.resources import folder
from reader.store.store import Store

GROUP = (("claim", 0, 24), ("actor", 2, 4), ("place", 8, 10), ("figure", 15, 16))
"""Labels with the words they span, counted from the first of their group: a claim with three names in it."""


def samples(place: Path) -> Path:
    """Copy the sample articles to a folder."""
    return Path(shutil.copytree(folder("seeds"), place))


def large(place: Path, *, size: int, spans: int) -> Path:
    """Write one article of so many code points, and a store with so many spans spread evenly over it."""
    place.mkdir()
    article = Article("large.txt", text_of(size))
    (place / article.id).write_bytes(article.text.encode())
    annotations = Annotations(annotations_of(article.text, spans))
    record = Record(article.id, article.title, article.sha256, len(article), annotations=annotations)
    store = Store(place / "annotations.json")
    store.save([record])
    store.close()
    return place


def text_of(size: int) -> str:
    """The text of the samples again and again."""
    pieces: list[str] = []
    length = 0
    texts = [decode(path.read_bytes()).strip() for path in sorted(folder("seeds").glob("*.txt"))]
    for text in cycle(texts):
        if length >= size:
            break
        pieces.append(text)
        length += len(text) + 2
    return "\n\n".join(pieces)[:size]


def annotations_of(text: str, count: int) -> Iterator[Annotation]:
    """So many annotations in groups like `GROUP`, their edges on the edges of words."""
    words = [match.span() for match in re.finditer(r"\w+", text)]
    groups = -(-count // len(GROUP))
    stride = len(words) // groups
    if stride <= max(end for _, _, end in GROUP):
        raise ValueError(f"{count} spans have no room in {len(words)} words")
    now = timestamp()
    for number in range(count):
        group, (label, first, end) = number // len(GROUP), GROUP[number % len(GROUP)]
        span = Span(words[group * stride + first][0], words[group * stride + end - 1][1])
        yield Annotation(new_id(), span, label, span.of(text), "benchmark", now, now)
