"""How a step is written as one line of the history, and read back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple, cast

import orjson

from reader.core.change import Change
from reader.core.step import Head, Kind, Step
from reader.store import blobs
from reader.store.migrations import NewerError
from reader.store.records import SCHEMA, from_item, to_item
from reader.store.state import refusal_of

SUM = re.compile(rb',"sum":"([0-9a-f]{16})"\}\r?\n?\Z')
"""The checksum at the end of a line: of all the bytes before it."""


END = 64
"""Bytes at the end of a line that hold its checksum."""


class Line(NamedTuple):
    """One step, at its place in the history."""

    seq: int
    """Its number, from 1."""
    log: str
    """The id of the history."""
    sum: str
    """The checksum of the line."""
    document: Mapping[str, Any]
    """The step as JSON."""

    @property
    def after(self) -> str | None:
        """The checksum of the state that the history was begun on, in its first line only; empty for an empty one."""
        return self.document.get("after")

    @property
    def kind(self) -> Kind:
        """How the step came about."""
        return cast("Kind", self.document["kind"])

    @property
    def step(self) -> Step:
        """The step as values."""
        changes = [_change(change) for change in self.document["changes"]]
        heads = [Head(**change["article"]) for change in self.document["changes"]]
        refused = [(refusal_of(refusal), stands) for refusal, stands in self.document.get("refusals", ())]
        kept = tuple((refusal, stands) for refusal, stands in refused if refusal is not None)
        return Step(
            tuple(changes),
            tuple(heads),
            self.kind,
            self.document["at"],
            self.document["by"],
            kept,
            _keys(self.document),
        )


def line_of(step: Step, log: str, seq: int, after: str | None = None) -> tuple[bytes, Line]:
    """The bytes of a step's line, with its newline, and what it is but for its document; see `Line.after`.

    The changes are written one by one: together as JSON those of an import would take twice the memory of the step.
    """
    heads = {head.id: head for head in step.heads}
    document: dict[str, Any] = {
        "at": step.at,
        "by": step.by,
        "changes": [],
        "kind": step.kind,
        "log": log,
        "schema": SCHEMA,
        "seq": seq,
    }
    if after is not None:
        document["after"] = after
    if step.keys is not None:
        document["keys"] = step.keys
    if step.refusals:
        document["refusals"] = [[refusal._asdict(), stands] for refusal, stands in step.refusals]
    # No string of JSON holds a quotation mark that looks like this one.
    before, empty, behind = _json(document).removesuffix(b"}").partition(b'"changes":[]')
    pieces = [before, empty[:-1]]
    for change in step.changes:
        pieces += (_json(_document(change, heads[change.article])), b",")
    pieces[-1] = pieces[-1].removesuffix(b",")
    pieces += (b"]", behind)
    total = f"{blobs.digest_of_all(pieces):016x}"
    pieces.append(b',"sum":"%b"}\n' % total.encode())
    return b"".join(pieces), Line(seq, log, total, {})


def _json(document: Mapping[str, Any]) -> bytes:
    return orjson.dumps(document, option=orjson.OPT_SORT_KEYS)


def read_line(data: bytes) -> Line | None:
    """The step of a line's bytes; None when they are not what was written.

    Raises NewerError when a newer reader wrote it.
    """
    found = SUM.search(data, max(0, len(data) - END))
    if found is None or blobs.digest_of(data[: found.start()]) != int(found[1], 16):
        return _rearranged(data)
    document = orjson.loads(data[: found.start()] + b"}")
    return _checked(document, found[1].decode())


def _rearranged(data: bytes) -> Line | None:
    """The step of a line that another program wrote anew, with its keys in another order or with blanks between."""
    try:
        document = orjson.loads(data)
        total = document.pop("sum")
        body = orjson.dumps(document, option=orjson.OPT_SORT_KEYS)[:-1]
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
    return _checked(document, total) if total == f"{blobs.digest_of(body):016x}" else None


def _checked(document: Mapping[str, Any], total: str) -> Line:
    if document["schema"] > SCHEMA:
        raise NewerError(
            f"The history was written by a newer reader (schema {document['schema']}; this one knows {SCHEMA}). "
            "It was left as it is; update close-reader to open it"
        )
    return Line(document["seq"], document["log"], total, document)


def _keys(document: Mapping[str, Any]) -> int | None:
    keys = document.get("keys")
    return keys if isinstance(keys, int) else None


def _document(change: Change, head: Head) -> dict[str, Any]:
    document: dict[str, Any] = {"article": head._asdict()}
    if change.removed:
        document["removed"] = [to_item(annotation) for annotation in change.removed]
    if change.added:
        document["added"] = [to_item(annotation) for annotation in change.added]
    if change.withdrawn:
        document["withdrawn"] = [to_item(annotation) for annotation in change.withdrawn]
    if change.offered:
        document["offered"] = [to_item(annotation) for annotation in change.offered]
    others = (("status", change.status), ("note", change.note), ("flag", change.flag))
    return document | {name: value for name, value in others if value is not None}


def _change(document: Mapping[str, Any]) -> Change:
    removed, added, withdrawn, offered = (
        tuple(map(from_item, document.get(name, ()))) for name in ("removed", "added", "withdrawn", "offered")
    )
    status, note, flag = (tuple(document[name]) if name in document else None for name in ("status", "note", "flag"))
    return Change(document["article"]["id"], removed, added, status, note, flag, withdrawn, offered)
