"""The columns of our Parquet files, as Arrow has them and as Hugging Face describes them."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from importlib import import_module
from typing import Any

from reader.core.annotation import Annotation
from reader.core.errors import FormatError
from reader.core.label import LabelSet
from reader.core.span import Span
from reader.formats.flat import flat
from reader.formats.format import Entry, Options
from reader.formats.tokens import tokens

STRINGS = ("id", "label", "text", "annotator", "note", "created", "updated")
"""What is kept of a span as a string."""
TAGS = "tags_"
"""What the column of a label's tags begins with."""
METADATA = b"huggingface"
"""Where Hugging Face keeps its description in the schema."""


def arrow() -> Any:
    """The library. Raises FormatError when it is not installed."""
    try:
        return import_module("pyarrow")
    except ImportError as error:
        raise FormatError("this format needs pyarrow: pip install 'close-reader[parquet]'") from error


def parquet() -> Any:
    """Its part for Parquet. Raises FormatError when it is not installed."""
    arrow()
    return import_module("pyarrow.parquet")


def schema(labels: LabelSet) -> Any:
    """The columns, with the description that `datasets` reads."""
    pa = arrow()
    string, number = pa.string(), pa.int32()
    span = pa.struct([("start", number), ("end", number), *((name, string) for name in STRINGS), ("flag", pa.bool_())])
    columns = [
        *((name, string) for name in ("id", "title", "text")),
        ("spans", pa.list_(span)),
        ("tokens", pa.list_(string)),
        ("token_starts", pa.list_(number)),
        *((TAGS + label.name, pa.list_(pa.int64())) for label in labels),
        *((name, string) for name in ("status", "note")),
        ("flag", pa.bool_()),
    ]
    described = json.dumps({"info": {"features": features(labels)}})
    return pa.schema(columns, metadata={METADATA: described.encode()})


def features(labels: LabelSet) -> dict[str, object]:
    """The description. Sequences are called so, which every version of `datasets` knows; `List` is newer."""
    string, number, truth = ({"dtype": name, "_type": "Value"} for name in ("string", "int32", "bool"))
    span = {"start": number, "end": number, **dict.fromkeys(STRINGS, string), "flag": truth}
    return {
        **dict.fromkeys(("id", "title", "text"), string),
        "spans": [span],
        "tokens": {"feature": string, "_type": "Sequence"},
        "token_starts": {"feature": number, "_type": "Sequence"},
        **{TAGS + label.name: {"feature": _tags(label.name), "_type": "Sequence"} for label in labels},
        **dict.fromkeys(("status", "note"), string),
        "flag": truth,
    }


def _tags(label: str) -> dict[str, object]:
    return {"names": ["O", f"B-{label}", f"I-{label}"], "_type": "ClassLabel"}


def row(entry: Entry, options: Options) -> tuple[dict[str, object], int]:
    """An article, and how many of its spans are in no column of tags. Raises ValueError when one is off its words."""
    article, record = entry
    by_label: dict[str, list[Annotation]] = defaultdict(list)
    for annotation in record.annotations:
        if not annotation.fits(article.text):
            raise ValueError(f"{article.id}: annotation {annotation.id} does not fit the text")
        by_label[annotation.label].append(annotation)
    words = tokens(article.text, (annotation.span for annotation in record.annotations))
    starts = [word.start for word in words]
    columns, tagged = {}, 0
    for label in options.labels:
        columns[TAGS + label.name], count = _column(starts, flat(by_label[label.name], options.flatten))
        tagged += count
    return {
        "id": article.id,
        "title": article.title,
        "text": article.text,
        "spans": [_span(annotation) for annotation in record.annotations],
        "tokens": [word.of(article.text) for word in words],
        "token_starts": starts,
        **columns,
        "status": record.status,
        "note": record.note,
        "flag": record.flag,
    }, len(record.annotations) - tagged


def _column(starts: Sequence[int], annotations: Sequence[Annotation]) -> tuple[list[int], int]:
    """The tags of one label: 1 begins a span, 2 goes on with it; and how many spans they say."""
    column = [0] * len(starts)
    said = 0
    for annotation in annotations:
        first, last = _tokens(starts, annotation.span)
        if first < last:
            column[first:last] = [1] + [2] * (last - first - 1)
            said += 1
    return column, said


def _tokens(starts: Sequence[int], span: Span) -> tuple[int, int]:
    return bisect_left(starts, span.start), bisect_left(starts, span.end)


def _span(annotation: Annotation) -> dict[str, object]:
    strings = {name: getattr(annotation, name) for name in STRINGS}
    return {"start": annotation.span.start, "end": annotation.span.end, **strings, "flag": annotation.flag}
