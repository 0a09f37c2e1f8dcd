"""The store of one corpus: a TinyDB file with a document for each article that was worked on."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from tinydb import TinyDB, where

from reader.core.errors import StoreError
from reader.core.record import Record
from reader.core.refusal import Refusal
from reader.store.lock import Lock
from reader.store.records import SCHEMA, Documents, from_document, to_document
from reader.store.storage import ReplacingStorage


class Store:
    """One annotations file. Opened once, read at opening, written after every change.

    `save` may run in another thread than the rest, but only in one at a time: it touches nothing the rest reads.
    """

    def __init__(self, path: Path, *, lock: Lock | None = None) -> None:
        """Read the file, if there is one. Raises StoreError when it cannot be read or understood."""
        self.path = path
        self._lock = lock
        self._made = Documents()
        self._database = TinyDB(path, storage=ReplacingStorage)
        tables = self._database.storage.read() or {}
        _check_schema(path, tables)
        self._documents = _by_id(path, tables.get("articles", {}))
        self._refused = [d for d in tables.get("refusals", {}).values() if isinstance(d, dict)]

    @classmethod
    def for_writing(cls, path: Path, locks: Path) -> Store:
        """Open for one session alone: `locks` is the folder of lock files.

        Raises StoreError when the place cannot be written or another session holds the store.
        """
        check_writable(path)
        lock = Lock.take(path, locks)
        try:
            return cls(path, lock=lock)
        except BaseException:
            lock.release()
            raise

    @property
    def ids(self) -> Iterable[str]:
        """The ids of the articles that were worked on."""
        return self._documents.keys()

    def record(self, article_id: str) -> Record | None:
        """What was kept of an article when the store was opened; None if nothing was.

        Every annotation is stray until `Record.on` holds it against the text. Raises StoreError when the document is
        damaged.
        """
        document = self._documents.get(article_id)
        return None if document is None else from_document(document)

    def count(self, article_id: str) -> int:
        """How many annotations an article had when the store was opened."""
        annotations = self._documents.get(article_id, {}).get("annotations", ())
        return len(annotations) if isinstance(annotations, list) else 0

    def spans(self) -> Iterator[tuple[str, str]]:
        """Text and label of every annotation of every article as the store was opened; damaged ones are left out."""
        for document in self._documents.values():
            annotations = document.get("annotations")
            for item in annotations if isinstance(annotations, list) else ():
                match item:
                    case {"text": str(text), "label": str(label)}:
                        yield text, label

    def status(self, article_id: str) -> str:
        """The status an article had when the store was opened."""
        return str(self._documents.get(article_id, {}).get("status", "open"))

    def flagged(self, article_id: str) -> bool:
        """Was an article marked as unsure when the store was opened?"""
        return bool(self._documents.get(article_id, {}).get("flag"))

    def refusals(self) -> Iterator[Refusal]:
        """What had been refused when the store was opened; damaged documents are left out."""
        return (refusal for refusal in map(_refusal, self._refused) if refusal is not None)

    def save(self, records: Iterable[Record]) -> None:
        """Put the records in the place of those with the same article ids, on disk when this returns.

        Doing it again changes nothing, so after an error it can be tried again. Raises StoreError.
        """
        new = {record.id: to_document(record, self._made) for record in records}
        try:
            self._note_schema()
            articles = self._database.table("articles")
            known = {document["id"] for document in articles}
            # Each operation writes the whole file: one for all that are known, and one for all that are not.
            if known & new.keys():
                articles.update(
                    lambda document: document.update(new[document["id"]]), where("id").test(new.__contains__)
                )
            if new.keys() - known:
                articles.insert_multiple(document for identity, document in new.items() if identity not in known)
        except OSError as error:
            raise StoreError(f"{error.strerror}: {self.path}") from error

    def save_refusals(self, refusals: Mapping[Refusal, bool]) -> None:
        """Keep those that stand and forget those that do not, on disk when this returns.

        Doing it again changes nothing, so after an error it can be tried again. Raises StoreError.
        """
        try:
            self._note_schema()
            table = self._database.table("refusals")
            there = {_refusal(document): document.doc_id for document in table}
            gone = [id_ for refusal, id_ in there.items() if refusal is not None and not refusals.get(refusal, True)]
            if gone:
                table.remove(doc_ids=gone)
            # Also when there is nothing to put in: what a write that failed has put into memory is on no disk yet.
            table.insert_multiple(r._asdict() for r, stands in refusals.items() if stands and r not in there)
        except OSError as error:
            raise StoreError(f"{error.strerror}: {self.path}") from error

    def _note_schema(self) -> None:
        meta = self._database.table("meta")
        if not len(meta):
            meta.insert({"schema": SCHEMA})

    def close(self) -> None:
        """Let another session have the store."""
        self._database.close()
        if self._lock is not None:
            self._lock.release()


def check_writable(path: Path) -> None:
    """Raise StoreError unless the file can be made or replaced at this place."""
    refused = StoreError(f"Annotations cannot be written to {path}. Name a place that can be with --store FILE")
    try:
        folder_there = path.parent.is_dir()
        replaceable = not path.exists() or (path.is_file() and os.access(path, os.R_OK | os.W_OK))
    except OSError as error:
        raise refused from error
    if not folder_there:
        raise StoreError(
            f"There is no folder {path.parent} to keep annotations in. Make it, or name a place with --store FILE"
        )
    if not replaceable or not os.access(path.parent, os.W_OK | os.X_OK):
        raise refused


def _check_schema(path: Path, tables: Mapping[str, Mapping[str, Any]]) -> None:
    if tables and not set(tables) & {"articles", "meta"}:
        raise StoreError(f"{path} is not a store of annotations; it was left as it is. Name another with --store")
    versions = [meta.get("schema") for meta in tables.get("meta", {}).values()]
    if any(not isinstance(version, int) or version > SCHEMA for version in versions):
        raise StoreError(
            f"{path} was written by a newer reader (schema {versions[0]}; this one knows {SCHEMA}). "
            "It was left as it is; update close-reader to open it"
        )


def _refusal(document: Mapping[str, Any]) -> Refusal | None:
    """The refusal of a document; None when the document is damaged."""
    match document:
        case {
            "string": str(string),
            "label": str(label),
            "article": str(article),
            "start": int(start),
            "sha256": str(sha256),
        }:
            return Refusal(string, label, article, start, sha256)
        case _:
            return None


def _by_id(path: Path, articles: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    documents: dict[str, Mapping[str, Any]] = {}
    for document in articles.values():
        identity = document.get("id") if isinstance(document, dict) else None
        if not isinstance(identity, str):
            raise StoreError(f"{path} has an article without an id; it was left as it is. Restore it from a copy")
        if identity in documents:
            raise StoreError(f"{path} has two documents for {identity}; it was left as it is. Remove one of them")
        # A copy: saving changes TinyDB's own documents in place, in another thread.
        documents[identity] = dict(document)
    return documents
