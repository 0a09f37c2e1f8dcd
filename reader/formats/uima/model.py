"""An article as the feature structures of a CAS: one for each span, and what is said of the article itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from reader.core.change import STATUSES
from reader.formats.format import Entry, Loaded, LoadedSpan
from reader.formats.naming import article_of
from reader.formats.offsets import Ruler
from reader.formats.uima.layers import is_formal, label_of, note_of

Value = str | int | bool

LARGEST = 512 * 1024 * 1024
"""Bytes of the largest file that is read."""

SPAN = "custom.Span"
"""The layer of our spans."""
ARTICLE = "custom.Article"
"""What a person said of the article."""
METADATA = "de.tudarmstadt.ukp.dkpro.core.api.metadata.type.DocumentMetaData"
"""Where INCEpTION and DKPro look for the name of a document."""
DOCUMENT = "uima.tcas.DocumentAnnotation"
ANNOTATION = "uima.tcas.Annotation"

TYPES: Mapping[str, tuple[str, Mapping[str, str]]] = {
    METADATA: (DOCUMENT, {"documentTitle": "String", "documentId": "String"}),
    ARTICLE: (ANNOTATION, {"status": "String", "note": "String", "flag": "Boolean"}),
    SPAN: (
        ANNOTATION,
        {
            "label": "String",
            "note": "String",
            "flag": "Boolean",
            "id": "String",
            "annotator": "String",
            "created": "String",
            "updated": "String",
        },
    ),
}
"""Our types: of what kind each is, and its features with the kind of their values."""


class Structure(NamedTuple):
    """One feature structure on a text."""

    type: str
    """The name of its type."""
    begin: int
    """Where it begins, in UTF-16 units."""
    end: int
    """Where it ends, in UTF-16 units."""
    features: Mapping[str, Value]
    """Its features, but for these; none that is empty."""


class Cas(NamedTuple):
    """What was read of a file."""

    text: str
    """The text of its first view that has one."""
    structures: Iterable[Structure]
    """The feature structures on it, in the order of the file."""
    remarks: tuple[str, ...] = ()
    """What was passed over."""


def structures(entry: Entry) -> Iterator[Structure]:
    """Those of an article."""
    article, record = entry
    ruler = Ruler(article.text, "utf16")
    length = ruler.offset(len(article))
    yield Structure(METADATA, 0, length, {"documentTitle": article.title, "documentId": article.id})
    said: dict[str, Value] = {"status": record.status, "note": record.note, "flag": record.flag}
    if said != {"status": "open", "note": "", "flag": False}:
        yield Structure(ARTICLE, 0, length, _filled(said))
    for each in record.annotations:
        features: dict[str, Value] = {name: getattr(each, name) for name in TYPES[SPAN][1]}
        yield Structure(SPAN, ruler.offset(each.span.start), ruler.offset(each.span.end), _filled(features))


def loaded(name: str, suffix: str, cas: Cas) -> Loaded:
    """The article of a CAS."""
    passed: Counter[str] = Counter()
    ruler = Ruler(cas.text, "utf16")
    spans: list[LoadedSpan] = []
    article = Loaded(name, article_of(name, suffix), cas.text)
    for each in cas.structures:
        if each.type == METADATA:
            article = article._replace(id=_string(each, "documentId") or article.id)
        elif each.type == ARTICLE:
            article = _said(article, each)
        elif is_formal(each.type):
            continue
        else:
            start, end = ruler.place(each.begin), ruler.place(each.end)
            if start is None or end is None or start >= end:
                passed["spans that are empty or outside of the text"] += 1
            else:
                spans.append(_span(cas.text, start, end, each))
    said = tuple(f"{number} {what} passed over" for what, number in passed.items())
    return article._replace(spans=tuple(spans), remarks=(*cas.remarks, *said))


def _said(article: Loaded, structure: Structure) -> Loaded:
    status = STATUSES.get(_string(structure, "status"))
    return article._replace(status=status, note=_string(structure, "note"), flag=_truth(structure, "flag"))


def _span(text: str, start: int, end: int, structure: Structure) -> LoadedSpan:
    features = {name: value for name, value in structure.features.items() if isinstance(value, str)}
    return LoadedSpan(
        start,
        end,
        label_of(structure.type, features),
        text[start:end],
        features.get("id", ""),
        features.get("annotator", ""),
        note_of(features),
        _truth(structure, "flag"),
        features.get("created", ""),
        features.get("updated", ""),
    )


def _string(structure: Structure, name: str) -> str:
    value = structure.features.get(name)
    return value if isinstance(value, str) else ""


def _truth(structure: Structure, name: str) -> bool:
    return structure.features.get(name) in {True, "true", "1"}


def _filled(features: Mapping[str, Value]) -> dict[str, Value]:
    return {name: value for name, value in features.items() if value not in {"", False}}
