"""The files of a store: the one that a person names, and those that stand beside it."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

SUFFIX = ".json"


class Places(NamedTuple):
    """Where the parts of a store are."""

    state: Path
    """The TinyDB file, symbolic links resolved: everything else stands beside what a link leads to."""
    previous: Path
    """The state before the last fold."""
    history: Path
    """Every step, one a line."""
    lock: Path
    """Held by the session that may write."""


def places(store: Path) -> Places:
    """The files of the store at a path."""
    state = store.resolve()
    # Two stores `a.json` and `a.db` beside each other must not share a history.
    stem = state.name.removesuffix(SUFFIX)
    return Places(
        state,
        state.with_name(f"{stem}.previous{SUFFIX}"),
        state.with_name(f"{stem}.history.jsonl"),
        state.with_name(f".{state.name}.lock"),
    )
