"""One person at work on one corpus: the use cases behind the keys.

Methods that do something return the sentence that says what was done, or why nothing was.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from reader.core.annotation import timestamp
from reader.core.annotations import Annotations
from reader.core.article import Article
from reader.core.change import Change, Status
from reader.core.errors import DecodingError, StoreError
from reader.core.label import DEFAULT_LABELS, LabelSet
from reader.core.record import Record
from reader.corpus.corpus import Corpus
from reader.session.caret import Caret
from reader.session.progress import first_open, next_open
from reader.session.saving import Saving
from reader.session.tagging import Proposal, change_of, propose
from reader.session.undo import History
from reader.session.wording import counted, described, quoted
from reader.store.desk import Bookmark
from reader.store.store import Store

NONE = Annotations()
"""What an article has that nobody tagged, or that cannot be read."""


class Session:
    """The open corpus, the article in hand, the place in it, and what was done."""

    def __init__(
        self,
        corpus: Corpus,
        store: Store,
        annotator: str,
        *,
        labels: LabelSet = DEFAULT_LABELS,
        bookmark: Bookmark | None = None,
        clock: Callable[[], str] = timestamp,
    ) -> None:
        """Open the article of the bookmark, else the first unfinished one."""
        self.corpus = corpus
        self.labels = labels
        self.saving = Saving(store)
        self.caret = Caret("")
        self._store = store
        self._annotator = annotator
        self._clock = clock
        self._history = History()
        self._records: dict[str, Record] = {}
        self._cursors: dict[int, int] = {}
        self.trouble = ""
        """Why the article in hand cannot be shown; empty when it can."""
        self.news = ""
        """What a person should know about the article just opened."""
        self._done = sum(store.status(i) == "done" and corpus.index(i) is not None for i in store.ids)
        marked = corpus.index(bookmark.article) if bookmark is not None else None
        self._index = first_open(len(corpus), self.status) if marked is None else marked
        self._article = self._open(self._index)
        if bookmark is not None and marked is not None:
            self.caret.go(bookmark.cursor)

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
        record = self._records.get(self._article.id)
        return NONE if record is None or self.trouble else record.annotations

    @property
    def bookmark(self) -> Bookmark:
        """Where to go on next time."""
        return Bookmark(self._article.id, self.caret.place.cursor)

    def status(self, index: int) -> Status:
        """The status of an article by its place in the list."""
        identity = self.corpus.ids[index]
        record = self._records.get(identity)
        if record is not None:
            return record.status
        return "done" if self._store.status(identity) == "done" else "open"

    def count(self, index: int) -> int:
        """How many spans an article has, those included that do not fit its text."""
        identity = self.corpus.ids[index]
        record = self._records.get(identity)
        return self._store.count(identity) if record is None else len(record.annotations) + len(record.stray)

    @property
    def done_count(self) -> int:
        """How many articles of the corpus are done."""
        return self._done

    def proposals(self) -> Sequence[Proposal | None]:
        """What each label's key would do here, in the order of the labels."""
        text = self._article.text
        return [propose(text, self.annotations, self.caret.place, self.labels, label) for label in self.labels]

    # Tagging

    def tag(self, label_name: str) -> str:
        """Do what the label's key does here."""
        label = self.labels[label_name]
        if self.trouble:
            return "this article cannot be tagged"
        self._let_go_of_what_is_gone()
        proposal = propose(self._article.text, self.annotations, self.caret.place, self.labels, label)
        if proposal is None:
            return f"nothing to tag as {label.name} here"
        text = quoted(proposal.span.of(self._article.text))
        change = change_of(proposal, self._article.id, self._article.text, self._annotator, self._clock())
        if change is None:
            return f"{text} is already {label.name}"
        self._do(change)
        self.caret.let_go()
        if proposal.kind == "relabel":
            return f"{text} is now {label.name}, was {change.removed[0].label}"
        return f"{label.name} {text}"

    def delete(self) -> str:
        """Delete the picked annotation, else the innermost under the cursor."""
        self._let_go_of_what_is_gone()
        target = self.caret.place.picked or self.annotations.innermost(self.caret.place.cursor)
        if target is None:
            return "no span here to delete"
        self._do(Change(self._article.id, removed=(target,)))
        self.caret.let_go()
        return f"deleted {target.label} {quoted(target.text)}"

    def toggle_done(self) -> str:
        """Say that the article is finished, or that it is not after all."""
        if self.trouble:
            return "this article cannot be read, so it cannot be done"
        before = self.status(self._index)
        after: Status = "open" if before == "done" else "done"
        self._do(Change(self._article.id, status=(before, after)))
        return "done" if after == "done" else "open again"

    def undo(self) -> str:
        """Take the newest change back and go there."""
        change = self._history.back()
        if change is None:
            return "nothing to undo"
        return f"undone: {self._revisit(change, described(change.inverse))}"

    def redo(self) -> str:
        """Make the change taken back last again and go there."""
        change = self._history.again()
        if change is None:
            return "nothing to redo"
        return f"redone: {self._revisit(change, described(change))}"

    # Going to spans

    def go_span(self, step: int) -> str:
        """Go to the next (`step` 1) or previous (-1) annotation and pick it out."""
        place = self.caret.place
        find = self.annotations.after if step > 0 else self.annotations.before
        found = find(place.picked, place.cursor)
        if found is None:
            return "no span after this one" if step > 0 else "no span before this one"
        return self.caret.pick(found)

    # Articles

    def open(self, index: int) -> str:
        """Take an article in hand by its place in the list; the place in the one before is kept."""
        if index != self._index:
            self._cursors[self._index] = self.caret.place.cursor
            self._index = index
            self._article = self._open(index)
        return self.news

    def open_by(self, step: int) -> str:
        """Take the next (`step` 1) or previous (-1) article in hand."""
        index = self._index + step
        if not 0 <= index < len(self.corpus):
            return "this is the last article" if step > 0 else "this is the first article"
        return self.open(index)

    def open_unfinished(self, step: int) -> str:
        """Take the next (`step` 1) or previous (-1) unfinished article in hand, going round."""
        index = next_open(len(self.corpus), self.status, self._index, step)
        return "every other article is done" if index is None else self.open(index)

    def close(self) -> bool:
        """Write what is left and let the store go; says whether all is on disk."""
        saved = self.saving.close()
        self._store.close()
        return saved

    # One place each for opening and changing

    def _open(self, index: int) -> Article:
        """Read an article and hold what is stored against it; on trouble, an article without text."""
        identity = self.corpus.ids[index]
        self.trouble = self.news = ""
        try:
            article = self.corpus.article(index)
            known = self._records.get(identity) or self._store.record(identity)
        except (DecodingError, StoreError) as error:
            self.trouble = f"{identity}: {error}"
            article = Article(identity, "")
        else:
            record = known.on(article) if known is not None else Record.of(article)
            self._records[identity] = record
            if record.stray:
                many = counted(len(record.stray), "span")
                self.news = f"the text changed: {many} no longer on the words tagged; kept in the store, not shown"
        self.caret = Caret(article.text, self._cursors.get(index))
        return article

    def _let_go_of_what_is_gone(self) -> None:
        """Drop a picked annotation that is not there any more: a late click can pick what a key has just changed."""
        picked = self.caret.place.picked
        if picked is not None and self.annotations.find(picked.span, picked.label) != picked:
            self.caret.let_go()

    def _do(self, change: Change) -> None:
        """Make a change that can be taken back."""
        self._history.note(change)
        self._apply(change)

    def _apply(self, change: Change) -> None:
        """Make a change, in memory at once and on disk soon."""
        record = self._records[change.article].changed(change)
        if change.status is not None:
            self._done += 1 if change.status[1] == "done" else -1
        self._records[change.article] = record
        self.saving.put(record)

    def _revisit(self, change: Change, sentence: str) -> str:
        """Make a change from the history, with the cursor where it is seen."""
        index = self.corpus.index(change.article)
        if index is not None:
            self.open(index)
        self._apply(change)
        self.caret.let_go()
        if change.place is not None:
            self.caret.go(change.place)
        return sentence
