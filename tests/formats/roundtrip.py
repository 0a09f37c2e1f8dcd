"""Writing with a format and reading it again without a disk, and what must come back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from io import BytesIO

from reader.core.annotation import Annotation
from reader.formats.format import Entry, Fault, Format, Loaded, LoadedSpan, Options, Source

PLAIN = Options()


def files(form: Format, entries: Iterable[Entry], options: Options = PLAIN) -> dict[str, bytes]:
    """What a format writes: the bytes of each file."""
    assert form.dump is not None
    made: dict[str, list[bytes]] = {}
    for name, data in form.dump(entries, options):
        made.setdefault(name, []).append(data)
    return {name: b"".join(data) for name, data in made.items()}


def source(files: Mapping[str, bytes] | bytes, entries: Iterable[Entry] = ()) -> Source:
    """Files as something to be read, with the articles that are at hand."""
    named = {"file": files} if isinstance(files, bytes) else {name or "file": data for name, data in files.items()}
    texts = {entry.article.id: entry.article.text for entry in entries}
    return Source(sorted(named), lambda name: BytesIO(named[name]), texts.get)


def load(
    form: Format, files: Mapping[str, bytes] | bytes, options: Options = PLAIN, at_hand: Iterable[Entry] = ()
) -> list[Loaded | Fault]:
    """What a format reads."""
    assert form.load is not None
    return list(form.load(source(files, at_hand), options))


def back(
    form: Format, entries: Iterable[Entry], options: Options = PLAIN, at_hand: Iterable[Entry] = ()
) -> dict[str, Loaded]:
    """What comes back of articles, by their ids; nothing may be refused."""
    read = load(form, files(form, entries, options), options, at_hand)
    assert not [part for part in read if isinstance(part, Fault)]
    return {part.id: part for part in read if isinstance(part, Loaded)}


def whole(annotation: Annotation) -> LoadedSpan:
    """All of an annotation, but for its context."""
    return LoadedSpan(
        annotation.span.start,
        annotation.span.end,
        annotation.label,
        annotation.text,
        annotation.id,
        annotation.annotator,
        annotation.note,
        annotation.flag,
        annotation.created,
        annotation.updated,
    )


def tags(spans: Iterable[LoadedSpan]) -> list[tuple[int, int, str]]:
    """What every format has to keep of spans."""
    return [(span.start, span.end, span.label) for span in spans]


def tags_of(entry: Entry) -> list[tuple[int, int, str]]:
    """The same of an article that is written."""
    return [(a.span.start, a.span.end, a.label) for a in entry.record.annotations]
