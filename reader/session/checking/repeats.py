"""Repeats: the same label twice on the same words, or nearly."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from reader.core.annotation import Annotation
from reader.core.span import Span
from reader.session.checking.finding import Finding, Repair, Tag
from reader.session.checking.page import Page
from reader.session.wording import quoted
from reader.text.forms import flat, form

SHARED = 0.8
"""The share of their code points that two spans of one label have in common from which on they are the same, nearly."""

LEAD = 16
"""Code points that a determiner and punctuation before a string have at most, with room to spare."""


def repeats(page: Page) -> Iterator[Finding]:
    """What is tagged twice in an article."""
    yield from _duplicates(page)
    for several in page.by_label.values():
        if len(several) > 1 and any(one.span.end > other.span.start for one, other in pairwise(several)):
            yield from _near(page, several)


def _duplicates(page: Page) -> Iterator[Finding]:
    """Those of which another has the very same label and span: the store has both, one is shown."""
    for annotation in page.stray:
        # What stands in the text and is stray all the same has a twin.
        if annotation.stands(page.text):
            message = f"{annotation.label} {quoted(annotation.text)} is there twice"
            yield page.finding("R301", annotation, message, Repair(Tag(annotation.span, annotation.label), None))


def _near(page: Page, annotations: Sequence[Annotation]) -> Iterator[Finding]:
    """Those of one label that differ from one before them at an edge only."""
    for place, one in enumerate(annotations):
        span = one.span
        last = min(span.end - 1, span.start + max(LEAD, len(span) // 4))
        for other in _until(annotations, place + 1, last):
            if _same(one.text, span, other.text, other.span):
                shorter, longer = sorted((one, other), key=lambda a: (len(a.span), a.span.start))
                words = f"{quoted(shorter.text)} is nearly {quoted(longer.text)}"
                message = f"{shorter.label} {words}, tagged there as well"
                yield page.finding("R302", shorter, message, Repair(Tag(shorter.span, shorter.label), None))


def _until(annotations: Sequence[Annotation], place: int, last: int) -> Iterator[Annotation]:
    """The annotations from a place on that begin at `last` at the latest."""
    while place < len(annotations) and annotations[place].span.start <= last:
        yield annotations[place]
        place += 1


def _same(one: str, first: Span, other: str, second: Span) -> bool:
    shared = min(first.end, second.end) - max(first.start, second.start)
    if shared <= 0:
        return False
    together = max(first.end, second.end) - min(first.start, second.start)
    return shared >= SHARED * together or form(flat(one)) == form(flat(other))
