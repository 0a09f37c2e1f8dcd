"""JSON Lines: one article a line, spans as objects with code point offsets, as spaCy and Prodigy read them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import orjson

from reader.core.annotation import Annotation
from reader.core.article import Article
from reader.core.record import Record
from reader.formats.format import Entry, Format, Options, Piece
from reader.formats.jsonlines import written
from reader.formats.prodigy import load


def dump(entries: Iterable[Entry], options: Options) -> Iterator[Piece]:
    """A line an article; see `line`."""
    del options
    for article, record in entries:
        yield "", line(article, record)


def line(article: Article, record: Record) -> bytes:
    """One line. Spans are sorted by start, then longest first, then label; the same input gives the same bytes.

    Notes and flags are there where there are any. Raises ValueError when a span does not stand where its text is: such
    a span would teach a model the wrong thing.
    """
    meta = {"sha256": article.sha256, "status": record.status, "source": article.id}
    if record.note or record.flag:
        meta |= _remarked(record.note, record.flag)
    value = {
        "id": article.id,
        "title": article.title,
        "text": article.text,
        "spans": _spans(article, record.annotations),
        "meta": meta,
    }
    return written(value, orjson.OPT_APPEND_NEWLINE)


def _spans(article: Article, annotations: Iterable[Annotation]) -> list[dict[str, Any]]:
    text = article.text
    spans: list[dict[str, Any]] = []
    # Taken apart at once: looking up each field costs a third more.
    for identity, span, label, words, _, _, _, note, flag, *_ in annotations:
        start, end = span.start, span.end
        if text[start:end] != words:
            raise ValueError(f"{article.id}: annotation {identity} does not fit the text")
        spans.append({"id": identity, "start": start, "end": end, "label": label, "text": words})
        if note or flag:
            spans[-1] |= _remarked(note, flag)
    return spans


def _remarked(note: str, flag: bool) -> dict[str, Any]:
    """Keys only for what is there."""
    return ({"note": note} if note else {}) | ({"flag": True} if flag else {})


def looks(name: str, head: bytes) -> bool:
    """Lines of objects with spans, or of pairs of a text and what is in it."""
    del name
    first = head.lstrip(b"\xef\xbb\xbf \t\r\n").partition(b"\n")[0]
    if first.startswith(b"["):
        return first[1:].lstrip().startswith(b'"') and (b'"entities"' in first or b'"spans"' in first)
    ours = first.startswith(b'{"id":') and b'"title":' in first
    return first.startswith(b"{") and (ours or b'"spans"' in first or b'"_input_hash"' in first)


FORMAT = Format(
    "jsonl",
    "JSON Lines with spans, as spaCy, Prodigy and Hugging Face read them",
    ".jsonl",
    "spans, labels, ids, notes, flags, status",
    "who made an annotation, and when",
    dump,
    load,
    looks=looks,
)
"""The format."""
