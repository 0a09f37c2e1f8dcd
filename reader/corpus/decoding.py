"""From the bytes of a file to the exact text of an article."""

from __future__ import annotations

import codecs

from reader.core.errors import DecodingError


def decode(data: bytes) -> str:
    """The text of UTF-8 bytes: one byte order mark is dropped, nothing else is changed, newlines least of all.

    Raises DecodingError that names the first wrong byte.
    """
    marked = data.startswith(codecs.BOM_UTF8)
    try:
        return data[len(codecs.BOM_UTF8) if marked else 0 :].decode("utf-8")
    except UnicodeDecodeError as error:
        at = error.start + (len(codecs.BOM_UTF8) if marked else 0)
        line = data.count(b"\n", 0, at) + 1
        raise DecodingError(
            f"not valid UTF-8: byte {at} (0x{data[at]:02X}, line {line}). Convert the file to UTF-8 to read it"
        ) from error
