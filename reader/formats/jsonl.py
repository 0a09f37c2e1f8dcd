"""JSON Lines: one article a line, spans as objects with code point offsets, as spaCy and Prodigy read them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import orjson

from reader.core.article import Article
from reader.core.record import Record
from reader.formats.format import Entry, Format, Options, Piece

UNSAFE = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
"""Legal in JSON as they are, but a terminal acts on them or a line reader breaks at them: written as escapes."""


def dump(entries: Iterable[Entry], options: Options) -> Iterator[Piece]:
    """A line an article; see `line`."""
    del options
    for article, record in entries:
        yield "", line(article, record)


def line(article: Article, record: Record) -> bytes:
    """One line. Spans are sorted by start, then longest first, then label; the same input gives the same bytes.

    Raises ValueError when a span does not stand where its text is: such a span would teach a model the wrong thing.
    """
    for annotation in record.annotations:
        if not annotation.fits(article.text):
            raise ValueError(f"{article.id}: annotation {annotation.id} does not fit the text")
    written = orjson.dumps(
        {
            "id": article.id,
            "title": article.title,
            "text": article.text,
            "spans": [
                {
                    "id": annotation.id,
                    "start": annotation.span.start,
                    "end": annotation.span.end,
                    "label": annotation.label,
                    "text": annotation.text,
                }
                for annotation in record.annotations
            ],
            "meta": {"sha256": article.sha256, "status": record.status, "source": article.id},
        }
    )
    return UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", written.decode()).encode() + b"\n"


FORMAT = Format(
    "jsonl",
    "JSON Lines with spans, as spaCy, Prodigy and Hugging Face read them",
    ".jsonl",
    "spans, labels, ids, status",
    "notes and flags",
    dump,
)
"""The format."""
