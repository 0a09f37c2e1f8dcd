"""Labels: what one kind of span lets expect of another, and labels that the project does not have."""

from __future__ import annotations

import sys
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, chain

from reader.core.annotation import Annotation
from reader.session.checking.finding import Finding
from reader.session.checking.page import Page
from reader.session.wording import quoted


def structure(page: Page) -> Iterator[Finding]:
    """What is missing around or inside the spans of an article."""
    expected = page.expected
    long = [page.by_label[label] for label in page.by_label if label in expected.long]
    passages = long[0] if len(long) == 1 else sorted(chain.from_iterable(long), key=lambda a: a.order)
    if expected.needed:
        yield from _empty(page, passages, page.by_label.get(expected.needed, ()))
    if expected.long:
        yield from _outside(page, passages)
    for label in page.by_label:
        if label not in page.labels:
            for annotation in page.by_label[label]:
                message = f"{label} {quoted(annotation.text)}: the project has no label {label}"
                yield page.finding("L203", annotation, message)


def _empty(page: Page, passages: Sequence[Annotation], needed: Sequence[Annotation]) -> Iterator[Finding]:
    """Passages without a span of the label that is needed inside."""
    starts = [annotation.span.start for annotation in needed]
    ends = [annotation.span.end for annotation in needed]
    for passage in passages:
        start, end = passage.span.start, passage.span.end
        if min(ends[bisect_left(starts, start) : bisect_left(starts, end)], default=sys.maxsize) > end:
            message = f"{passage.label} {quoted(passage.text)} has no {page.expected.needed} inside"
            yield page.finding("L201", passage, message)


def _outside(page: Page, passages: Sequence[Annotation]) -> Iterator[Finding]:
    """Spans that belong into a passage, and are in none."""
    starts = [passage.span.start for passage in passages]
    # How far the passages reach that begin up to here.
    reach = list(accumulate((passage.span.end for passage in passages), max))
    for label in sorted(page.expected.within):
        for annotation in page.by_label.get(label, ()):
            before = bisect_right(starts, annotation.span.start)
            if not before or reach[before - 1] < annotation.span.end:
                message = f"{label} {quoted(annotation.text)} is in no {' or '.join(sorted(page.expected.long))}"
                yield page.finding("L202", annotation, message)
