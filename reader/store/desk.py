"""What is remembered for a person between sessions: where work stopped in each store, and the theme.

It is a convenience in the user's own folder: when it is lost or cannot be written, no work is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

import orjson

from reader.core.span import Span
from reader.disk import read_file
from reader.store.files import replace_file

LIMIT = 10_000_000
"""The largest file that is read, in bytes."""


REMEMBERED = 500
"""Of how many texts it is remembered what of them was seen: reading them takes about 2 ms of a start."""


class Bookmark(NamedTuple):
    """Where work on a corpus stopped."""

    article: str
    """The article's id."""
    cursor: int
    """The code point the cursor was on."""
    selection: Span | None = None
    """What was selected and not yet annotated."""
    seen: Mapping[str, Sequence[tuple[int, int]]] = MappingProxyType({})
    """The ranges of texts that were on the screen, by the beginnings of their digests; the last opened come last."""


class Desk:
    """One small JSON file."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._kept = self._read()

    @property
    def theme(self) -> str | None:
        """The name of the theme chosen last."""
        theme = self._kept.get("theme")
        return theme if isinstance(theme, str) else None

    @property
    def advance(self) -> bool:
        """Was auto-advance on?"""
        return self._kept.get("advance") is True

    def remember_advance(self, advance: bool) -> None:
        """Keep whether auto-advance is on."""
        self._write({"advance": advance})

    @property
    def coached(self) -> bool:
        """Were the first steps shown?"""
        return self._kept.get("coached") is True or bool(self._places())

    def remember_coached(self) -> None:
        """Keep that they were: they are not shown again."""
        self._write({"coached": True})

    def remember_theme(self, theme: str) -> None:
        """Keep the choice of a theme."""
        self._write({"theme": theme})

    def bookmark(self, store: Path) -> Bookmark | None:
        """Where work on this store's corpus stopped."""
        match self._places().get(str(store.resolve())):
            case {"article": str(article), "cursor": int(cursor), **others}:
                selection, seen = others.get("selection"), others.get("seen")
                return Bookmark(article, max(0, cursor), _span(selection), _ranges(seen))
            case _:
                return None

    def remember_place(self, store: Path, bookmark: Bookmark) -> None:
        """Keep where work stopped. Nothing is written when it is known already."""
        if self.bookmark(store) != bookmark:
            place: dict[str, Any] = {"article": bookmark.article, "cursor": bookmark.cursor}
            if bookmark.selection is not None:
                place["selection"] = [bookmark.selection.start, bookmark.selection.end]
            if bookmark.seen:
                place["seen"] = dict(list(bookmark.seen.items())[-REMEMBERED:])
            self._write({"places": {**self._places(), str(store.resolve()): place}})

    def _places(self) -> dict[str, Any]:
        places = self._kept.get("places")
        return places if isinstance(places, dict) else {}

    def _read(self) -> dict[str, Any]:
        try:
            kept = orjson.loads(read_file(self._path, LIMIT))
        except (OSError, ValueError):
            return {}
        return kept if isinstance(kept, dict) else {}

    def _write(self, news: dict[str, Any]) -> None:
        """Add to what is there now: another session may have written meanwhile."""
        self._kept = {**self._read(), **news}
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            replace_file(self._path, orjson.dumps(self._kept))
        except (OSError, TypeError):
            return


def _span(value: Any) -> Span | None:
    match value:
        case [int(start), int(end)] if 0 <= start < end:
            return Span(start, end)
        case _:
            return None


def _ranges(value: Any) -> Mapping[str, Sequence[tuple[int, int]]]:
    """The ranges that were written; what is damaged is left out."""
    texts = value.items() if isinstance(value, dict) else ()
    return {
        text: tuple([(one[0], one[1]) for one in ranges if _is_range(one)])
        for text, ranges in texts
        if isinstance(ranges, list)
    }


def _is_range(value: Any) -> bool:
    # Asked a thousand times at a start: matching a pattern takes four times as long.
    if type(value) is not list or len(value) != 2:  # noqa: PLR2004 - a start and an end
        return False
    start, end = value
    return type(start) is int and type(end) is int and 0 <= start < end
