"""How spans and changes are put into words."""

from __future__ import annotations

from reader.core.change import Change

QUOTED = 40
"""Code points of a span's text that are quoted."""


def quoted(text: str) -> str:
    """The text on one line in quotation marks, cut when it is long."""
    line = " ".join(text.split()) if len(text) <= 4 * QUOTED else " ".join(text[: 4 * QUOTED].split())
    return f"“{line}”" if len(line) <= QUOTED else f"“{line[: QUOTED - 1].rstrip()}…”"


def counted(number: int, noun: str) -> str:
    """`1 span`, `2 spans`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def described(change: Change) -> str:
    """What a change did, in a few words."""
    if change.status is not None:
        return "done" if change.status[1] == "done" else "open again"
    match change.removed, change.added:
        case (), (made,):
            return f"{made.label} {quoted(made.text)}"
        case (gone,), ():
            return f"deleting {gone.label} {quoted(gone.text)}"
        case (old,), (new,) if old.id == new.id:
            return f"{old.label} to {new.label} {quoted(new.text)}"
        case removed, added:
            return f"{counted(len(removed), 'span')} out, {counted(len(added), 'span')} in"
