"""A text cut into consecutive pieces that begin with sentences: together they are the text, blanks and all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reader.core.span import Span
from reader.text.sentences import sentence_edges


def segments(text: str, whole: Iterable[Span] = ()) -> Iterator[Span]:
    """Each sentence with the blanks behind it, the first with those before it as well.

    None of the spans in `whole`, sorted by where they start, is cut.
    """
    if not text:
        return
    waiting = iter(whole)
    ahead = next(waiting, None)
    start = end = 0
    for edge in sentence_edges(text):
        while ahead is not None and ahead.start < edge:
            end = max(end, ahead.end)
            ahead = next(waiting, None)
        if end <= edge and not text[start:edge].isspace():
            yield Span(start, edge)
            start = edge
    yield Span(start, len(text))
