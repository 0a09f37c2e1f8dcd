"""One import: articles and spans of a file of others, put into a corpus and its store as one step."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

import orjson

from reader.core.annotation import timestamp
from reader.core.article import Article
from reader.core.change import Change
from reader.core.errors import DecodingError, StoreError
from reader.core.record import Record
from reader.core.step import Head, Step
from reader.corpus.corpus import Corpus
from reader.formats.format import Fault, Format, Loaded, Options, Source
from reader.session.drift import held
from reader.session.placing import Placed, Refused, made_of, placed
from reader.store.store import Store

UNSAFE = re.compile(r"[^\w.\- ]+")
"""What is not put into the name of a file."""

LONGEST = 80
"""Characters of a new article's name that are taken from its id."""


class Report(NamedTuple):
    """What an import did with one part of the file."""

    where: str
    """Where it stands in the file."""
    kind: str
    """`loaded`, `repaired` or `refused`."""
    why: str
    """How it was put right, or why it was refused."""
    data: bytes = b""
    """What was refused, as a line of JSON, to be kept."""


class Import:
    """Reads a file into a corpus. Nothing is in the store before `finish`; new articles are written as they come."""

    def __init__(
        self,
        corpus: Corpus,
        store: Store,
        write: Callable[[str, str], str],
        annotator: str,
        tell: Callable[[Report], None],
    ) -> None:
        """`write` makes an article's file of a name and a text, never over another, and gives the name it has."""
        self._corpus = corpus
        corpus.remembered = store.encoding
        self._store = store
        self._write = write
        self._annotator = annotator
        self._tell = tell
        self._changes: list[Change] = []
        self._heads: dict[str, Head] = {}
        self._records: dict[str, Record] = {}
        self._taken: set[str] = set()
        self._by_text: dict[str, str] | None = None
        self.spans = self.repaired = self.refused = self.there = self.made = 0
        """How many spans were taken, put right among them, refused, there already; and how many articles were made."""

    def read(self, form: Format, source: Source, options: Options) -> None:
        """Read a file of a format. Raises FormatError when the whole is not of it."""
        if form.load is None:
            return
        for loaded in form.load(source._replace(text_of=self._text_of), options):
            match loaded:
                case Fault(where=where, why=why, data=data):
                    self._refuse(where, why, data)
                case Loaded():
                    self._take(loaded)

    def finish(self) -> None:
        """Put everything into the store, as one step. Raises StoreError."""
        if self._changes:
            self._store.append(
                Step(tuple(self._changes), tuple(self._heads.values()), "do", timestamp(), self._annotator)
            )
            self._changes = []

    def _take(self, loaded: Loaded) -> None:
        try:
            article = self._article(loaded)
            record = self._record(article)
        except (DecodingError, StoreError) as error:
            self._refuse(loaded.where, str(error), _kept(loaded))
            return
        for remark in loaded.remarks:
            self._tell(Report(loaded.where, "repaired", remark))
        right, wrong = placed(loaded, article.text)
        for each in wrong:
            self._refuse(loaded.where, f"{each.loaded.label}: {each.why}", _kept_span(loaded, each))
        new = [each for each in right if not record.annotations.has(each.span, each.loaded.label)]
        self.there += len(right) - len(new)
        self._note_repairs(loaded, new)
        change = Change(
            article.id,
            added=tuple(made_of(article, new, self._annotator, timestamp(), self._ids(record))),
            status=(record.status, loaded.status) if loaded.status and loaded.status != record.status else None,
            note=(record.note, loaded.note) if loaded.note and not record.note else None,
            flag=(False, True) if loaded.flag and not record.flag else None,
        )
        if change != Change(article.id):
            self._changes.append(change)
            self._records[article.id] = record.changed(change)
            self._heads[article.id] = Head.of(record)
            self.spans += len(change.added)

    def _note_repairs(self, loaded: Loaded, new: list[Placed]) -> None:
        for each in new:
            if each.how:
                self.repaired += 1
                self._tell(Report(loaded.where, "repaired", f"{each.loaded.label} at {each.span.start}: {each.how}"))

    def _ids(self, record: Record) -> set[str]:
        self._taken |= {annotation.id for annotation in (*record.annotations, *record.stray)}
        return self._taken

    def _article(self, loaded: Loaded) -> Article:
        """The article that is meant: by its id, by its text, or one made of the text. Raises DecodingError."""
        index = self._corpus.index(loaded.id) if loaded.id else None
        if index is not None:
            return self._corpus.article(index)
        if loaded.text is None:
            raise DecodingError(f"there is no article {loaded.id!r} here, and the file brings no text")
        text = Article("", loaded.text)
        known = self._texts().get(text.sha256)
        if known is None:
            known = self._write(_name(loaded), loaded.text)
            self._texts()[text.sha256] = known
            self.made += 1
        return Article(known, loaded.text)

    def _record(self, article: Article) -> Record:
        if article.id not in self._records:
            kept = self._store.record(article.id)
            self._records[article.id] = Record.of(article) if kept is None else held(kept, article)
        return self._records[article.id]

    def _texts(self) -> dict[str, str]:
        """The ids of all articles by the digests of their texts; read once, when a file names none that is known."""
        if self._by_text is None:
            self._by_text = dict(self._digests())
        return self._by_text

    def _digests(self) -> Iterator[tuple[str, str]]:
        for index, identity in enumerate(self._corpus.ids):
            try:
                yield self._corpus.read(index).sha256, identity
            except DecodingError:
                continue

    def _text_of(self, name: str) -> str | None:
        """The text of an article at hand, by its id, or by its name without the end."""
        for identity in (name, f"{name}.txt", f"{name}.md"):
            index = self._corpus.index(identity)
            if index is not None:
                try:
                    return self._corpus.article(index).text
                except DecodingError:
                    return None
        return None

    def _refuse(self, where: str, why: str, data: bytes) -> None:
        self.refused += 1
        self._tell(Report(where, "refused", why, data))


def _name(loaded: Loaded) -> str:
    """A safe name for the file of a new article."""
    name = UNSAFE.sub("_", loaded.id or loaded.title or "article").strip(" .") or "article"
    stem = name.removesuffix(".txt").removesuffix(".md")[:LONGEST].strip(" .") or "article"
    return f"{stem}.txt"


def _kept(loaded: Loaded) -> bytes:
    return orjson.dumps({"id": loaded.id, "text": loaded.text, "spans": [span._asdict() for span in loaded.spans]})


def _kept_span(loaded: Loaded, refused: Refused) -> bytes:
    return orjson.dumps({"id": loaded.id, "span": refused.loaded._asdict(), "why": refused.why})
