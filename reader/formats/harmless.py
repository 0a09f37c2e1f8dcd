"""JSON in which nothing acts on a terminal and no reader of lines finds a line that is none."""

from __future__ import annotations

import re

UNSAFE = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
"""Legal in JSON as they are, but a terminal acts on them or a line reader breaks at them."""


def harmless(written: bytes) -> bytes:
    """The same JSON with those as escapes."""
    if written.isascii() and b"\x7f" not in written:
        return written
    return UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", written.decode()).encode()
