"""Files of one JSON value a line: written so that they harm no terminal, read so that no line can harm another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO, NamedTuple

import orjson

from reader.core.errors import FormatError
from reader.formats.format import Fault, Loaded, Source

UNSAFE = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
"""Legal in JSON as they are, but a terminal acts on them or a line reader breaks at them: written as escapes."""

LEADS = tuple(
    (lead, re.compile(bytes([lead]) + rest))
    for lead, rest in (
        (0x7F, b""),
        (0xC2, b"[\x80-\x9f]"),
        (0xD8, b"\x9c"),
        (0xE2, b"(?:\x80[\x8e\x8f\xa8-\xae]|\x81[\xa6-\xa9])"),
    )
)
"""The same in UTF-8, with the byte they begin with: a number among bytes is found ten times as quickly as anything."""

DELETE = 0x7F
"""The only one of them in ASCII."""

FEW = 4
"""How many places that begin like one are looked at one by one; a pattern looks for more, but at every byte before."""

LONGEST = 256 * 1024 * 1024
"""Bytes of the longest line that is read: an article of 10 MB with 100,000 spans takes a tenth of it."""

KEPT = 4_000
"""Bytes of a bad part that are kept beside why it is bad."""

PATIENCE = 100
"""When none of so many parts can be read, the file is none of this format."""

MARK = b"\xef\xbb\xbf"
"""A byte order mark in UTF-8."""


MARKED = "a byte order mark at the beginning was passed over"
"""A remark."""


class Line(NamedTuple):
    """One line that is JSON."""

    where: str
    """Where it stands."""
    value: Any
    """What it says."""
    data: bytes
    """The line itself."""
    remarks: tuple[str, ...]
    """What was passed over before it."""


def written(value: object, option: int | None = None) -> bytes:
    """A value as JSON on one line, by default without its newline; no control character is left in it."""
    data = orjson.dumps(value, None, option)
    if not (DELETE in data if data.isascii() else _acts(data)):
        return data
    return UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", data.decode()).encode()


def lines(source: Source) -> Iterator[Line | Fault]:
    """Every line that is not blank, of all files one after the other; a Fault for what is no JSON."""
    for name in source.names:
        before = f"{name}, " if len(source.names) > 1 else ""
        with source.open(name) as file:
            for number, data in _raw(file):
                marked = number == 1 and data.startswith(MARK)
                content = data[len(MARK) :] if marked else data
                if content.strip():
                    yield _line(f"{before}line {number}", content, (MARKED,) if marked else ())


def patiently(parts: Iterable[Loaded | Fault], form: str) -> Iterator[Loaded | Fault]:
    """The same parts; raises FormatError when only faults come, and many of them."""
    parts = iter(parts)
    for number, part in enumerate(parts, 1):
        yield part
        if not isinstance(part, Fault):
            break
        if number == PATIENCE:
            raise FormatError(f"this is no {form}: of its first {PATIENCE} parts none can be read; {part.why}")
    yield from parts


def fault(where: str, why: str, data: bytes) -> Fault:
    """A fault with as much of the data as is kept."""
    return Fault(where, why, data[:KEPT])


def _acts(data: bytes) -> bool:
    return any(lead in data and _has(data, lead, pattern) for lead, pattern in LEADS)


def _has(data: bytes, lead: int, pattern: re.Pattern[bytes]) -> bool:
    at = data.find(lead)
    for _ in range(FEW):
        if pattern.match(data, at):
            return True
        at = data.find(lead, at + 1)
        if at < 0:
            return False
    return pattern.search(data, at) is not None


def _line(where: str, data: bytes, remarks: tuple[str, ...]) -> Line | Fault:
    if len(data) > LONGEST:
        return fault(where, f"the line is longer than {LONGEST // 1024**2} MB", data)
    try:
        return Line(where, orjson.loads(data), data, remarks)
    except orjson.JSONDecodeError as error:
        return fault(where, f"this is no JSON: {error}", data)


def _raw(file: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """Lines with their numbers; of one that is too long its beginning."""
    number = 0
    while data := file.readline(LONGEST + 1):
        number += 1
        rest = data
        while len(rest) > LONGEST and not rest.endswith(b"\n"):
            rest = file.readline(LONGEST + 1)
        yield number, data
