"""One import: articles and spans of files of others, put into a corpus and its store as one step."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

import orjson

from reader.core.annotation import timestamp
from reader.core.article import Article
from reader.core.change import Change
from reader.core.errors import DecodingError, StoreError
from reader.core.record import Record
from reader.core.step import Head, Step
from reader.corpus.corpus import Corpus
from reader.corpus.decoding import NO_TEXT
from reader.formats.format import Fault, Format, Loaded, Options, Source
from reader.formats.naming import Names
from reader.session.drift import settle
from reader.session.loading import loaded_of, text_at_hand
from reader.session.placing import Placed, Refused, made_of, placed
from reader.store.store import Store

TITLE = 40
"""Characters of a title that an article without an id is named by."""

MARK = "\ufeff"
"""A byte order mark, which is dropped from the beginning of a file."""


class Report(NamedTuple):
    """What an import did with one part of a file."""

    where: str
    """Where it stands in the file."""
    kind: str
    """`repaired` or `refused`."""
    why: str
    """How it was put right, or why it was refused."""
    data: bytes = b""
    """What was refused, as a line of JSON, to be kept."""


class Counts(NamedTuple):
    """What came of one file, or of all."""

    spans: int = 0
    """How many spans were taken."""
    repaired: int = 0
    """How many of them, or of their articles, had to be put right."""
    refused: int = 0
    """How many spans, articles or lines were not taken."""
    there: int = 0
    """How many spans were there already."""
    made: int = 0
    """How many articles were made."""
    touched: int = 0
    """How many articles that were there got another status, note or flag."""


class Import:
    """Reads files into a corpus. Nothing is in the store before `finish`; new articles are written as they come."""

    def __init__(
        self,
        corpus: Corpus,
        store: Store,
        write: Callable[[str, bytes], str],
        tell: Callable[[Report], None],
        *,
        as_suggestions: bool = False,
    ) -> None:
        """`write` makes an article's file of a name and bytes, never over another, and gives the name it has.

        With `as_suggestions` spans are only offered, and nothing is said of the articles themselves.
        """
        self._corpus = corpus
        corpus.remembered = store.encoding
        self._store = store
        self._write = write
        self._tell = tell
        self._as_suggestions = as_suggestions
        self._by = ""
        self._sources: list[str] = []
        self._changes: dict[str, list[Change]] = {}
        self._heads: dict[str, Head] = {}
        self._moves: dict[str, Change] = {}
        self._taken: set[str] = set()
        self._digests: dict[str, list[str]] | None = None
        self._made: dict[str, tuple[str, str]] = {}
        self.counts = Counts()
        """What came of it so far."""
        self.labels: Counter[str] = Counter()
        """How many spans of each label were taken."""
        self.tick: Callable[[], None] = lambda: None
        """Called when another article of a file, or a fault in it, was looked at."""
        self.kept = False
        """Do the articles that were made stay, as their spans may be in the store?"""

    def read(self, form: Format, source: Source, options: Options, by: str) -> Counts:
        """Read a file of a format; `by` made its spans where the file does not say. Raises FormatError, StoreError."""
        before = self.counts
        self._by = by
        self._sources.append(by)
        source = source._replace(text_of=lambda name: text_at_hand(self._corpus, name))
        for loaded in loaded_of(form, source, options):
            self.tick()
            match loaded:
                case Fault(where=where, why=why, data=data):
                    self._refuse(where, why, {"data": data.decode("utf-8", "replace")})
                case Loaded():
                    self._take(loaded)
        return Counts(*(now - then for now, then in zip(self.counts, before, strict=True)))

    def finish(self) -> None:
        """Put everything into the store, as one step. Raises StoreError; nothing is in it then."""
        changes = tuple(map(_together, self._changes.values()))
        by = ", ".join(dict.fromkeys(self._sources))
        # From here on the articles made stay: a signal may come when the store has their spans already.
        self.kept = True
        if changes:
            try:
                self._store.append(Step(changes, tuple(self._heads.values()), "do", timestamp(), by))
            except StoreError:
                self.kept = False
                raise

    def _take(self, loaded: Loaded) -> None:
        try:
            article = self._article(loaded)
            record = self._record(article)
        except DecodingError as error:
            self._refuse(loaded.where, str(error), _kept(loaded))
            return
        for remark in loaded.remarks:
            self._count(repaired=1)
            self._tell(Report(loaded.where, "repaired", remark))
        right, wrong = placed(loaded, article.text)
        for each in wrong:
            self._refuse_span(loaded, each)
        new = list(self._new(loaded, record, right))
        self._note_repairs(loaded, new)
        self._put(self._change(loaded, article, record, new), record)

    def _new(self, loaded: Loaded, record: Record, right: Sequence[Placed]) -> Iterator[Placed]:
        """Those that are not there already, once."""
        seen = set()
        for each in right:
            key = (each.span, each.loaded.label)
            if not each.loaded.label.strip():
                self._refuse_span(loaded, Refused(each.loaded, "it has no label"))
            elif key in seen or record.annotations.has(*key) or (self._as_suggestions and record.suggestions.has(*key)):
                self._count(there=1)
            else:
                seen.add(key)
                yield each

    def _change(self, loaded: Loaded, article: Article, record: Record, new: Sequence[Placed]) -> Change:
        made = tuple(made_of(article, new, self._by, timestamp(), self._ids(record)))
        if self._as_suggestions:
            scored = zip(made, new, strict=True)
            return Change(article.id, offered=tuple(s._replace(score=_sane(p.loaded.score)) for s, p in scored))
        # What was finished here is not opened again by a file that knows less.
        finished = loaded.status if record.status == "open" and loaded.status not in (None, "open") else None
        return Change(
            article.id,
            added=made,
            status=("open", finished) if finished else None,
            note=(record.note, loaded.note) if loaded.note and not record.note else None,
            flag=(False, True) if loaded.flag and not record.flag else None,
        )

    def _put(self, change: Change, record: Record) -> None:
        if change == Change(record.id):
            return
        moves = [self._moves.pop(record.id)] if record.id in self._moves else []
        self._changes.setdefault(record.id, []).extend([*moves, change])
        self._heads[record.id] = Head.of(record)
        spans = len(change.added) + len(change.offered)
        touched = not spans and record.id not in self._made
        self.labels.update(annotation.label for annotation in (*change.added, *change.offered))
        self._count(spans=spans, touched=int(touched))

    def _note_repairs(self, loaded: Loaded, new: Sequence[Placed]) -> None:
        for each in new:
            if each.how:
                self._count(repaired=1)
                self._tell(Report(loaded.where, "repaired", f"{each.loaded.label} at {each.span.start}: {each.how}"))

    def _ids(self, record: Record) -> set[str]:
        there = (record.annotations, record.stray, record.suggestions, record.adrift)
        self._taken |= {annotation.id for some in there for annotation in some}
        return self._taken

    # Which article is meant

    def _article(self, loaded: Loaded) -> Article:
        """The article that is meant: by its id, by its name and text, by its text, else one made of its text.

        Raises DecodingError and StoreError.
        """
        index = self._corpus.index(loaded.id) if loaded.id else None
        if index is not None:
            return self._corpus.article(index)
        if loaded.text is None:
            raise DecodingError(f"there is no article {loaded.id!r} here, and the file brings no text")
        digest = _digest(loaded.text)
        known = self._known(loaded, digest)
        if known is None:
            known = self._write(_name(loaded), _bytes(loaded.text))
            self._made[known] = (digest, loaded.id)
            self._texts().setdefault(digest, []).append(known)
            self._count(made=1)
        return Article(known, loaded.text, _encoding(loaded.text))

    def _known(self, loaded: Loaded, digest: str) -> str | None:
        """The article with this text that was there before, or was made for this very id."""
        there = self._texts().get(digest, [])
        ours = [i for i in there if i in self._made and self._made[i][1] == loaded.id]
        name = _name(loaded)
        before = [identity for identity in there if identity not in self._made]
        return next(iter([*ours, *(i for i in before if i == name), *before]), None)

    def _record(self, article: Article) -> Record:
        """What is kept of an article, with what this import did to it. Raises DecodingError."""
        try:
            record = self._store.record(article.id) or Record.of(article)
        except StoreError as error:
            raise DecodingError(str(error)) from error
        if record.sha256 == article.sha256:
            record = record.on(article)
        else:
            settled = settle(record, article)
            record = settled.record
            if settled.change is not None and article.id not in self._changes:
                # The store is told of the new text by what is put in: what stood on the old one has to move with it.
                self._moves[article.id] = settled.change
            if settled.change is not None:
                record = record.changed(settled.change, article.text)
        for change in self._changes.get(article.id, ()):
            record = record.changed(change, article.text)
        return record

    def _texts(self) -> dict[str, list[str]]:
        """The ids of all articles by the digests of their texts; read once, when a file names none that is known."""
        if self._digests is None:
            self._digests = {}
            for index, identity in enumerate(self._corpus.ids):
                try:
                    self._digests.setdefault(self._corpus.read(index).sha256, []).append(identity)
                except DecodingError:
                    continue
        return self._digests

    # Saying

    def _refuse(self, where: str, why: str, what: dict[str, Any]) -> None:
        self._count(refused=1)
        self._tell(Report(where, "refused", why, _json({"where": where, "why": why, **what})))

    def _refuse_span(self, loaded: Loaded, refused: Refused) -> None:
        why = f"{refused.loaded.label}: {refused.why}"
        self._refuse(loaded.where, why, {"id": loaded.id, "span": refused.loaded._asdict()})

    def _count(self, **more: int) -> None:
        self.counts = self.counts._replace(**{name: getattr(self.counts, name) + many for name, many in more.items()})


def _together(some: Sequence[Change]) -> Change:
    """Changes of one article as one: only the first of them takes anything away."""
    return Change(
        some[0].article,
        tuple(annotation for change in some for annotation in change.removed),
        tuple(annotation for change in some for annotation in change.added),
        next((change.status for change in some if change.status), None),
        next((change.note for change in some if change.note), None),
        next((change.flag for change in some if change.flag), None),
        tuple(suggestion for change in some for suggestion in change.withdrawn),
        tuple(suggestion for change in some for suggestion in change.offered),
    )


def _sane(score: float | None) -> float | None:
    """The score, where it is a number between 0 and 1; other scales say nothing here."""
    return score if score is not None and 0 <= score <= 1 else None


def _name(loaded: Loaded) -> str:
    """A safe name for the file of a new article: its id where that is safe."""
    wanted = loaded.id or loaded.title[:TITLE] or "article"
    suffix = ".md" if wanted.endswith(".md") else ".txt"
    return Names().of(wanted.removesuffix(suffix)) + suffix


def _digest(text: str) -> str:
    try:
        return Article("", text).sha256
    except UnicodeEncodeError as error:
        raise DecodingError("its text holds half a surrogate pair, which no file of text can") from error


def _bytes(text: str) -> bytes:
    """The bytes of a file that is read as this very text."""
    return (MARK + text if text.startswith(MARK) else text).encode()


def _encoding(text: str) -> str:
    """The encoding that has to be remembered with a text for its file to be read: it may hold NUL or ESC."""
    return "utf-8" if any(sign in text for sign in NO_TEXT) else ""


def _kept(loaded: Loaded) -> dict[str, Any]:
    return {"id": loaded.id, "text": loaded.text, "spans": [span._asdict() for span in loaded.spans]}


def _json(value: dict[str, Any]) -> bytes:
    try:
        return orjson.dumps(value)
    except TypeError:
        # Half a surrogate pair somewhere in it.
        return orjson.dumps({"where": value["where"], "why": value["why"], "data": ascii(value)})
