"""JSON on standard output, whatever stands in texts and in names of files: nothing in it can act on a terminal."""

from __future__ import annotations

import json
import re
from typing import Any

from reader.formats.jsonlines import written

HALVES = re.compile("[\ud800-\udfff]")
"""What Python has in the place of bytes of a file's name that are no text, and JSON has not."""


def dumped(document: Any) -> bytes:
    """A document as JSON on one line; what is no text is the sign for that."""
    try:
        return written(document)
    except TypeError:
        return written(json.loads(HALVES.sub("�", json.dumps(document, ensure_ascii=False))))
