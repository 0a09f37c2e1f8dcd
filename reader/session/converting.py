"""From one format to another, without a corpus: the articles of a file as entries to be written."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from reader.core.annotation import timestamp
from reader.core.annotations import Annotations
from reader.core.article import Article
from reader.core.record import Record
from reader.formats.format import Entry, Fault, Format, Loaded, Options, Source
from reader.session.importing import Report
from reader.session.placing import made_of, placed


def entries_of(form: Format, source: Source, options: Options, tell: Callable[[Report], None]) -> Iterator[Entry]:
    """Every article that brings its text; `tell` hears of what cannot be read."""
    if form.load is None:
        return
    now, taken = timestamp(), set[str]()
    for number, loaded in enumerate(form.load(source, options), 1):
        match loaded:
            case Fault(where=where, why=why, data=data):
                tell(Report(where, "refused", why, data))
            case Loaded(text=None, where=where):
                tell(Report(where, "refused", "it brings no text"))
            case Loaded(text=str(text)):
                article = Article(loaded.id or f"{number}.txt", text)
                right, wrong = placed(loaded, text)
                for each in wrong:
                    tell(Report(loaded.where, "refused", f"{each.loaded.label}: {each.why}"))
                kept = Annotations(made_of(article, right, "", now, taken))
                record = Record(
                    article.id,
                    article.title,
                    article.sha256,
                    len(article),
                    loaded.status or "open",
                    loaded.note,
                    loaded.flag,
                    kept,
                )
                yield Entry(article, record)
