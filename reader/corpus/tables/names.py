"""The ids of a million rows, without a million strings."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate, chain, islice
from typing import overload

LONGEST = 1_000
"""Bytes of an id of the file's own at most; what is longer is no id."""
ROW = "row "
"""What the id of a row begins with that has none of its own; no row may have such a one itself."""


class Names(Sequence[str]):
    """Ids by row, from 0. A row has the id that its file gives it, unless an earlier row has that one: then `row 12`.

    So no id changes when rows are added at the end. Rows are counted from 1, as people count them.
    """

    def __init__(self, prefix: str = "", *, bare: bool = False) -> None:
        """All begin with `prefix`. Where the file gives none at all, `bare` ones are the prefix and a count from 0."""
        self._prefix = prefix
        self._bare = bare
        self._own = bytearray()
        self._ends = array("Q")
        self._colliding: dict[bytes, int] = {}

    def __len__(self) -> int:
        return len(self._ends)

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[str]: ...
    def __getitem__(self, index: int | slice) -> str | Sequence[str]:
        if isinstance(index, slice):
            return [self[place] for place in range(*index.indices(len(self)))]
        index = range(len(self))[index]
        own = self.own(index)
        return self._prefix + own.decode("utf-8", "backslashreplace") if own else self._counted(index)

    def __iter__(self) -> Iterator[str]:
        own, start = bytes(self._own), 0
        for index, end in enumerate(self._ends):
            given = own[start:end]
            yield self._prefix + given.decode("utf-8", "backslashreplace") if given else self._counted(index)
            start = end

    def place(self, name: str) -> int | None:
        """The row with an id; None when there is none."""
        if not name.startswith(self._prefix):
            return None
        own = name[len(self._prefix) :]
        place = self._with_count(own)
        if place is None and self._own:
            data = own.encode("utf-8", "surrogatepass")
            place = self._colliding.get(data, self._places.get(hash(data)))
        return place if place is not None and self[place] == name else None

    def extend(self, given: Iterable[bytes]) -> None:
        """Add rows with the ids that the file gives them; empty for none."""
        values = list(given)
        hashes = list(map(hash, values))
        here, end = len(self._ends), len(self._own)
        joined = b"".join(values)
        plain = all(values) and b"row " not in joined and max(map(len, values), default=0) <= LONGEST
        if not plain or len(set(hashes)) < len(values) or not self._places.keys().isdisjoint(hashes):
            self._extend_slowly(values)
            return
        self._places.update(zip(hashes, range(here, here + len(values)), strict=True))
        self._own += joined
        self._ends.extend(islice(accumulate(map(len, values), initial=end), 1, None))

    def _extend_slowly(self, values: Sequence[bytes]) -> None:
        for here, value in enumerate(values, len(self._ends)):
            if value and self._may_be(value):
                place = self._places.setdefault(hash(value), here)
                if place == here or self._collides(value, place, here):
                    self._own += value
            self._ends.append(len(self._own))

    def extend_unique(self, data: bytes, ends: Sequence[int]) -> None:
        """Make all the rows at once, with ids that are known to differ, joined and each with its end in bytes."""
        self._own[:], self._ends = data, array("Q", ends)

    def extend_without(self, count: int) -> None:
        """Add so many rows to which the file gives no id."""
        self._ends.extend([len(self._own)] * count)

    @cached_property
    def _places(self) -> dict[int, int]:
        """Rows by the hash of their own id: 100 MB for a million."""
        own, starts = bytes(self._own), chain((0,), self._ends)
        edges = zip(starts, self._ends, strict=False)
        return {hash(own[start:end]): index for index, (start, end) in enumerate(edges) if start < end}

    def _collides(self, value: bytes, place: int, here: int) -> bool:
        """Has another id the same hash? Then both may stay; two equal ones may not."""
        if self.own(place) == value or value in self._colliding:
            return False
        self._colliding[value] = here
        return True

    def own(self, index: int) -> bytes:
        """The id that the file gives a row; empty where none was taken."""
        return bytes(self._own[self._ends[index - 1] if index else 0 : self._ends[index]])

    def _counted(self, index: int) -> str:
        if self._bare and not self._own:
            return f"{self._prefix}{index}"
        return f"{self._prefix}{ROW}{index + 1}"

    def _with_count(self, own: str) -> int | None:
        bare = self._bare and not self._own
        digits = own if bare else own.removeprefix(ROW)
        if not (digits.isascii() and digits.isdecimal() and len(digits) < LONGEST) or (not bare and digits == own):
            return None
        place = int(digits) - (not bare)
        return place if 0 <= place < len(self) else None

    @staticmethod
    def _may_be(value: bytes) -> bool:
        return len(value) <= LONGEST and not (value.startswith(b"row ") and value[4:].isdigit())
