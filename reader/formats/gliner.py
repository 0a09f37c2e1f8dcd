"""GLiNER: the words of each article and its spans counted in words, the last one included."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, pairwise

from reader.core.annotation import Annotation
from reader.core.article import Article
from reader.core.record import Record
from reader.core.span import Span
from reader.formats.format import Entry, Format, Loss, Options, Piece
from reader.formats.jsonlines import written

WORD = re.compile(r"\w+(?:[-_]\w+)*|\S")
"""A word as GLiNER parts them when it predicts: what it is trained on has to be parted alike. Its own `re`, whose `\\w`
differs from that of `regex`."""

WIDEST = 12
"""Words of the longest span that GLiNER looks at, unless its `max_width` is raised."""


def dump(entries: Iterable[Entry], options: Options) -> Iterator[Piece]:
    """A list with an object an article, an article a line."""
    del options
    before = b"["
    for article, record in entries:
        yield "", before + b"\n" + written(example(article, record))
        before = b","
    yield "", (b"[" if before == b"[" else b"") + b"\n]\n"


def example(article: Article, record: Record) -> dict[str, object]:
    """One article as GLiNER reads it."""
    words = parted(article.text, record.annotations)
    placed = ((in_words(words, a.span), a.label) for a in record.annotations)
    return {
        "tokenized_text": [word.of(article.text) for word in words],
        "ner": [[place.start, place.end - 1, label] for place, label in placed if place is not None],
    }


def parted(text: str, annotations: Iterable[Annotation]) -> list[Span]:
    """The words of a text, cut where an annotation begins or ends inside of one."""
    edges = sorted({edge for a in annotations for edge in (a.span.start, a.span.end)})
    return list(chain.from_iterable(_cut(Span(*match.span()), edges) for match in WORD.finditer(text)))


def _cut(word: Span, edges: Sequence[int]) -> Iterator[Span]:
    inside = edges[bisect_right(edges, word.start) : bisect_left(edges, word.end)]
    return (Span(*ends) for ends in pairwise([word.start, *inside, word.end]))


def in_words(words: Sequence[Span], span: Span) -> Span | None:
    """The words a span covers, counted from 0, the end not included; None when it covers blanks only."""
    first = bisect_left(words, span.start, key=lambda word: word.start)
    last = bisect_right(words, span.end, key=lambda word: word.end)
    return Span(first, last) if first < last else None


def losses(entry: Entry, options: Options) -> Iterator[Loss]:
    """Spans of blanks, blanks at the edges of spans, and spans that GLiNER passes over because of their length."""
    del options
    text = entry.article.text
    words = parted(text, entry.record.annotations)
    for annotation in entry.record.annotations:
        place = in_words(words, annotation.span)
        lost = (entry.article.id, annotation.id, annotation.label)
        if place is None:
            yield Loss(*lost, "dropped", "it covers blanks only, and GLiNER counts words")
            continue
        if Span(words[place.start].start, words[place.end - 1].end) != annotation.span:
            yield Loss(*lost, "cut", "the blanks at its edges belong to no word")
        if len(place) > WIDEST:
            why = f"written, but GLiNER passes over spans of more than {WIDEST} words unless max_width is raised"
            yield Loss(*lost, "dropped", f"{len(place)} words: {why}")


FORMAT = Format(
    "gliner",
    "GLiNER's training file: words, and spans counted in words",
    ".json",
    "spans, nested and crossing ones as well, and labels",
    "the exact text between words, ids, notes, flags, status; GLiNER itself passes over spans of more than 12 words",
    dump,
    losses=losses,
)
"""The format."""
