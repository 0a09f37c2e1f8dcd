"""A text cut into consecutive pieces that begin with sentences: together they are the text, blanks and all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reader.core.span import Span
from reader.text.sentences import sentences


def segments(text: str, whole: Iterable[Span] = ()) -> Iterator[Span]:
    """Each sentence with the blanks behind it, the first with those before it as well.

    None of the spans in `whole`, sorted by where they start, is cut.
    """
    if not text:
        return
    waiting = iter(whole)
    ahead = next(waiting, None)
    start = end = 0
    for sentence in sentences(text):
        while ahead is not None and ahead.start < sentence.start:
            end = max(end, ahead.end)
            ahead = next(waiting, None)
        if start < sentence.start and end <= sentence.start and text[start : sentence.start].strip():
            yield Span(start, sentence.start)
            start = sentence.start
    yield Span(start, len(text))
