"""Texts: articles that changed, went or cannot be read, and spans that lost their words."""

from __future__ import annotations

from collections.abc import Iterator

from reader.session.checking.finding import Finding
from reader.session.checking.page import Page
from reader.session.walking import Missing, Unreadable
from reader.session.wording import counted, quoted


def texts(page: Page) -> Iterator[Finding]:
    """What an edit of the text elsewhere did to the spans of an article."""
    article, kept = page.seen.article, page.seen.kept
    away = [a for a in page.stray if not a.stands(page.text)]
    if kept is not None and kept.sha256 != article.sha256 and (page.annotations or page.stray):
        there = len(page.annotations)
        message = f"the text changed: {counted(there, 'span')} found again, {len(away)} to look at"
        yield Finding("T501", article.id, message)
    for annotation in away:
        # Where it stood: the text may be shorter now.
        line, column = page.positions.at(min(annotation.span.start, len(page.text)))
        message = f"{annotation.label} {quoted(annotation.text)} does not stand there any more"
        yield Finding("T502", article.id, message, line, column, annotation.span, annotation.label)


def absent(what: Unreadable | Missing) -> Finding:
    """What is wrong with an article that there is not."""
    if isinstance(what, Unreadable):
        return Finding("T504", what.identity, f"it cannot be read: {what.why}")
    return Finding(
        "T503", what.identity, f"the store has {counted(what.spans, 'span')} of it, but it is not in the folder"
    )
