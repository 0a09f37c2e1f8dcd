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
        # One of its own: it is asked for the encoding of the article in hand only, which costs no second look.
        self._corpus = corpus.again()
        self._corpus.remembered = store.encoding
        self._store = store
        self._kept: Record | None = None
        self.tick: Callable[[], None] = lambda: None
        """Called after every article; what it raises ends the work."""
        moved = {record.id: record for record in relocate(self._corpus, store).records} if shown is None else {}
        self._shown = Shown(moved) if shown is None else shown
        self._corpus.remembered = self._encoding

    def __len__(self) -> int:
        """How many articles the corpus has."""
        return len(self._corpus)

    @property
    def store(self) -> Store:
        """What is kept."""
        return self._store

    @property
    def shown(self) -> Shown:
        """What goes before what the store says."""
        return self._shown

    def all(self) -> Iterator[Seen | Unreadable | Missing]:
        """Every article; what the store knows besides comes last."""
        yield from self.some(range(len(self)))
        yield from self.missing()

    @property
    def splits(self) -> bool:
        """May several processes each go through some of the articles? Those of a table share one open file."""
        return self._corpus.moves

    def some(self, numbers: range) -> Iterator[Seen | Unreadable]:
        """The articles with these places in the list."""
        for index in numbers:
            yield self._seen(index, self._corpus.ids[index])
            self.tick()

    def missing(self) -> Iterator[Missing]:
        """What the store knows besides."""
        # One file alone says nothing of the others.
        for identity in self._store.ids if self._corpus.whole else ():
            # Counting reads its document: only of those that are not there.
            missing = self._corpus.index(identity) is None and identity not in self._shown.records
            if missing and (spans := self._store.count(identity)):
                yield Missing(identity, spans)

    def _encoding(self, _identity: str) -> str | None:
        return self._kept.encoding if self._kept is not None else None

    def _seen(self, index: int, identity: str) -> Seen | Unreadable:
        known = self._shown.records.get(identity)
        try:
            kept = self._kept = self._store.record(identity) if known is None else known
            article = self._corpus.read(index)
        except (DecodingError, StoreError) as error:
            return Unreadable(identity, str(error))
        if kept is not None and identity in self._shown.settled and kept.sha256 == article.sha256:
            return Seen(index, article, kept, list(kept.annotations), kept.stray)
        return held_against(index, article, kept)


def held_against(number: int, article: Article, kept: Record | None) -> Seen:
    """What is kept of an article held against its text: what `drift.held` says, mostly at a fraction of its cost."""
    if kept is None:
        return Seen(number, article, None)
    if not kept.annotations and kept.sha256 == article.sha256 and _all_stand(kept.stray, article.text):
        return Seen(number, article, kept, kept.stray)
    record = held(kept, article)
    return Seen(number, article, kept, list(record.annotations), record.stray)


def _all_stand(annotations: Sequence[Annotation], text: str) -> bool:
    """Do all stand there, in order and no two alike? As `Record.on` has it, without a collection of them."""
    last: tuple[int, int, str] = (-1, 0, "")
    for _, span, label, words, _, _, _, _, _, before, after, _ in annotations:
        start, end = span.start, span.end
        here, first = (start, -end, label), start - len(before)
        if not (
            here > last
            and first >= 0
            and end - start == len(words)
            and text.startswith(f"{before}{words}{after}", first)
        ):
            return False
        last = here
    return True
