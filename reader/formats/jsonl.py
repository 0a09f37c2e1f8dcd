"""JSON Lines: one article a line, spans as objects with code point offsets, as spaCy and Prodigy read them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
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
    lines = _Lines()
    for article, record in entries:
        yield "", lines.line(article, record)


def line(article: Article, record: Record) -> bytes:
    """One line. Spans are sorted by start, then longest first, then label; the same input gives the same bytes.

    Notes and flags are there where there are any. Raises ValueError when a span does not stand where its text is: such
    a span would teach a model the wrong thing.
    """
    return _Lines().line(article, record)


class _Row:
    """One span of a line: its attributes are the keys of `vars`, in the order of the line.

    To set five attributes that are there takes a fifth of the time of making a dictionary of five keys.
    """

    id: str
    start: int
    end: int
    label: str
    text: str

    def __init__(self) -> None:
        self.__dict__ = {"id": "", "start": 0, "end": 0, "label": "", "text": ""}


class _Lines:
    """Makes one line after the other, with the rows of those before."""

    def __init__(self) -> None:
        self._rows: list[_Row] = []
        self._dictionaries: list[dict[str, Any]] = []

    def line(self, article: Article, record: Record) -> bytes:
        """See `line` of the module."""
        meta = {"sha256": article.sha256, "status": record.status, "source": article.id}
        if record.note or record.flag:
            meta |= _remarked(record.note, record.flag)
        value = {
            "id": article.id,
            "title": article.title,
            "text": article.text,
            "spans": self._spans(article, record.annotations[:]),
            "meta": meta,
        }
        return written(value, orjson.OPT_APPEND_NEWLINE)

    def _spans(self, article: Article, annotations: Sequence[Annotation]) -> list[dict[str, Any]]:
        """The spans of a line, good until the next is made."""
        text, remarked, many = article.text, False, len(annotations)
        if many > len(self._rows):
            self._rows += [_Row() for _ in range(len(self._rows), many)]
            self._dictionaries = list(map(vars, self._rows))
        for row, annotation in zip(self._rows, annotations, strict=False):
            identity, span, label, words, _, _, _, note, flag, _, _, _ = annotation
            row.id, row.label, row.text = identity, label, words
            row.start = start = span.start
            row.end = end = span.end
            if words != text[start:end]:
                raise ValueError(f"{article.id}: annotation {identity} does not fit the text")
            if note or flag:
                remarked = True
        spans = self._dictionaries[:many]
        return [s | _remarked(a.note, a.flag) for s, a in zip(spans, annotations, strict=True)] if remarked else spans


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
