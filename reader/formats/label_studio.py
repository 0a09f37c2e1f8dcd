"""Label Studio: a folder of `tasks.json`, which a project imports, and `config.xml`, its labelling interface.

Offsets count code points. Notes stand where Label Studio keeps those of a region (`meta.text`); what it has no place
for stands beside them, and stays there. In its older files offsets count UTF-16 units: the covered text tells.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from typing import Any

from reader.core.annotation import Annotation
from reader.core.label import LabelSet
from reader.formats.format import Entry, Format, Options, Piece
from reader.formats.jsonlines import written
from reader.formats.tasks import load


def dump(entries: Iterable[Entry], options: Options) -> Iterator[Piece]:
    """The tasks, one a line; then the interface with the labels of the project and those that were met."""
    names: dict[str, None] = {}
    mark = b"[\n"
    for entry in entries:
        names.update(dict.fromkeys(entry.record.annotations.labels))
        yield "tasks.json", mark + written(_task(entry))
        mark = b",\n"
    yield "tasks.json", b"\n]\n" if names or mark == b",\n" else b"[]\n"
    yield "config.xml", _config(options.labels, names).encode()


def _task(entry: Entry) -> dict[str, Any]:
    article, record = entry
    about = {"article": article.id, "title": article.title, "status": record.status}
    about |= {"note": record.note} if record.note else {}
    about |= {"flag": True} if record.flag else {}  # type: ignore[dict-item]  # it is JSON
    result = [_region(annotation) for annotation in record.annotations]
    worked = bool(result) or record.status == "done"
    return {"data": {"text": article.text, **about}, "annotations": [{"result": result}] if worked else []}


def _region(annotation: Annotation) -> dict[str, Any]:
    """One span; the newlines of the words it covers are written as Label Studio does."""
    meta = {
        "text": [annotation.note] if annotation.note else [],
        "flag": annotation.flag,
        "annotator": annotation.annotator,
        "created": annotation.created,
        "updated": annotation.updated,
    }
    return {
        "id": annotation.id,
        "from_name": "label",
        "to_name": "text",
        "type": "labels",
        "value": {
            "start": annotation.span.start,
            "end": annotation.span.end,
            "text": annotation.text.replace("\n", "\\n"),
            "labels": [annotation.label],
        },
        "meta": {name: value for name, value in meta.items() if value},
    }


def _config(labels: LabelSet, names: Iterable[str]) -> str:
    known = [f'    <Label value="{escape(one.name)}" hotkey="{escape(one.key)}"/>\n' for one in labels]
    others = [f'    <Label value="{escape(name)}"/>\n' for name in names if name not in labels]
    return (
        '<View>\n  <Labels name="label" toName="text">\n'
        f"{''.join(known + others)}"
        '  </Labels>\n  <Text name="text" value="$text"/>\n</View>\n'
    )


def looks(name: str, head: bytes) -> bool:
    """An array of tasks."""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    task = any(word in start for word in (b'"annotations"', b'"predictions"', b'"completions"', b'"data"'))
    return start.startswith(b"[") and start[1:].lstrip().startswith(b"{") and task and not name.endswith(".jsonl")


FORMAT = Format(
    "label-studio",
    "tasks of Label Studio with annotations, and its labelling interface",
    "",
    "spans, labels, ids, notes, flags, who and when, status",
    "",
    dump,
    load,
    looks=looks,
)
"""The format."""
