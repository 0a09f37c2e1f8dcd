"""Every occurrence of a string in the corpus, one below the other, and what is decided of each (KWIC)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby
from typing import Literal, NamedTuple

from reader.core.article import Article
from reader.core.change import Change
from reader.core.record import Record
from reader.session import corpuswide
from reader.session.corpuswide import Batch, Hit, Wanted
from reader.session.making import Making
from reader.session.session import Session
from reader.session.tagging import Author, deciding
from reader.session.wording import counted, in_thousands, quoted, searched_until

Decision = Literal["undecided", "tag", "refuse", "skipped"]
"""What is to become of an occurrence; `skipped` was decided by what stands there, and no key changes it."""


class Step(NamedTuple):
    """One decision, to be taken back."""

    rows: Sequence[int]
    """The rows it was about."""
    before: Sequence[Decision]
    """What had been decided of each."""


class Concordance:
    """The rows, by number from 0. Nothing is tagged before the `work`; what is refused is kept at once."""

    def __init__(self, session: Session, asked: Wanted) -> None:
        self.asked = asked
        """What was looked for."""
        self.hits: list[Hit] = []
        """What was found so far, a row each."""
        self.searched = 0
        """How many articles were looked through."""
        self.refused_before = 0
        """How many occurrences are not offered, as they were refused before."""
        self.unreadable = 0
        """How many articles could not be read."""
        self._session = session
        self._decisions: list[Decision] = []
        self._counts: dict[Decision, int] = {"undecided": 0, "tag": 0, "refuse": 0, "skipped": 0}
        self._steps: list[Step] = []

    @property
    def size(self) -> int:
        """How many articles there are to look through."""
        return len(self._session.corpus)

    @property
    def found(self) -> int:
        """How many occurrences were found."""
        return len(self.hits)

    def search(self) -> Iterator[Batch]:
        """Look through the corpus; made for another thread, which hands each batch to `take` in this one."""
        return corpuswide.search(self._session, self.asked)

    def take(self, batch: Batch) -> None:
        """Add what was found."""
        self.searched = batch.searched
        self.refused_before += batch.refused
        self.unreadable += batch.unreadable
        self.hits += batch.hits
        for hit in batch.hits:
            decision: Decision = "skipped" if hit.why else "undecided"
            self._decisions.append(decision)
            self._counts[decision] += 1

    def article_of(self, row: int) -> str:
        """The id of the article of a row."""
        return self._session.corpus.ids[self.hits[row].article]

    def decision(self, row: int) -> Decision:
        """What is decided of a row."""
        return self._decisions[row]

    def count(self, decision: Decision) -> int:
        """How many rows are decided so."""
        return self._counts[decision]

    @property
    def decided(self) -> bool:
        """Is anything decided that can be taken back?"""
        return bool(self._steps)

    # Deciding

    def decide(self, row: int, decision: Decision) -> str:
        """Decide about one row; says so when nothing can be decided there."""
        if self._decisions[row] == "skipped":
            return f"not offered here: {self.hits[row].why}"
        if self._decisions[row] != decision:
            self._steps.append(Step((row,), (self._decisions[row],)))
            self._put(row, decision)
        return ""

    def tag_rest(self) -> str:
        """Have everything tagged that was found so far and is undecided; says how many."""
        rows = [row for row, decision in enumerate(self._decisions) if decision == "undecided"]
        if not rows:
            return "nothing is undecided"
        self._steps.append(Step(rows, [self._decisions[row] for row in rows]))
        for row in rows:
            self._put(row, "tag")
        return f"{counted(len(rows), 'more occurrence')} to tag; u takes that back"

    def take_back(self) -> int | None:
        """Take the newest decision back; gives the first row it was about, None when there is none."""
        if not self._steps:
            return None
        step = self._steps.pop()
        for row, before in zip(step.rows, step.before, strict=True):
            self._put(row, before)
        return step.rows[0]

    def next_undecided(self, row: int) -> int | None:
        """The first undecided row after one."""
        try:
            return self._decisions.index("undecided", row + 1)
        except ValueError:
            return None

    def _put(self, row: int, decision: Decision) -> None:
        before, self._decisions[row] = self._decisions[row], decision
        self._counts[before] -= 1
        self._counts[decision] += 1
        refusals = self._session.refusals
        if before == "refuse":
            refusals.allow(corpuswide.refusal_of(self.asked, self.article_of(row), self.hits[row]))
        if decision == "refuse":
            refusals.refuse(corpuswide.refusal_of(self.asked, self.article_of(row), self.hits[row]))

    # Tagging

    def work(self) -> Making:
        """What tags all that was decided, as one step. What has changed since is left out."""
        chosen = [hit for hit, decision in zip(self.hits, self._decisions, strict=True) if decision == "tag"]
        ids, author = self._session.corpus.ids, self._session.author
        wanted = [
            (ids[index], partial(self._change, list(hits), author))
            for index, hits in groupby(chosen, key=lambda hit: hit.article)
        ]
        self._session.caret.let_go()
        doing = f"tagging {in_thousands(len(chosen), 'span')} {self.asked.label}"
        return Making(self._session, doing, wanted, partial(self._said, len(chosen)))

    def _said(self, chosen: int, changes: Sequence[Change], _unreadable: int) -> str:
        string, label = quoted(self.asked.string), self.asked.label
        if changes:
            self._session.gesture.label = label
        made = sum(len(change.added) for change in changes)
        left = f"; left out {chosen - made} that changed meanwhile" if made < chosen else ""
        where = f" in {counted(len(changes), 'article')}" if changes else ""
        refused = f"; {self.count('refuse')} refused" if self.count("refuse") else ""
        return (
            f"{label} {string}: {counted(made, 'span')}{where}{left}{refused}{searched_until(self.searched, self.size)}"
        )

    def _change(self, hits: Sequence[Hit], author: Author, article: Article, record: Record) -> Change | None:
        """What tags these hits in their article as it is now."""
        if record.sha256 != article.sha256:
            return None
        text, labels = article.text, self._session.labels
        spans = [
            hit.span
            for hit in hits
            if hit.span.of(text) == hit.text
            and all(labels.is_long(a.label) for a in record.annotations.overlapping(hit.span))
        ]
        added = tuple(author.annotate(text, span, self.asked.label) for span in spans)
        return deciding(Change(article.id, added=added), record.suggestions, labels) if added else None
