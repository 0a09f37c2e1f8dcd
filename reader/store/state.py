"""The folded state: all that a store holds at one moment, and the bytes of the TinyDB file that says it.

The file is JSON that stock TinyDB opens: a table `articles` with a document for each article that was worked on, a
table `refusals`, and a table `meta` that says at which step of which history the state stands, with a checksum of its
content. The layout is fixed, with one line for every annotation; any other layout is understood as well, slower.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson

from reader.core.errors import StoreError
from reader.core.refusal import Refusal
from reader.store import blobs, files
from reader.store.migrations import migrated
from reader.store.records import SCHEMA
from reader.store.strict import loads

Tables = dict[str, dict[str, Any]]
"""What TinyDB keeps: table name -> document id -> document."""

OURS = ("articles", "refusals", "meta")
"""The tables that are read; others are kept as they are."""

OPENING = b'{"articles":{'
"""How a file in the fixed layout begins."""

STANDS_AT = re.compile(rb'"log":"([0-9a-f]*)","seq":(\d+),')
"""The place in the history, as the table `meta` at the end of a file says it."""

END = 512
"""Bytes that hold that table."""

SUMMED = 2
"""A number in every checksum. Never changed: checksums of older versions have to be found again."""

PIECE = 1 << 18
"""Bytes written at a time: between two pieces other threads go on."""


@dataclass(slots=True)
class State:
    """What a store holds."""

    articles: MutableMapping[str, blobs.Blob] = field(default_factory=dict)
    """Documents by the ids of their articles."""
    numbers: dict[str, str] = field(default_factory=dict)
    """TinyDB's own document ids by the ids of the articles. They say nothing, but stay what they are."""
    refusals: dict[Refusal, None] = field(default_factory=dict)
    """What was refused, in the order it was."""
    others: Tables = field(default_factory=dict)
    """Tables that somebody else has put into the file."""
    log: str = ""
    """The id of the history that it was folded from; empty before there is one."""
    seq: int = 0
    """The number of the last step in it."""
    line: str = ""
    """The checksum of that step's line."""
    offset: int = 0
    """Where the history goes on behind that line, in bytes: a hint, to be checked."""
    schema: int = SCHEMA
    """The version of the file that it was read from."""
    sound: bool = False
    """Does the checksum in the file fit the content?"""
    flawed: bool = False
    """Does the file say something else of itself than it should, though the content is whole?"""
    sum: str = ""
    """The checksum that the file has; see `total`."""
    last: int = 0
    """The highest of the document ids; 0 before it was looked for."""

    def put(self, identity: str, blob: blobs.Blob) -> None:
        """Have this document for an article."""
        self.articles[identity] = blob
        if identity not in self.numbers:
            self.last = 1 + (self.last or max(map(int, self.numbers.values()), default=0))
            self.numbers[identity] = str(self.last)

    def drop(self, identity: str) -> None:
        """Have no document for an article any more."""
        self.articles.pop(identity, None)
        self.numbers.pop(identity, None)

    def total(self, articles: int | None = None) -> str:
        """A checksum of the content, as 16 hexadecimal digits. It does not depend on the layout or the order.

        `articles` is the sum of the checksums of all documents, when it is known.
        """
        total = sum(map(blobs.digest_of, self.articles.values())) if articles is None else articles
        total += sum(blobs.digest_of(orjson.dumps(list(refusal))) for refusal in self.refusals)
        total += blobs.digest_of(orjson.dumps(self.others, option=orjson.OPT_SORT_KEYS))
        total += blobs.digest_of(orjson.dumps([SUMMED, self.log, self.seq, self.line, self.offset]))
        return f"{total % (1 << 64):016x}"

    @property
    def numbering(self) -> str:
        """A checksum of TinyDB's document ids in the order of the articles, as 16 hexadecimal digits.

        No part of `total`, as another program may number the same content otherwise.
        """
        return f"{blobs.digest_of(','.join(map(self.numbers.__getitem__, self.articles)).encode()):016x}"

    def pieces(self) -> Iterator[bytes]:
        """The bytes of the file, in pieces of at most about `PIECE` bytes."""
        yield OPENING
        first = True
        for identity, blob in self.articles.items():
            yield b'%b"%b":' % (b"\n" if first else b",\n", self.numbers[identity].encode())
            first = False
            yield from (blob[at : at + PIECE] for at in range(0, len(blob), PIECE)) if len(blob) > PIECE else (blob,)
        yield b'\n},\n"refusals":{' + _lines(refusal._asdict() for refusal in self.refusals) + b"\n},\n"
        for name, table in self.others.items():
            yield orjson.dumps(name) + b":" + orjson.dumps(table) + b",\n"
        yield b'"meta":{"1":' + orjson.dumps(self.meta(self.total())) + b"}}\n"

    def meta(self, total: str, schema: int = SCHEMA) -> dict[str, Any]:
        """The document of the table `meta`, with this checksum."""
        stands_at = {"log": self.log, "seq": self.seq, "line": self.line, "offset": self.offset}
        return {"schema": schema, **stands_at, "sum": total, "numbers": self.numbering}

    def fits(self, table: Mapping[str, Any]) -> bool:
        """Is the table `meta` what it should be? Files of before there was `numbers` have all but that."""
        wanted = self.meta(self.sum, self.schema)
        return table in ({"1": wanted}, {"1": {key: value for key, value in wanted.items() if key != "numbers"}})


