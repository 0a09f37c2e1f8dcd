"""One export of a corpus: which articles and spans go into it, what a format would lose of them, and its pieces."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import NamedTuple

from reader.core.annotations import Annotations
from reader.core.change import Status
from reader.core.errors import DecodingError, FormatError, StoreError
from reader.core.record import Record
from reader.corpus.corpus import Corpus
from reader.formats.format import Entry, Format, Loss, Options, Piece
from reader.session.drift import held
from reader.session.relocating import relocate
from reader.session.wording import counted
from reader.store.store import Store

EXAMPLES = 3
"""How many annotations are named for each kind of loss."""


class Choice(NamedTuple):
    """What of a corpus is exported: everything unless something is said."""

    status: Status | None = None
    """Only articles with this status."""
    labels: frozenset[str] = frozenset()
    """Only spans with these labels; all when empty."""
    annotators: frozenset[str] = frozenset()
    """Only spans of these annotators; all when empty."""

    def of(self, record: Record) -> Record:
        """A record with the spans chosen."""
        if not self.labels and not self.annotators:
            return record
        chosen = (
            a
            for a in record.annotations
            if (not self.labels or a.label in self.labels) and (not self.annotators or a.annotator in self.annotators)
        )
        return replace(record, annotations=Annotations(chosen))


class Plan(NamedTuple):
    """What an export would write."""

    articles: int
    """How many articles."""
    spans: Counter[str]
    """How many spans of each label."""
    losses: Counter[tuple[str, str, str]]
    """How many spans the format cannot hold as they are, by label, what becomes of them, and why."""
    examples: dict[tuple[str, str, str], list[Loss]]
    """The first of each kind."""


class Export:
    """What a format makes of every article. Nothing false is written: what does not fit is left out and said."""

    def __init__(
        self,
        corpus: Corpus,
        store: Store,
        form: Format,
        options: Options | None = None,
        choice: Choice | None = None,
        tell: Callable[[str], None] = lambda _sentence: None,
    ) -> None:
        """`tell` hears a sentence for each thing that is left out, once."""
        self._corpus = corpus
        corpus.remembered = store.encoding
        self._store = store
        self.form = form
        """The format."""
        self.options = options or Options()
        """What was said about writing it."""
        self._choice = choice or Choice()
        self._tell = tell
        self._told: set[str] = set()
        self.when_written: Callable[[], None] = lambda: None
        """Told after every article."""
        moved = relocate(corpus, store)
        self._moved = {record.id: record for record in moved.records}

    def __len__(self) -> int:
        """How many articles the corpus has."""
        return len(self._corpus)

    def plan(self) -> Plan:
        """Look through everything without writing."""
        plan = Plan(0, Counter(), Counter(), {})
        for entry in self.entries():
            plan.spans.update(a.label for a in entry.record.annotations)
            for loss in self.form.losses(entry, self.options):
                kind = (loss.label, loss.what, loss.why)
                plan.losses[kind] += 1
                if len(plan.examples.setdefault(kind, [])) < EXAMPLES:
                    plan.examples[kind].append(loss)
            plan = plan._replace(articles=plan.articles + 1)
        return plan

    def pieces(self) -> Iterator[Piece]:
        """The bytes of the export. Raises FormatError."""
        if self.form.dump is None:
            raise FormatError(f"{self.form.name} can be read, but not written")
        return self.form.dump(self.entries(), self.options)

    def entries(self) -> Iterator[Entry]:
        """Every article with its spans, in the order of the list."""
        for index, identity in enumerate(self._corpus.ids):
            entry = self._entry(index, identity)
            if entry is not None:
                yield entry
            self.when_written()
        for sentence in self._strangers():
            self._say(sentence)

    def _entry(self, index: int, identity: str) -> Entry | None:
        moved = self._moved.get(identity)
        status = self._store.status(identity) if moved is None else moved.status
        if self._choice.status is not None and status != self._choice.status:
            return None
        try:
            article = self._corpus.article(index)
            kept = self._store.record(identity) if moved is None else moved
        except (DecodingError, StoreError) as error:
            self._say(f"{identity} is left out: {error}")
            return None
        record = Record.of(article) if kept is None else held(kept, article)
        if record.stray:
            many = counted(len(record.stray), "span")
            self._say(f"{many} of {identity} left out: the text changed and they are not on the words tagged")
        return Entry(article, self._choice.of(record))

    def _strangers(self) -> Iterator[str]:
        """What the store knows and the folder does not hold any more; one file alone says nothing of the others."""
        if not self._corpus.whole:
            return
        for identity in self._store.ids:
            if identity not in self._moved and self._corpus.index(identity) is None:
                many = counted(self._store.count(identity), "span")
                yield f"{identity} is left out with {many}: the store knows it, but it is not in the folder"

    def _say(self, sentence: str) -> None:
        if sentence not in self._told:
            self._told.add(sentence)
            self._tell(sentence)
