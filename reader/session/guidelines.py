"""The guidelines of a project, as they are shown: read anew whenever they are asked for, and parted into blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, NamedTuple

from reader.core.errors import ReaderError
from reader.resources import GUIDELINES
from reader.session.session import Session
from reader.session.target import target
from reader.store.guidelines import read_guidelines, starting_guidelines, write_guidelines

HEADING = re.compile(r"(#{1,6})\s+(.*?)[\s#]*")
ITEM = re.compile(r"(\s*)([-*+]|[0-9]{1,3}[.)])\s+(.*)")
FENCE = ("```", "~~~")
MARKS = "#*_`\"'“”‘’[]() "
"""What may stand around the name of a label in a heading."""


class Guidelines(NamedTuple):
    """What there is to go by."""

    path: Path
    """The file, which may not be there."""
    text: str
    """What it says; what it could begin with when it is not there."""
    there: bool = True
    """Is there such a file?"""
    trouble: str = ""
    """Why it cannot be read."""


class Block(NamedTuple):
    """A heading, an item of a list, a paragraph, a line of code, or a blank line."""

    kind: Literal["heading", "item", "text", "code", "blank"]
    """Which of them."""
    text: str = ""
    """Its words, in one line."""
    indent: int = 0
    """Blanks before it; of a heading its level."""
    mark: str = ""
    """What stands before an item."""


def guidelines(session: Session) -> Guidelines:
    """The guidelines beside the articles, else those to begin with."""
    path = place(session)
    try:
        text = read_guidelines(path.parent)
    except ReaderError as error:
        return Guidelines(path, "", trouble=str(error))
    if text is None:
        return Guidelines(path, starting_guidelines(session.labels), there=False)
    return Guidelines(path, text)


def begin(session: Session) -> str:
    """Have a file there that can be edited; says why not."""
    try:
        write_guidelines(place(session).parent, session.labels)
    except ReaderError as error:
        return str(error)
    return ""


def place(session: Session) -> Path:
    """Where the guidelines of the articles are, or would be: beside the project file."""
    if session.settings is not None:
        return session.settings.paths[0].with_name(GUIDELINES)
    root = session.corpus.root
    return (root.parent if root.is_file() else root) / GUIDELINES


def label_here(session: Session) -> str:
    """The label that a person at this place may want to look up; empty when there is none."""
    meant = target(session)
    return meant.label if meant is not None else session.gesture.label or ""


def blocks(text: str) -> Iterator[Block]:
    """The parts of a text in Markdown, in order; lines of one paragraph or item come as one."""
    open_: Block | None = None
    code = ""
    for line in text.split("\n"):
        stripped = line.strip()
        block: Block | None = None
        if code or stripped.startswith(FENCE):
            inside, code = code, _code(stripped, code)
            block = Block("code", line) if inside and code else None
        elif not stripped:
            block = Block("blank")
        elif found := HEADING.fullmatch(stripped):
            block = Block("heading", found[2], len(found[1]))
        elif found := ITEM.fullmatch(line):
            block = Block("item", found[3].strip(), min(len(found[1]), 8), found[2])
        elif open_ is not None:
            open_ = open_._replace(text=f"{open_.text} {stripped}")
            continue
        else:
            block = Block("text", stripped)
        if open_ is not None:
            yield open_
        open_ = block if block is not None and block.kind in ("item", "text") else None
        if block is not None and open_ is None:
            yield block
    if open_ is not None:
        yield open_


def is_about(heading: str, label: str) -> bool:
    """Is a heading that of a label: its name, also in the plural or with more words behind it?"""
    words = heading.strip(MARKS).casefold()
    name = label.casefold()
    rest = words.removeprefix(name)
    return words.startswith(name) and not rest.removeprefix("s")[:1].isalnum() and rest[:1] not in ("-", "_")


def _code(line: str, fence: str) -> str:
    """The fence that the lines after this one stand in."""
    if fence:
        return "" if line.startswith(fence) else fence
    return line[:3]
