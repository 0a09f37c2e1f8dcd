"""The store of one corpus: every step is on disk in the history at once, and now and then folded into a TinyDB file."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from reader.core.change import STATUSES, Status
from reader.core.errors import StoreError
from reader.core.record import Record
from reader.core.refusal import Refusal
from reader.core.step import Step
from reader.store import blobs, files, folding
from reader.store.history import History, MovedError, backwards, read_history
from reader.store.lines import Line, line_of, read_line
from reader.store.lock import Lock
from reader.store.merging import Past, merge
from reader.store.migrations import NewerError
from reader.store.places import places
from reader.store.records import from_document
from reader.store.recovery import Found, find, find_unread, is_blank, readable
from reader.store.state import State, read_state
from reader.store.storage import StateStorage, StrangerError

ANNOTATION = 300
"""Bytes that an annotation takes, about."""

TRIES = 5
"""How often a fold begins anew because another program writes the same file meanwhile."""


class Kept(NamedTuple):
    """A step of the history, as undo looks back on it."""

    kind: str
    """How it came about."""
    line: Line
    """Where it is written."""

    @property
    def step(self) -> Step:
        """What it did; only now it is understood, as it may be of 100,000 articles."""
        return self.line.step


MARKS = tuple((f'"status":"{status}"'.encode(), status) for status in STATUSES.values() if status != "open")
"""How the first line of a document says a status. No string in JSON holds a quotation mark of its own."""


class Store:
    """One annotations file and its history. Opened once; what is read of it is as it was folded last.

    `append` and `fold` may run in another thread than the rest, but only in one at a time.
    """

    def __init__(self, path: Path, *, lock: Lock | None = None) -> None:
        """Read what there is; see `for_reading` and `for_writing`. Raises StoreError."""
        self.path = path
        self._places = places(path)
        self._lock = lock
        self._storage = StateStorage(path)
        self._history = History(self._places.history)
        self._waiting: list[tuple[Step, Line, bytes]] = []
        self._merged: list[Step] = []
        found = find_unread(self._places) if lock is None else None
        found = found or find(self._places, self._storage.load())
        self._state = found.state
        self._folded = found.folded
        self._damaged = found.damaged
        self._notices = list(found.notices)
        self._history.log, self._history.seq = found.state.log, found.seq
        self._history.line, self._history.end = found.state.line, found.reading.size
        self._history.closed = found.reading.closed
        if lock is not None and lock.weak:
            self._notices.append(lock.weak)
        self._take_stranger(found)
        self._start = self._history.end

    @classmethod
    def for_reading(cls, path: Path) -> Store:
        """Open without writing anything. Raises StoreError when it cannot be read or understood."""
        return cls(path)

    @classmethod
    def for_writing(cls, path: Path) -> Store:
        """Open for one session alone.

        Raises StoreError when the place cannot be written, and HeldError when another session holds the store.
        """
        check_writable(path)
        there = places(path)
        lock = Lock.take(there.lock, path)
        try:
            for target in (there.state, there.previous, there.history):
                files.sweep(target)
            store = cls(path, lock=lock)
            store.keep_damaged()
        except BaseException:
            lock.release()
            raise
        return store

    # What there is

    @property
    def ids(self) -> Iterable[str]:
        """The ids of the articles that were worked on."""
        return list(self._state.articles)

    def record(self, article_id: str) -> Record | None:
        """What is kept of an article; None if nothing was.

        Every annotation is stray until `Record.on` holds it against the text. Raises StoreError when the document is
        damaged.
        """
        blob = self._state.articles.get(article_id)
        return None if blob is None else from_document(blobs.document_of(blob))

    def count(self, article_id: str) -> int:
        """How many annotations an article has."""
        blob = self._state.articles.get(article_id)
        return 0 if blob is None else blobs.count_of(blob)

    def status(self, article_id: str) -> Status:
        """The status of an article."""
        blob = self._state.articles.get(article_id)
        head = b"" if blob is None else blobs.first_line(blob)
        return next((status for mark, status in MARKS if mark in head), "open")

    def about(self, article_id: str) -> blobs.About:
        """What is said of an article and in its spans: labels, notes, flags."""
        blob = self._state.articles.get(article_id)
        return blobs.NOTHING if blob is None else blobs.about(blob)

    def encoding(self, article_id: str) -> str | None:
        """The encoding that was named for an article's file; None when none was."""
        blob = self._state.articles.get(article_id)
        encoding = None if blob is None else blobs.head_of(blob).get("encoding")
        return encoding if isinstance(encoding, str) and encoding else None

    def flagged(self, article_id: str) -> bool:
        """Is an article marked as unsure?"""
        blob = self._state.articles.get(article_id)
        return blob is not None and b'"flag":true' in blobs.first_line(blob)

    @property
    def size(self) -> int:
        """How many annotations there are, about: counted by the bytes they take."""
        return sum(map(len, list(self._state.articles.values()))) // ANNOTATION

    def suggested(self, article_id: str) -> bool:
        """Is anything suggested for an article and not decided?"""
        blob = self._state.articles.get(article_id)
        return blob is not None and blobs.has_suggestions(blob)

    def strings(self, without: Collection[str] = ()) -> Counter[tuple[str, str]]:
        """How often each text was given each label, in all articles; some labels may be left out. Any thread may ask.

        Raises StoreError.
        """
        # One by one: all of them together may be more than is to be in memory.
        kept = map(self._state.articles.get, list(self._state.articles))
        return blobs.strings((blob for blob in kept if blob is not None), without)

    def suggested_labels(self) -> Counter[str]:
        """How many suggestions have each label."""
        return blobs.suggested(list(self._state.articles.values()))

    def labelled(self, label: str) -> Iterator[str]:
        """The ids of the articles that have annotations or suggestions with this label."""
        return (identity for identity, blob in list(self._state.articles.items()) if blobs.has_label(blob, label))

    def refusals(self) -> Iterator[Refusal]:
        """What was refused."""
        return iter(list(self._state.refusals))

    def take_notices(self) -> list[str]:
        """What a person should know that was not asked for yet, a sentence each."""
        taken, self._notices = self._notices, []
        return taken

    @property
    def notices(self) -> list[str]:
        """The same, left where it is."""
        return self._notices

    def take_merged(self) -> list[Step]:
        """What other programs have put into the store since it was opened, and was taken in, and not asked for yet."""
        taken, self._merged = self._merged, []
        return taken

    @property
    def past(self) -> int:
        """Bytes of the history from before this store was opened."""
        return self._start

    def earlier(self) -> Iterator[Kept]:
        """The steps from before this store was opened, newest first. Raises StoreError."""
        try:
            for line in backwards(self._places.history, self._start):
                yield Kept(line.kind, line)
        except OSError as error:
            raise StoreError(f"The history {self._places.history} cannot be read: {error.strerror}") from error

    # Writing

    def append(self, *steps: Step) -> None:
        """Have steps on disk when this returns.

        Raises StoreError, after which it can be done again with the same steps and others behind them.
        """
        log = self._history.log or os.urandom(4).hex()
        after = None if self._history.log else (self._state.total() if self._state.articles else "")
        seq, made = self._history.seq, []
        for number, step in enumerate(steps, 1):
            data, line = line_of(step, log, seq + number, after if number == 1 else None)
            made.append((step, line, data))
        if not made:
            return
        try:
            self._write(b"".join(data for _, _, data in made), made[-1][1])
        except OSError as error:
            raise StoreError(f"{error.strerror or error}: {self._places.history}") from error
        self._waiting += made

    def fold(self) -> None:
        """Have the state file say all that was appended.

        Raises StoreError; nothing is lost then, and it can be done again.
        """
        for _ in range(TRIES):
            with suppress(StrangerError):
                try:
                    return self._fold()
                except OSError as error:
                    raise StoreError(f"{error.strerror or error}: {self.path}") from error
        raise StoreError(f"{self.path.name} is being written by another program all the time")

    @property
    def unfolded(self) -> int:
        """How many steps the state file does not say yet; at least 1 when it has to be written for another reason."""
        return len(self._waiting) or int(not self._folded)

    def close(self) -> None:
        """Fold what is not folded, and let another session have the store. Raises StoreError; it is closed then too."""
        try:
            if self._lock is not None and self.unfolded:
                self.fold()
        finally:
            self._history.close()
            if self._lock is not None:
                self._lock.release()

    def rescue(self, path: Path, steps: Iterable[Step]) -> None:
        """Write all there is and some steps that could not be appended as a new store. Raises StoreError."""
        state = replace(self._state, log="", seq=0, line="", offset=0)
        state.articles, state.numbers = dict(state.articles), dict(state.numbers)
        state.refusals = dict(state.refusals)
        folding.fold(state, [*(step for step, _, _ in self._waiting), *steps])
        try:
            os.makedirs(path.parent, mode=0o700, exist_ok=True)
            StateStorage(path).replace(state.pieces())
        except (OSError, StrangerError) as error:
            raise StoreError(f"a copy cannot be written to {path}: {error}") from error

    def keep_damaged(self) -> None:
        """Keep files that could not be used as they are under another name. Raises StoreError."""
        while self._damaged:
            path, why = self._damaged[0]
            try:
                aside = files.keep_aside(path, why)
            except OSError as error:
                raise StoreError(f"{path} cannot be kept aside: {error.strerror}") from error
            self._damaged.pop(0)
            self._notices.append(f"what was in {path.name} is kept as {aside.name}")

    def _write(self, data: bytes, last: Line) -> None:
        if self._lock is not None:
            self._lock.keep()
        try:
            self._history.append(data, last)
        except MovedError:
            self._restore_history()
            self._history.append(data, last)

    def _restore_history(self) -> None:
        """Another program replaced, cut, extended or removed the history: put ours back, and keep theirs."""
        path = self._places.history
        ours, theirs = self._history.read_own(), files.read_file(path)
        what = "was removed by another program" if theirs is None else "was changed by another program"
        self._notices.append(f"{path.name} {what}; it was written again")
        if theirs and not ours.startswith(theirs):
            self._damaged.append((path, "foreign"))
            self.keep_damaged()
        lines = [(line, data) for data in ours.split(b"\n") if (line := read_line(data)) is not None]
        there = {line.sum for line, _ in lines}
        again = [data for _, line, data in self._waiting if line.sum not in there]
        whole = b"".join([*(data + b"\n" for _, data in lines), *again])
        if not whole.startswith(ours[: self._start]):
            # What came before this session is not what it was: undo must not go by its places.
            self._start = 0
        self._history.replace(whole)

    def _fold(self) -> None:
        stranger = self._storage.stranger()
        if stranger is not None:
            self._meet(stranger)
        waiting, history = list(self._waiting), self._history
        folding.fold(self._state, (step for step, _, _ in waiting))
        self._state.log, self._state.seq, self._state.line = history.log, history.seq, history.line
        self._state.offset = history.end
        self._folded = False
        self._storage.replace(self._state.pieces(), keep=stranger is None)
        del self._waiting[: len(waiting)]
        self._folded = True

    def _meet(self, data: bytes) -> None:
        """Take in what another program has put into the place of the state file, else keep it aside."""
        path = self._places.state
        try:
            theirs = None if is_blank(data) else readable(read_state(data, path.name))
        except NewerError:
            raise
        except StoreError as error:
            self._notices.append(f"{path.name} was damaged by another program and is written anew ({error})")
            self._damaged.append((path, "damaged"))
        else:
            mine = self._state
            if theirs is None:
                self._notices.append(f"{path.name} was emptied or removed by another program and is written anew")
            elif not theirs.sound or (theirs.log, theirs.seq, theirs.line) != (mine.log, mine.seq, mine.line):
                self._merge(theirs)
        self.keep_damaged()
        self._storage.accept(data)

    def _merge(self, theirs: State) -> None:
        """Take in what a stranger's version has more; where it differs otherwise it will be kept aside."""
        merged = merge(self._state, theirs, self._past())
        name = self._places.state.name
        if merged.step.changes or merged.step.refusals:
            if self._lock is not None:
                self.append(merged.step)
            self._merged.append(merged.step)
        said = [f"{_spans(merged.spans)} taken in"] if merged.spans else []
        if merged.losing:
            said.append("yours was kept" if not said else "of the rest yours was kept")
            self._damaged.append((self._places.state, "foreign"))
        self._notices.append(f"{name} was changed by another program: {'; '.join(said) or 'no span in it was new'}")

    def _past(self) -> Past:
        """What the history says: an annotation that was removed stays removed, under whatever id it comes back."""
        try:
            reading = read_history(self._places.history)
        except OSError as error:
            raise StoreError(f"The history {self._places.history} cannot be read: {error.strerror}") from error
        changes = [change for line in (reading.lines if reading is not None else ()) for change in line.step.changes]
        known = [(change.article, a) for change in changes for a in (*change.removed, *change.added)]
        return Past(
            frozenset(annotation.id for _, annotation in known),
            frozenset((article, annotation.span, annotation.label) for article, annotation in known),
            frozenset(s.id for change in changes for s in (*change.withdrawn, *change.offered)),
        )

    def _take_stranger(self, found: Found) -> None:
        if found.stranger is not None:
            self._merge(found.stranger)
            folding.fold(self._state, self.take_merged())


def _spans(number: int) -> str:
    return "1 span was" if number == 1 else f"{number} spans were"


def check_writable(path: Path) -> None:
    """Raise StoreError unless the file can be made or replaced at this place."""
    refused = StoreError(f"Annotations cannot be written to {path}. Name a place that can be with --store FILE")
    try:
        # What a link leads to is what is written.
        state = places(path).state
    except StoreError as error:
        if isinstance(error.__cause__, OSError):
            raise refused from error
        raise
    try:
        folder_there = state.parent.is_dir()
        replaceable = not state.exists() or (state.is_file() and os.access(state, os.R_OK | os.W_OK))
    except OSError as error:
        raise refused from error
    if not folder_there:
        raise StoreError(
            f"There is no folder {path.parent} to keep annotations in. Make it, or name a place with --store FILE"
        )
    if not replaceable or not os.access(state.parent, os.W_OK | os.X_OK):
        raise refused
