"""What offsets count: code points, as here, or UTF-16 units or grapheme clusters, as elsewhere; and which it was."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple, get_args

from reader.formats.format import Unit
from reader.text.lazily import lazily

CLUSTER = lazily(r"\X")
ASTRAL = lazily(r"[\U00010000-\U0010ffff]")
"""What takes two units in UTF-16."""

UNITS: tuple[Unit, ...] = get_args(Unit)
NAMES: Mapping[Unit, str] = {"codepoint": "code points", "utf16": "UTF-16 units", "grapheme": "grapheme clusters"}
"""What the units are called in a remark."""

Written = tuple[int, int, str | None]
"""Start and end as a file has them, and what it says they cover."""


class Ruler:
    """The offsets of one text in a unit. Places are code points of the text."""

    def __init__(self, text: str, unit: Unit) -> None:
        self.length = len(text)
        """Places of the text."""
        self._astral: list[int] = []
        self._units: list[int] = []
        self._edges: Sequence[int] | None = None
        if unit == "utf16" and not text.isascii():
            self._astral = [match.start() for match in ASTRAL().finditer(text)]
            self._units = [place + number for number, place in enumerate(self._astral)]
        elif unit == "grapheme" and not (text.isascii() and "\r\n" not in text):
            self._edges = [0, *(match.end() for match in CLUSTER().finditer(text))]

    @property
    def plain(self) -> bool:
        """Are offsets and places the same?"""
        return not self._astral and self._edges is None

    def place(self, offset: int) -> int | None:
        """The place of an offset; None outside of the text and inside of a character."""
        if self._edges is not None:
            return self._edges[offset] if 0 <= offset < len(self._edges) else None
        number = bisect_left(self._units, offset)
        if number and self._units[number - 1] == offset - 1:
            return None
        place = offset - number
        return place if 0 <= place <= self.length else None

    def offset(self, place: int) -> int:
        """The offset of a place; of one inside a cluster that of the cluster's start."""
        if self._edges is not None:
            return bisect_right(self._edges, place) - 1
        return place + bisect_left(self._astral, place)

    def widened(self, start: int, end: int) -> tuple[int, int]:
        """The nearest places around these that have offsets."""
        if self._edges is None:
            return start, end
        return self._edges[self.offset(start)], self._edges[bisect_left(self._edges, end)]


class Guess(NamedTuple):
    """Which unit the offsets of an article count."""

    unit: Unit
    """The unit."""
    sure: bool
    """Is it the only one that can be meant?"""
    remark: str = ""
    """What is to be said of it; empty when it makes no difference or needs no word."""


def guess(text: str, spans: Iterable[Written], usual: Unit) -> Guess:
    """By what the file says is covered, else by where spans can begin and end; else what is usual."""
    spans = list(spans)
    if text.isascii() and "\r\n" not in text:
        return Guess(usual, sure=False)
    if usual == "codepoint" and all(text[start:end] == words for start, end, words in spans):
        return Guess(usual, sure=False)
    places = {unit: _places(Ruler(text, unit), spans) for unit in dict.fromkeys((usual, *UNITS))}
    if len(set(map(tuple, places.values()))) <= 1:
        return Guess(usual, sure=False)
    for quality in (_covering, _inside, _sensible):
        best = max(quality(text, places[unit], spans) for unit in places)
        places = {unit: found for unit, found in places.items() if quality(text, found, spans) == best}
        if len(set(map(tuple, places.values()))) == 1:
            unit = next(iter(places))
            return Guess(unit, sure=True, remark=f"its offsets count {NAMES[unit]}" if unit != "codepoint" else "")
    unit = next(iter(places))
    return Guess(unit, sure=False, remark=f"its offsets were taken to count {NAMES[unit]}: nothing shows what is meant")


Places = Sequence[tuple[int, int] | None]
"""Where spans would be; None for one that would be nowhere."""

Quality = Callable[[str, Places, Sequence[Written]], int]


def _places(ruler: Ruler, spans: Iterable[Written]) -> Places:
    found = [(ruler.place(start), ruler.place(end)) for start, end, _ in spans]
    return [None if start is None or end is None or start >= end else (start, end) for start, end in found]


def _covering(text: str, places: Places, spans: Sequence[Written]) -> int:
    """How many cover what the file says."""
    pairs = zip(places, spans, strict=True)
    return sum(place is not None and text[place[0] : place[1]] == words for place, (_, _, words) in pairs)


def _inside(text: str, places: Places, spans: Sequence[Written]) -> int:
    del text, spans
    return sum(place is not None for place in places)


def _sensible(text: str, places: Places, spans: Sequence[Written]) -> int:
    """How many edges are at words: not inside of one, and no blank within."""
    del spans
    return sum(_edge(text, start, start) + _edge(text, end, end - 1) for start, end in filter(None, places))


def _edge(text: str, place: int, inner: int) -> bool:
    around = text[max(0, place - 1) : place + 1]
    return not text[inner].isspace() and (place == 0 or not around.isalnum() or len(around) == 1)