def read_state(data: bytes, name: str) -> State:
    """The state that the bytes of a file say; `name` is the file's, for errors.

    Raises StoreError for what is not JSON, not a store, or written by a newer reader; a checksum that does not fit is
    no error: see `State.sound`.
    """
    state = _fixed(data)
    return state if state is not None else state_of(loads(data, name), name)


def stands_at(path: Path) -> tuple[str, int] | None:
    """The history that a file in the fixed layout was folded from, and the number of its last step.

    Only its end is read; None when that says nothing.
    """
    try:
        with files.opened(path) as handle:
            size = os.fstat(handle).st_size
            found = STANDS_AT.search(os.pread(handle, END, max(0, size - END)))
    except OSError:
        return None
    return None if found is None else (found[1].decode(), int(found[2]))


def state_of(tables: Any, name: str) -> State:
    """The state that some tables say, in whatever layout they were. Raises StoreError."""
    if not isinstance(tables, dict) or not all(isinstance(table, dict) for table in tables.values()):
        raise StoreError(f"{name} is JSON, but not a store of annotations")
    if tables and not tables.keys() & {"articles", "meta"}:
        raise StoreError(f"{name} is not a store of annotations")
    tables, schema = migrated(tables, name)
    state, articles = State(schema=schema), tables.get("articles", {})
    for number, document in articles.items():
        _check(document, name)
        if document["id"] in state.articles:
            raise StoreError(f"{name} has two documents for {document['id']}, of which one must go")
        if number.isdecimal():
            state.numbers[document["id"]] = number
        state.put(document["id"], _blob(document, name))
    _take_rest(state, tables)
    state.flawed = state.flawed or not all(map(str.isdecimal, articles))
    return state


def _fixed(data: bytes) -> State | None:
    """The state of bytes in the fixed layout; None when they are in another, or damaged."""
    if not data.startswith(OPENING):
        return None
    state = State()
    at = len(OPENING)
    try:
        while data.startswith((b'\n"', b',\n"'), at):
            colon = data.index(b'":', at)
            number = data[data.index(b'"', at) + 1 : colon]
            end = data.index(b"\n]}", colon) + 3
            blob = data[colon + 2 : end]
            identity = blobs.head_of(blob)["id"]
            if not number.isdigit() or not isinstance(identity, str) or identity in state.articles:
                return None
            state.articles[identity], state.numbers[identity] = blob, number.decode()
            at = end
        if not data.startswith(b"\n},\n", at):
            return None
        _take_rest(state, orjson.loads(b"{" + data[at + 4 :]))
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
    return state if state.sound and state.schema <= SCHEMA else None


def _take_rest(state: State, tables: Mapping[str, Mapping[str, Any]], articles: int | None = None) -> None:
    """Take all but the articles, and see whether the checksum fits; for `articles` see `State.total`."""
    refusals = tables.get("refusals", {})
    kept = map(refusal_of, refusals.values())
    state.refusals = {refusal: None for refusal in kept if refusal is not None}
    state.others = {name: dict(table) for name, table in tables.items() if name not in OURS}
    meta: Mapping[str, Any] = next(iter(tables.get("meta", {}).values()), {})
    match meta:
        case {
            "schema": int(schema),
            "log": str(log),
            "seq": int(seq),
            "line": str(line),
            "offset": int(offset),
            "sum": str(total),
        }:
            state.schema = schema
            state.log, state.seq, state.line, state.offset = log, seq, line, offset
            state.sum, state.sound = total, state.total(articles) == total
            state.flawed = not state.fits(tables["meta"]) or [*refusals] != [
                str(n) for n in range(1, 1 + len(refusals))
            ]


def refusal_of(document: Any) -> Refusal | None:
    """The refusal of a document; None when the document is damaged."""
    match document:
        case {
            "string": str(string),
            "label": str(label),
            "article": str(article),
            "start": int(start),
            "sha256": str(sha256),
        }:
            return Refusal(string, label, article, start, sha256)
        case _:
            return None


def _blob(document: Mapping[str, Any], name: str) -> blobs.Blob:
    try:
        return blobs.blob_of(document)
    except TypeError as error:
        # What is read may be nested more deeply than what is written.
        raise StoreError(f"{name} cannot be kept as it is: {document['id']} has something nested too deeply") from error


def _check(document: Any, name: str) -> None:
    """Raise StoreError unless a document can be told apart, and its annotations put in order."""
    identity = document.get("id") if isinstance(document, dict) else None
    if not isinstance(identity, str):
        raise StoreError(f"{name} has an article without an id")
    annotations, suggestions = document.get("annotations"), document.get("suggestions")
    if not isinstance(annotations, list):
        raise StoreError(f"{name} has no list of annotations for {identity}")
    if not isinstance(suggestions, list | None):
        raise StoreError(f"{name} has suggestions for {identity} that are no list: {str(suggestions)[:80]}")
    for what, items in (("an annotation", annotations), ("a suggestion", suggestions or ())):
        for item in items:
            match item:
                case {"id": str(), "start": int(), "end": int(), "label": str()}:
                    continue
                case _:
                    raise StoreError(f"{name} has {what} of {identity} that is none: {str(item)[:80]}")


def _lines(documents: Iterable[Mapping[str, Any]]) -> bytes:
    numbered = enumerate(documents, 1)
    return b",".join(b'\n"%d":%b' % (number, orjson.dumps(document)) for number, document in numbered)


def finished(state: State, data: bytes, articles: int) -> State | None:
    """A state with all but its articles taken from the bytes behind them in the fixed layout; None when damaged.

    `articles` is the sum of the checksums of all documents.
    """
    _take_rest(state, orjson.loads(b"{" + data), articles)
    return state if state.sound and state.schema <= SCHEMA else None
