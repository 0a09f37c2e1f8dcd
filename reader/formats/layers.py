"""Annotations as properly nested marks: what HTML and Markdown can draw of spans that cross."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from heapq import heappop, heappush

from reader.core.annotation import Annotation
from reader.formats.format import Entry, Loss, Options
from reader.text.visible import PICTURES

DEPTH = 12
"""How many marks lie over each other at most. A text that is marked deeper cannot be read, and would take the square of
its length."""

PICTURED = {code: picture for code, picture in PICTURES.items() if chr(code) not in "\n\t"}
"""What is drawn as a symbol."""


def pictured(text: str) -> str:
    """A text for a page: lines and tabs stay, and what could turn or hide it is a symbol."""
    return text.replace("\r\n", "\n").translate(PICTURED)


def shown(annotations: Iterable[Annotation]) -> tuple[list[Annotation], list[Annotation]]:
    """Those that are drawn, in order, and those under which `DEPTH` others lie already."""
    drawn: list[Annotation] = []
    too_deep: list[Annotation] = []
    ends: list[int] = []
    for annotation in annotations:
        while ends and ends[0] <= annotation.span.start:
            heappop(ends)
        if len(ends) < DEPTH:
            heappush(ends, annotation.span.end)
            drawn.append(annotation)
        else:
            too_deep.append(annotation)
    return drawn, too_deep


def losses(entry: Entry, options: Options) -> Iterator[Loss]:
    """What is not drawn."""
    del options
    for annotation in shown(entry.record.annotations)[1]:
        why = f"more than {DEPTH} marks over each other cannot be read"
        yield Loss(entry.article.id, annotation.id, annotation.label, "dropped", why)


Mark = Callable[[Annotation, bool], str]
"""What is written where an annotation begins or ends; the other value says whether it really does, or was only cut
because another one crosses it."""


def drawn(
    text: str, annotations: Sequence[Annotation], begin: Mark, end: Mark, escape: Callable[[str], str]
) -> Iterator[str]:
    """The text with its marks, as pieces. Where two cross, the inner one ends before the outer and begins again."""
    coming = list(reversed(annotations))
    stack: list[Annotation] = []
    at = 0
    while stack or coming:
        place = min(each.span.end for each in stack) if stack else coming[-1].span.start
        place = min(place, coming[-1].span.start) if coming else place
        yield escape(text[at:place])
        at = place
        yield from _ended(stack, place, begin, end)
        while coming and coming[-1].span.start == place:
            stack.append(coming.pop())
            yield begin(stack[-1], True)
    yield escape(text[at:])


def _ended(stack: list[Annotation], place: int, begin: Mark, end: Mark) -> Iterator[str]:
    lowest = next((index for index, each in enumerate(stack) if each.span.end == place), len(stack))
    for each in reversed(stack[lowest:]):
        yield end(each, each.span.end == place)
    stack[lowest:] = [each for each in stack[lowest:] if each.span.end > place]
    for each in stack[lowest:]:
        yield begin(each, False)
