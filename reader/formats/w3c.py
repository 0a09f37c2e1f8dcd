"""Web Annotation (W3C): one AnnotationPage in JSON-LD, with the place and the quote of every span.

The label is a body with the purpose `tagging`, the note one for `commenting`, a flag one for `assessing` that says
`unsure`. The source is the article's id as a relative IRI. An item stands on one line, as JSON Lines do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote

from reader.core.annotation import Annotation, context
from reader.core.article import Article
from reader.formats.format import Entry, Format, Options, Piece
from reader.formats.jsonlines import written
from reader.formats.pages import load
from reader.formats.selectors import CONTEXT, UNSURE, URN

HEAD = {"@context": CONTEXT, "id": f"{URN}page", "type": "AnnotationPage"}
"""What stands before the items."""


def dump(entries: Iterable[Entry], options: Options) -> Iterator[Piece]:
    """The page, an item a line."""
    del options
    mark = written(HEAD)[:-1] + b',"items":['
    for article, record in entries:
        for annotation in record.annotations:
            yield "", mark + b"\n" + written(_item(article, annotation))
            mark = b","
    yield "", mark.removesuffix(b",") + b"\n]}\n"


def _item(article: Article, annotation: Annotation) -> dict[str, Any]:
    before, after = context(article.text, annotation.span)
    bodies = [("tagging", annotation.label), ("commenting", annotation.note)]
    bodies += [("assessing", UNSURE)] if annotation.flag else []
    about: dict[str, Any] = {
        "id": URN + quote(annotation.id, safe=""),
        "type": "Annotation",
        "motivation": "tagging",
        "creator": {"type": "Person", "name": annotation.annotator} if annotation.annotator else None,
        "created": _moment(annotation.created),
        "modified": _moment(annotation.updated),
        "body": [{"type": "TextualBody", "purpose": why, "value": value} for why, value in bodies if value],
    }
    place = {"type": "TextPositionSelector", "start": annotation.span.start, "end": annotation.span.end}
    words = {"type": "TextQuoteSelector", "exact": annotation.text, "prefix": before, "suffix": after}
    target = {"type": "SpecificResource", "source": quote(article.id), "selector": [place, words]}
    return {name: value for name, value in about.items() if value} | {"target": target}


def _moment(moment: str) -> str:
    """UTC is to be called Z here."""
    return moment.removesuffix("+00:00") + "Z" if moment.endswith("+00:00") else moment


def looks(name: str, head: bytes) -> bool:
    """JSON that names the context of Web Annotations, or its selectors."""
    del name
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    ours = CONTEXT.encode() in start or b"TextPositionSelector" in start or b"TextQuoteSelector" in start
    return start[:1] in {b"{", b"["} and ours


FORMAT = Format(
    "w3c",
    "Web Annotation in JSON-LD, with position and quote of every span",
    ".jsonld",
    "spans, labels, ids, notes, flags, who and when",
    "the text of the articles, articles without spans, status and notes of articles",
    dump,
    load,
    looks=looks,
)
"""The format."""
