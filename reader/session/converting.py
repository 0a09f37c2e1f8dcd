"""From one format to another, without a corpus: the articles of a file as entries to be written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from reader.core.annotation import timestamp
from reader.core.annotations import Annotations
from reader.core.article import Article
from reader.core.record import Record
from reader.formats.format import Entry, Fault, Format, Loaded, Options, Source
from reader.session.importing import Report
from reader.session.loading import loaded_of
from reader.session.placing import made_of, placed


def entries_of(form: Format, source: Source, options: Options, tell: Callable[[Report], None]) -> Iterator[Entry]:
    """Every article that brings its text, no two with one id; `tell` hears what cannot be read. Raises FormatError."""
    now, ids = timestamp(), set[str]()
    for number, loaded in enumerate(loaded_of(form, source, options), 1):
        match loaded:
            case Fault(where=where, why=why, data=data):
                tell(Report(where, "refused", why, data))
            case Loaded(text=None, where=where):
                tell(Report(where, "refused", "it brings no text"))
            case Loaded(text=str(text)):
                yield _entry(loaded, Article(_fresh(loaded.id or f"{number}.txt", ids), text), now, tell)


def _entry(loaded: Loaded, article: Article, now: str, tell: Callable[[Report], None]) -> Entry:
    for remark in loaded.remarks:
        tell(Report(loaded.where, "repaired", remark))
    right, wrong = placed(loaded, article.text)
    for each in wrong:
        tell(Report(loaded.where, "refused", f"{each.loaded.label}: {each.why}"))
    for found in right:
        if found.how:
            tell(Report(loaded.where, "repaired", f"{found.loaded.label} at {found.span.start}: {found.how}"))
    kept = Annotations(made_of(article, right, "", now, set()))
    status, note, flag = loaded.status or "open", loaded.note, loaded.flag
    return Entry(article, replace(Record.of(article), status=status, note=note, flag=flag, annotations=kept))


def _fresh(identity: str, ids: set[str]) -> str:
    """An id that no article before had."""
    fresh, number = identity, 1
    stem, dot, end = identity.rpartition(".")
    while fresh in ids:
        number += 1
        fresh = f"{stem}-{number}.{end}" if dot and stem else f"{identity}-{number}"
    ids.add(fresh)
    return fresh
