"""spaCy's file of documents, a DocBin: packed and unpacked without making documents of it.

Reading it through spaCy would trust it: offsets go unchecked to C, and its size when unpacked has no limit. The layout
is that of spaCy's `tokens/_serialize.py` and `tokens/span_group.pyx`, version 0.1, the same since spaCy 2.2. Writing it
so takes a tenth of the time that documents do.
"""

from __future__ import annotations

import struct
import zlib
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib import import_module
from itertools import accumulate, pairwise
from typing import Any, NamedTuple

from reader.core.errors import FormatError

UNPACKED = 1 << 30
"""Bytes of the largest file when unpacked."""

SPAN = struct.Struct(">QQQllll")
"""A span of a group: id, knowledge base id, label (hashes), tokens from and to, characters from and to."""
ENT_COLUMNS = ("ENT_IOB", "ENT_TYPE", "ENT_ID")
"""What a token says of the entity that it is in."""
INSIDE, OUTSIDE, BEGIN = 1, 2, 3
"""The values of `ENT_IOB`; 0 says nothing."""


class Marked(NamedTuple):
    """One span of a document."""

    start: int
    """Its first token."""
    end: int
    """One past its last token."""
    label: str
    """Its label."""
    id: str
    """Its id; empty when it has none."""


class Document(NamedTuple):
    """One document."""

    words: Sequence[str]
    """Its tokens."""
    spaces: Sequence[bool]
    """Does a blank stand behind each of them?"""
    groups: Mapping[str, Sequence[Marked]]
    """Spans that may overlap, by the key of their group."""
    ents: Sequence[Marked] | None
    """Spans that do not; None when nothing is said of them."""
    data: Mapping[str, Any]
    """What else is kept with it."""


class Bin:
    """Documents of one file, packed one after the other."""

    def __init__(self, ents: bool = False) -> None:
        """`ents` says whether the tokens tell the entity that they are in. Raises FormatError without spaCy."""
        self._store = _spacy("strings").StringStore()
        self._ids = _spacy("attrs").IDS
        # Made once: each asks every installed package whether it has an encoder.
        self._pack = _module("srsly.msgpack").Packer(use_bin_type=True).pack
        self._columns = ENT_COLUMNS if ents else ()
        self._tokens = array("Q")
        self._spaces = bytearray()
        self._lengths = array("i")
        self._groups: list[bytes] = []
        self._data: list[bytes] = []

    @property
    def tokens(self) -> int:
        """How many tokens there are so far."""
        return len(self._spaces)

    def add(self, document: Document) -> None:
        """Pack a document."""
        add = self._store.add
        columns = [list(map(add, document.words)), *(self._entities(document) if self._columns else ())]
        for row in zip(*columns, strict=True):
            self._tokens.extend(row)
        self._spaces.extend(bytes(document.spaces))
        self._lengths.append(len(document.words))
        self._groups.append(self._packed(document))
        self._data.append(self._pack(dict(document.data)))

    def packed(self) -> bytes:
        """The file."""
        message = {
            "version": "0.1",
            "attrs": [self._ids["ORTH"], *(self._ids[name] for name in self._columns)],
            "tokens": self._tokens.tobytes(),
            "spaces": bytes(self._spaces),
            "lengths": self._lengths.tobytes(),
            "strings": sorted(self._store),
            "cats": [{} for _ in self._lengths],
            "flags": [{"has_unknown_spaces": False} for _ in self._lengths],
            "span_groups": self._groups,
            "user_data": self._data,
        }
        return zlib.compress(self._pack(message))

    def _entities(self, document: Document) -> Iterator[Sequence[int]]:
        places, types, ids = ([value] * len(document.words) for value in (OUTSIDE, 0, 0))
        for start, end, label, identity in document.ents or ():
            places[start:end] = [BEGIN] + [INSIDE] * (end - start - 1)
            types[start:end] = [self._store.add(label)] * (end - start)
            ids[start:end] = [self._store.add(identity)] * (end - start)
        return iter((places, types, ids))

    def _packed(self, document: Document) -> bytes:
        lengths = [len(word) + space for word, space in zip(document.words, document.spaces, strict=True)]
        starts = [0, *accumulate(lengths)]
        packed: dict[bytes, list[str]] = {}
        for key, spans in document.groups.items():
            add = self._store.add
            rows = [
                SPAN.pack(
                    add(span.id), 0, add(span.label), span.start, span.end,
                    starts[span.start], starts[span.end - 1] + len(document.words[span.end - 1]),
                )
                for span in spans
            ]  # fmt: skip
            packed.setdefault(self._pack({"name": key, "attrs": {}, "spans": rows}), []).append(key)
        made: bytes = self._pack(packed or [])
        return made


def documents(data: bytes) -> Iterator[Document | str]:
    """The documents of a file, and for one that is damaged why. Raises FormatError when all of it is."""
    try:
        message = _unpack(_unzipped(data))
        rows = _Rows(message)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, struct.error) as error:
        raise FormatError(f"this is no DocBin of spaCy: {error}") from error
    for number in range(len(rows)):
        try:
            yield rows.document(number)
        except (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError, struct.error) as error:
            yield str(error)


