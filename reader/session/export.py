"""One export of a corpus: which articles and spans go into it, what a format would lose of them, and its pieces."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from reader.core.annotations import Annotations
from reader.core.article import Article
from reader.core.change import Status
from reader.core.errors import DecodingError, FormatError, StoreError
from reader.core.record import Record
from reader.corpus.corpus import Corpus
from reader.formats.format import Entry, Format, Loss, Options, Piece
from reader.session.drift import held
from reader.session.loading import text_at_hand
from reader.session.relocating import relocate
from reader.session.wording import counted
from reader.store.store import Store


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
    examples: dict[tuple[str, str, str], tuple[Loss, str]]
    """The first of each kind, with its words."""
    annotators: Counter[str]
    """How many spans each annotator made."""
    first: Entry | None = None
    """The first article with a span, else the first."""


class Shown(NamedTuple):
    """What a session holds that the store may not say yet."""

    records: Mapping[str, Record] = {}
    """What is kept of articles, by their ids; of the others the store knows it."""
    settled: Collection[str] = ()
    """Those among them that were opened: their spans are decided, and what is aside stays so."""


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
        *,
        shown: Shown | None = None,
    ) -> None:
        """`tell` hears a sentence for each thing that is left out, once; `shown` goes before what the store says."""
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
        self._annotators: Counter[str] = Counter()
        self._plan: Plan | None = None
        self.articles = self.spans = 0
        """How many went by when all was gone through last."""
        self.tick: Callable[[], None] = lambda: None
        """Called after every article; what it raises ends the work."""
        # A session has looked for what was renamed already.
        moved = {record.id: record for record in relocate(corpus, store).records} if shown is None else {}
        self._shown = Shown(moved) if shown is None else shown

    def __len__(self) -> int:
        """How many articles the corpus has."""
        return len(self._corpus)

    @property
    def store(self) -> Path:
        """The annotations file."""
        return self._store.path

    @property
    def corpus(self) -> Corpus:
        """The articles."""
        return self._corpus

    def text_of(self, name: str) -> str | None:
        """The text of an article, for formats that bring none."""
        return text_at_hand(self._corpus, name)

    def plan(self, first: Callable[[Entry], None] = lambda _entry: None) -> Plan:
        """Look through everything without writing, once; `first` hears of the entry to be shown as soon as it is known.

        Raises FormatError.
        """
        if self._plan is None:
            self._plan = self._planned(first)
        return self._plan

    def _planned(self, first: Callable[[Entry], None]) -> Plan:
        plan, shown = Plan(0, Counter(), Counter(), {}, Counter()), None
        for entry in self.entries():
            plan.spans.update([a.label for a in entry.record.annotations])
            if shown is None or (not shown.record.annotations and entry.record.annotations):
                shown = entry
                first(entry)
            for loss in self.form.losses(entry, self.options):
                kind = (loss.label, loss.what, loss.why)
                plan.losses[kind] += 1
                if kind not in plan.examples:
                    words = next((a.text for a in entry.record.annotations if a.id == loss.annotation), "")
                    plan.examples[kind] = (loss, words)
        return plan._replace(articles=self.articles, annotators=self._annotators, first=shown)

    def pieces(self, past: Callable[[Iterator[Entry]], Iterator[Entry]] = iter) -> Iterator[Piece]:
        """The bytes of the export; `past` sees every article go by. Raises FormatError."""
        if self.form.dump is None:
            raise FormatError(f"{self.form.name} can be read, but not written")
        return self.form.dump(past(self.entries()), self.options)

    def entries(self) -> Iterator[Entry]:
        """Every article with its spans, in the order of the list."""
        self._annotators = Counter()
        self.articles = self.spans = 0
        for index, identity in enumerate(self._corpus.ids):
            entry = self._entry(index, identity)
            if entry is not None:
                self.articles += 1
                self.spans += len(entry.record.annotations)
                yield entry
            self.tick()
        for sentence in self._strangers():
            self._say(sentence)

    def _entry(self, index: int, identity: str) -> Entry | None:
        known = self._shown.records.get(identity)
        status = self._store.status(identity) if known is None else known.status
        if self._choice.status is not None and status != self._choice.status:
            return None
        try:
            article = self._corpus.article(index)
            kept = self._store.record(identity) if known is None else known
        except (DecodingError, StoreError) as error:
            self._say(f"{identity} is left out: {error}")
            return None
        record = Record.of(article) if kept is None else self._held(kept, article)
        if record.stray:
            many = counted(len(record.stray), "span")
            self._say(f"{many} of {identity} left out: the text changed and they are not on the words tagged")
        self._annotators.update([a.annotator for a in record.annotations])
        return Entry(article, self._choice.of(record))

    def _held(self, record: Record, article: Article) -> Record:
        if record.id in self._shown.settled and record.sha256 == article.sha256:
            return record
        return held(record, article)

    def _strangers(self) -> Iterator[str]:
        """What the store knows and the folder does not hold any more; one file alone says nothing of the others."""
        if not self._corpus.whole:
            return
        for identity in self._store.ids:
            if identity not in self._shown.records and self._corpus.index(identity) is None:
                many = counted(self._store.count(identity), "span")
                yield f"{identity} is left out with {many}: the store knows it, but it is not in the folder"

    def _say(self, sentence: str) -> None:
        if sentence not in self._told:
            self._told.add(sentence)
            self._tell(sentence)
