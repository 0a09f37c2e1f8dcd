"""Reading CoNLL columns, ours and those of others: documents from lines."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

import orjson

from reader.formats.conll.document import Block, Document, loaded
from reader.formats.conll.tags import is_tag
from reader.formats.format import Fault, Loaded, Options, Source
from reader.formats.jsonlines import fault
from reader.text.lazily import lazily

KEY = lazily(r"#\s*(newdoc(?: id)?|text|columns|global\.columns|sent_id|newpar(?: id)?|id)\s*(?:=\s*(.*))?")
"""A comment that says something known."""

START = "-DOCSTART-"
"""How documents begin in the files of CoNLL 2003."""


def looks(name: str, head: bytes) -> bool:
    """By its name, or by a first line such as we write."""
    return name.endswith((".conll", ".iob", ".iob2", ".bio")) or head.startswith((b"# newdoc id = ", START.encode()))


def load(source: Source, options: Options) -> Iterator[Loaded | Fault]:
    """Every document of every file."""
    del options
    for name in source.names:
        try:
            with source.open(name) as file:
                documents = [] if len(source.names) == 1 else [name]
                for document in _documents(file):
                    yield loaded(document, name, source, ": ".join([*documents, f"line {document.line}"]))
        except OSError as error:
            yield Fault(name, f"it cannot be read: {error.strerror}")


def _documents(file: BinaryIO) -> Iterator[Document]:
    document, opened = Document(1), False
    for number, raw in enumerate(file, 1):
        try:
            line = raw.removeprefix(b"\xef\xbb\xbf" if number == 1 else b"").rstrip(b"\r\n").decode()
        except UnicodeDecodeError as error:
            document.broken = document.broken or fault(f"line {number}", f"it is not UTF-8: {error.reason}", raw)
            continue
        begins = _begins(line, document, opened)
        if begins and (document.blocks or document.named):
            yield document
            document = Document(number)
        opened = _take(document, line, opened)
    if document.blocks or document.named or document.broken:
        yield document


def _begins(line: str, document: Document, opened: bool) -> bool:
    """Does a document begin with this line?"""
    if line.startswith("#"):
        return bool((match := KEY().fullmatch(line)) and match[1].startswith("newdoc"))
    return line.startswith(START) and not document.named and not opened


def _take(document: Document, line: str, opened: bool) -> bool:
    """Take in a line; says whether a sentence is open behind it."""
    if not line.strip():
        return False
    fields = line.split("\t") if "\t" in line else line.split()
    match = KEY().fullmatch(line) if line.startswith("#") and "\t" not in line else None
    is_comment = match is not None or (line.startswith("# ") and not ("=" not in line and is_tag(fields[-1])))
    if not is_comment and fields[0] == START and not opened:
        return False
    if not is_comment or (match and match[1] == "text"):
        if not opened:
            document.blocks.append(Block())
        if match:
            document.blocks[-1].text = match[2] or ""
        else:
            document.blocks[-1].rows.append(fields)
        return True
    if match:
        _note(document, match[1], match[2] or "")
    return opened


def _note(document: Document, key: str, value: str) -> None:
    if key in {"newdoc id", "newdoc", "id"}:
        document.named = True
        document.id = unquoted(value)
    elif key == "columns":
        document.ours = True


def unquoted(value: str) -> str:
    """A value as we write it, as JSON; or as it is."""
    try:
        read = orjson.loads(value)
    except orjson.JSONDecodeError:
        return value
    return read if isinstance(read, str) else value