class _Rows:
    """What a file holds, checked as far as all of it goes."""

    def __init__(self, message: Mapping[str, Any]) -> None:
        ids = _spacy("attrs").IDS
        self._columns = [message["attrs"].index(ids[name]) if ids[name] in message["attrs"] else None
                         for name in ("ORTH", *ENT_COLUMNS)]  # fmt: skip
        self._width = len(message["attrs"])
        if self._columns[0] is None:
            raise ValueError("the tokens have no words")
        lengths = array("i", message["lengths"])
        self._bounds = [0, *accumulate(lengths)]
        self._tokens = array("Q", message["tokens"])
        self._spaces = bytes(message["spaces"])
        if min(lengths, default=0) < 0 or self._bounds[-1] != len(self._spaces):
            raise ValueError("the lengths of its documents are wrong")
        if self._bounds[-1] * self._width != len(self._tokens):
            raise ValueError("the number of its tokens is wrong")
        self._store = _spacy("strings").StringStore(message["strings"])
        count = len(lengths)
        self._groups, self._flags, self._data = (
            list(message.get(name) or [empty] * count)
            for name, empty in (("span_groups", b""), ("flags", {}), ("user_data", None))
        )

    def __len__(self) -> int:
        return len(self._bounds) - 1

    def document(self, number: int) -> Document:
        start, end = self._bounds[number : number + 2]
        words = [self._said(value) for value in self._column(0, start, end)]
        unknown = self._flags[number].get("has_unknown_spaces")
        spaces = (
            [True] * (len(words) - 1) + [False] * bool(words)
            if unknown
            else [bool(each) for each in self._spaces[start:end]]
        )
        groups = {key: self._spans(rows, len(words)) for key, rows in _groups(self._groups[number])}
        data = _unpack(self._data[number]) if self._data[number] else {}
        return Document(words, spaces, groups, self._entities(start, end), data if isinstance(data, dict) else {})

    def _column(self, which: int, start: int, end: int) -> Sequence[int]:
        column = self._columns[which]
        if column is None:
            return [0] * (end - start)
        return self._tokens[start * self._width + column : end * self._width : self._width]

    def _said(self, value: int) -> str:
        try:
            return str(self._store[value])
        except KeyError as error:
            raise ValueError(f"there is no string for the number {value}") from error

    def _spans(self, rows: Iterable[bytes], count: int) -> list[Marked]:
        found = []
        for row in rows:
            identity, _, label, start, end, _, _ = SPAN.unpack(row)
            if not 0 <= start < end <= count:
                raise ValueError(f"a span has the tokens {start} to {end} of {count}")
            known = identity in self._store if identity else False
            found.append(Marked(start, end, self._said(label), self._said(identity) if known else ""))
        return found

    def _entities(self, start: int, end: int) -> Sequence[Marked] | None:
        if self._columns[1] is None or self._columns[2] is None:
            return None
        places, types, ids = (self._column(which, start, end) for which in (1, 2, 3))
        begun = [
            n for n, place in enumerate(places) if place == BEGIN or (place == INSIDE and _apart(places, types, n))
        ]
        found = []
        for first, after in pairwise([*begun, len(places)]):
            last = next((n for n in range(first + 1, after) if places[n] != INSIDE), after)
            if types[first]:
                found.append(Marked(first, last, self._said(types[first]), self._said(ids[first])))
        return found


def _apart(places: Sequence[int], types: Sequence[int], number: int) -> bool:
    """Does an entity begin at this token although it is said to go on?"""
    return not number or places[number - 1] not in {INSIDE, BEGIN} or types[number - 1] != types[number]


def _groups(packed: bytes) -> Iterator[tuple[str, Iterable[bytes]]]:
    """The groups of spans by key: a map from group to keys or, as older versions wrote it, a list of groups."""
    found = _unpack(packed) if packed else []
    pairs = found.items() if isinstance(found, dict) else ((each, None) for each in found)
    for group, keys in pairs:
        message = _unpack(group)
        for key in keys or [message["name"]]:
            yield str(key), message["spans"]


def _unzipped(data: bytes) -> bytes:
    unzip = zlib.decompressobj()
    try:
        unpacked = unzip.decompress(data, UNPACKED)
    except zlib.error as error:
        raise ValueError("it is not compressed as one") from error
    if unzip.unconsumed_tail:
        raise ValueError(f"it unpacks to more than {UNPACKED:,} bytes")
    if not unzip.eof:
        raise ValueError("its end is missing")
    return unpacked


def _unpack(data: bytes) -> Any:
    """What was packed. Maps are made here, so that no decoder somebody registered, nor that of arrays, is called."""
    try:
        return _module("srsly.msgpack").unpackb(data, raw=False, object_pairs_hook=dict, strict_map_key=False)
    except _module("srsly.msgpack").UnpackException as error:
        raise ValueError(f"it cannot be unpacked: {error}") from error


def _spacy(name: str) -> Any:
    return _module(f"spacy.{name}")


def _module(name: str) -> Any:
    try:
        return import_module(name)
    except ImportError as error:
        raise FormatError("this format needs spaCy: pip install 'close-reader[spacy]'") from error
