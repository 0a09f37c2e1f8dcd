"""Parquet files read row by row: ours, and those of others with a text and spans, or with tokens and their tags."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from reader.core.change import STATUSES
from reader.core.errors import FormatError
from reader.formats.format import Fault, Loaded, LoadedSpan, Options, Source
from reader.formats.hf.columns import METADATA, arrow, parquet
from reader.formats.spans import RefusedSpanError, identity, loaded, score, string, words

TEXTS = ("text", "content", "document", "sentence")
"""What a column of texts is called; the first that is there is taken."""
SPANS = ("spans", "entities", "annotations")
"""What a column of spans is called."""
TOKENS = ("tokens", "words")
"""What a column of tokens is called, for a data set without texts."""
TAGS = ("ner_tags", "tags", "labels")
"""What a column of the tags of tokens is called."""
IDS = ("id", "_id", "doc_id", "document_id")
"""What a column of ids is called."""
STARTS, ENDS = ("start", "start_offset", "start_char"), ("end", "end_offset", "end_char")
"""What the offsets of a span are called."""
LABELS = ("label", "type", "entity_group", "tag")
"""What the label of a span is called."""
ROWS = 64
"""Rows that are read at once."""
A_GROUP = 1 << 30
"""Bytes of the largest row group, unpacked, that is read."""

Row = dict[str, Any]
"""A row by its columns."""


def load(source: Source, options: Options) -> Iterator[Loaded | Fault]:
    """Every row of every file. Raises FormatError when a single file is no Parquet with texts."""
    del options
    names = [name for name in source.names if name.endswith(".parquet")] or list(source.names)
    for name in names:
        try:
            yield from _file(source, name, f"{name}, " if len(names) > 1 else "")
        except FormatError as error:
            if len(names) == 1:
                raise
            yield Fault(name, str(error))


def _file(source: Source, name: str, before: str) -> Iterator[Loaded | Fault]:
    pa = arrow()
    damaged = (pa.ArrowException, OSError, ValueError, TypeError, KeyError, OverflowError, MemoryError)
    with source.open(name) as opened:
        try:
            file = parquet().ParquetFile(opened)
            batches = _batches(file)
            kinds = _kinds(file.schema_arrow.metadata or {})
        except damaged as error:
            raise FormatError(f"this is no Parquet file: {_first(error)}") from error
        if not set(file.schema_arrow.names) & {*TEXTS, *TOKENS, *IDS}:
            raise FormatError(f"it has no column of texts: none is called {', '.join(TEXTS)} or {', '.join(TOKENS)}")
        number = 0
        while True:
            try:
                rows = next(batches, None)
            except damaged as error:
                yield Fault(f"{before}row {number + 1} and all behind it", f"it cannot be read: {_first(error)}")
                return
            for row in rows or ():
                number += 1
                yield from _row(f"{before}row {number}", row, kinds, source)
            if rows is None:
                return


def _batches(file: Any) -> Iterator[list[Row]]:
    """Some rows after the other. Raises what Arrow raises, and FormatError for a group that fills the memory."""
    known = {*TEXTS, *SPANS, *TOKENS, *TAGS, *IDS, "title", "status", "note", "flag"}
    columns = [name for name in file.schema_arrow.names if name in known]
    sizes = [file.metadata.row_group(number).total_byte_size for number in range(file.num_row_groups)]
    if max(sizes, default=0) > A_GROUP:
        raise FormatError(f"it has a row group of {max(sizes):,} bytes; {A_GROUP:,} is the most that is read")
    return (batch.to_pylist() for batch in file.iter_batches(ROWS, columns=columns))


def _kinds(metadata: Mapping[bytes, bytes]) -> dict[str, list[str]]:
    """What the numbers of a column of classes stand for, by column, and for the labels of spans by `spans.label`."""
    try:
        described = json.loads(metadata.get(METADATA, b"{}"))["info"]["features"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return {}
    found: dict[str, list[str]] = {}
    for column, feature in described.items() if isinstance(described, dict) else ():
        inner = _inner(feature)
        for name, kind in [(column, inner), *((f"{column}.{key}", _inner(value)) for key, value in inner.items())]:
            names = kind.get("names")
            if kind.get("_type") == "ClassLabel" and isinstance(names, list) and all(isinstance(n, str) for n in names):
                found[name] = names
    return found


def _inner(feature: object) -> dict[str, Any]:
    """What a sequence is of; the feature itself when it is none."""
    while isinstance(feature, list) and feature:
        feature = feature[0]
    while (
        isinstance(feature, dict) and "feature" in feature and feature.get("_type") in {"Sequence", "List", "LargeList"}
    ):
        feature = feature["feature"]
        feature = feature[0] if isinstance(feature, list) and feature else feature
    return feature if isinstance(feature, dict) else {}


def _row(where: str, row: Row, kinds: Mapping[str, list[str]], source: Source) -> Iterator[Loaded | Fault]:
    name = identity(_first_of(row, IDS))
    text = _first_of(row, TEXTS)
    tokens = _first_of(row, TOKENS)
    spans: list[LoadedSpan] = []
    faults: list[Fault] = []
    if isinstance(text, str) or not isinstance(tokens, list):
        text = text if isinstance(text, str) else source.text_of(name)
        column = next((each for each in SPANS if each in row), "")
        for number, span in enumerate(_spans(row.get(column)), 1):
            try:
                spans.append(_span(text, span, kinds.get(f"{column}.{_key(span, LABELS)}", ())))
            except RefusedSpanError as error:
                faults.append(Fault(f"{where}, span {number}", str(error)))
    else:
        text = " ".join(map(string, tokens))
        column = next((each for each in TAGS if each in row), "")
        spans = list(_tagged([string(each) for each in tokens], row.get(column), kinds.get(column, ())))
    if text is None and not name:
        yield Fault(where, "it has no text")
        return
    status = STATUSES.get(string(row.get("status")))
    flag = row.get("flag") is True
    yield Loaded(where, name, text, tuple(spans), string(row.get("title")), status, string(row.get("note")), flag)
    yield from faults


def _spans(written: object) -> Iterable[object]:
    """The spans of a row: a list of objects, or an object of lists, as Hugging Face stores sequences of objects."""
    if isinstance(written, dict):
        lists = {key: value for key, value in written.items() if isinstance(value, list)}
        return ({key: value[n] for key, value in lists.items() if n < len(value)} for n in range(_longest(lists)))
    return written if isinstance(written, list) else ()


def _longest(lists: Mapping[str, Sequence[object]]) -> int:
    return max(map(len, lists.values()), default=0)


def _span(text: str | None, span: object, names: Sequence[str]) -> LoadedSpan:
    if not isinstance(span, dict):
        raise RefusedSpanError("a span that is no object")
    return loaded(
        text,
        _first_of(span, STARTS),
        _first_of(span, ENDS),
        _named(_first_of(span, LABELS), names),
        text=words(span.get("text")),
        id=string(span.get("id")),
        annotator=string(span.get("annotator")),
        note=string(span.get("note")),
        flag=span.get("flag") is True,
        created=string(span.get("created")),
        updated=string(span.get("updated")),
        score=score(span.get("score")),
    )


def _tagged(tokens: Sequence[str], tags: object, names: Sequence[str]) -> Iterator[LoadedSpan]:
    """The spans that the tags of tokens say, by IOB2, IOB1 or plain labels; the tokens are joined by blanks."""
    start, label, at = 0, "", 0
    said = tags if isinstance(tags, list) else []
    for token, tag in [*zip(tokens, [_named(each, names) for each in said], strict=False), ("", None)]:
        kind, _, name = tag.partition("-") if isinstance(tag, str) and tag[1:2] == "-" else ("I", "", tag or "O")
        name = "" if kind == "O" or name == "O" else str(name)
        if label and (name != label or kind in {"B", "S", "U"}):
            yield LoadedSpan(start, at - 1, label)
        if name and (name != label or kind in {"B", "S", "U"}):
            start = at
        label = name
        at += len(token) + 1


def _named(value: object, names: Sequence[str]) -> object:
    """A class by its name instead of its number."""
    return names[value] if type(value) is int and 0 <= value < len(names) else value


def _key(row: object, keys: Iterable[str]) -> str:
    return next((key for key in keys if key in row), "") if isinstance(row, dict) else ""


def _first_of(row: Row, keys: Iterable[str]) -> object:
    return row.get(_key(row, keys))


def _first(error: Exception) -> str:
    """The first line of what a library says."""
    return str(error).partition("\n")[0].rstrip(".") or type(error).__name__


def looks(name: str, head: bytes) -> bool:
    """By how every Parquet file begins."""
    del name
    return head.startswith(b"PAR1")
