"""What one gesture of a person did, as it is kept: the changes, who made them and when."""

from __future__ import annotations

from typing import Literal, NamedTuple

from reader.core.change import Change
from reader.core.record import Record
from reader.core.refusal import Refusal

Kind = Literal["do", "undo", "redo", "merge", "move"]
"""Something new, a step taken back, one made again, what another program had put into the store, or everything of
articles that have new names: of each two changes the first takes it from the old one."""


TITLE = 200
"""Code points of a title that are kept: an article may be one line of a million."""


class Head(NamedTuple):
    """Enough of an article to know it again."""

    id: str
    """The article's id."""
    title: str
    """Its title, at most `TITLE` code points of it."""
    sha256: str
    """The digest of its text in UTF-8, as hexadecimal digits."""
    length: int
    """The length of its text in code points."""
    encoding: str = ""
    """The encoding that a person named for its file; empty when the file says itself what it is."""

    @classmethod
    def of(cls, record: Record) -> Head:
        """The head of an article by its record."""
        return cls(record.id, record.title[:TITLE], record.sha256, record.length, record.encoding)


class Step(NamedTuple):
    """Several changes when one gesture changed several articles: kept together or not at all."""

    changes: tuple[Change, ...] = ()
    """In the order they were made."""
    heads: tuple[Head, ...] = ()
    """One for every article changed, in any order."""
    kind: Kind = "do"
    """How it came about."""
    at: str = ""
    """When it was made: UTC, ISO 8601. For people to read; nothing depends on it."""
    by: str = ""
    """The annotator."""
    refusals: tuple[tuple[Refusal, bool], ...] = ()
    """What was refused (True), or allowed again after all (False)."""
    keys: int | None = None
    """How many keys a person pressed for it, since the step before; None where nobody counted."""
