"""How a `Record` is written as a TinyDB document, and read back with every field checked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from reader.core.annotation import Annotation
from reader.core.annotations import Annotations
from reader.core.change import Status
from reader.core.errors import StoreError
from reader.core.record import Record
from reader.core.span import Span

SCHEMA = 1
"""The version of the layout of documents; raised when an older reader could misread a newer store."""

FIELD_TYPES = (str, Span, str, str, str, str, str, str, bool)
"""Of an annotation."""

Document = dict[str, Any]
"""A JSON object."""


def to_document(record: Record) -> Document:
    """The document of one article. Its annotations are in order, the stray ones in their places among them."""
    everything = sorted([*record.annotations, *record.stray], key=lambda annotation: annotation.order)
    return {
        "id": record.id,
        "title": record.title,
        "sha256": record.sha256,
        "length": record.length,
        "status": record.status,
        "note": record.note,
        "flag": record.flag,
        "annotations": [_annotation_document(annotation) for annotation in everything],
    }


def from_document(document: Mapping[str, Any]) -> Record:
    """The record of a document, every annotation taken as stray until it is held against its text.

    Raises StoreError that names the article and the annotation.
    """
    try:
        return Record(
            id=_text(document, "id"),
            title=_text(document, "title"),
            sha256=_text(document, "sha256"),
            length=_number(document, "length"),
            status=_status(document),
            # Absent from stores written before articles had them.
            note=_text(document, "note") if "note" in document else "",
            flag=bool(document.get("flag")),
            annotations=Annotations(),
            stray=tuple(_annotation(item) for item in document["annotations"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        what = f"{error} is missing" if isinstance(error, KeyError) else str(error)
        raise StoreError(f"The store's document of {document.get('id', 'an article')} is damaged: {what}") from error


def _status(document: Mapping[str, Any]) -> Status:
    if document["status"] not in ("open", "done"):
        raise ValueError(f"status is {document['status']!r}")
    return cast("Status", document["status"])


def _annotation_document(annotation: Annotation) -> Document:
    return {
        "id": annotation.id,
        "start": annotation.span.start,
        "end": annotation.span.end,
        "label": annotation.label,
        "text": annotation.text,
        "annotator": annotation.annotator,
        "created": annotation.created,
        "updated": annotation.updated,
        "note": annotation.note,
        "flag": annotation.flag,
    }


def _annotation(item: Mapping[str, Any]) -> Annotation:
    start, end = item["start"], item["end"]
    made = Annotation(
        item["id"],
        Span(start, end) if type(start) is type(end) is int else Span(_number(item, "start"), _number(item, "end")),
        item["label"],
        item["text"],
        item["annotator"],
        item["created"],
        item["updated"],
        item["note"],
        bool(item["flag"]),
    )
    # All at once, as an article may have 100,000 of them; the fields are looked at one by one only to name the fault.
    if tuple(map(type, made)) != FIELD_TYPES:
        for key in ("id", "label", "text", "annotator", "created", "updated", "note"):
            _text(item, key)
    return made


def _text(item: Mapping[str, Any], key: str) -> str:
    value = item[key]
    if not isinstance(value, str):
        raise TypeError(f"{key} is not text but {value!r}")
    return value


def _number(item: Mapping[str, Any], key: str) -> int:
    value = item[key]
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(f"{key} is not a whole number but {value!r}")
    return value
