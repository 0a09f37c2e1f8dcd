"""How a `Record` is written as a TinyDB document, and read back with every field checked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from itertools import chain
from typing import Any, cast

from reader.core.annotation import Annotation
from reader.core.annotations import Annotations
from reader.core.change import Status
from reader.core.errors import StoreError
from reader.core.record import Record
from reader.core.span import Span, spans

SCHEMA = 1
"""The version of the layout of documents; raised when an older reader could misread a newer store."""

FIELDS = ("id", "start", "end", "label", "text", "annotator", "created", "updated", "note", "flag")
"""The keys that every annotation's document has."""

CONTEXT_FIELDS = ("before", "after")
"""Those that annotations from before schema 2 lack."""

Document = dict[str, Any]
"""A JSON object."""


class Documents:
    """Makes documents, each annotation's only once: of thousands in an article a key changes one."""

    def __init__(self) -> None:
        self._made: dict[str, tuple[Annotation, Document]] = {}

    def of(self, annotation: Annotation) -> Document:
        """The document of an annotation."""
        made = self._made.get(annotation.id)
        if made is None or made[0] is not annotation:
            made = self._made[annotation.id] = (annotation, _annotation_document(annotation))
        return made[1]


def to_document(record: Record, documents: Documents | None = None) -> Document:
    """The document of one article. Its annotations are in order, the stray ones in their places among them."""
    everything: Iterable[Annotation] = record.annotations
    if record.stray:
        everything = sorted([*record.annotations, *record.stray], key=lambda annotation: annotation.order)
    made = documents or Documents()
    return {
        "id": record.id,
        "title": record.title,
        "sha256": record.sha256,
        "length": record.length,
        "status": record.status,
        "note": record.note,
        "flag": record.flag,
        "annotations": [made.of(annotation) for annotation in everything],
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
            stray=tuple(_annotations(document["annotations"])),
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
        "before": annotation.before,
        "after": annotation.after,
    }


def _annotations(items: Sequence[Mapping[str, Any]]) -> Iterable[Annotation]:
    """The annotations of a document, field by field for all of them: an article may have 100,000.

    Raises KeyError, TypeError and ValueError for the first that is damaged.
    """
    try:
        ids, starts, ends, labels, *texts, flags = ([item[key] for item in items] for key in FIELDS)
        contexts = [[item.get(key, "") for item in items] for key in CONTEXT_FIELDS]
    except (AttributeError, KeyError, TypeError):
        return [_annotation(item) for item in items]
    strings, numbers = chain(ids, labels, *texts, *contexts), chain(starts, ends)
    if not (set(map(type, strings)) <= {str} and set(map(type, numbers)) <= {int}):
        return [_annotation(item) for item in items]
    fields = zip(ids, spans(starts, ends), labels, *texts, map(bool, flags), *contexts, strict=True)
    return map(partial(tuple.__new__, Annotation), fields)


def _annotation(item: Mapping[str, Any]) -> Annotation:
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
    )


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
