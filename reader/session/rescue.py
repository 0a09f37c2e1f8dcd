"""Writing everything elsewhere, when it cannot be written where it belongs."""

from __future__ import annotations

from itertools import count
from pathlib import Path

from reader.core.errors import StoreError
from reader.session.session import Session


def rescue(session: Session) -> str:
    """Write a whole store, what is not on disk included, to the first place that takes it; says where it is."""
    if not session.rescue_places:
        return "there is no other place to write to"
    refused = ""
    for folder in session.rescue_places:
        path = _free(folder / f"{session.corpus.root.resolve().name or 'articles'}.json")
        try:
            session.saving.rescue(path)
        except StoreError as error:
            refused = str(error)
        else:
            return f"all is written to {path} as well; to open it: reader PATH --store {path}"
    return refused


def _free(path: Path) -> Path:
    """The path, or one with a number when there is something already."""
    if not path.exists():
        return path
    numbered = (path.with_name(f"{path.stem}-{number}{path.suffix}") for number in count(2))
    return next(other for other in numbered if not other.exists())
