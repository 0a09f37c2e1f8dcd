"""Spans from elsewhere, held against their texts: kept, put right where only one place can be meant, or refused."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import regex

from reader.core.annotation import Annotation, new_id
from reader.core.article import Article
from reader.core.span import Span
from reader.formats.format import Loaded, LoadedSpan
from reader.session.wording import quoted
from reader.text.finding import find_again

NEAR = 400
"""Code points on either side in which the words of a span are looked for when they do not stand where they should."""


class Placed(NamedTuple):
    """A span at the place where it is meant to be."""

    span: Span
    """Where it is in the text at hand."""
    loaded: LoadedSpan
    """As the file has it."""
    how: str = ""
    """How it was put right; empty when it was right."""


class Refused(NamedTuple):
    """A span that no place can be found for."""

    loaded: LoadedSpan
    """As the file has it."""
    why: str
    """Why."""


def placed(loaded: Loaded, text: str) -> tuple[list[Placed], list[Refused]]:
    """Each span of an article at its place in the text at hand.

    Where the file brings a text of its own the offsets are of that one; when the text at hand is another, its spans
    are found again by their words and context, and only those that are certain are kept.
    """
    own = text if loaded.text is None else loaded.text
    right: list[Placed] = []
    refused: list[Refused] = []
    for span in loaded.spans:
        match _in_own(span, own):
            case Placed() as found:
                right.append(found)
            case Refused() as found_not:
                refused.append(found_not)
    if own == text:
        return right, refused
    moved = find_again(text, [_annotation(each, own) for each in right], len(own))
    kept: list[Placed] = []
    for each, finding in zip(right, moved, strict=True):
        if finding.kind == "found":
            kept.append(each._replace(span=finding.candidates[0].span, how="found again in the article's text"))
        else:
            refused.append(Refused(each.loaded, "the article's text is another, and it has no certain place there"))
    return kept, refused


def _in_own(span: LoadedSpan, text: str) -> Placed | Refused:
    there = Span(span.start, span.end) if 0 <= span.start < span.end <= len(text) else None
    if there is not None and (span.text is None or there.of(text) == span.text):
        return Placed(there, span)
    if span.text is None or not span.text:
        return Refused(span, f"[{span.start}, {span.end}) is no part of the text, which has {len(text)} characters")
    for how, candidates in _candidates(span, text):
        if len(candidates) == 1:
            return Placed(next(iter(candidates)), span, how)
        if candidates:
            return Refused(span, f"{quoted(span.text)} stands at {len(candidates)} places nearby")
    return Refused(span, f"{quoted(span.text)} does not stand at [{span.start}, {span.end}) or near it")


def _candidates(span: LoadedSpan, text: str) -> Iterator[tuple[str, set[Span]]]:
    """Where the words of a span may be, by what usually goes wrong with offsets, the likeliest first."""
    wanted = span.text or ""
    for how, start in _shifts(span, text):
        here = Span(start, start + len(wanted)) if start >= 0 else None
        if here is not None and here.of(text) == wanted:
            yield how, {here}
    low, high = max(0, span.start - NEAR), min(len(text), span.end + NEAR)
    yield "found nearby", set(_occurrences(text, wanted, low, high))
    loose = " ".join(wanted.split())
    if loose:
        yield "found nearby with other blanks", set(_loose(text, loose, low, high))


def _shifts(span: LoadedSpan, text: str) -> Iterator[tuple[str, int]]:
    utf16 = len(text.encode("utf-16-le", "surrogatepass")[: 2 * span.start].decode("utf-16-le", "ignore"))
    yield "its offsets counted UTF-16 units", utf16
    yield "its offsets counted a byte order mark", span.start - 1
    newlines = text.count("\n", 0, span.start)
    yield "its offsets counted CRLF as one character", span.start + text.count("\r\n", 0, span.start + newlines)
    yield "its offsets counted CRLF as two characters", span.start - newlines


def _occurrences(text: str, wanted: str, low: int, high: int) -> Iterator[Span]:
    at = text.find(wanted, low, high)
    while at >= 0:
        yield Span(at, at + len(wanted))
        at = text.find(wanted, at + 1, high)


def _loose(text: str, loose: str, low: int, high: int) -> Iterator[Span]:
    """Where words stand with any blanks between them."""
    pattern = regex.compile(r"\s+".join(map(regex.escape, loose.split())))
    return (Span(*match.span()) for match in pattern.finditer(text, low, high, overlapped=True))


def _annotation(each: Placed, text: str) -> Annotation:
    return Annotation(new_id(), each.span, each.loaded.label, "", "", "", "").placed(text, each.span)


def made_of(
    article: Article, some: Sequence[Placed], annotator: str, now: str, taken: set[str]
) -> Iterator[Annotation]:
    """Annotations of spans that have their places. An id of the file is kept when nobody has it."""
    for span, loaded, _ in some:
        identity = loaded.id if loaded.id and loaded.id not in taken else new_id()
        taken.add(identity)
        made = Annotation(
            identity,
            span,
            loaded.label,
            "",
            loaded.annotator or annotator,
            created=loaded.created or now,
            updated=loaded.updated or loaded.created or now,
            note=loaded.note,
            flag=loaded.flag,
        )
        yield made.placed(article.text, span)
