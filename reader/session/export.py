"""One export of a corpus: its pieces in list order, and a sentence for whatever could not go into them."""

from __future__ import annotations

from collections.abc import Iterator

from reader.core.change import Status
from reader.core.errors import DecodingError, StoreError
from reader.core.record import Record
from reader.corpus.corpus import Corpus
from reader.formats import format_of
from reader.formats.format import Entry, Options
from reader.session.drift import held
from reader.session.wording import counted
from reader.store.store import Store


class Export:
    """What a format makes of every article. Nothing false is written: what does not fit is left out and said."""

    def __init__(self, corpus: Corpus, store: Store, form: str, status: Status | None = None) -> None:
        """`form` is the name of a format; with a status only the articles that have it are exported."""
        self._corpus = corpus
        corpus.remembered = store.encoding
        self._store = store
        self._dump = format_of(form).dump
        self._status = status

    def pieces(self) -> Iterator[bytes | str]:
        """Bytes for each article, in the order of the list; a sentence (str) for each thing left out."""
        for index, identity in enumerate(self._corpus.ids):
            if self._status is not None and self._store.status(identity) != self._status:
                continue
            try:
                article = self._corpus.article(index)
                kept = self._store.record(identity)
            except (DecodingError, StoreError) as error:
                yield f"{identity} is left out: {error}"
                continue
            record = Record.of(article) if kept is None else held(kept, article)
            if record.stray:
                many = counted(len(record.stray), "span")
                yield f"{many} of {identity} left out: the text changed and they are not on the words tagged"
            if self._dump is not None:
                yield from (data for _, data in self._dump([Entry(article, record)], Options()))
        yield from self._strangers()

    def _strangers(self) -> Iterator[str]:
        """What the store knows and the folder does not hold any more; one file alone says nothing of the others."""
        if not self._corpus.whole:
            return
        known = set(self._corpus.ids)
        for identity in self._store.ids:
            if identity not in known:
                many = counted(self._store.count(identity), "span")
                yield f"{identity} is left out with {many}: the store knows it, but it is not in the folder"
