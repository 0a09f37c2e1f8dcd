"""A page to read: the articles with their marks, in one file that needs nothing else and does nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape

from reader.core.annotation import Annotation
from reader.core.label import LabelSet
from reader.formats.format import Entry, Format, Options, Piece
from reader.formats.layers import drawn, losses, pictured, shown
from reader.formats.webstyle import style

POLICY = "default-src 'none'; style-src 'unsafe-inline'"
"""What a browser may load or run: nothing but the style in the page."""

QUOTED = 60
"""Characters of a span beside its note."""


def dump(entries: Iterable[Entry], options: Options) -> Iterator[Piece]:
    """The page, an article after the other; its legend stands first, but is written last, when all are counted."""
    classes = {label.name: f"l{number}" for number, label in enumerate(options.labels)}
    counts: Counter[str] = Counter()
    articles = 0
    yield "", _head(options.labels, classes).encode()
    for entry in entries:
        articles += 1
        counts.update(annotation.label for annotation in entry.record.annotations)
        yield "", "".join(_article(entry, classes)).encode()
    yield "", _legend(options.labels, classes, counts, articles).encode()


def _head(labels: LabelSet, classes: Mapping[str, str]) -> str:
    return (
        '<!doctype html>\n<html>\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        '<meta name="viewport" content="width=device-width">\n<meta name="color-scheme" content="light dark">\n'
        f"<title>Marked articles</title>\n<style>\n{style(labels, classes)}</style>\n</head>\n<body>\n"
    )


def _article(entry: Entry, classes: Mapping[str, str]) -> Iterator[str]:
    article, record = entry
    annotations, _ = shown(record.annotations)
    notes = [a for a in record.annotations if a.note]
    numbers = {annotation.id: number for number, annotation in enumerate(notes, 1)}
    yield f'<article>\n<h2 dir="auto">{_shown(article.title)}</h2>\n<p class="about">{_about(entry)}</p>\n'
    if record.note:
        yield f'<p class="note" dir="auto">{_shown(record.note)}</p>\n'
    places = {annotation: place for place, annotation in enumerate(annotations)}

    def begin(annotation: Annotation, really: bool) -> str:
        name = classes.get(annotation.label, "lx")
        cut = "" if really else " cut"
        title = f"{annotation.label}: {annotation.note}" if annotation.note else annotation.label
        return f'<mark class="{name}{cut}" data-n="{places[annotation]}" title="{_shown(title)}">'

    def end(annotation: Annotation, really: bool) -> str:
        return f"<sup>{_shown(_tag(annotation, numbers))}</sup></mark>" if really else "</mark>"

    yield '<div class="text" dir="auto">'
    yield from drawn(article.text, annotations, begin, end, _shown)
    yield "</div>\n"
    yield from _notes(notes, classes)
    yield "</article>\n"


def _tag(annotation: Annotation, numbers: Mapping[str, int]) -> str:
    """What stands behind a mark: its label, `?` when it is flagged, the number of its note."""
    number = numbers.get(annotation.id)
    return annotation.label + " ?" * annotation.flag + (f" {number}" if number else "")


def _about(entry: Entry) -> str:
    record = entry.record
    counts = [f"{record.annotations.count(label)} {label}" for label in record.annotations.labels]
    said = [entry.article.id, record.status, *["marked as unsure"] * record.flag, *(counts or ["nothing marked"])]
    return _shown(" · ".join(said))


def _notes(notes: Sequence[Annotation], classes: Mapping[str, str]) -> Iterator[str]:
    if notes:
        yield '<ol class="notes">\n'
        for annotation in notes:
            name = classes.get(annotation.label, "lx")
            words = f'<mark class="{name}">{_shown(_short(annotation.text))}</mark>'
            yield f'<li dir="auto">{words} {_shown(annotation.note)}</li>\n'
        yield "</ol>\n"


def _short(words: str) -> str:
    return words if len(words) <= QUOTED else f"{words[: QUOTED - 1]}…"


def _legend(labels: LabelSet, classes: Mapping[str, str], counts: Counter[str], articles: int) -> str:
    known = [(label.name, label.gloss) for label in labels]
    others = [(name, "") for name in sorted(counts) if name not in labels]
    rows = "".join(
        f'<tr><td><mark class="{classes.get(name, "lx")}">{_shown(name)}</mark></td>'
        f"<td>{counts[name]:,}</td><td>{_shown(gloss)}</td></tr>\n"
        for name, gloss in [*known, *others]
    )
    many = f"{articles:,} article{'s' * (articles != 1)}"
    return f"<header>\n<h1>{many}</h1>\n<table>\n{rows}</table>\n</header>\n</body>\n</html>\n"


def _shown(text: str) -> str:
    """As it is read, but for what would act on a page or turn it around."""
    return escape(pictured(text))


FORMAT = Format(
    "html",
    "a page to read, with the marked articles; light and dark, without scripts, one file",
    ".html",
    "spans, nested and crossing ones as well, labels, notes, flags, status",
    "ids, who and when; it is for people and cannot be read back",
    dump,
    losses=losses,
)
"""The format."""
