"""Which articles of the list a person means by a few words typed: the part without a terminal."""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence

from reader.corpus.corpus import Corpus

TEXT = "text"
"""What a word begins with, before a colon, that asks for a word of the text."""
ASKING = ("is:", "label:", "note:", f"{TEXT}:")
"""What a word begins with that asks for a state, a label, words of a note, or of the text."""
STATES = ("open", "begun", "done", "skipped", "flagged", "suggested")
"""The states to ask for; the first letters are enough. `open` is all that is neither done nor skipped."""

TITLES = 500
"""Of up to so many articles every title is read when it is asked for: that takes up to 0.1 s, once."""

InState = Callable[[str, str], Container[int]]
"""Gives the places in the list of the articles with a state but `open` (`is`), a label or a note that begins so."""


class Filter:
    """Finds the articles that a query means; kept while a person types it.

    A query is words with blanks between them, and all of them must be true of an article: `is:done` of its state,
    `label:place` of its spans, `note:why` of its notes, `text:war` of its text as soon as that was looked for (see
    `sifting`), any other of its id or its title, in either case. Of more than
    `TITLES` articles no file is read for it, as a key must not wait for 100,000 of them: titles count only of
    articles whose title was read before, for the list or the text, and is still kept.
    """

    def __init__(self, corpus: Corpus, in_state: InState) -> None:
        self._corpus = corpus
        self._in_state = in_state
        self._known = [identity.casefold() for identity in corpus.ids]
        self._titled: set[int] = set()
        self._words: list[str] = []
        self._found: Sequence[int] = range(len(corpus))
        self.texts: dict[str, Container[int]] = {}
        """The places in the list of the articles that have a word in their texts, by the words looked for."""

    def matching(self, query: str) -> Sequence[int]:
        """The places in the list of the articles that a query means, in order; of all for a query without words."""
        asked = query.casefold().split()
        found = self._with_words([word for word in asked if not word.startswith(ASKING)])
        for kind, _, what in (word.partition(":") for word in asked if word.startswith(ASKING)):
            found = self._with_state(found, what) if kind == "is" else self._within(found, kind, what)
        return found

    def unknown(self, query: str) -> Sequence[str]:
        """The words of texts that a query asks for and that were not looked for yet."""
        asked = (word.partition(":") for word in query.casefold().split())
        return list(dict.fromkeys(what for kind, _, what in asked if kind == TEXT and what and what not in self.texts))

    def _within(self, found: Sequence[int], kind: str, asked: str) -> Sequence[int]:
        if kind == TEXT and asked not in self.texts:
            return found
        within = self.texts[asked] if kind == TEXT else self._in_state(kind, asked)
        return [index for index in found if index in within]

    def _with_words(self, words: list[str]) -> Sequence[int]:
        """The articles that have all the words; looked for among those found last when the words only grew."""
        titled = self._learn_titles(all_of_them=bool(words) and len(self._corpus) <= TITLES)
        if not all(any(old in new for new in words) for old in self._words):
            self._found = range(len(self._corpus))
        elif titled and len(self._found) < len(self._corpus):
            self._found = sorted(titled.union(self._found))
        self._words = words
        known, found = self._known, self._found
        for word in words:
            found = [index for index in found if word in known[index]]
        self._found = found
        return found

    def _with_state(self, found: Sequence[int], asked: str) -> Sequence[int]:
        """Those in the first state that begins so; none when there is no such state, all when nothing is typed yet."""
        state = next((state for state in STATES if state.startswith(asked)), None)
        if not asked or state is None:
            return [] if asked else found
        if state == "open":
            done, skipped = self._in_state("is", "done"), self._in_state("is", "skipped")
            return [index for index in found if index not in done and index not in skipped]
        return self._within(found, "is", state)

    def _learn_titles(self, *, all_of_them: bool) -> set[int]:
        """Take in the titles that were read since, or all; gives the places of the articles that are new."""
        if all_of_them and len(self._titled) < len(self._corpus):
            for index in range(len(self._corpus)):
                self._corpus.heading(index)
        learnt = set(self._corpus.headings) - self._titled
        for index in learnt:
            self._known[index] = f"{self._known[index]}\n{self._corpus.headings[index][0].casefold()}"
        self._titled |= learnt
        return learnt
