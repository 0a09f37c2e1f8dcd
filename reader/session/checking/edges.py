"""Edges: spans that cut what belongs together, or take a blank with them."""

from __future__ import annotations

from collections.abc import Iterator

from reader.core.annotation import Annotation
from reader.core.span import Span
from reader.session.checking.finding import Finding
from reader.session.checking.page import Page, moved
from reader.session.wording import quoted
from reader.text.cuts import cuts_cluster, cuts_word
from reader.text.graphemes import snap
from reader.text.paragraphs import trimmed
from reader.text.words import word_at

PLAIN = frozenset(character for character in map(chr, range(128)) if not character.isspace())
"""What is in ASCII, blanks left out."""

STOPS = frozenset(mark + blank for mark in ".,;:!?" for blank in (" ", "\n"))
"""What may stand behind the end of a word."""


def edges(page: Page) -> Iterator[Finding]:
    """What is wrong with the edges of the spans of an article."""
    text = page.text
    for annotation in page.annotations:
        span = annotation.span
        start, end = span.start, span.end
        if _are_plain(text, start, end):
            continue
        if cuts_word(text, start) or cuts_word(text, end):
            yield _cut_word(page, annotation)
        if cuts_cluster(text, start) or cuts_cluster(text, end):
            whole = snap(text, span)
            message = f"{annotation.label} {quoted(annotation.text)} cuts a character: {quoted(whole.of(text))}"
            yield page.finding("E102", annotation, message, moved(annotation, whole))
        if text[start].isspace() or text[end - 1].isspace():
            inner = trimmed(text, start, end)
            message = f"{annotation.label} {quoted(annotation.text)} begins or ends with a blank"
            yield page.finding("E103", annotation, message, moved(annotation, inner) if inner else None)


def _are_plain(text: str, start: int, end: int) -> bool:
    """Do both edges certainly cut nothing, as those of most spans? So that a million cost seconds, not minutes."""
    if text[start] not in PLAIN or (last := text[end - 1]) not in PLAIN or not (start == 0 or text[start - 1] in " \n"):
        return False
    after = text[end : end + 2]
    return not after or after[0] in " \n" or (after in STOPS and not (after[0] == "." and last.isupper()))


def _cut_word(page: Page, annotation: Annotation) -> Finding:
    text, span = page.text, annotation.span
    first = word_at(text, span.start) if cuts_word(text, span.start) else None
    last = word_at(text, span.end - 1) if cuts_word(text, span.end) else None
    whole = Span(first.start if first else span.start, last.end if last else span.end)
    message = f"{annotation.label} {quoted(annotation.text)} cuts a word: {quoted(whole.of(text))}"
    return page.finding("E101", annotation, message, moved(annotation, whole))
