"""How annotated articles are written for other tools and read from them: one module a format, pure, bytes in and out.

A new format is a module with a `FORMAT`, and its name in `MODULES`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module

from reader.formats.format import Format

MODULES: Mapping[str, str] = {
    "jsonl": "jsonl",
    "doccano": "doccano",
