"""What both sides of brat standoff know: where it parts spans, what labels it takes, and our attributes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from reader.core.span import Span
from reader.text.lazily import lazily

NEWLINES = "\n\x0b\x0c\r\x1c\x1d\x1e\x85\u2028\u2029"
"""No fragment may hold one: the server parts its text there, as Python's `splitlines` does."""

LINE = lazily(rf"[^{NEWLINES}]+")
"""A piece that may be a fragment."""

UNSAFE = lazily(r"[^A-Za-z0-9_-]")
"""What a type of brat may not hold."""

FLAG, STATUS, ARTICLE_FLAG = "Unsure", "ArticleStatus", "ArticleUnsure"
"""The attributes: of a span; and of the article, put on its first span as brat has none for documents."""

NOTE, ARTICLE_NOTE = "AnnotatorNotes", "ArticleNotes"
"""The types of notes: of a span; and of the article, put on its first span."""


def fragments(text: str, span: Span) -> list[Span]:
    """The lines of a span; empty when it holds newlines only."""
    return [Span(*match.span()) for match in LINE().finditer(text, span.start, span.end)]


def safe_label(label: str) -> str:
    """The label as brat can hold it; one that had to be changed has a digest behind it, so that no two become one."""
    made = UNSAFE().sub("_", label)
    return label if made == label and label else f"{made}-{hashlib.sha256(label.encode()).hexdigest()[:6]}"


def joined(text: str, parts: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Fragments, with those made one again that only newlines part."""
    start, end = parts[0]
    for following in parts[1:]:
        between = text[end : following[0]]
        if between and not between.strip(NEWLINES) and end < following[0]:
            end = following[1]
        else:
            yield start, end
            start, end = following
    yield start, end
