"""One check of a corpus: every article once, then what only all of them together can tell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Sequence
from contextlib import closing
from functools import partial
from operator import attrgetter
from typing import NamedTuple

from reader.core.change import Status
from reader.core.label import LabelSet
from reader.core.refusal import Refusal
from reader.core.span import Span
from reader.session.checking.edges import edges
from reader.session.checking.finding import Finding
from reader.session.checking.page import Expectations, Page
from reader.session.checking.repeats import repeats
from reader.session.checking.rules import BY_ID
from reader.session.checking.strings import Gathered, Strings
from reader.session.checking.structure import structure
from reader.session.checking.texts import absent, texts
from reader.session.corpuswide import AROUND, Hit, Wanted, refusal_of
from reader.session.helping import Helper, parts
from reader.session.walking import Seen, Walk
from reader.text.phrases import Found

FAMILIES: tuple[tuple[str, Callable[[Page], Iterator[Finding]]], ...] = (
    ("T", texts),
    ("E", edges),
    ("L", structure),
    ("R", repeats),
)
"""What is looked for in each article by itself, by the letter of its rules."""


PLACE = attrgetter("line", "column")
"""Where findings of an article stand in their order."""


class Helped(NamedTuple):
    """What another process has found in its articles."""

    findings: Sequence[Finding]
    """Those of each article, in order."""
    articles: int
    """How many it looked at."""
    spans: int
    """How many spans those have."""
    strings: Gathered | None
    """What it gathered of strings; None when no rule is about them."""


class Check:
    """What the rules find in a corpus. Changes nothing; may run in another thread than the session's."""

    def __init__(
        self,
        walk: Walk,
        labels: LabelSet,
        rules: Collection[str] = frozenset(BY_ID),
        *,
        status: Status | None = None,
        expected: Expectations | None = None,
        refusals: Iterable[Refusal] | None = None,
    ) -> None:
        """`rules` are ids; with `status` only articles of that status are looked at.

        `expected` says which spans belong together, if not what the labels let expect; `refusals` what is not to be
        tagged, if not what the store says.
        """
        self._refusals = refusals
        self._labels = labels
        self._rules = rules
        self._status = status
        self._expected = expected or Expectations.of(labels)
        self._families = [look for letter, look in FAMILIES if any(rule.startswith(letter) for rule in rules)]
        self.walk = walk
        """The articles; its `tick` is called after each."""
        self.articles = self.spans = 0
        """How many were looked at."""
        self._begun: Strings | None = None
        self._helpers: list[Helper[Helped]] = []

    def findings(self) -> Iterator[Finding]:
        """All of them: those of each article in the order of the list, then those of strings, in the same order."""
        with closing(self.steps()) as steps:
            yield from filter(None, steps)

    def steps(self) -> Generator[Finding | None, None, None]:
        """The same with a None behind each article looked at here, for who says how far it is meanwhile."""
        self.articles = self.spans = 0
        strings, self._begun = self._begun or self._strings(), None
        helpers, self._helpers = self._helpers, []
        own = range(helpers[0].numbers.start if helpers else len(self.walk))
        try:
            yield from self._in_articles(own, strings)
            for helper in helpers:
                yield from self._of_helper(helper, strings)
        finally:
            for helper in helpers:
                helper.stop()
        for gone in self.walk.missing() if self._status is None else ():
            if (finding := absent(gone)).rule in self._rules:
                yield finding
        if strings is not None:
            yield from strings.findings(self._rules)

    def get_help(self, processes: int) -> None:
        """Have so many processes in all go through the articles, each through some, when `findings` is asked for.

        To be called before any thread is started.
        """
        self._begun = self._strings()
        for numbers in parts(len(self.walk), processes)[1:]:
            self._helpers.append(Helper(numbers, partial(self._help, numbers)))

    def _help(self, numbers: range, tick: Callable[[], None]) -> Helped:
        """What this process, which is another one, finds in some articles."""
        self.walk.tick = tick
        findings = list(filter(None, self._in_articles(numbers, self._begun)))
        return Helped(findings, self.articles, self.spans, self._begun.gathered if self._begun is not None else None)

    def _of_helper(self, helper: Helper[Helped], strings: Strings | None) -> Iterator[Finding | None]:
        """What a helper has found; when it came to nothing it is found here."""
        helped = helper.result()
        if helped is None:
            yield from self._in_articles(helper.numbers, strings)
            return
        yield from helped.findings
        self.articles += helped.articles
        self.spans += helped.spans
        if strings is not None and helped.strings is not None:
            strings.join(helped.strings)

    def _in_articles(self, numbers: range, strings: Strings | None) -> Iterator[Finding | None]:
        for seen in self.walk.some(numbers):
            if isinstance(seen, Seen):
                if self._status is None or seen.status == self._status:
                    yield from self._in_article(seen, strings)
            elif self._status is None and (finding := absent(seen)).rule in self._rules:
                yield finding
            yield None

    def _in_article(self, seen: Seen, strings: Strings | None) -> Iterator[Finding]:
        page = Page(seen, self._labels, self._expected)
        self.articles += 1
        self.spans += len(page.annotations)
        if strings is not None:
            # What is untagged in an article that nobody has begun, or that is left out, is no sign of anything.
            strings.take(page, begun=seen.status == "done" or (seen.status == "open" and bool(page.annotations)))
        for look in self._families if seen.kept is not None else ():
            if found := [finding for finding in look(page) if finding.rule in self._rules]:
                yield from sorted(found, key=PLACE)

    def _strings(self) -> Strings | None:
        """What is known of the strings before the first article; None when no rule is about them."""
        if not any(rule.startswith("S") for rule in self._rules):
            return None
        tally = self.walk.store.strings(without=self._expected.long)
        for record in self.walk.shown.records.values():
            tally.update(Counter((a.text, a.label) for a in (*record.annotations, *record.stray)))
        refusals = self.walk.store.refusals() if self._refusals is None else self._refusals
        return Strings(tally, self._expected.long, refused_by(refusals))


def refused_by(given: Iterable[Refusal]) -> Callable[[str, str, str, Found, str], bool] | None:
    """Says of a string, a label, an article and a place in its text whether it was refused; None when nothing was."""
    refusals = frozenset(given)
    kinds = {(refusal.string, refusal.label) for refusal in refusals}

    def refused(string: str, label: str, article: str, found: Found, text: str) -> bool:
        if (string, label) not in kinds:
            return False
        start, end = found.start, found.end
        before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
        hit = Hit(0, Span(start, end), before, text[start:end], after, "")
        return refusal_of(Wanted(string, label), article, hit) in refusals

    return refused if refusals else None
