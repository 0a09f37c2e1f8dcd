"""What the list shows of the corpus: the articles that a filter lets through, in an order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from reader.session.filter import TEXT
from reader.session.overview import ORDERS, Order
from reader.session.session import Session
from reader.session.wording import quoted


class Listed:
    """The rows of the list. Changed by whoever narrows or sorts it, and never by what becomes of an article."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._order: Order = "name"
        self._indexes: Sequence[int] = range(len(session.corpus))
        self.query = ""
        """The filter that holds."""

    def __iter__(self) -> Iterator[int]:
        return iter(self._indexes)

    def __len__(self) -> int:
        return len(self._indexes)

    def __getitem__(self, row: int) -> int:
        """The article of a row, by its place in the corpus."""
        return self._indexes[row]

    def row_of(self, index: int) -> int:
        """The row that an article has, or would have in the order of names."""
        if self._order == "name":
            return bisect_left(self._indexes, index)
        return self._indexes.index(index) if index in self._indexes else 0

    def narrow(self, query: str) -> str:
        """List only the articles that match; says so when there is none."""
        self.query = query
        self._indexes = self._session.matching(query, self._order)
        return "" if self._indexes else f"no article with {quoted(query)}"

    @property
    def looks_into_texts(self) -> bool:
        """Does the filter ask for words of the texts?"""
        return f"{TEXT}:" in self.query

    def sort(self) -> str:
        """Sort in the next way; says in which."""
        self._order = ORDERS[(ORDERS.index(self._order) + 1) % len(ORDERS)]
        self.narrow(self.query)
        return f"the list is sorted by {self._order}"
