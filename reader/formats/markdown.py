"""A report to read as Markdown: the articles with brackets around what is marked, each with its label."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from reader.core.annotation import Annotation
from reader.core.label import LabelSet
from reader.formats.format import Entry, Format, Options, Piece
from reader.formats.layers import drawn, losses, pictured, shown

OPEN, CLOSE = "⟦", "⟧"
"""Around what is marked; the label stands behind. Emphasis would not do: it fails beside blanks and inside of words."""
CUT = "…"
"""Inside a bracket that stands there only because another mark crosses this one."""

SPECIAL = re.compile(r"[\\`*_\[\]<>~|$]|&(?=[#\w])|(?<=\w)://|@(?=\w)|\b[wW][wW][wW](?=\.)")
"""What Markdown, GitHub's as well, would take for its own anywhere; addresses would become links, names mentions."""
BLOCK = re.compile(r"(?P<blanks>[ \t]*)(?:(?P<sign>[-+=#:])|(?P<number>\d{1,9})(?P<dot>[.)])(?=\s|$))?")
"""What it would take for its own at the beginning of a line."""


def dump(entries: Iterable[Entry], options: Options) -> Iterator[Piece]:
    """The report, an article after the other, with the legend at the end, when all are counted."""
    counts: Counter[str] = Counter()
    yield "", b"# Marked articles\n"
    for entry in entries:
        counts.update(annotation.label for annotation in entry.record.annotations)
        yield "", "".join(_article(entry)).encode()
    yield "", _legend(options.labels, counts).encode()


def _article(entry: Entry) -> Iterator[str]:
    article, record = entry
    notes = [a for a in record.annotations if a.note]
    numbers = {annotation.id: number for number, annotation in enumerate(notes, 1)}

    def end(annotation: Annotation, really: bool) -> str:
        return f"{CLOSE}<sub>{_tag(annotation, numbers)}</sub>" if really else CUT + CLOSE

    def begin(_annotation: Annotation, really: bool) -> str:
        return OPEN if really else OPEN + CUT

    yield f"\n## {_line(article.title)}\n\n{_about(entry)}\n"
    if record.note:
        yield f"\nNote: {_line(record.note)}\n"
    body = "".join(drawn(article.text, shown(record.annotations)[0], begin, end, _inline))
    yield f"\n{_paragraphs(body)}\n"
    if notes:
        yield "\n" + "".join(f"{number}. “{_line(a.text)}”: {_line(a.note)}\n" for number, a in enumerate(notes, 1))


def _tag(annotation: Annotation, numbers: Mapping[str, int]) -> str:
    number = numbers.get(annotation.id)
    return _inline(annotation.label) + " ?" * annotation.flag + (f" {number}" if number else "")


def _about(entry: Entry) -> str:
    record = entry.record
    counts = [f"{record.annotations.count(label)} {label}" for label in record.annotations.labels]
    said = [entry.article.id, record.status, *["marked as unsure"] * record.flag, *(counts or ["nothing marked"])]
    return _line(" · ".join(said))


def _legend(labels: LabelSet, counts: Counter[str]) -> str:
    known = [(label.name, label.gloss) for label in labels]
    others = [(name, "") for name in sorted(counts) if name not in labels]
    rows = "".join(f"| {_line(name)} | {counts[name]:,} | {_line(gloss)} |\n" for name, gloss in [*known, *others])
    return f"\n## Labels\n\n| label | spans | meaning |\n| --- | ---: | --- |\n{rows}"


def _inline(text: str) -> str:
    """The text as Markdown shows it as it is, anywhere but at the beginning of a line."""
    return SPECIAL.sub(_entity, pictured(text))


def _entity(found: re.Match[str]) -> str:
    return f"&#{ord(found[0][0])};{found[0][1:]}" if len(found[0]) > 1 or found[0] in "<>&@" else f"\\{found[0]}"


def _line(text: str) -> str:
    """A text from outside in one line."""
    return _block(" ".join(_inline(text).split()))


def _paragraphs(body: str) -> str:
    """Lines stay lines, and lines of nothing but blanks part paragraphs."""
    lines = body.split("\n")
    written = []
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        goes_on = bool(line.strip() and following.strip())
        written.append(_block(line.rstrip(" \t")) + "\\" * goes_on)
    return "\n".join(written)


def _block(line: str) -> str:
    found = BLOCK.match(line)
    if found is None or not found[0]:
        return line
    blanks = "&nbsp;" * len(found["blanks"]) if line.strip() else ""
    first = f"\\{found['sign']}" if found["sign"] else f"{found['number']}\\{found['dot']}" if found["dot"] else ""
    return blanks + first + line[found.end() :]


FORMAT = Format(
    "md",
    "a report to read, with the marked articles, as Markdown",
    ".md",
    "spans, nested and crossing ones as well, labels, notes, flags, status",
    "ids, who and when; it is for people and cannot be read back",
    dump,
    losses=losses,
)
"""The format."""
