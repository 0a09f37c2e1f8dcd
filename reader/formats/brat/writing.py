"""Writing brat standoff."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from reader.core.annotation import Annotation
from reader.formats.brat.parts import ARTICLE_FLAG, ARTICLE_NOTE, FLAG, NEWLINES, NOTE, STATUS, fragments, safe_label
from reader.formats.format import Entry, Loss, Options, Piece
from reader.formats.naming import Names

ONE_LINE = str.maketrans(dict.fromkeys(NEWLINES, " "))

COLOURS = ("#cfe2ff", "#d3f0d3", "#fff0b3", "#ffd6dc", "#cdeeee", "#e4d9ff", "#e6e6b8", "#ffdcc4")
"""Light grounds for the labels; brat writes black on them."""


def dump(entries: Iterable[Entry], options: Options) -> Iterator[Piece]:
    """A .txt and a .ann an article; the configuration last, as it has to name every label that came up."""
    names, labels = Names(), {label.name: None for label in options.labels}
    for entry in entries:
        path = names.of(entry.article.id)
        yield f"{path}.txt", entry.article.text.encode()
        yield f"{path}.ann", "".join(_lines(entry)).encode()
        labels.update(dict.fromkeys(entry.record.annotations.labels))
    yield "annotation.conf", _annotation_conf(labels).encode()
    yield "visual.conf", _visual_conf(list(labels)).encode()


def losses(entry: Entry, options: Options) -> Iterator[Loss]:
    """Newlines at the edges of spans, and labels that brat cannot hold."""
    del options
    article, record = entry
    for annotation in record.annotations:
        span, label = annotation.span, annotation.label
        parts = fragments(article.text, span)
        if not parts:
            yield Loss(article.id, annotation.id, label, "dropped", "it holds newlines only")
        elif (parts[0].start, parts[-1].end) != (span.start, span.end):
            yield Loss(article.id, annotation.id, label, "cut", "brat has no newlines at the edges of a span")
        if parts and (written := safe_label(label)) != label:
            yield Loss(article.id, annotation.id, label, "renamed", f"brat takes ASCII without blanks: {written}")


def _lines(entry: Entry) -> Iterator[str]:
    text, record = entry.article.text, entry.record
    kept = [(each, parts) for each in record.annotations if (parts := fragments(text, each.span))]
    for number, (annotation, parts) in enumerate(kept, 1):
        places = ";".join(f"{part.start} {part.end}" for part in parts)
        covered = " ".join(part.of(text) for part in parts)
        yield f"T{number}\t{safe_label(annotation.label)} {places}\t{covered}\n"
    if kept:
        yield from _attributes(entry, [annotation for annotation, _ in kept])
        yield from _notes(entry, [annotation for annotation, _ in kept])


def _attributes(entry: Entry, annotations: list[Annotation]) -> Iterator[str]:
    record = entry.record
    given = [f"{FLAG} T{number}" for number, annotation in enumerate(annotations, 1) if annotation.flag]
    if record.status != "open":
        given.append(f"{STATUS} T1 {record.status}")
    if record.flag:
        given.append(f"{ARTICLE_FLAG} T1")
    for number, attribute in enumerate(given, 1):
        yield f"A{number}\t{attribute}\n"


def _notes(entry: Entry, annotations: list[Annotation]) -> Iterator[str]:
    given = [(f"{NOTE} T{number}", each.note) for number, each in enumerate(annotations, 1) if each.note]
    if entry.record.note:
        given.append((f"{ARTICLE_NOTE} T1", entry.record.note))
    for number, (kind, note) in enumerate(given, 1):
        yield f"#{number}\t{kind}\t{note.translate(ONE_LINE)}\n"


def _annotation_conf(labels: Iterable[str]) -> str:
    types = "".join(f"{safe_label(label)}\n" for label in labels)
    return (
        f"[entities]\n{types}\n[relations]\n<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>\n\n[events]\n\n"
        f"[attributes]\n{FLAG}\tArg:<ENTITY>\n{ARTICLE_FLAG}\tArg:<ENTITY>\n{STATUS}\tArg:<ENTITY>, Value:open|done\n"
    )


def _visual_conf(labels: Sequence[str]) -> str:
    shown = "".join(f"{safe_label(label)} | {_shown(label)}\n" for label in labels)
    drawn = "".join(
        f"{safe_label(label)}\tbgColor:{COLOURS[number % len(COLOURS)]}\n" for number, label in enumerate(labels)
    )
    return f"[labels]\n{shown}\n[drawing]\nSPAN_DEFAULT\tfgColor:black, bgColor:lightgreen, borderColor:darken\n{drawn}"


def _shown(label: str) -> str:
    return label.translate(ONE_LINE).replace("|", "/")
