"""GLiNER: the words of each article, or of parts of it, and its spans counted in words, the last one included."""

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
from reader.formats.segments import segments

WORD = re.compile(r"\w+(?:[-_]\w+)*|\S")
"""A word as GLiNER parts them when it predicts: what it is trained on has to be parted alike. Its own `re`, whose `\\w`
differs from that of `regex`."""

WIDEST = 12
"""Words of the longest span that GLiNER looks at, unless its `max_width` is raised."""


LONGEST = 384
"""Words of an example that GLiNER reads, unless its `max_len` is raised."""


def dump(entries: Iterable[Entry], options: Options) -> Iterator[Piece]:
    """A list with an object an example, an example a line."""
    del options
    before = b"["
    for article, record in entries:
        for example in examples(article, record):
            yield "", before + b"\n" + written(example)
            before = b","
    yield "", (b"[" if before == b"[" else b"") + b"\n]\n"


def examples(article: Article, record: Record) -> Iterator[dict[str, object]]:
    """One article as GLiNER reads it: whole, or in parts where it would not read the end."""
    words = parted(article.text, record.annotations)
    placed = [(place, a.label) for a in record.annotations if (place := in_words(words, a.span)) is not None]
    for part in parts(article.text, words, record.annotations):
        first = bisect_left(placed, part.start, key=_begin)
        last = bisect_left(placed, part.stop, key=_begin) if part.stop < len(words) else len(placed)
        yield {
            "tokenized_text": [word.of(article.text) for word in words[part.start : part.stop]],
            "ner": [
                [place.start - part.start, place.end - part.start - 1, label] for place, label in placed[first:last]
            ],
        }


def _begin(placed: tuple[Span, str]) -> int:
    return placed[0].start


def parts(text: str, words: Sequence[Span], annotations: Iterable[Annotation]) -> Iterator[range]:
    """The words of each example: as many sentences as it may have words, and no annotation is cut.

    One sentence, or several under one annotation, may be longer all the same.
    """
    begin = end = 0
    for segment in segments(text, (a.span for a in annotations)) if len(words) > LONGEST else ():
        stop = bisect_left(words, segment.end, key=lambda word: word.start)
        if stop - begin > LONGEST and end > begin:
            yield range(begin, end)
            begin = end
        end = stop
    yield range(begin, len(words))


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
    """Spans of blanks, blanks at the edges of spans, and spans that GLiNER passes over: too long, or too far behind."""
    del options
    text = entry.article.text
    words = parted(text, entry.record.annotations)
    ends = [part.stop for part in parts(text, words, entry.record.annotations)]
    for annotation in entry.record.annotations:
        place = in_words(words, annotation.span)
        lost = (entry.article.id, annotation.id, annotation.label)
        if place is None:
            yield Loss(*lost, "dropped", "it covers blanks only, and GLiNER counts words")
            continue
        if Span(words[place.start].start, words[place.end - 1].end) != annotation.span:
            yield Loss(*lost, "cut", "the blanks at its edges belong to no word")
        part = bisect_right(ends, place.start)
        if len(place) > WIDEST:
            why = f"written, but GLiNER passes over spans of more than {WIDEST} words unless max_width is raised"
            yield Loss(*lost, "dropped", f"{len(place)} words: {why}")
        elif place.end - (ends[part - 1] if part else 0) > LONGEST:
            why = f"written, but GLiNER reads {LONGEST} words of a sentence unless max_len is raised"
            yield Loss(*lost, "dropped", f"too far behind: {why}")


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
