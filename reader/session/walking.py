"""Every article of a corpus with what is kept of it, for those who look at all of them and change nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from reader.core.annotation import Annotation
from reader.core.article import Article
from reader.core.change import Status
from reader.core.errors import DecodingError, StoreError
from reader.core.record import Record
from reader.corpus.corpus import Corpus
from reader.session.drift import held
from reader.session.export import Shown
from reader.session.relocating import relocate
from reader.store.store import Store


class Seen(NamedTuple):
    """One article."""

    number: int
    """Its place in the list."""
    article: Article
    """Its text."""
    kept: Record | None
    """What is kept of it, as it was kept; None when nothing was."""
    annotations: Sequence[Annotation] = ()
    """Those that stand in the text or were found again in it for certain, in order; of two that are alike one."""
    stray: Sequence[Annotation] = ()
    """The others."""

    @property
    def status(self) -> Status:
        """How far the work on it is."""
        return "open" if self.kept is None else self.kept.status


class Unreadable(NamedTuple):
    """One article that cannot be read."""

    identity: str
    """Its id."""
    why: str
    """A sentence."""


class Missing(NamedTuple):
    """What is kept of an article that the corpus does not hold."""

    identity: str
    """Its id."""
    spans: int
    """How many annotations there are."""


class Walk:
    """All articles in the order of the list. May run in another thread than the session's."""

    def __init__(self, corpus: Corpus, store: Store, shown: Shown | None = None) -> None:
        """`shown` goes before what the store says; without it articles that were renamed are looked for."""
        corpus.remembered = store.encoding
        self._corpus = corpus
        self._store = store
        self.tick: Callable[[], None] = lambda: None
        """Called after every article; what it raises ends the work."""
        moved = {record.id: record for record in relocate(corpus, store).records} if shown is None else {}
        self._shown = Shown(moved) if shown is None else shown

    def __len__(self) -> int:
        """How many articles the corpus has."""
        return len(self._corpus)

    @property
    def shown(self) -> Shown:
        """What goes before what the store says."""
        return self._shown

    def all(self) -> Iterator[Seen | Unreadable | Missing]:
        """Every article; what the store knows besides comes last."""
        for index, identity in enumerate(self._corpus.ids):
            yield self._seen(index, identity)
            self.tick()
        # One file alone says nothing of the others.
        for identity in self._store.ids if self._corpus.whole else ():
            spans = self._store.count(identity)
            if spans and identity not in self._shown.records and self._corpus.index(identity) is None:
                yield Missing(identity, spans)

    def _seen(self, index: int, identity: str) -> Seen | Unreadable:
        known = self._shown.records.get(identity)
        try:
            article = self._corpus.read(index)
            kept = self._store.record(identity) if known is None else known
        except (DecodingError, StoreError) as error:
            return Unreadable(identity, str(error))
        if kept is None:
            return Seen(index, article, None)
        if identity in self._shown.settled and kept.sha256 == article.sha256:
            return Seen(index, article, kept, list(kept.annotations), kept.stray)
        if known is None and kept.sha256 == article.sha256 and _all_stand(kept.stray, article.text):
            return Seen(index, article, kept, kept.stray)
        record = held(kept, article)
        return Seen(index, article, kept, list(record.annotations), record.stray)


def _all_stand(annotations: Sequence[Annotation], text: str) -> bool:
    """Do all stand there, in order and no two alike? As `Record.on` has it, without a collection of them."""
    last: tuple[int, int, str] = (-1, 0, "")
    for a in annotations:
        start, end = a.span.start, a.span.end
        here = (start, -end, a.label)
        if not (
            here > last
            and start >= len(a.before)
            and end - start == len(a.text)
            and text.startswith(a.before + a.text + a.after, start - len(a.before))
        ):
            return False
        last = here
    return True
