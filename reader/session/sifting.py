"""Looking for words in the texts of all articles, for the filter of the list: beside the keys where there are many."""

from __future__ import annotations

from collections.abc import Sequence

from reader.core.errors import DecodingError
from reader.session.session import Session
from reader.session.wording import in_thousands, quoted
from reader.session.work import Work


class Sifting(Work):
    """Which articles have some words in their texts, in either case."""

    changes = False

    def __init__(self, session: Session, words: Sequence[str]) -> None:
        corpus = session.corpus
        super().__init__(f"looking for {' and '.join(map(quoted, words))} in the texts", len(corpus))
        self._session = session
        self._corpus = corpus.again()
        self._found: dict[str, set[int]] = {word: set() for word in words}

    @property
    def given_up(self) -> str:
        """What is said when it was stopped."""
        return f"stopped {self.doing}: the list is not narrowed by them"

    def prepare(self) -> None:
        """Read every article. Raises StoppedError."""
        for index in range(self.size):
            self.check_wanted()
            self.done = index + 1
            try:
                text = self._corpus.read(index).text.casefold()
            except DecodingError:
                continue
            for word, found in self._found.items():
                if word in text:
                    found.add(index)

    def finish(self) -> str:
        """Have the filter know it from now on."""
        self._session.filter.texts.update(self._found)
        return "; ".join(f"{quoted(w)} in {in_thousands(len(found), 'text')}" for w, found in self._found.items())


def sifting(session: Session, query: str) -> Work | None:
    """What has to be looked for before a filter is what it says; None when nothing has."""
    words = session.filter.unknown(query)
    return Sifting(session, words) if words else None
