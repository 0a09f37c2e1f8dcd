"""Writing WebAnno TSV 3.3."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from reader.core.annotation import Annotation
from reader.core.span import Span
from reader.formats.format import Entry, Options, Piece, no_losses
from reader.formats.naming import Names
from reader.formats.offsets import Ruler
from reader.formats.segments import segments
from reader.formats.webanno import escapes
from reader.formats.webanno.units import on_rows, rows_of

LAYER = "custom.Span"
"""The layer that has to be in the project, with the features `label` and, when there are notes, `note`."""


def dump(entries: Iterable[Entry], options: Options) -> Iterator[Piece]:
    """A .tsv an article."""
    del options
    names = Names()
    for entry in entries:
        yield f"{names.of(entry.article.id)}.tsv", "".join(_lines(entry)).encode()


losses = no_losses
"""Nothing: blanks at the edges of spans get rows of their own."""


def _lines(entry: Entry) -> Iterator[str]:
    text = entry.article.text
    annotations = list(entry.record.annotations)
    features = ["label", "note"] if any(annotation.note for annotation in annotations) else ["label"]
    yield f"#FORMAT=WebAnno TSV 3.3\n#T_SP={'|'.join([LAYER, *features])}\n\n"
    parts = list(_sentences(text, [annotation.span for annotation in annotations]))
    if not parts:
        yield "\n#Text=\n1-1\t0-0\t\t" + "_\t" * len(features) + "\n"
        return
    columns = Columns(text, parts, annotations, features)
    at = 0
    for number, part in enumerate(parts, 1):
        yield "\n"
        for line in part.of(text).split("\n"):
            yield f"#Text={escapes.text(line)}\n"
        first = at
        while at < len(columns.rows) and columns.rows[at].start < part.end:
            yield from columns.lines(f"{number}-{at - first + 1}", at)
            at += 1


def _sentences(text: str, spans: Sequence[Span]) -> Iterator[Span]:
    """Pieces such that the text is told from them: readers put one newline between two, then blanks for what is left.

    Blanks behind a sentence belong to it unless that is what they are, and no span begins or ends among them; so do
    those before the first.
    """
    starts, ends = sorted(span.start for span in spans), sorted(span.end - 1 for span in spans)

    def untouched(start: int, end: int) -> bool:
        return all(bisect_left(edges, start) == bisect_left(edges, end) for edges in (starts, ends))

    found = list(segments(text))
    for number, segment in enumerate(found):
        covered = segment.of(text)
        solid = segment.start + len(covered.rstrip())
        first = segment.start
        if number == 0 and solid > first:
            begins = first + len(covered) - len(covered.lstrip(" "))
            first = begins if untouched(first, begins) else first
        told = number < len(found) - 1 and solid > first and _is_gap(text[solid : segment.end])
        yield Span(first, solid if told and untouched(solid, segment.end) else segment.end)


def _is_gap(blanks: str) -> bool:
    """Is this what readers put between two sentences of their own accord?"""
    return blanks.startswith("\n") and not blanks[1:].strip(" ")


class Columns:
    """The rows of an article and what stands in their columns."""

    def __init__(
        self, text: str, parts: Sequence[Span], annotations: Sequence[Annotation], features: Sequence[str]
    ) -> None:
        spans = [annotation.span for annotation in annotations]
        self.rows = rows_of(text, parts, spans)
        self._on, self._parts = on_rows(self.rows, spans)
        self._text, self._ruler, self._numbers = text, Ruler(text, "utf16"), self._identities()
        values = {"label": [escapes.value(a.label) for a in annotations]}
        values["note"] = [escapes.value(a.note) or "*" for a in annotations]
        self._values = [values[feature] for feature in features]
        self._nothing = "_\t" * len(features)

    def lines(self, name: str, at: int) -> Iterator[str]:
        """The row of a token and those of its parts."""
        yield self._line(name, self.rows[at], self._on[at])
        for number, (part, on) in enumerate(self._parts.get(at, {}).items(), 1):
            yield self._line(f"{name}.{number}", part, on)

    def _line(self, name: str, place: Span, on: Sequence[int]) -> str:
        start, end = place.start, place.end
        if not self._ruler.plain:
            start, end = self._ruler.offset(start), self._ruler.offset(end)
        covered = self._text[place.start : place.end]
        shown = covered if covered.isalnum() else escapes.text(covered)
        return f"{name}\t{start}-{end}\t{shown}\t{self._columns(on) if on else self._nothing}\n"

    def _columns(self, on: Sequence[int]) -> str:
        return "".join([f"{'|'.join([self._value(values, number) for number in on])}\t" for values in self._values])

    def _value(self, values: Sequence[str], number: int) -> str:
        identity = self._numbers.get(number)
        return f"{values[number]}[{identity}]" if identity else values[number]

    def _identities(self) -> dict[int, int]:
        """Numbers for the spans that have several rows, or share one, in the order in which they come up."""
        seen: set[int] = set()
        many: set[int] = set()
        for at, on in enumerate(self._on):
            parts = self._parts.get(at)
            for those in (on,) if parts is None else (on, *parts.values()):
                many.update(number for number in those if number in seen or len(those) > 1)
                seen.update(those)
        return {number: identity for identity, number in enumerate(sorted(many), 1)}
