"""What is kept of the articles: as it was changed in this session, else as the store has it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set

from reader.core.article import Article
from reader.core.change import Status
from reader.core.errors import DecodingError
from reader.core.record import Record
from reader.corpus.corpus import Corpus
from reader.session.overview import about
from reader.store.blobs import About
from reader.store.store import Store


class Records:
    """One record an article, asked for by its id, or by its place in the list where many are asked for."""

    def __init__(self, corpus: Corpus, store: Store) -> None:
        self._corpus = corpus
        self._store = store
        self._changed: dict[str, Record] = {}

    def of(self, article_id: str) -> Record:
        """What is kept of an article, held against its text. Raises DecodingError and StoreError.

        Asked for an article that was not opened yet, it is read from the corpus.
        """
        if article_id not in self._changed:
            article = self._corpus.article(self._index(article_id))
            self._changed[article_id] = self._stored(article)
        return self._changed[article_id]

    def put(self, record: Record) -> None:
        """Have a record be what is kept of its article from now on."""
        self._changed[record.id] = record

    def at_hand(self, article_id: str) -> Record | None:
        """What is kept of an article that was opened or changed in this session; None of the others."""
        return self._changed.get(article_id)

    @property
    def all_at_hand(self) -> Mapping[str, Record]:
        """The same of all of them, by their ids, as it is now."""
        return dict(self._changed)

    def is_current(self, record: Record) -> bool:
        """Is this what is kept of its article still?"""
        known = self._changed.get(record.id)
        return known is None or known is record or known == record

    # For any thread, as nothing is remembered for it

    def look(self, article_id: str) -> tuple[Article, Record]:
        """An article read anew, and what is kept of it. Raises DecodingError and StoreError."""
        article = self._corpus.read(self._index(article_id))
        return article, self._changed.get(article_id) or self._stored(article)

    def held(self, article: Article) -> Record:
        """What is kept of an article just read, held against its text. Raises StoreError."""
        known = self._changed.get(article.id)
        return self._stored(article) if known is None else known.on(article)

    # By the place in the list

    @property
    def worked_on(self) -> Set[int]:
        """The places of the articles that something is kept of."""
        places = map(self._corpus.index, {*self._store.ids, *self._changed})
        return {index for index in places if index is not None}

    def kept(self, index: int) -> Record | None:
        """What is kept of an article, not held against its text. Raises StoreError."""
        identity = self._corpus.ids[index]
        return self._changed.get(identity) or self._store.record(identity)

    def status(self, index: int) -> Status:
        """The status of an article."""
        identity = self._corpus.ids[index]
        record = self._changed.get(identity)
        return self._store.status(identity) if record is None else record.status

    def count(self, index: int) -> int:
        """How many spans an article has, those included that do not fit its text."""
        identity = self._corpus.ids[index]
        record = self._changed.get(identity)
        return self._store.count(identity) if record is None else len(record.annotations) + len(record.stray)

    def flagged(self, index: int) -> bool:
        """Is an article marked as unsure?"""
        identity = self._corpus.ids[index]
        record = self._changed.get(identity)
        return self._store.flagged(identity) if record is None else record.flag

    def suggested(self, index: int) -> bool:
        """Is anything suggested for an article?"""
        identity = self._corpus.ids[index]
        record = self._changed.get(identity)
        return self._store.suggested(identity) if record is None else len(record.suggestions) > 0

    def about(self, index: int) -> About:
        """What is said of an article and in its spans."""
        identity = self._corpus.ids[index]
        record = self._changed.get(identity)
        return self._store.about(identity) if record is None else about(record)

    def labelled(self, name: str) -> Sequence[str]:
        """The ids of the articles that have spans of a label, or such suggestions; some may not be in the corpus."""
        here = [
            identity
            for identity, record in self._changed.items()
            if any(a.label == name for a in (*record.annotations, *record.stray, *record.suggestions, *record.adrift))
        ]
        return [*here, *(i for i in self._store.labelled(name) if i not in self._changed)]

    def _index(self, article_id: str) -> int:
        index = self._corpus.index(article_id)
        if index is None:
            raise DecodingError(f"{article_id} is not in {self._corpus.root}")
        return index

    def _stored(self, article: Article) -> Record:
        known = self._store.record(article.id)
        return Record.of(article) if known is None else known.on(article)
