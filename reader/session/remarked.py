"""All notes and flags of a corpus, in the order of the articles and of their texts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reader.core.annotation import Annotation
from reader.core.errors import StoreError
from reader.session.session import Session


class Remark(NamedTuple):
    """A note, a flag, or both, on an article or on one of its spans."""

    article: int
    """The article's place in the list."""
    id: str
    """Its id."""
    note: str
    """The words of the note; empty when there is a flag only."""
    flag: bool
    """Is it marked as unsure?"""
    annotation: Annotation | None = None
    """The span; None when it is on the article itself."""

    def has(self, word: str) -> bool:
        """Does a word, in lower case, stand in the note, in the span's text or label, or in the article's id?"""
        span = self.annotation
        texts = (self.note, self.id, *((span.text, span.label) if span is not None else ()), "flag" * self.flag)
        return any(word in text.casefold() for text in texts)


def remarks(session: Session) -> Iterator[Remark]:
    """Every note and flag. An article that cannot be understood any more is passed over."""
    for index in sorted(session.records.worked_on):
        about = session.records.about(index)
        if about.notes or about.flagged:
            yield from _of_article(session, index)


def matching(some: Sequence[Remark], query: str) -> Sequence[Remark]:
    """Those that have all the words of a query."""
    words = query.casefold().split()
    return [remark for remark in some if all(remark.has(word) for word in words)]


def go_to(session: Session, remark: Remark) -> str:
    """Open the article of a remark, with its span picked."""
    said = session.open(remark.article)
    if remark.annotation is not None and remark.annotation in session.annotations:
        session.caret.pick(remark.annotation)
    return said


def _of_article(session: Session, index: int) -> Iterator[Remark]:
    try:
        record = session.records.kept(index)
    except StoreError:
        return
    if record is None:
        return
    if record.note or record.flag:
        yield Remark(index, record.id, record.note, record.flag)
    for annotation in sorted((*record.annotations, *record.stray), key=lambda each: each.order):
        if annotation.note or annotation.flag:
            yield Remark(index, record.id, annotation.note, annotation.flag, annotation)
