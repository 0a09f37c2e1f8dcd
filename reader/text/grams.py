"""Where many short strings stand in a long one, found in one pass for all of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

SIZES = (16, 8, 4)
"""How long a string that is looked for may be, in code points: one pass for each size that is asked for."""

MOST = 16
"""Places of one string that tell where something is. One more is noted, so that it is seen that there are too many."""


def size_for(length: int) -> int:
    """The size of the grams of something so long; 0 when it is too short for any."""
    return next((size for size in SIZES if size <= length), 0)


def places(string: str, wanted: Iterable[str]) -> Mapping[str, Sequence[int]]:
    """The first offsets of each wanted string, in order, at most `MOST` and one; each is of one of the `SIZES`."""
    by_size: dict[int, dict[str, list[int]]] = defaultdict(dict)
    for gram in wanted:
        by_size[len(gram)][gram] = []
    found: dict[str, list[int]] = {}
    for size, grams in by_size.items():
        known = grams.get
        for start in range(len(string) - size + 1):
            there = known(string[start : start + size])
            if there is not None and len(there) <= MOST:
                there.append(start)
        found |= grams
    return found
