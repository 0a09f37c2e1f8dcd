"""The files of a store: the one that a person names, and those that stand beside it."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from reader.core.errors import StoreError

SUFFIX = ".json"


class Places(NamedTuple):
    """Where the parts of a store are."""

    state: Path
    """The TinyDB file, symbolic links resolved."""
    previous: Path
    """The state before the last fold."""
    history: Path
    """Every step, one a line."""
    lock: Path
    """Held by the session that may write."""


def places(store: Path) -> Places:
    """The files of the store at a path. Raises StoreError for a link that leads nowhere."""
    try:
        state = store.resolve()
        lost = store.is_symlink() and not state.exists()
        beside = _beside(store, state)
    except RuntimeError as error:
        raise StoreError(f"The store {store} is a link that leads in a circle") from error
    except OSError as error:
        raise StoreError(f"There can be no store {store}: {error.strerror}") from error
    if lost:
        raise StoreError(f"The store {store} is a link to {state}, and there is nothing. Mend the link or remove it")
    # Two stores `a.json` and `a.db` beside each other must not share a history.
    stem = beside.name.removesuffix(SUFFIX)
    return Places(
        state,
        beside.with_name(f"{stem}.previous{SUFFIX}"),
        beside.with_name(f"{stem}.history.jsonl"),
        beside.with_name(f".{beside.name}.lock"),
    )


def _beside(store: Path, state: Path) -> Path:
    """The path that everything else stands beside: what a link leads to, so that all links share one history.

    Unless a history lies beside the link only: then the state was moved away from it, and a link left in its place.
    """
    if store.is_symlink():
        link = store.parent.resolve() / store.name
        here, there = (path.with_name(f"{path.name.removesuffix(SUFFIX)}.history.jsonl") for path in (link, state))
        if here.exists() and not there.exists():
            return link
    return state
