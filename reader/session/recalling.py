"""Learning the strings of a store that is too large to do it between two keys."""

from __future__ import annotations

from collections import Counter
from threading import Thread

from reader.core.label import LabelSet
from reader.session.memory import Memory
from reader.store.store import Store

LARGE = 20_000
"""Annotations from which a thread of its own learns: below that it takes less than a frame."""


class Recalling:
    """Works out the memory of a store, in a thread of its own when that takes long."""

    def __init__(self, store: Store, labels: LabelSet) -> None:
        self._store = store
        self._labels = labels
        self._found: Memory | None = None
        self.others: Counter[str] = Counter()
        """How many spans have each label that is none of the project's; complete when the memory is ready."""
        self.others_suggested: Counter[str] = Counter()
        """The same of suggestions."""
        self._thread = Thread(target=self._recall, name="recalling", daemon=True)
        if store.size < LARGE:
            self._recall()
        else:
            self._thread.start()

    def ready(self) -> Memory | None:
        """The memory, once it is worked out."""
        return self._found

    def _recall(self) -> None:
        strings: Counter[tuple[str, str]] = self._store.strings()
        memory = Memory()
        for (text, label), times in strings.items():
            if label not in self._labels:
                self.others[label] += times
            if not self._labels.is_long(label):
                memory.learn(text, label, times)
        for label, times in self._store.suggested_labels().items():
            if label not in self._labels:
                self.others_suggested[label] += times
        self._found = memory
