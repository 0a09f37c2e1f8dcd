"""Reading back what was written, and holding it against what was to be written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from reader.formats.format import Entry, Fault, Format, Loaded, Options, Source
from reader.session.wording import counted

Place = tuple[int, int, str]
"""Start, end and label of a span."""


class Verdict(NamedTuple):
    """What came of reading an export back."""

    spans: int
    """How many spans should have come back exactly."""
    back: int
    """How many of them did."""
    faults: tuple[str, ...]
    """What could not be read, at most a few sentences."""

    @property
    def sentence(self) -> str:
        """The verdict in words."""
        said = f"read back: {self.back} of {counted(self.spans, 'span')} exactly where they were"
        return "; ".join([said, *self.faults])

    @property
    def holds(self) -> bool:
        """Is everything as it should be?"""
        return self.back == self.spans and not self.faults


FAULTS = 3
"""How many faults are kept."""


def verify(form: Format, options: Options, entries: Iterable[Entry], source: Source) -> Verdict | None:
    """Whether all spans but those that the format loses come back exactly; None when the format cannot be read."""
    if form.load is None:
        return None
    wanted: dict[str, Counter[Place]] = {}
    for entry in entries:
        lost = {loss.annotation for loss in form.losses(entry, options)}
        kept = (a for a in entry.record.annotations if a.id not in lost)
        wanted[entry.article.id] = Counter((a.span.start, a.span.end, a.label) for a in kept)
    faults: list[str] = []
    found: dict[str, Counter[Place]] = {}
    for loaded in form.load(source, options):
        match loaded:
            case Fault(where=where, why=why):
                faults.append(f"{where}: {why}")
            case Loaded():
                places = ((span.start, span.end, span.label) for span in loaded.spans)
                found.setdefault(loaded.id, Counter()).update(places)
    spans = sum(places.total() for places in wanted.values())
    back = sum((places & found.get(identity, Counter())).total() for identity, places in wanted.items())
    return Verdict(spans, back, tuple(faults[:FAULTS]))
