"""Reading back what was written, and holding it against what was to be written."""

from __future__ import annotations

import hashlib
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from reader.formats.format import Entry, Fault, Format, Loaded, Options, Source
from reader.session.loading import loaded_of
from reader.session.wording import counted


class Verdict(NamedTuple):
    """What came of reading an export back."""

    spans: int
    """How many spans should have come back exactly."""
    back: int
    """How many of them did."""
    faults: tuple[str, ...] = ()
    """What could not be read, or came that was not written, at most a few sentences."""
    lost: int = 0
    """How many spans the format could not hold as they are: none of them is among `spans`."""

    @property
    def sentence(self) -> str:
        """The verdict in words."""
        said = f"read back: {self.back} of {counted(self.spans, 'span')} exactly where they were"
        lost = [f"{self.lost} that the format cannot hold are not among them"] if self.lost else []
        return "; ".join([said, *lost, *self.faults])

    @property
    def holds(self) -> bool:
        """Is everything as it should be?"""
        return self.back == self.spans and not self.faults


FAULTS = 3
"""How many faults are kept."""


class Wanted:
    """What should come back, in a few bytes a span: a corpus may be larger than the memory."""

    def __init__(self, form: Format, options: Options) -> None:
        self.form = form
        """What is written."""
        self.options = options
        """How."""
        self.spans = self.lost = 0
        """How many spans should come back exactly, and how many cannot."""
        # Spans as numbers of 64 bits, those of all articles behind each other: a million of them take 8 MB.
        self._marks = array("q")
        self._starts, self._counts = array("Q"), array("Q")
        self._numbers: dict[str, int] = {}
        self._loose: set[int] = set()
        # Nearly every text is that of one article: one number needs no list.
        self._by_text: dict[bytes, int | list[int]] = {}

    def over(self, entries: Iterable[Entry]) -> Iterator[Entry]:
        """Note the articles as they go by to be written, so that what comes back is held against the very same."""
        for entry in entries:
            self._note(entry)
            yield entry

    def _note(self, entry: Entry) -> None:
        lost = {loss.annotation for loss in self.form.losses(entry, self.options)}
        kept = [a for a in entry.record.annotations if a.id not in lost]
        number = len(self._starts)
        self._numbers[entry.article.id] = number
        self._starts.append(len(self._marks))
        self._counts.append(len(kept))
        self._marks.extend([hash((a.span.start, a.span.end, a.label)) for a in kept])
        digest = _digest(entry.article.text)
        there = self._by_text.setdefault(digest, number)
        if isinstance(there, list):
            there.append(number)
        elif there != number:
            self._by_text[digest] = [there, number]
        self.spans += len(kept)
        self.lost += len(lost)
        if lost:
            self._loose.add(number)

    def take(self, loaded: Loaded) -> tuple[int, int]:
        """How many of the spans of an article read back were wanted, and how many were not."""
        number = self._article(loaded)
        if number is None:
            return 0, len(loaded.spans)
        start = self._starts[number]
        wanted = Counter(self._marks[start : start + self._counts[number]])
        came = Counter(hash((span.start, span.end, span.label)) for span in loaded.spans)
        right = wanted & came
        left = array("q", (wanted - right).elements())
        self._marks[start : start + len(left)] = left
        self._counts[number] = len(left)
        # What the format cut or moved comes back too, elsewhere.
        return right.total(), 0 if number in self._loose else (came - right).total()

    def _article(self, loaded: Loaded) -> int | None:
        """The article that is meant: by its id, else by its text, as names of files may not be ids."""
        if loaded.id in self._numbers:
            return self._numbers[loaded.id]
        there = self._by_text.get(_digest(loaded.text)) if loaded.text is not None else None
        if not isinstance(there, list):
            return there
        return there.pop(0) if len(there) > 1 else there[0]


def verify(wanted: Wanted, source: Source, tick: Callable[[], None] = lambda: None) -> Verdict | None:
    """Whether all spans but those that the format loses come back exactly; None when the format cannot be read.

    `tick` is called after every article that was read back. Raises FormatError.
    """
    if wanted.form.load is None:
        return None
    faults: list[str] = []
    back = more = 0
    for loaded in loaded_of(wanted.form, source, wanted.options):
        match loaded:
            case Fault(where=where, why=why):
                if len(faults) < FAULTS:
                    faults.append(f"{where}: {why}")
            case Loaded():
                right, other = wanted.take(loaded)
                back, more = back + right, more + other
        tick()
    if more:
        faults.append(f"{counted(more, 'span')} came back that should not be there")
    return Verdict(wanted.spans, back, tuple(faults[:FAULTS]), wanted.lost)


def _digest(text: str) -> bytes:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=12).digest()
