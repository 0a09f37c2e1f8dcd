"""What a row of a table says, and which of its columns say it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple, Protocol

from reader.core.errors import CorpusError, DecodingError

TEXTS = ("text", "content", "body", "article")
"""The columns that may hold the text, the likeliest first."""
TITLE = "title"
"""The column that holds the title, where there is one."""
ID = "id"
"""The column that holds the id."""
NAMED = 20
"""How many columns are named in a sentence."""
TYPES = {
    type(None): "empty",
    bool: "true or false",
    int: "a number",
    float: "a number",
    list: "a list",
    dict: "an object",
}
"""What a value that is no text is called."""


class Row(NamedTuple):
    """One article of a table."""

    text: str
    """Its exact text."""
    title: str = ""
    """What the column says; empty when it says nothing."""
    own: bytes = b""
    """The id that the file gives it; empty for none."""
    encoding: str = ""
    """The encoding that had to be named for it."""


class Columns(NamedTuple):
    """Which columns are read."""

    text: str
    """The text."""
    id: str | None
    """The id; None when there is none."""


class Table(Protocol):
    """Rows by place, from 0."""

    def __len__(self) -> int: ...

    def row(self, index: int, encoding: str) -> Row:
        """Read a row, in an encoding when it is not UTF-8. Raises DecodingError and OSError."""
        ...

    def size(self, index: int) -> int:
        """How many bytes a row has in the file, or about so many."""
        ...

    @property
    def changed(self) -> bool:
        """Did the file change since it was opened?"""
        ...


def columns(known: Collection[str], filled: Collection[str], text: str, id_: str) -> Columns:
    """The columns to read, of those `known`; `filled` are those that hold text. Raises CorpusError.

    `text` and `id_` are the names that a person gave; empty for none.
    """
    for option, name in (("--text-column", text), ("--id-column", id_)):
        if name and name not in known:
            raise CorpusError(f"it has no column {name!r}, as {option} says; it has {_listed(known)}")
    found = text or next((name for name in TEXTS if name in filled), "")
    if not found:
        raise CorpusError(
            f"it has no column text, content, body or article; it has {_listed(known)}: name one with --text-column"
        )
    return Columns(found, id_ or (ID if ID in known else None))


def row_of(values: object, chosen: Columns, encoding: str = "") -> Row:
    """The article that a row is. Raises DecodingError: a sentence that lacks its first words, which row it is."""
    if not isinstance(values, dict):
        raise DecodingError(f"is {kind(values)}, and an object with the text is needed")
    if chosen.text not in values:
        raise DecodingError(f"has no {chosen.text!r}")
    text, title = values[chosen.text], values.get(TITLE)
    if not isinstance(text, str):
        raise DecodingError(f"has {kind(text)} for {chosen.text!r}, and text is needed")
    own = values.get(chosen.id) if chosen.id else None
    return Row(text, title.strip() if isinstance(title, str) and chosen.text != TITLE else "", own_id(own), encoding)


def own_id(value: object) -> bytes:
    """An id as bytes; empty for what is none: only text and whole numbers are."""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value).encode()
    return value.encode("utf-8", "replace") if isinstance(value, str) else b""


def kind(value: object) -> str:
    """What a value is, in words."""
    return TYPES.get(type(value), "text" if isinstance(value, str) else "something else")


def filled(rows: Iterable[object]) -> tuple[Sequence[str], Sequence[str]]:
    """The columns of some rows, and those that hold text in one of them."""
    known: dict[str, bool] = {}
    for row in rows:
        if isinstance(row, dict):
            for name, value in row.items():
                known[name] = known.get(name, False) or isinstance(value, str)
    return list(known), [name for name, text in known.items() if text]


def _listed(names: Collection[str]) -> str:
    more = len(names) - NAMED
    return (", ".join(map(repr, list(names)[:NAMED])) or "none") + (f" and {more} more" if more > 0 else "")
