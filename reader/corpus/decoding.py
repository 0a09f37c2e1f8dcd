"""From the bytes of a file to the exact text of an article."""

from __future__ import annotations

import codecs

from reader.core.errors import DecodingError

LEAD, LEAD_OF_3, LEAD_OF_4 = 0xC0, 0xE0, 0xF0
"""From here on a byte is the first of a character of two, three and four bytes."""


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


def decode_start(data: bytes) -> str:
    """The same for the first bytes of a file: a character that they cut at their end is left out."""
    for cut in range(1, 4):
        # A character has up to four bytes; the first says how many.
        if len(data) >= cut and data[-cut] >= LEAD and cut < _length(data[-cut]):
            return decode(data[:-cut])
    return decode(data)


def _length(lead: int) -> int:
    return 2 if lead < LEAD_OF_3 else 3 if lead < LEAD_OF_4 else 4
