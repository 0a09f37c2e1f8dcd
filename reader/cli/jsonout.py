"""JSON on standard output, whatever stands in texts and in names of files: nothing in it can act on a terminal."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import Any

import orjson

from reader.text.visible import PICTURES

HALVES = re.compile("[\ud800-\udfff]")
"""What Python has in the place of bytes of a file's name that are no text."""


def dumped(document: Any) -> bytes:
    """A document as JSON on one line.

    What is not shown as it is elsewhere is written as an escape, which says the same; halves of surrogates, which JSON
    has not, are the sign for what is no text.
    """
    try:
        text = orjson.dumps(document).decode()
    except TypeError:
        text = HALVES.sub("�", json.dumps(document, ensure_ascii=False, separators=(",", ":")))
    return (text if text.isprintable() else _acting().sub(_escaped, text)).encode()


@cache
def _acting() -> re.Pattern[str]:
    """What JSON leaves as it is, and could act."""
    return re.compile(
        f"[{''.join(chr(code) for code in PICTURES if code not in range(0xD800, 0xE000) and code > 0x7E)}]"
    )


def _escaped(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"
