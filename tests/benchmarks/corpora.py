"""Corpora to measure with: the samples, and an article far larger than any."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Iterator, Sequence
from itertools import cycle
from pathlib import Path

from reader.core.annotation import Annotation, new_id, timestamp
from reader.core.annotations import Annotations
from reader.core.article import Article
from reader.core.record import Record
from reader.core.span import Span
from reader.corpus.decoding import decode
from reader.resources import folder
from tests.stores import keep

GROUP = (("claim", 0, 24), ("actor", 2, 4), ("place", 8, 10), ("figure", 15, 16))
"""Labels with the words they span, counted from the first of their group: a claim with three names in it."""
GROUP_WORDS = 25
"""How many words a group takes; where it has fewer, it shrinks."""
NOW = timestamp()
SLATE_LABELS = {"claim": "label:a", "actor": "label:s", "place": "label:d", "figure": "label:v"}
"""What SLATE's labels are called without a configuration of one's own."""

Word = tuple[tuple[int, int], Span]
"""A word's line and its place in it, both from 0, and where it is in the text."""


def samples(place: Path) -> Path:
    """Copy the sample articles to a folder."""
    return Path(shutil.copytree(folder("seeds"), place))


def large(place: Path, *, size: int, spans: int, name: str = "large.txt") -> Path:
    """Write one article of so many code points, and a store with so many spans spread evenly over it."""
    text = text_of(size)
    return article(place, name, text, annotations_of(text, spans))


def article(place: Path, name: str, text: str, annotations: Iterable[Annotation] = ()) -> Path:
    """Write an article into a folder, and a store with its annotations, if there are any."""
    place.mkdir(exist_ok=True)
    written = Article(name, text)
    (place / name).write_bytes(text.encode())
    if kept := Annotations(annotations):
        keep(place / "annotations.json", Record(name, written.title, written.sha256, len(written), annotations=kept))
    return place


def two(place: Path, *, size: int, spans: int) -> Path:
    """Write a small article and, after it in the list, a large one."""
    article(place, "0 small.txt", text_of(2_000))
    return large(place, size=size, spans=spans, name="1 large.txt")


def many(place: Path, count: int) -> Path:
    """Write so many articles of a few lines, each with a title of its own."""
    place.mkdir()
    text = text_of(400)
    for number in range(count):
        (place / f"{number:06}.txt").write_text(f"Article {number} of {count}\n\n{text}\n")
    return place


def labelled(place: Path, *, size: int, labels: int) -> Path:
    """Write an article with so many labels for the reader and, in `slate.annotations`, the same for SLATE."""
    text = text_of(size)
    kept, lines = [], []
    for (first, start), (last, end), label in grouped(list(tokens(text)), labels):
        kept.append(annotation(text, Span(start.start, end.end), label))
        lines.append(f"({first}, {last}) - {SLATE_LABELS[label]}\n")
    article(place, "large.txt", text, kept)
    (place / "slate.annotations").write_text("".join(lines))
    return place


def grouped(words: Sequence[Word], count: int) -> Iterator[tuple[Word, Word, str]]:
    """So many labels in groups like `GROUP`, each with its first and last word; close together, the claims overlap."""
    for number in range(count):
        start = number // len(GROUP) * len(words) * len(GROUP) // count
        label, first, end = GROUP[number % len(GROUP)]
        yield words[min(start + first, len(words) - 1)], words[min(start + end, len(words)) - 1], label


def tokens(text: str) -> Iterator[Word]:
    """Words as SLATE counts them: whatever stands between blanks."""
    here = 0
    for number, line in enumerate(text.split("\n")):
        for place, match in enumerate(re.finditer(r"\S+", line)):
            yield (number, place), Span(here + match.start(), here + match.end())
        here += len(line) + 1


def text_of(size: int) -> str:
    """The text of the samples again and again, with the quotation marks of print.

    Those make Python keep two bytes a character, and leave no use for what is quick with ASCII alone.
    """
    pieces: list[str] = []
    length = 0
    texts = [decode(path.read_bytes()).text.strip() for path in sorted(folder("seeds").glob("*.txt"))]
    for text in cycle(texts):
        if length >= size:
            break
        pieces.append(text)
        length += len(text) + 2
    return re.sub('"([^"]*)"', "“\\1”", "\n\n".join(pieces))[:size]


def annotations_of(text: str, count: int) -> Iterator[Annotation]:
    """So many annotations in groups like `GROUP`, their edges on the edges of words."""
    words = [match.span() for match in re.finditer(r"\w+", text)]
    stride = len(words) // max(1, -(-count // len(GROUP)))
    if stride < len(GROUP):
        raise ValueError(f"{count} spans have no room in {len(words)} words")
    scale = min(1, stride / GROUP_WORDS)
    for number in range(count):
        group, (label, first, end) = number // len(GROUP), GROUP[number % len(GROUP)]
        start, last = int(first * scale), max(int(first * scale), int(end * scale) - 1)
        yield annotation(text, Span(words[group * stride + start][0], words[group * stride + last][1]), label)


def annotation(text: str, span: Span, label: str) -> Annotation:
    """An annotation made now."""
    return Annotation(new_id(), span, label, "", "benchmark", NOW, NOW).placed(text, span)
