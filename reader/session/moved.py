"""Articles that were renamed or moved: the store knows them by an old id, and their text stands under a new one."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

WIDEST = 4
"""Bytes a code point takes at most, in UTF-8 and in UTF-16."""
MARK = 4
"""Bytes that a byte order mark takes at most."""


class Known(NamedTuple):
    """What the store remembers of the text of an article."""

    sha256: str
    """The digest of the text, as hexadecimal digits."""
    length: int
    """Its length in code points."""


class Renamed(NamedTuple):
    """Which articles have a new id."""

    ids: Mapping[str, str]
    """The new id by the old one."""
    undecided: Mapping[str, tuple[str, ...]]
    """The new ids that an old one may have: several files hold its text, or several old articles had that text."""


def renamed(
    missing: Mapping[str, Known], strangers: Iterable[tuple[str, int]], digest: Callable[[str], str | None]
) -> Renamed:
    """Recognise by their text the articles that the folder does not hold any more.

    `missing` is what the store knows of them, by id; `strangers` are the articles of the folder that it does not know,
    with the size of each file in bytes; `digest` reads one and gives the digest of its text, None when it is not text.
    Only files of a possible size are read, and none when nothing is missing.
    """
    if not missing:
        return Renamed({}, {})
    wanted: dict[str, list[str]] = defaultdict(list)
    for identity, known in missing.items():
        wanted[known.sha256].append(identity)
    lengths = _Lengths(known.length for known in missing.values())
    holders: dict[str, list[str]] = defaultdict(list)
    for identity, size in strangers:
        if lengths.possible(size) and (found := digest(identity)) in wanted:
            holders[found].append(identity)
    ids = {wanted[text][0]: new[0] for text, new in holders.items() if len(new) == len(wanted[text]) == 1}
    undecided = {old: tuple(new) for text, new in holders.items() for old in wanted[text] if old not in ids}
    return Renamed(ids, undecided)


class _Lengths:
    """Texts of some lengths, asked which sizes of files could hold one of them."""

    def __init__(self, lengths: Iterable[int]) -> None:
        self._lengths = sorted(set(lengths))

    def possible(self, size: int) -> bool:
        """Can a file of so many bytes hold one of them?"""
        return bisect_left(self._lengths, -(-(size - MARK) // WIDEST)) < bisect_right(self._lengths, size)
