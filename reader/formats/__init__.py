"""How annotated articles are written for other tools and read from them: one module a format, pure, bytes in and out.

A new format is a module with a `FORMAT`, and its name in `MODULES`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module

from reader.formats.format import Format

MODULES: Mapping[str, str] = {
    "jsonl": "jsonl",
    "brat": "brat",
    "conll": "conll",
    "webanno": "webanno",
    "cas": "cas",
    "xmi": "xmi",
    "doccano": "doccano",
    "label-studio": "label_studio",
    "csv": "comma",
    "tsv": "tabs",
    "w3c": "w3c",
    "spacy": "spacy",
    "hf": "hf",
    "gliner": "gliner",
    "chat": "chat",
    "html": "webpage",
    "md": "markdown",
}
"""The formats by name, in the order they are listed, with the module of each: it is imported when it is asked for."""


def format_of(name: str) -> Format:
    """The format of a name. Raises KeyError."""
    module = import_module(f"reader.formats.{MODULES[name]}")
    found: Format = module.FORMAT
    return found


def formats() -> Iterator[Format]:
    """Every format."""
    return map(format_of, MODULES)


__all__ = ["MODULES", "Format", "format_of", "formats"]
