"""Steps over many articles: worked out beside the keys, then made all at once; and undo, whatever the step was."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from reader.core.article import Article
from reader.core.change import Change
from reader.core.errors import DecodingError, ReaderError, StoreError
from reader.core.record import Record
from reader.session.session import Session
from reader.session.telling import shortly
from reader.session.undo import Changes, Entry, inverse
from reader.session.work import Ready, Work

Make = Callable[[Article, Record], Change | None]
"""What is to be done in an article as it is now, with what is kept of it; None when nothing is."""


class Making(Work):
    """A new step."""

    def __init__(
        self,
        session: Session,
        doing: str,
        wanted: Sequence[tuple[str, Make]],
        said: Callable[[Sequence[Change], int], str],
    ) -> None:
        """`wanted` has the articles by their ids, each at most once, with what is to be done there.

        `said` is given the changes that were made, and how many articles could not be read; it says what was done.
        """
        super().__init__(doing, len(wanted))
        self._session = session
        self._wanted = wanted
        self._said = said
        self._looked: list[tuple[Record, Make, Ready | None]] = []
        self._unreadable = 0

    def prepare(self) -> None:
        """Work out the change of every article. Raises StoppedError."""
        for identity, make in self._wanted:
            self.check_wanted()
            self._take(identity, make)
            self.done += 1

    def finish(self) -> str:
        """Make them as one step."""
        self._session.check_writable()
        looked, self._looked = self._looked, []
        for each in looked:
            before, make, _ = each
            if self._session.records.is_current(before):
                self._looked.append(each)
            else:
                self._take(before.id, make)
        ready = [made for _, _, made in self._looked if made is not None]
        if ready:
            self._session.make(ready)
        return self._said([made.change for made in ready], self._unreadable)

    def _take(self, identity: str, make: Make) -> None:
        try:
            article, record = self._session.look(identity)
        except (DecodingError, StoreError):
            self._unreadable += 1
            return
        change = make(article, record)
        made = None if change is None else Ready(record, change, _after(record, change, article))
        self._looked.append((record, make, made))


class Revisiting(Work):
    """The newest step taken back, or the one taken back last made again."""

    exclusive = True

    def __init__(self, session: Session, *, again: bool) -> None:
        known = session.history.at_hand(again=again)
        super().__init__("making again" if again else "taking back", len(known.changes) if known else 0)
        self._session = session
        self._again = again
        self._entry: Entry | None = None
        self._trouble = self._told = ""
        self._unread = known is None
        self._ready: list[Ready] = []

    @property
    def large(self) -> bool:
        """Would it hold up the keys? What has to be read from a long history would."""
        return self._session.is_long_past if self._unread else super().large

    def prepare(self) -> None:
        """Find out what the step was, and work out what every article is without it, or with it."""
        try:
            self._entry = self._session.history.upcoming(again=self._again)
            changes = self._entry.changes if self._entry is not None else ()
            self._told = shortly(changes) if changes else ""
            self._work_out(changes if self._again else inverse(changes))
        except ReaderError as error:
            self._trouble = str(error)

    def finish(self) -> str:
        """Make the step, with the cursor where it is seen. One that cannot be made is not offered again."""
        history, entry, again = self._session.history, self._entry, self._again
        cannot = f"that cannot be {'made again' if again else 'undone'}"
        if entry is None:
            return f"{cannot}: {self._trouble}" if self._trouble else f"nothing to {'redo' if again else 'undo'}"
        if history.upcoming(again=again) is not entry:
            return f"{cannot} yet: another program has just changed the store; the same key does it now"
        try:
            ready = self._as_it_is_now()
        except ReaderError as error:
            history.pass_over(again=again)
            return f"{cannot}: {error}"
        history.turn(again=again)
        where = self._session.revisit(ready, "redo" if again else "undo")
        return f"{'redone' if again else 'undone'}: {self._told}{where}"

    def _work_out(self, changes: Changes) -> None:
        self.size = len(changes)
        latest: dict[str, Record] = {}
        ready: dict[int, Ready] = {}
        # In the order of the list: a table is unpacked again from its beginning for a row before the last one.
        places = [self._session.corpus.index(change.article) or 0 for change in changes]
        for number in sorted(range(len(changes)), key=places.__getitem__):
            self.check_wanted()
            change = changes[number]
            ready[number] = self._revisited(change, latest.get(change.article))
            latest[change.article] = ready[number].after
            self.done += 1
        self._ready = [ready[number] for number in range(len(changes))]

    def _as_it_is_now(self) -> Sequence[Ready]:
        """What was worked out, worked out again where something else was kept meanwhile. Raises ReaderError."""
        if self._trouble:
            raise ReaderError(self._trouble)
        session, latest, now = self._session, dict[str, Record](), list[Ready]()
        for ready in self._ready:
            earlier = latest.get(ready.change.article)
            same = session.records.is_current(ready.before) if earlier is None else ready.before is earlier
            now.append(ready if same else self._revisited(ready.change, earlier))
            latest[ready.change.article] = now[-1].after
        return now

    def _revisited(self, change: Change, earlier: Record | None) -> Ready:
        """The change of one article; `earlier` is what an earlier change of the same step made of it."""
        article: Article | None = None
        try:
            article, record = self._session.look(change.article)
        except DecodingError:
            # What is at hand can be changed when the file cannot be read any more.
            known = self._session.records.at_hand(change.article)
            if known is None:
                raise
            record = known
        before = earlier or record
        return Ready(before, change, _after(before, change, article))


def _after(record: Record, change: Change, article: Article | None) -> Record:
    """What is kept after a change.

    Where the text is not the record's own, nothing that is put in is shown before the article is opened, which finds
    its place: what stands in one of the two texts may be something else in the other.
    """
    return record.changed(change, article.text if article is not None and article.sha256 == record.sha256 else "")


def carry_out(session: Session, work: Work) -> str:
    """Do a step here and now; says what was done. Raises ReadOnlyError and BusyError."""
    if work.changes:
        session.check_writable()
    work.prepare()
    return work.finish()


def undo(session: Session) -> str:
    """Take the newest step back and go there."""
    return carry_out(session, Revisiting(session, again=False))


def redo(session: Session) -> str:
    """Make the step taken back last again and go there."""
    return carry_out(session, Revisiting(session, again=True))
