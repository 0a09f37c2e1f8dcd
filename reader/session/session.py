"""One person at work on one corpus: what is open, what was done, and the one place where annotations change.

What a person asks for stands in the modules beside: `annotating` changes annotations, `going` moves and looks,
`remarks` notes and flags, `corpuswide` works on every article. They return the sentence that says what was done.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import cached_property, partial
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from reader.core.annotation import timestamp
from reader.core.annotations import NO_ANNOTATIONS, Annotations
from reader.core.article import Article
from reader.core.change import Change, Status
from reader.core.errors import BusyError, DecodingError, ReadOnlyError, StoreError
from reader.core.label import DEFAULT_LABELS, LabelSet
from reader.core.record import Record
from reader.core.refusal import Refusal
from reader.core.step import Head, Kind, Step
from reader.corpus.corpus import Corpus
from reader.session import overview
from reader.session.candidates import Candidates
from reader.session.caret import Caret
from reader.session.coaching import Coach
from reader.session.drift import Doubt, settle
from reader.session.filter import Filter
from reader.session.gesture import Gesture
from reader.session.memory import Memory
from reader.session.overview import Order
from reader.session.progress import first_open, next_open
from reader.session.recalling import Recalling
from reader.session.records import Records
from reader.session.refusals import Refusals
from reader.session.relocating import relocate
from reader.session.saving import News, Saving
from reader.session.seen import Views
from reader.session.tagging import Author, Proposal, Scene
from reader.session.undo import Changes, History
from reader.session.work import Ready, Work
from reader.store.desk import Bookmark
from reader.store.store import Store

if TYPE_CHECKING:
    from reader.formats.format import Format, Options
    from reader.session.configured import Settings
    from reader.session.export import Choice, Export
    from reader.session.walking import Walk

HABIT = 200
"""How many annotations of an article just opened are looked at for what their user does with determiners."""

LONG_PAST = 1 << 20
"""Bytes of history up to which any step of former sessions is read at once."""


class Session:
    """The open corpus, the article in hand, the place in it, and what was done."""

    coach: Coach | None = None
    """Who shows somebody new the first steps; None for everybody else."""
    determiner: bool | None = None
    """Are names tagged with the determiner before them? None for as it was done before."""
    labels_noticed = False
    """Was it said that there are spans whose label is none of the project's?"""
    work: Work | None = None
    """The large step that is being worked out; None when none is."""
    trouble = ""
    """Why the article in hand cannot be shown; empty when it can."""
    news = ""
    """What a person should know about the article just opened."""
    settings: Settings | None = None
    """What the files set; None when none were read."""
    exports: Mapping[str, Any] = MappingProxyType({})
    """What an export does when nobody says otherwise, by the names of the options of `reader export`."""

    def __init__(
        self,
        corpus: Corpus,
        store: Store,
        annotator: str,
        *,
        labels: LabelSet = DEFAULT_LABELS,
        bookmark: Bookmark | None = None,
        clock: Callable[[], str] = timestamp,
        read_only: str = "",
    ) -> None:
        """Open the article of the bookmark, else the first unfinished one.

        `read_only` says why nothing can be changed; empty when all can.
        """
        self.corpus = corpus
        corpus.remembered = store.encoding
        self.labels = labels
        self.read_only = read_only
        self.saving = Saving(store, "read-only" if read_only else "")
        self.rescue_places: Sequence[Path] = ()
        """Folders to write everything to when it cannot be written where it belongs, the best first."""
        self.caret = Caret("")
        self.elsewhere = 0
        """How many changes were made to other articles than the one in hand: what shows those has to look again."""
        self._store = store
        self._annotator = annotator
        self._clock = clock
        self._memory: Memory | None = None
        self._recalling: Recalling | None = None
        self._habits: set[str] = set()
        self._others: Counter[str] = Counter()
        self._others_suggested: Counter[str] = Counter()
        self.history = History(store.earlier)
        """What was done, newest last."""
        self.gesture = Gesture()
        """What the last keys leave for the next: the span just made, the label repeated, what is searched for."""
        self.advance = False
        """Does the cursor go to the next candidate after a tag?"""
        self.when_advance_chosen: Callable[[bool], None] = lambda _advance: None
        """Told when a person changes that."""
        self.views = Views(bookmark.seen if bookmark is not None else {})
        """What of the articles was on the screen."""
        self.records = Records(corpus, store)
        """What is kept of every article."""
        self._cursors: dict[int, int] = {}
        self._unsettled = False
        moved = self._relocate()
        self._done = sum(self.records.status(index) == "done" for index in self.records.worked_on)
        marked = self._marked(bookmark)
        self._index = first_open(len(corpus), self.records.status) if marked is None else marked
        self.doubts: dict[str, Sequence[Doubt]] = {}
        """The spans of articles opened whose place a person has to say, as the text was edited elsewhere."""
        self._article = self._open(self._index)
        self._settle()
        self.saving.told += filter(None, (*store.take_notices(), moved))
        self.news = "; ".join(filter(None, (*self.saving.told, self.news)))
        if bookmark is not None and marked is not None:
            self.caret.resume(bookmark)

    # What there is

    @property
    def index(self) -> int:
        """The place of the article in hand in the list, from 0."""
        return self._index

    @property
    def article(self) -> Article:
        """The article in hand; one with an empty text when it cannot be read."""
        return self._article

    @property
    def annotations(self) -> Annotations:
        """The annotations of the article in hand."""
        record = self.records.at_hand(self._article.id)
        return NO_ANNOTATIONS if record is None or self.trouble else record.annotations

    @property
    def suggestions(self) -> Annotations:
        """What was suggested for the article in hand and is not decided."""
        record = self.records.at_hand(self._article.id)
        return NO_ANNOTATIONS if record is None or self.trouble else record.suggestions

    @cached_property
    def refusals(self) -> Refusals:
        """What is never to be offered again when a string is looked for in the whole corpus."""
        return Refusals(self._store.refusals(), self._keep_refusal)

    @property
    def kept(self) -> Record | None:
        """All that is kept of the article in hand; None when it cannot be read."""
        return self.records.at_hand(self._article.id)

    @property
    def bookmark(self) -> Bookmark:
        """Where to go on next time."""
        place, article = self.caret.place, self._article
        selected = place.selection
        return Bookmark(article.id, place.cursor, selected and selected.span, self.views.kept())

    @property
    def place(self) -> Path:
        """The file of the store."""
        return self._store.path

    def matching(self, query: str, order: Order = "name") -> Sequence[int]:
        """The articles that a filter lets through, by their places in the list, in an order."""
        return overview.in_order(self.records, self.filter.matching(query), order)

    @cached_property
    def filter(self) -> Filter:
        """What narrows the list."""
        return Filter(self.corpus, partial(overview.in_state, self.records))

    @property
    def done_count(self) -> int:
        """How many articles of the corpus are done."""
        return self._done

    def export(self, form: Format, options: Options, choice: Choice, tell: Callable[[str], None]) -> Export:
        """An export of what is on the screen, on disk or not yet; another thread may carry it out meanwhile."""
        from reader.session.export import Export, Shown  # noqa: PLC0415 - no start needs it

        shown = Shown(self.records.all_at_hand, set(self.doubts))
        return Export(self.corpus.again(), self._store, form, options, choice, tell, shown=shown)

    def walk(self) -> Walk:
        """All articles as they are on the screen, to be checked or counted; another thread may do so meanwhile."""
        from reader.session.export import Shown  # noqa: PLC0415 - no start needs it
        from reader.session.walking import Walk  # noqa: PLC0415

        return Walk(self.corpus, self._store, Shown(self.records.all_at_hand, set(self.doubts)))

    # Changing

    def check_writable(self) -> None:
        """Raise ReadOnlyError when nothing is to be changed, and BusyError when nothing can be just now."""
        if self.read_only:
            raise ReadOnlyError(self.read_only)
        if self.work is not None and self.work.exclusive:
            raise BusyError(f"nothing can be changed while {self.work.progress}")

    def do(self, *changes: Change) -> None:
        """Make changes, as one step that can be taken back."""
        self.check_writable()
        for change in changes:
            self._apply(change)
        author = self.author
        self.history.note(changes, author.now, author.name)
        self._save(changes, "do")

    def take_in(self, news: News) -> str:
        """Have what another program had put into the store, and was merged with it; says what happened."""
        for step in news.merged:
            known = [c for c in step.changes if self.corpus.index(c.article) is not None]
            for change in known:
                with suppress(DecodingError, StoreError):
                    self._apply(self._fresh(change))
            if step.changes:
                self.history.note(step.changes, step.at, step.by)
        return "; ".join(news.notices)

    def toggle_done(self, index: int | None = None) -> str:
        """Say that an article, else the one in hand, is finished, or that it is not after all."""
        index = self._index if index is None else index
        before, said = self.records.status(index), self._toggle("done", index)
        if before != "done" and self.records.status(index) == "done":
            # An article that was opened may have been taken away since.
            with suppress(DecodingError):
                article = self._article if index == self._index else self.corpus.article(index)
                said += self.views.finished(article, here=index == self._index)
        return said

    def toggle_skipped(self, index: int | None = None) -> str:
        """Leave an article out, else the one in hand, or have it be done after all."""
        return self._toggle("skipped", index)

    def _toggle(self, wanted: Status, index: int | None) -> str:
        index = self._index if index is None else index
        before = self.records.status(index)
        after: Status = "open" if before == wanted else wanted
        try:
            self.records.of(self.corpus.ids[index])
        except (DecodingError, StoreError):
            return f"this article cannot be read, so it cannot be {wanted}"
        self.do(Change(self.corpus.ids[index], status=(before, after)))
        which = "" if index == self._index else f"{self.corpus.ids[index]} is "
        return f"{which}{'open again' if after == 'open' else after}"

    # Steps over many articles, which `making` works out

    @property
    def is_long_past(self) -> bool:
        """Does it take long to read what former sessions did?"""
        return self._store.past > LONG_PAST

    def begin(self, work: Work) -> None:
        """A large step is being worked out from now on, until `end`. Raises ReadOnlyError and BusyError."""
        if work.changes:
            self.check_writable()
        if self.work is not None:
            raise BusyError(f"still {self.work.progress}")
        self.work = work

    def end(self) -> None:
        """It is made, or nobody wants it any more."""
        self.work = None
        if self._unsettled:
            self._settle()

    def look(self, article_id: str) -> tuple[Article, Record]:
        """An article read anew, but the one in hand as it is shown, and what is kept of it.

        Nothing is remembered for it, so that any thread may ask. Raises DecodingError and StoreError.
        """
        here = self._article
        # Without a text it may be one that cannot be read.
        return self.records.look(article_id, here if here.id == article_id and here.text else None)

    def make(self, ready: Sequence[Ready]) -> None:
        """Make changes that were worked out, as one step that can be taken back."""
        self.check_writable()
        self._make(ready, "do")
        author = self.author
        self.history.note(tuple(each.change for each in ready), author.now, author.name)

    def revisit(self, ready: Sequence[Ready], kind: Kind) -> str:
        """Make a step of the history that was worked out, and be where it is seen; says in which article that is."""
        self._make(ready, kind)
        shown = next((r.change for r in ready if r.change.article == self._article.id), ready[0].change)
        index = self.corpus.index(shown.article)
        where = ""
        if index is not None and index != self._index:
            self.open(index)
            where = f" in {shown.article}"
        self.caret.let_go()
        if shown.place is not None:
            self.caret.go(shown.place)
        return where

    # What the keys would do

    @property
    def memory(self) -> Memory:
        """The strings tagged before, worked out from the store when it is first asked for.

        Those of a large store are learnt beside the keys; until then only what was tagged since is known.
        """
        if self._memory is None:
            self._memory = Memory()
            self._recalling = Recalling(self._store, self.labels)
            self._notice_habits()
        if self._recalling is not None and (whole := self._recalling.ready()) is not None:
            whole.take_over(self._memory)
            self._others.update(self._recalling.others)
            self._others_suggested.update(self._recalling.others_suggested)
            self._memory, self._recalling = whole, None
        self._memory.determiner = self.determiner
        return self._memory

    @property
    def others(self) -> Mapping[str, int]:
        """How many spans of the store have each label that is none of the project's, as far as that is known yet."""
        self.memory  # noqa: B018 - it is counted with what the memory is made of
        return +self._others

    @property
    def others_suggested(self) -> Mapping[str, int]:
        """The same of suggestions."""
        self.memory  # noqa: B018
        return +self._others_suggested

    @property
    def scene(self) -> Scene:
        """All that decides what a key would do."""
        place = self.caret.place
        return Scene(self._article.text, self.annotations, place, self.labels, self.memory, self.suggestions)

    def set_advance(self, advance: bool) -> None:
        """Go to the next candidate after a tag from now on, or no more."""
        self.advance = advance
        self.when_advance_chosen(advance)

    def proposals(self) -> Sequence[Proposal | None]:
        """What each label's key would do here, in the order of the labels."""
        return self.scene.propose_all()

    @property
    def candidates(self) -> Candidates:
        """Where the article may have something to tag."""
        return Candidates(self._article.text, self.annotations, self.labels, self.memory, self.suggestions)

    def call_annotator(self, name: str) -> None:
        """Have annotations made from now on say that this person made them."""
        self._annotator = name

    @property
    def author(self) -> Author:
        """Who makes an annotation now."""
        return Author(self._annotator, self._clock())

    # Articles

    def open(self, index: int) -> str:
        """Take an article in hand by its place in the list; the place in the one before is kept."""
        if index != self._index:
            self._cursors[self._index] = self.caret.place.cursor
            self._index = index
            self._article = self._open(index)
            self._settle()
            self._notice_habits()
        return self.news

    def open_by(self, step: int) -> str:
        """Take the next (`step` 1) or previous (-1) article in hand."""
        index = self._index + step
        if not 0 <= index < len(self.corpus):
            return "this is the last article" if step > 0 else "this is the first article"
        return self.open(index)

    def open_unfinished(self, step: int) -> str:
        """Take the next (`step` 1) or previous (-1) unfinished article in hand, going round."""
        index = next_open(len(self.corpus), self.records.status, self._index, step)
        return "every other article is done or skipped" if index is None else self.open(index)

    def close(self) -> bool:
        """Write what is left and let the store go; says whether all is on disk."""
        saved = self.saving.close()
        # What could not be folded is in the history.
        with suppress(StoreError):
            self._store.close()
        self.saving.told += self._store.take_notices()
        return saved

    # One place each for opening and changing

    def _open(self, index: int) -> Article:
        """Read an article and hold what is stored against it; on trouble, an article without text."""
        identity = self.corpus.ids[index]
        self.trouble = self.news = ""
        try:
            article = self.corpus.article(index)
            self.records.of(identity)
        except (DecodingError, StoreError) as error:
            self.trouble = f"{identity}: {error}"
            article = Article(identity, "")
        self.caret = Caret(article.text, self._cursors.get(index))
        self.views.open(article)
        return article

    def _apply(self, change: Change) -> None:
        """Make a change in memory."""
        record = self.records.of(change.article)
        self._put(change, record.changed(change, self._text(record)))

    def _make(self, ready: Sequence[Ready], kind: Kind) -> None:
        """Make changes that were worked out, in memory at once and on disk soon."""
        for each in ready:
            self._put(each.change, each.after)
        self._save(tuple(each.change for each in ready), kind)
        place = self.caret.place
        for held in (place.picked, self.gesture.just_made(place)):
            # The next key must not act on what is not there any more.
            if held is not None and not any(held in some for some in (self.annotations, self.suggestions)):
                self.caret.let_go()

    def _put(self, change: Change, record: Record) -> None:
        """Keep a record from now on; `change` is what became of the one before."""
        self._remember(change)
        if change.status is not None:
            self._done += (change.status[1] == "done") - (change.status[0] == "done")
        self.records.put(record)
        self.elsewhere += change.article != self._article.id

    def _save(self, changes: Changes, kind: Kind) -> None:
        """Have changes on disk soon."""
        records = {change.article: self.records.of(change.article) for change in changes}
        heads = tuple(map(Head.of, records.values()))
        keys, self.gesture.keys = self.gesture.keys, 0
        self.saving.put(Step(changes, heads, kind, self._clock(), self._annotator, keys=keys or None))

    def _keep_refusal(self, refusal: Refusal, stands: bool) -> None:
        self.check_writable()
        self.saving.put(Step(at=self._clock(), by=self._annotator, refusals=((refusal, stands),)))

    def _fresh(self, change: Change) -> Change:
        """A change without what is there already."""
        record = self.records.of(change.article)
        there = {annotation.id for annotation in (*record.annotations, *record.stray)}
        offered = {suggestion.id for suggestion in (*record.suggestions, *record.adrift)}
        return replace(
            change,
            added=tuple(a for a in change.added if a.id not in there),
            offered=tuple(s for s in change.offered if s.id not in offered),
        )

    def _marked(self, bookmark: Bookmark | None) -> int | None:
        """The place in the list of the article that work stopped in, unless there is nothing left to do in it."""
        index = self.corpus.index(bookmark.article) if bookmark is not None else None
        return index if index is not None and self.records.status(index) == "open" else None

    def _relocate(self) -> str:
        """Have articles that were renamed keep what is kept of them; says which."""
        found = relocate(self.corpus, self._store)
        for record in found.records:
            if self.corpus.index(record.id) is not None:
                self.records.put(record)
        if found.changes and not self.read_only:
            heads = tuple(map(Head.of, found.records))
            self.saving.put(Step(found.changes, heads, "move", self._clock(), self._annotator))
            self.history.rename(found.names)
        return found.news

    def _settle(self) -> None:
        """Find the spans again when the text of the article in hand was edited since they were put on it."""
        self._unsettled = self.work is not None and self.work.exclusive
        if self.trouble or self.kept is None:
            return
        if self._unsettled:
            if self.kept.sha256 != self._article.sha256:
                # Until then nothing is shown but what stands.
                self.records.put(self.kept.on(self._article))
            return
        settled = settle(self.kept, self._article, lambda: self.refusals)
        self.records.put(settled.record)
        self.doubts[self._article.id] = settled.doubtful
        self.news = settled.news
        if settled.change is not None:
            (self._apply if self.read_only else self.do)(settled.change)

    def _text(self, record: Record) -> str | None:
        """The text that what is put into a record has to stand in; None when it cannot be read any more.

        Empty when the article was edited and not opened since: opening it finds the place of what was put in.
        """
        if record.id == self._article.id:
            return self._article.text
        index = self.corpus.index(record.id)
        with suppress(DecodingError):
            article = None if index is None else self.corpus.article(index)
            if article is not None:
                return article.text if article.sha256 == record.sha256 else ""
        return None

    def _remember(self, change: Change) -> None:
        """Have the memory follow a change."""
        memory = self.memory
        # A habit is what a person does before their eyes, not what a search did in many articles.
        text = self._article.text if change.article == self._article.id else ""
        for annotation, times in (*((a, -1) for a in change.removed), *((a, 1) for a in change.added)):
            if annotation.label not in self.labels:
                self._others[annotation.label] += times
            if self.labels.is_long(annotation.label):
                continue
            (memory.learn if times > 0 else memory.forget)(annotation.text, annotation.label)
            if text:
                memory.notice(text, annotation.span, times)
        for suggestion, times in (*((s, -1) for s in change.withdrawn), *((s, 1) for s in change.offered)):
            if suggestion.label not in self.labels:
                self._others_suggested[suggestion.label] += times

    def _notice_habits(self) -> None:
        """Learn from an article tagged before what its user does with determiners, once."""
        if self._memory is None or self._article.id in self._habits:
            return
        self._habits.add(self._article.id)
        for annotation in self.annotations[:HABIT]:
            if not self.labels.is_long(annotation.label):
                self._memory.notice(self._article.text, annotation.span)
