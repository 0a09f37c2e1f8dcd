"""The spans of an edited article whose place a person has to say, and what was decided of each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from reader.core.annotation import Annotation
from reader.core.change import Change
from reader.core.span import Span
from reader.session.drift import Doubt, aside, drift
from reader.session.session import Session
from reader.session.wording import counted

Decision = Literal["undecided", "put", "aside", "delete"]
"""What is to become of a span: put where it may be now, kept in the store without being shown, or deleted."""

SHOWN = 120
"""Code points around a place that are shown; no row is wider."""


class Step(NamedTuple):
    """One decision, to be taken back."""

    rows: Sequence[int]
    """The rows it was about."""
    before: Sequence[Decision]
    """What had been decided of each."""


class Around(NamedTuple):
    """Words with the text around them."""

    before: str
    """At most `SHOWN` code points."""
    words: str
    """The words themselves."""
    after: str
    """At most `SHOWN` code points."""


class Review:
    """The rows, by number from 0, in the order of the old text. Nothing is changed before `apply`."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.doubts = doubts(session)
        """The spans, a row each."""
        self._aside = [aside(session.article, d.annotation) in session.refusals for d in self.doubts]
        self._decisions: list[Decision] = ["aside" if kept else "undecided" for kept in self._aside]
        self._chosen = [0] * len(self.doubts)
        self._steps: list[Step] = []

    def decision(self, row: int) -> Decision:
        """What is decided of a row."""
        return self._decisions[row]

    def count(self, decision: Decision) -> int:
        """How many rows are decided so."""
        return self._decisions.count(decision)

    def old(self, row: int) -> Around:
        """The words that were tagged, with their context as it was."""
        annotation = self.doubts[row].annotation
        return Around(annotation.before, annotation.text, annotation.after)

    def place(self, row: int) -> Span | None:
        """Where the span may be now: of several places the one that is chosen; None when it is nowhere."""
        candidates = self.doubts[row].candidates
        return candidates[self._chosen[row]].span if candidates else None

    def new(self, row: int) -> Around | None:
        """What stands there, with the text around it."""
        span, text = self.place(row), self._session.article.text
        if span is None:
            return None
        return Around(text[max(0, span.start - SHOWN) : span.start], span.of(text), text[span.end : span.end + SHOWN])

    def why(self, row: int) -> str:
        """Why it has to be looked at."""
        doubt, old, new = self.doubts[row], self.old(row), self.new(row)
        if new is None:
            return "not found"
        if doubt.kind == "ambiguous":
            many = len(doubt.candidates)
            return f"place {self._chosen[row] + 1} of {many}" if many > 1 else "these words, in another place"
        return "other blanks" if old.words.split() == new.words.split() else "other words"

    # Deciding

    def decide(self, row: int, decision: Decision) -> str:
        """Decide about one row; says why when it cannot be."""
        if decision == "put" and (trouble := self._trouble(row)):
            return trouble
        if self._decisions[row] != decision:
            self._note((row,), decision)
        return ""

    def put_rest(self) -> str:
        """Have everything undecided put where it may be, where there is such a place; says how many."""
        rows: list[int] = []
        for row in range(len(self.doubts)):
            if self._decisions[row] == "undecided" and not self._trouble(row):
                # One by one, as the next may be meant for the same place.
                rows.append(row)
                self._decisions[row] = "put"
        if not rows:
            return "nothing undecided has a place"
        self._steps.append(Step(rows, ["undecided"] * len(rows)))
        return f"{counted(len(rows), 'more span')} to put; u takes that back"

    def other_place(self, row: int) -> str:
        """Choose the next of several places where it may be; a place already decided on is so no more."""
        many = len(self.doubts[row].candidates)
        if many < 2:  # noqa: PLR2004 - there is no other
            return "there is no other place"
        if self._decisions[row] == "put":
            self._note((row,), "undecided")
        self._chosen[row] = (self._chosen[row] + 1) % many
        return ""

    def take_back(self) -> int | None:
        """Take the newest decision back; gives the first row it was about, None when there is none."""
        if not self._steps:
            return None
        step = self._steps.pop()
        for row, before in zip(step.rows, step.before, strict=True):
            self._decisions[row] = before
        return step.rows[0]

    def next_undecided(self, row: int) -> int | None:
        """The first undecided row after one, else the first of all."""
        rows = (*range(row + 1, len(self.doubts)), *range(row))
        return next((r for r in rows if self._decisions[r] == "undecided"), None)

    def _note(self, rows: Sequence[int], decision: Decision) -> None:
        self._steps.append(Step(rows, [self._decisions[row] for row in rows]))
        for row in rows:
            self._decisions[row] = decision

    def _trouble(self, row: int) -> str:
        """Why a row cannot be put where it may be; empty when it can."""
        span, label = self.place(row), self.doubts[row].annotation.label
        if span is None:
            return "not found: keep it aside, or delete it"
        others = (r for r, decision in enumerate(self._decisions) if decision == "put" and r != row)
        taken = any(self.place(r) == span and self.doubts[r].annotation.label == label for r in others)
        return f"{label} stands there already" if taken or self._session.annotations.has(span, label) else ""

    # Doing

    def apply(self) -> str:
        """Put and delete what was decided, as one step; says what was done. What is aside is not named again."""
        session = self._session
        removed, added = [], []
        for row, doubt in enumerate(self.doubts):
            self._keep_aside(row, doubt.annotation)
            if self._decisions[row] in ("put", "delete"):
                removed.append(doubt.annotation)
            span = self.place(row)
            if self._decisions[row] == "put" and span is not None:
                placed = doubt.annotation.placed(session.article.text, span)
                added.append(placed._replace(updated=session.author.now))
        if removed:
            session.do(Change(session.article.id, tuple(removed), tuple(added)))
            session.caret.let_go()
        return self._done(len(added), len(removed) - len(added))

    def _keep_aside(self, row: int, annotation: Annotation) -> None:
        refusals, is_aside = self._session.refusals, self._decisions[row] == "aside"
        if is_aside != self._aside[row]:
            (refusals.refuse if is_aside else refusals.allow)(aside(self._session.article, annotation))
            self._aside[row] = is_aside

    def _done(self, put: int, deleted: int) -> str:
        what = [f"{counted(put, 'span')} put", f"{deleted} deleted", f"{self.count('aside')} aside"]
        said = [part for part, many in zip(what, (put, deleted, self.count("aside")), strict=True) if many]
        left = self.count("undecided")
        return "; ".join([", ".join(said) or "nothing decided", *([f"{left} still to look at"] if left else [])])


def doubts(session: Session) -> Sequence[Doubt]:
    """The spans of the article in hand that a person has to look at, in the order of the old text.

    What was set aside is among them; so is what an undo made stray again.
    """
    record, article = session.kept, session.article
    if record is None or session.trouble:
        return ()
    known = {doubt.annotation: doubt for doubt in session.doubts.get(article.id, ())}
    away = [a for a in record.stray if a in known or not a.stands(article.text)]
    if not known.keys() >= set(away):
        known = {doubt.annotation: doubt for doubt in drift(record, article).doubtful} | known
        session.doubts[article.id] = tuple(known.values())
    return [known[annotation] for annotation in away]


def to_look_at(session: Session) -> int:
    """How many of them nothing was decided of."""
    return sum(aside(session.article, d.annotation) not in session.refusals for d in doubts(session))
