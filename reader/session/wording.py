"""How spans and changes are put into words."""

from __future__ import annotations

from reader.core.annotation import Annotation
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


def in_thousands(number: int, noun: str) -> str:
    """`1 article`, `100,000 articles`."""
    return counted(number, noun).replace(str(number), f"{number:,}", 1)


def searched_until(searched: int, articles: int) -> str:
    """What is said behind a sentence when not everything was looked through; nothing when it was."""
    return f"; only {searched:,} of {articles:,} articles searched" if searched < articles else ""


def described(change: Change) -> str:
    """What one change did, in a few words."""
    if change.status is not None:
        return "open again" if change.status[1] == "open" else change.status[1]
    if change.note is not None:
        return "note on the article"
    if change.flag is not None:
        return "flag on the article" if change.flag[1] else "no flag on the article"
    return _spans_described(change)


def _spans_described(change: Change) -> str:
    removed, added = change.removed, change.added
    if not (removed or added):
        return _suggestions_described(change)
    if len(removed) == len(added) == 1 and removed[0].id == added[0].id:
        return _edited(removed[0], added[0])
    first = (added or removed)[0]
    what = f"{first.label} {quoted(first.text)}"
    if removed and added:
        return f"{what}: {counted(len(removed), 'span')} out, {counted(len(added), 'span')} in"
    many = f" × {len(added or removed)}" if len(added or removed) > 1 else ""
    return f"{what}{many}" if added else f"deleting {what}{many}"


def _suggestions_described(change: Change) -> str:
    offered, withdrawn = change.offered, change.withdrawn
    if len(offered) == len(withdrawn) == 1 and offered[0].id == withdrawn[0].id:
        return f"suggested {_edited(withdrawn[0], offered[0])}"
    first = (offered or withdrawn)[0]
    many = f" × {len(offered or withdrawn)}" if len(offered or withdrawn) > 1 else ""
    return f"{'suggesting' if offered else 'refusing'} {first.label} {quoted(first.text)}{many}"


def _edited(old: Annotation, new: Annotation) -> str:
    if old.label != new.label:
        return f"{old.label} to {new.label} {quoted(new.text)}"
    if old.span != new.span:
        return f"{new.label} {quoted(old.text)} to {quoted(new.text)}"
    return f"{'note' if old.note != new.note else 'flag'} on {new.label} {quoted(new.text)}"
