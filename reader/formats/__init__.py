"""How annotated articles are written for other tools: one module a format, pure, bytes out.

A new format is a module with a `dump` and a row in `FORMATS`.
"""

from collections.abc import Callable, Mapping

from reader.core.article import Article
from reader.core.record import Record
from reader.formats import jsonl

Dump = Callable[[Article, Record], bytes]
"""Writes one article with its annotations."""

FORMATS: Mapping[str, Dump] = {"jsonl": jsonl.dump}
"""Every format by the name that `reader export --format` takes."""

__all__ = ["FORMATS", "Dump"]
