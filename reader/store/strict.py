"""JSON read strictly: what two programs could read in two ways is refused, with its place."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from hashlib import blake2b
from typing import Any, NamedTuple

import orjson

from reader.core.errors import StoreError
from reader.text.lazily import lazily

BLANKS = b" \t\r\n"
CHUNK = 1 << 20
"""Bytes that are looked at together."""

TOKENS = lazily(r'("[^"\\]*+(?:\\.[^"\\]*+)*+")\s*+(:)?|[{}]')
"""Strings, with the colon that makes one a key, and the ends of objects."""
CONFLICT = lazily(r"(?m)^(?:<{7}|\|{7}|={7}|>{7})(?![<|=>])")
"""What git leaves in a file when two versions were changed in the same place."""
NO_NUMBER = lazily(r"[-+]?(?:NaN|Infinity)")
"""What Python's own library writes for numbers that JSON has not."""

WORDS = {
    "surrogate": "half a character (a lone surrogate)",
    "depth limit": "it is nested too deeply",
    "infinity": "the number is too large",
    "end of data": "it ends in the middle",
    "empty": "it is empty",
    "after document": "something follows after its end",
}
"""Pieces of what orjson says, and the same in words for people."""


class Fault(NamedTuple):
    """One thing that is wrong with a text."""

    at: int
    """The code point where it begins."""
    why: str
    """What it is."""


def loads(data: bytes, what: str) -> Any:
    """The value of JSON in UTF-8. A byte order mark before it, CRLF and any layout do no harm.

    Raises StoreError for all that is not JSON, and for a key that stands twice in one object, of which programs keep
    one or the other. `what` begins the sentence, such as "The store /home/ann/annotations.json".
    """
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        value = orjson.loads(data)
    except orjson.JSONDecodeError as error:
        fault, text = _fault(data, error)
        line, column = text.count("\n", 0, fault.at) + 1, fault.at - text.rfind("\n", 0, fault.at)
        raise StoreError(f"{what} is not valid JSON: line {line}, column {column}: {fault.why}") from error
    if not _came_back(data, value) and _may_have_duplicate(data):
        for key, line in _duplicates(data.decode()):
            raise StoreError(f"{what} is not sound: line {line}: {key} stands twice in one object")
    return value


def _fault(data: bytes, error: orjson.JSONDecodeError) -> tuple[Fault, str]:
    """What is wrong, and the text that its place is in."""
    try:
        text = data.decode()
    except UnicodeDecodeError as wrong:
        before = data[: wrong.start].decode()
        if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return Fault(0, "it is UTF-16, and must be UTF-8"), before
        return Fault(len(before), f"byte 0x{data[wrong.start]:02X} is not UTF-8"), before
    if conflict := CONFLICT().search(text):
        return Fault(conflict.start(), f"git left a conflict in it ({conflict[0]})"), text
    if (end := len(text.rstrip("\0"))) < len(text):
        return Fault(end, "NUL bytes begin here, as a power cut may leave them"), text
    # The place may be that behind a sign.
    begin = error.pos - (text[error.pos - 1 : error.pos] in ("-", "+"))
    if number := NO_NUMBER().match(text, begin):
        return Fault(begin, f"{number[0]} is no number in JSON"), text
    return Fault(error.pos, next((why for piece, why in WORDS.items() if piece in error.msg), error.msg)), text


def _came_back(data: bytes, value: object) -> bool:
    """Is the value, written again, the same text but for its layout? Then no key was dropped.

    It need not be when nothing is wrong, as with other escapes. Three times as quick as looking for the keys.
    """
    try:
        return _digest(data) == _digest(orjson.dumps(value))
    except TypeError:
        # Written by orjson it may not be nested as deeply as read.
        return False


def _digest(data: bytes) -> bytes:
    """A digest of what is no blank, a piece at a time: a store may be large, and is in memory twice already."""
    digest = blake2b()
    for start in range(0, len(data), CHUNK):
        digest.update(data[start : start + CHUNK].translate(None, BLANKS))
    return digest.digest()


def _may_have_duplicate(data: bytes) -> bool:
    """Does a key stand twice? Asked of the standard library, which does not know where; True when it cannot say."""
    # Imported for the stores that other programs wrote.
    import json  # noqa: PLC0415

    found = False

    def look(pairs: list[tuple[str, object]]) -> None:
        nonlocal found
        found = found or len(dict(pairs)) < len(pairs)

    try:
        json.loads(data, object_pairs_hook=look, parse_int=str, parse_float=str)
    except RecursionError:
        return True
    return found


def _duplicates(text: str) -> Iterator[tuple[str, int]]:
    """The keys that stand twice in their object, in quotes, and their lines, in what is known to be JSON."""
    objects: list[set[str]] = []
    for token in TOKENS().finditer(text):
        string, colon = token.groups()
        if string is None:
            if token[0] == "{":
                objects.append(set())
            else:
                objects.pop()
        elif colon is not None:
            key = orjson.dumps(orjson.loads(string)).decode() if "\\" in string else string
            if key in objects[-1]:
                yield key, text.count("\n", 0, token.start()) + 1
            objects[-1].add(key)
