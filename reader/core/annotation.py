"""One label on one span."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from typing import NamedTuple

from reader.core.span import Span

Order = tuple[int, int, str, str]
"""A sort key of annotations."""

CONTEXT = 32
"""Code points kept on either side of an annotation, to find it again when its article was edited (W3C
TextQuoteSelector; 32 is what Hypothesis keeps)."""


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
    before: str = ""
    """The text right before it when it was put there, at most `CONTEXT` code points (the prefix of its quote)."""
    after: str = ""
    """The text right behind it when it was put there, at most `CONTEXT` code points (the suffix of its quote)."""
    score: float | None = None
    """How sure of it the source was that suggested it; None when it gave no score, and once a person made it theirs."""

    @property
    def order(self) -> Order:
        """The order of a list of annotations: by start, then longest first, then label, then id."""
        return (self.span.start, -self.span.end, self.label, self.id)

    def relabelled(self, label: str, now: str) -> Annotation:
        """The same annotation under another label."""
        return self._replace(label=label, updated=now)

    def accepted(self, annotator: str, now: str) -> Annotation:
        """What a suggestion becomes when a person accepts it: theirs, with the same id."""
        return self._replace(annotator=annotator, updated=now, score=None)

    def placed(self, text: str, span: Span) -> Annotation:
        """The same annotation on a span of this text."""
        before, after = context(text, span)
        return self._replace(span=span, text=span.of(text), before=before, after=after)

    def fits(self, text: str) -> bool:
        """Does its text still stand at its span?"""
        return text[self.span.start : self.span.end] == self.text

    def stands(self, text: str) -> bool:
        """Does its text stand at its span with the same context as when it was put there, if that was kept?"""
        first = self.span.start - len(self.before)
        return (
            first >= 0
            and len(self.span) == len(self.text)
            and text.startswith(self.before + self.text + self.after, first)
        )


def context(text: str, span: Span) -> tuple[str, str]:
    """What stands right before and right behind a span of a text."""
    return text[max(0, span.start - CONTEXT) : span.start], text[span.end : span.end + CONTEXT]


def new_id() -> str:
    """A fresh identity: 64 random bits, so that a million annotations clash with odds of about 1 in 40 million."""
    return os.urandom(8).hex()


def timestamp() -> str:
    """Now, in UTC, as ISO 8601 with milliseconds."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")
