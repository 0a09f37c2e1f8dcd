"""One label on one span."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from typing import NamedTuple

from reader.core.span import Span

Order = tuple[int, int, str, str]
"""A sort key of annotations."""


class Annotation(NamedTuple):
    """One label on one span of one article, with its own identity (W3C Annotation; brat text-bound).

    A tuple as it is made by the hundred thousand when a large article is opened, three times as quick as a dataclass.
    """

    id: str
    """Made once, kept for ever: 16 hexadecimal digits when made here."""
    span: Span
    """Where it is, in code points of the article's text."""
    label: str
    """The name of its label."""
    text: str
    """The exact text it was put on: `article.text[start:end]`."""
    annotator: str
    """Who made it."""
    created: str
    """When it was made: UTC, ISO 8601."""
    updated: str
    """When it was last changed: UTC, ISO 8601."""
    note: str = ""
    """A remark by a person."""
    flag: bool = False
    """Is it marked as unsure?"""

    @property
    def order(self) -> Order:
        """The order of a list of annotations: by start, then longest first, then label, then id."""
        return (self.span.start, -self.span.end, self.label, self.id)

    def relabelled(self, label: str, now: str) -> Annotation:
        """The same annotation under another label."""
        return self._replace(label=label, updated=now)

    def fits(self, text: str) -> bool:
        """Does its text still stand at its span?"""
        return text[self.span.start : self.span.end] == self.text


def new_id() -> str:
    """A fresh identity: 64 random bits, so that a million annotations clash with odds of about 1 in 40 million."""
    return os.urandom(8).hex()


def timestamp() -> str:
    """Now, in UTC, as ISO 8601 with milliseconds."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")
