"""What repairs would change in an article as it is now."""

from __future__ import annotations

from collections.abc import Iterable

from reader.core.annotation import Annotation
from reader.core.article import Article
from reader.core.change import Change
from reader.core.record import Record
from reader.session.checking.finding import Repair, Tag
from reader.session.tagging import Author


def change_of(article: Article, record: Record, repairs: Iterable[Repair], author: Author) -> Change:
    """The change that carries repairs out in one article; empty when none of them is left to do.

    What is not there any more is left out, of several repairs of one annotation all but the first.
    """
    removed: dict[str, Annotation] = {}
    added: dict[Tag, Annotation] = {}
    for old, new in repairs:
        there = _found(record, old, removed, deleting=new is None) if old is not None else None
        if old is not None and there is None:
            continue
        if there is not None:
            removed[there.id] = there
        if new is not None and new not in added and not _stays(record, new, removed):
            added[new] = _made(there, new, article, author)
    return Change(article.id, tuple(removed.values()), tuple(added.values()))


def _found(record: Record, tag: Tag, removed: Iterable[str], *, deleting: bool) -> Annotation | None:
    """The annotation of a tag; of two that are alike the one that is not shown is deleted."""
    twins = [a for a in record.stray if a.span == tag.span and a.label == tag.label] if deleting else []
    shown = record.annotations.find(tag.span, tag.label)
    return next((a for a in (*twins, shown) if a is not None and a.id not in removed), None)


def _stays(record: Record, tag: Tag, removed: Iterable[str]) -> bool:
    there = record.annotations.find(tag.span, tag.label)
    return there is not None and there.id not in removed


def _made(old: Annotation | None, new: Tag, article: Article, author: Author) -> Annotation:
    if old is None:
        return author.annotate(article.text, new.span, new.label)
    return old.relabelled(new.label, author.now).placed(article.text, new.span)
