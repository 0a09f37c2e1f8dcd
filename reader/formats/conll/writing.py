"""Writing CoNLL columns."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from reader.formats.conll.columns import Column, Placed, by_label, flat, placed, safe
from reader.formats.format import Entry, Loss, Options, Piece
from reader.formats.jsonlines import written
from reader.formats.segments import segments
from reader.formats.tokens import token_edges


def dump(entries: Iterable[Entry], options: Options) -> Iterator[Piece]:
    """Articles one after the other, each with its id and its text in comments that begin with `# `."""
    for entry in entries:
        yield "", "".join(_lines(entry, options)).encode()


def losses(entry: Entry, options: Options) -> Iterator[Loss]:
    """Blanks at the edges; and what one column has no room for, when there is to be one."""
    article, record = entry
    starts, ends = _tokens(entry)
    given = placed(record.annotations, starts)
    on_tokens = {each.annotation.id: each for each in given}
    kept = {each.annotation.id for each in flat(given, options.flatten).spans} if options.flatten else on_tokens
    for annotation in record.annotations:
        each = on_tokens.get(annotation.id)
        lost = Loss(article.id, annotation.id, annotation.label, "dropped", "it holds blanks only")
        if each is None:
            yield lost
            continue
        if annotation.id not in kept:
            yield lost._replace(what="flattened", why="another is on the same token")
            continue
        if (starts[each.first], ends[each.end - 1]) != (annotation.span.start, annotation.span.end):
            yield lost._replace(what="cut", why="tokens have no blanks at their edges")
        if safe(annotation.label) != annotation.label:
            yield lost._replace(what="renamed", why=f"tags have no blanks: {safe(annotation.label)}")


def _tokens(entry: Entry) -> tuple[list[int], list[int]]:
    return token_edges(entry.article.text, (annotation.span for annotation in entry.record.annotations))


def _lines(entry: Entry, options: Options) -> Iterator[str]:
    text = entry.article.text
    starts, ends = _tokens(entry)
    given = placed(entry.record.annotations, starts)
    if options.flatten:
        columns = [flat(given, options.flatten)]
    else:
        columns = by_label(given, (label.name for label in options.labels))
    yield f"# newdoc id = {_quoted(entry.article.id)}\n"
    yield f"# columns = {' '.join(['token', *(column.name for column in columns)])}\n"
    rows = _rows([text[start:end] for start, end in zip(starts, ends, strict=True)], columns, options)
    at = 0
    for segment in segments(text, (annotation.span for annotation in entry.record.annotations)):
        yield f"# text = {_quoted(segment.of(text))}\n"
        first, at = at, bisect_left(starts, segment.end, at)
        yield "\n".join([*rows[first:at], "\n"])
    if not text:
        yield "\n"


def _rows(forms: Sequence[str], columns: Iterable[Column], options: Options) -> list[str]:
    tags = [_tags(len(forms), column.spans, options) for column in columns]
    return list(map("\t".join, zip(forms, *tags, strict=True)))


def _tags(length: int, spans: Iterable[Placed], options: Options) -> list[str]:
    tags = ["O"] * length
    whole = options.scheme == "BIOES"
    for annotation, first, end in spans:
        label = safe(annotation.label)
        tags[first:end] = [f"I-{label}"] * (end - first)
        tags[first] = f"B-{label}"
        if whole:
            tags[end - 1] = f"E-{label}" if end - first > 1 else f"S-{label}"
    return tags


def _quoted(text: str) -> str:
    """As JSON with every line break and control escaped: one line whoever reads it, and exact."""
    return written(text).decode()
