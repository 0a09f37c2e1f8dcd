"""Reading brat standoff, from whatever server or tool wrote it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from reader.core.change import STATUSES, Status
from reader.formats.brat.parts import ARTICLE_FLAG, ARTICLE_NOTE, FLAG, NOTE, STATUS, joined
from reader.formats.format import Fault, Loaded, LoadedSpan, Options, Source
from reader.formats.naming import article_of
from reader.text.lazily import lazily

SUFFIXES = (".ann", ".a1", ".a2")
"""Files with annotations; those of BioNLP have their events in the second."""

BOUND = lazily(r"(\S+) (\d{1,9} \d{1,9}(?:;\d{1,9} \d{1,9})*)")
"""Label and places of a span."""

OTHERS = {"E": "events", "R": "relations", "*": "equivalences", "N": "normalizations"}
"""What is passed over, by the first character of its id."""


class Bound(NamedTuple):
    """One T line."""

    label: str
    places: list[tuple[int, int]]
    covered: str


class Lines:
    """What the lines of one article say."""

    def __init__(self) -> None:
        self.bounds: dict[str, Bound] = {}
        self.notes: defaultdict[str, list[str]] = defaultdict(list)
        self.flags: set[str] = set()
        self.status: Status | None = None
        self.note: list[str] = []
        self.flag = False
        self.passed: Counter[str] = Counter()

    def add(self, line: str) -> None:
        """Take in one line."""
        identity, _, rest = line.partition("\t")
        kind = identity[:1]
        if kind == "T":
            self._bound(identity, rest)
        elif kind in {"A", "M"}:
            self._attribute(rest)
        elif kind == "#":
            self._note(rest)
        elif line.strip():
            self.passed[OTHERS.get(kind, "lines that say nothing known")] += 1

    def _bound(self, identity: str, rest: str) -> None:
        head, _, covered = rest.partition("\t")
        match = BOUND().fullmatch(head)
        if match is None or identity in self.bounds:
            self.passed["spans that cannot be read"] += 1
            return
        numbers = [int(number) for number in match[2].replace(";", " ").split()]
        places = list(zip(numbers[::2], numbers[1::2], strict=True))
        if all(start < end for start, end in places):
            self.bounds[identity] = Bound(match[1], places, covered)
        else:
            self.passed["empty spans"] += 1

    def _attribute(self, rest: str) -> None:
        name, target, value = (*rest.split(), "", "", "")[:3]
        if name == FLAG:
            self.flags.add(target)
        elif name == ARTICLE_FLAG:
            self.flag = True
        elif name == STATUS and value in STATUSES:
            self.status = STATUSES[value]
        else:
            self.passed["attributes"] += 1

    def _note(self, rest: str) -> None:
        head, _, note = rest.partition("\t")
        name, target = (*head.split(), "", "")[:2]
        if name == ARTICLE_NOTE:
            self.note.append(note)
        elif name == NOTE:
            self.notes[target].append(note)
        else:
            self.passed["notes of other kinds"] += 1


def looks(name: str, head: bytes) -> bool:
    """A file with annotations, by its name and its first line."""
    first = head.split(b"\n", 1)[0]
    return name.endswith(SUFFIXES) and (not first or first[:1] in b"TEARMN#*")


def load(source: Source, options: Options) -> Iterator[Loaded | Fault]:
    """Every text with the annotations beside it."""
    del options
    with_suffix: defaultdict[str, list[str]] = defaultdict(list)
    for name in source.names:
        base, dot, suffix = name.rpartition(".")
        if f"{dot}{suffix}" in SUFFIXES:
            with_suffix[base].append(name)
        elif suffix == "txt":
            with_suffix[base].extend(())
    for base, files in with_suffix.items():
        yield _article(source, base, sorted(files))


def _article(source: Source, base: str, files: list[str]) -> Loaded | Fault:
    where = files[0] if files else f"{base}.txt"
    try:
        text = _text(source, base)
        if text is None:
            return Fault(where, f"there is no {base}.txt beside it")
        lines = Lines()
        for file in files:
            for line in _read(source, file).replace("\r\n", "\n").split("\n"):
                lines.add(line)
    except UnicodeDecodeError as error:
        return Fault(where, f"it is not UTF-8: {error.reason} at byte {error.start}")
    except OSError as error:
        return Fault(where, f"it cannot be read: {error.strerror}")
    if not files:
        lines.passed["no .ann beside it"] = 0
    return _loaded(where, base, text, lines)


def _text(source: Source, base: str) -> str | None:
    name = f"{base}.txt"
    return _read(source, name) if name in source.names else source.text_of(name)


def _read(source: Source, name: str) -> str:
    with source.open(name) as file:
        return file.read().decode()


def _loaded(where: str, base: str, text: str, lines: Lines) -> Loaded:
    spans = [span for identity, bound in lines.bounds.items() for span in _spans(text, identity, bound, lines)]
    return Loaded(
        where,
        article_of(f"{base}.txt", ".txt"),
        text,
        tuple(spans),
        status=lines.status,
        note="\n".join(lines.note),
        flag=lines.flag,
        remarks=tuple(f"{number} {what} passed over" if number else what for what, number in lines.passed.items()),
    )


def _spans(text: str, identity: str, bound: Bound, lines: Lines) -> Iterator[LoadedSpan]:
    note, flag = "\n".join(lines.notes[identity]), identity in lines.flags
    places = list(joined(text, bound.places))
    if len(places) == 1:
        ((start, end),) = places
        whole = text[start:end]
        said = " ".join(text[a:b] for a, b in bound.places)
        yield LoadedSpan(
            start, end, bound.label, whole if said == bound.covered else bound.covered, note=note, flag=flag
        )
        return
    covered = _parted(bound)
    for number, (start, end) in enumerate(bound.places, 1):
        linked = f"part {number} of {len(bound.places)} of {identity}"
        yield LoadedSpan(
            start, end, bound.label, covered[number - 1], note=f"{note}\n{linked}" if note else linked, flag=flag
        )


def _parted(bound: Bound) -> list[str | None]:
    """The words of each fragment by the file's own word, where it can be told."""
    lengths = [end - start for start, end in bound.places]
    if sum(lengths) + len(lengths) - 1 != len(bound.covered):
        return [None] * len(lengths)
    found: list[str | None] = []
    at = 0
    for length in lengths:
        found.append(bound.covered[at : at + length])
        at += length + 1
    return found
