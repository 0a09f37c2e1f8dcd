"""How spans and changes are put into words."""

from __future__ import annotations

from collections.abc import Sequence

from reader.core.change import Change

QUOTED = 40
"""Code points of a span's text that are quoted."""


def quoted(text: str) -> str:
    """The text on one line in quotation marks, cut when it is long."""
    line = " ".join(text.split()) if len(text) <= 4 * QUOTED else " ".join(text[: 4 * QUOTED].split())
    return f"“{line}”" if len(line) <= QUOTED else f"“{line[: QUOTED - 1].rstrip()}…”"


def tail(text: str) -> str:
    """The text on one line in quotation marks, its beginning cut when it is long."""
    line = " ".join(text[-4 * QUOTED :].split())
    return f"“{line}”" if len(text) <= QUOTED else f"“…{line[-(QUOTED - 1) :].lstrip()}”"


def counted(number: int, noun: str) -> str:
    """`1 span`, `2 spans`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def described(step: Sequence[Change]) -> str:
    """What a step did, in a few words."""
    if len(step) > 1:
        spans = sum(len(change.added) or len(change.removed) for change in step)
        return f"{counted(spans, 'span')} in {counted(len(step), 'article')}"
    (change,) = step
    if change.status is not None:
        return "done" if change.status[1] == "done" else "open again"
    if change.note is not None:
        return "note on the article"
    if change.flag is not None:
        return "flag on the article" if change.flag[1] else "no flag on the article"
    return _spans_described(change)


def _spans_described(change: Change) -> str:
    match change.removed, change.added:
        case (), (made,):
            return f"{made.label} {quoted(made.text)}"
        case (gone,), ():
            return f"deleting {gone.label} {quoted(gone.text)}"
        case (old,), (new,) if old.id == new.id and old.label != new.label:
            return f"{old.label} to {new.label} {quoted(new.text)}"
        case (old,), (new,) if old.id == new.id and old.span != new.span:
            return f"{new.label} {quoted(old.text)} to {quoted(new.text)}"
        case (old,), (new,) if old.id == new.id:
            return f"{'note' if old.note != new.note else 'flag'} on {new.label} {quoted(new.text)}"
        case (), (first, *_) as made:
            return f"{first.label} {quoted(first.text)} × {len(made)}"
        case (first, *_) as gone, ():
            return f"deleting {first.label} {quoted(first.text)} × {len(gone)}"
        case removed, added:
            return f"{counted(len(removed), 'span')} out, {counted(len(added), 'span')} in"
