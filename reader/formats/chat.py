"""Conversations to tune a language model on: the article, and its spans in the model's words, without offsets."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import islice

import orjson

from reader.core.annotation import Annotation
from reader.core.article import Article
from reader.core.label import LabelSet
from reader.core.record import Record
from reader.core.span import Span
from reader.formats.format import Entry, Format, Loss, Options, Piece
from reader.formats.jsonlines import written

TASK = """Mark the spans of the article that have one of these labels:
{labels}

Answer with a JSON array and nothing else: one object a span, in the order in which they begin, of spans that begin \
together the longest first. Each object has "label" and "text", the words of the span exactly as they stand in the \
article. When they stand there more than once and the first time is not meant, "occurrence" says which time is meant, \
counted from 1. Spans may overlap. Without any span the answer is []."""
"""What the model is told."""


def dump(entries: Iterable[Entry], options: Options) -> Iterator[Piece]:
    """A line an article: what the model is told, the article, the answer."""
    told = {"role": "system", "content": prompt(options.labels)}
    for article, record in entries:
        said = answer(article, record, options.labels)
        turns = [{"role": "user", "content": article.text}, {"role": "assistant", "content": said}]
        yield "", written({"messages": [told, *turns]}) + b"\n"


def prompt(labels: LabelSet) -> str:
    """What the model is told of a set of labels."""
    return TASK.format(labels="\n".join(f"- {label.name}: {label.gloss}" for label in labels))


def answer(article: Article, record: Record, labels: LabelSet) -> str:
    """What the model is to answer. Raises ValueError when it would not lead back to the very same spans."""
    kept = [annotation for annotation in record.annotations if annotation.label in labels]
    if not all(annotation.fits(article.text) for annotation in kept):
        raise ValueError(f"{article.id}: an annotation does not fit the text")
    places = _Places(article.text)
    said = written([_item(annotation, places) for annotation in kept]).decode()
    if resolved(article.text, said) != [(annotation.span, annotation.label) for annotation in kept]:
        raise ValueError(f"{article.id}: the answer does not lead back to its spans")
    return said


def resolved(text: str, said: str) -> list[tuple[Span, str]]:
    """The spans that an answer means. Raises ValueError when there is one that is not in the text."""
    places = _Places(text)
    return [(places.span(item["text"], item.get("occurrence", 1)), item["label"]) for item in orjson.loads(said)]


def _item(annotation: Annotation, places: _Places) -> dict[str, object]:
    number = places.number(annotation.text, annotation.span.start)
    item: dict[str, object] = {"label": annotation.label, "text": annotation.text}
    return item if number == 1 else {**item, "occurrence": number}


class _Places:
    """Where strings stand in a text, each looked for once, and no farther than it has to be."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._known: dict[str, tuple[list[int], Iterator[int]]] = {}

    def number(self, words: str, start: int) -> int:
        """Which occurrence stands at an offset, counted from 1; those that overlap count."""
        found, more = self._looked(words)
        while not found or found[-1] < start:
            found.append(next(more))
        return bisect_left(found, start) + 1

    def span(self, words: str, number: int) -> Span:
        """Where an occurrence stands. Raises ValueError when there is none."""
        found, more = self._looked(words)
        found.extend(islice(more, max(0, number - len(found))))
        if not 1 <= number <= len(found):
            raise ValueError(f"there is no occurrence {number} of {words!r}")
        return Span(found[number - 1], found[number - 1] + len(words))

    def _looked(self, words: str) -> tuple[list[int], Iterator[int]]:
        return self._known.setdefault(words, ([], self._occurrences(words)))

    def _occurrences(self, words: str) -> Iterator[int]:
        at = self._text.find(words)
        while at >= 0:
            yield at
            at = self._text.find(words, at + 1)


def losses(entry: Entry, options: Options) -> Iterator[Loss]:
    """What has a label that the model is not told of."""
    for annotation in entry.record.annotations:
        if annotation.label not in options.labels:
            why = "it is none of the project's labels, which the model is told of"
            yield Loss(entry.article.id, annotation.id, annotation.label, "dropped", why)


FORMAT = Format(
    "chat",
    "messages to tune a language model: labels, article, answer in verbatim words; each answer is resolved as a check",
    ".jsonl",
    "spans, nested and crossing ones as well, and labels",
    "ids, notes, flags, status",
    dump,
    losses=losses,
)
"""The format."""
