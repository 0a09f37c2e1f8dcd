"""From the bytes of a file to the exact text of an article."""

from __future__ import annotations

import codecs
from typing import NamedTuple

from reader.core.errors import DecodingError

MARKS = (
    # The mark of UTF-32 begins with that of UTF-16, whose text would then begin with NUL and be refused anyway.
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""Byte order marks, and the encodings they stand for."""

NO_TEXT = {"\0": "NUL", "\x1b": "ESC"}
"""What text in UTF-8 never holds: it comes from other encodings, from programs' output, and from what is no text."""

LEAD = 0xC0
"""From here on a byte of UTF-8 is the first of several."""


class Decoded(NamedTuple):
    """The text of an article, and how its bytes were read."""

    text: str
    """What they say: nothing is normalised, and newlines are as they were."""
    encoding: str = ""
    """The encoding that had to be named; empty when the bytes say theirs themselves."""


class UndecodableError(DecodingError):
    """The bytes are no text in the encoding that they are read in."""

    def __init__(self, why: str, data: bytes, at: int, encoding: str) -> None:
        """`at` is the offset of the first byte that is wrong in `encoding`."""
        super().__init__(why)
        self.data = data
        self.at = at
        self.encoding = encoding


def decode(data: bytes, encoding: str = "", *, whole: bool = True) -> Decoded:
    """The text of bytes in UTF-8, or in UTF-16 or UTF-32 with a byte order mark, which is dropped; else in `encoding`.

    `encoding` is a name that `text_encoding` gave, or empty. NUL and ESC are read only when one is named: it is a
    person's word that this is text. When `data` is not the `whole` file, a character cut at its end is left out.
    Raises UndecodableError that names the first wrong byte.
    """
    mark, marked = next(((mark, named) for mark, named in MARKS if data.startswith(mark)), (b"", "utf-8"))
    try:
        return Decoded(_plain(data, mark, marked, whole=whole))
    except UndecodableError:
        if not encoding:
            raise
    # Another encoding than that of the mark is believed only when the file contradicts its mark.
    ways = [(mark, marked), (b"", encoding)] if mark else [(b"", encoding)]
    for start, named in ways:
        try:
            return Decoded(_strict(data[len(start) :], named, whole=whole), encoding)
        except UnicodeDecodeError as error:
            wrong = error
    raise _invalid(data, 0, wrong, encoding) from wrong


def _plain(data: bytes, mark: bytes, encoding: str, *, whole: bool) -> str:
    """The text behind a mark, without NUL and ESC."""
    body, wrong = data[len(mark) :], None
    try:
        text = _strict(body, encoding, whole=whole)
    except UnicodeDecodeError as error:
        text, wrong = body[: error.start].decode(encoding), error
    if places := [place for each in NO_TEXT if (place := text.find(each)) >= 0]:
        before = text[: min(places)]
        at, line = len(mark) + len(before.encode(encoding)), before.count("\n") + 1
        why = f"not plain text: byte {at} (0x{data[at]:02X}, line {line}) is {NO_TEXT[text[min(places)]]}"
        raise UndecodableError(why, data, at, encoding)
    if wrong is not None:
        raise _invalid(data, len(mark), wrong, encoding) from wrong
    return text


def _strict(data: bytes, encoding: str, *, whole: bool) -> str:
    if whole:
        return data.decode(encoding)
    # This one can tell a wrong character from one that was cut.
    return codecs.getincrementaldecoder(encoding)().decode(data)


def _invalid(data: bytes, before: int, error: UnicodeDecodeError, encoding: str) -> UndecodableError:
    """The sentence for a byte that an encoding does not have there; `before` bytes were a mark."""
    at = before + error.start
    line = data[before:at].decode(encoding, "replace").count("\n") + 1
    name = encoding.upper() if encoding.startswith("utf-") else encoding
    what = _in_words(data[at], error.reason, encoding)
    return UndecodableError(f"not valid {name}: byte {at} (0x{data[at]:02X}, line {line}) {what}", data, at, encoding)


def _in_words(byte: int, reason: str, encoding: str) -> str:
    """What Python says of a byte, for people."""
    if any(word in reason for word in ("end of data", "truncated", "incomplete")):
        return "begins a character that the file does not end"
    if encoding != "utf-8":
        return "is no character there"
    if "continuation" in reason:
        return "begins a character that does not go on"
    return "goes on with a character that did not begin" if byte < LEAD else "is in no character"
