"""The encodings that may be named: those that turn bytes into text, each in one way only."""

from __future__ import annotations

import codecs

from reader.core.errors import ReaderError

REFUSED = frozenset("idna punycode unicode_escape raw_unicode_escape utf_7 hz undefined charmap".split())
"""Python's codecs of text written in ASCII: such a file is plainly UTF-8, and some of them make half characters."""

ONE_WAY = {"utf-16": "utf-16-le", "utf-32": "utf-32-le", "utf-8-sig": "utf-8"}
"""What these mean for a file without a byte order mark, on every machine."""

SHOWN = 40
"""Characters of a name that are repeated in a sentence."""


def text_encoding(name: str) -> str:
    """Python's own name of an encoding. Raises ReaderError for an unknown one, and for a codec that is none of text."""
    known = _known(name)
    if known is None:
        examples = "known are, for example, windows-1252, koi8-r and shift_jis"
        raise ReaderError(f"There is no text encoding {name[:SHOWN]!r}; {examples}")
    if known.replace("-", "_") in REFUSED:
        raise ReaderError(f"{name[:SHOWN]} is a way to write text in ASCII, not an encoding that articles are read in")
    return ONE_WAY.get(known, known)


def _known(name: str) -> str | None:
    try:
        known = codecs.lookup(name).name
        # Only decoding says whether a codec gives text: some turn bytes into bytes, some text into text.
        b"a".decode(known)
    except UnicodeDecodeError:
        return known
    except (LookupError, ValueError):
        return None
    return known
