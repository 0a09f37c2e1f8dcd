"""The documents of articles and annotations: which keys they have, and a `Record` from one with every field checked."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from itertools import repeat
from operator import itemgetter
from typing import Any

from reader.core.annotation import Annotation, Order
from reader.core.annotations import NO_ANNOTATIONS
from reader.core.change import STATUSES, Status
from reader.core.errors import StoreError
from reader.core.record import Record
from reader.core.span import Span

SCHEMA = 3
"""The version of the layout of documents; raised when an older reader could misread a newer store."""

HEAD_FIELDS = ("id", "title", "sha256", "length", "encoding", "status", "note", "flag")
"""The keys of an article's document, before its annotations, in the order they are written in."""

ANNOTATION_FIELDS = tuple("id start end label text before after annotator created updated note flag score".split())
"""The keys of an annotation's document, in the order they are written in."""

CONTEXT = ("before", "after")
"""The keys of an annotation's document that those from before schema 2 lack."""

WHOLE = itemgetter("start", "end", "flag", "id", "label", "text", "annotator", "created", "updated", "note", *CONTEXT)
"""What is read of an annotation's document, when all of it is there: first what is no text."""

MADE = partial(tuple.__new__, Annotation)
"""Makes an annotation of all its fields, in their order."""

LISTS = ("annotations", "suggestions")
"""The keys of an article's document that hold documents of annotations; the second only where there are some."""

Document = dict[str, Any]
"""A JSON object."""


def head_document(head: Mapping[str, Any]) -> Document:
    """An article's document without its lists, the keys in the one order they are written in."""
    return _ordered(head, HEAD_FIELDS, leave_out=LISTS)


def annotation_document(item: Mapping[str, Any]) -> Document:
    """An annotation's document, the keys in the one order they are written in; keys not known here come last."""
    return _ordered(item, ANNOTATION_FIELDS)


def to_item(annotation: Annotation) -> Document:
    """The document of an annotation."""
    score = {} if annotation.score is None else {"score": annotation.score}
    return {
        "id": annotation.id,
        "start": annotation.span.start,
        "end": annotation.span.end,
        "label": annotation.label,
        "text": annotation.text,
        "before": annotation.before,
        "after": annotation.after,
        "annotator": annotation.annotator,
        "created": annotation.created,
        "updated": annotation.updated,
        "note": annotation.note,
        "flag": annotation.flag,
        **score,
    }


def annotation_order(item: Mapping[str, Any]) -> Order:
    """What `Annotation.order` says, of a document."""
    return (item["start"], -item["end"], item["label"], item["id"])


def from_document(document: Mapping[str, Any]) -> Record:
    """The record of a document, all that is in it taken as stray or adrift until it is held against its text.

    Raises StoreError that names the article and the annotation.
    """
    try:
        return Record(
            id=_text(document, "id"),
            title=_text(document, "title"),
            sha256=_text(document, "sha256"),
            length=_number(document, "length"),
            encoding=_text(document, "encoding") if "encoding" in document else "",
            status=_status(document),
            # Absent from stores written before articles had them.
            note=_text(document, "note") if "note" in document else "",
            flag=bool(document.get("flag")),
            annotations=NO_ANNOTATIONS,
            stray=tuple(_annotations(document["annotations"])),
            adrift=tuple(map(from_item, document.get("suggestions", ()))),
        )
    except (KeyError, TypeError, ValueError) as error:
        what = f"{error} is missing" if isinstance(error, KeyError) else str(error)
        raise StoreError(f"The store's document of {document.get('id', 'an article')} is damaged: {what}") from error


def _ordered(document: Mapping[str, Any], fields: Sequence[str], leave_out: Sequence[str] = ()) -> Document:
    known = {key: document[key] for key in fields if key in document}
    if len(known) == len(document):
        return known
    return known | {key: document[key] for key in sorted(document) if key not in known and key not in leave_out}


def _status(document: Mapping[str, Any]) -> Status:
    status = STATUSES.get(document["status"])
    if status is None:
        raise ValueError(f"status is {document['status']!r}")
    return status


def _annotations(items: Sequence[Mapping[str, Any]]) -> Iterable[Annotation]:
    """The annotations of a document, field by field for all of them: an article may have 100,000.

    Raises KeyError, TypeError and ValueError for the first that is damaged.
    """
    if not items:
        return ()
    try:
        starts, ends, flags, *strings = zip(*map(WHOLE, items), strict=True)
        # Only texts can be joined: the quickest way to see that all are.
        list(map("".join, strings))
    except (KeyError, TypeError):
        return [from_item(item) for item in items]
    if set(map(type, starts + ends)) != {int} or max(ends) > sys.maxsize:
        return [from_item(item) for item in items]
    ids, labels, texts, *others, before, after = strings
    fields = zip(ids, map(Span, starts, ends), labels, texts, *others, map(bool, flags), before, after, repeat(None))
    return map(MADE, fields)


def from_item(item: Mapping[str, Any]) -> Annotation:
    """The annotation of a document. Raises KeyError, TypeError and ValueError."""
    return Annotation(
        id=_text(item, "id"),
        span=Span(_number(item, "start"), _number(item, "end")),
        label=_text(item, "label"),
        text=_text(item, "text"),
        annotator=_text(item, "annotator"),
        created=_text(item, "created"),
        updated=_text(item, "updated"),
        note=_text(item, "note"),
        flag=bool(item["flag"]),
        before=_text(item, "before") if "before" in item else "",
        after=_text(item, "after") if "after" in item else "",
        score=_score(item),
    )


def _text(item: Mapping[str, Any], key: str) -> str:
    value = item[key]
    if not isinstance(value, str):
        raise TypeError(f"{key} is not text but {value!r}")
    return value


def _score(item: Mapping[str, Any]) -> float | None:
    value = item.get("score")
    if value is not None and (not isinstance(value, (int, float)) or isinstance(value, bool)):
        raise TypeError(f"score is not a number but {value!r}")
    return value


def _number(item: Mapping[str, Any], key: str) -> int:
    value = item[key]
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(f"{key} is not a whole number but {value!r}")
    if value > sys.maxsize:
        raise ValueError(f"{key} is beyond any text: {value}")
    return value
