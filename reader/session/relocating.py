"""Articles that were renamed or moved keep what was tagged in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import NamedTuple

from reader.core.change import Change
from reader.core.errors import DecodingError, StoreError
from reader.core.record import Record
from reader.corpus.corpus import Corpus
from reader.session.moved import Known, Renamed, renamed
from reader.session.wording import counted
from reader.store.store import Store

NAMED = 3
"""How many articles are named in a sentence."""


class Relocated(NamedTuple):
    """What is to be done about articles that the store knows and the folder has under another name."""

    changes: tuple[Change, ...] = ()
    """For each article everything taken from its old id, and everything put under its new one."""
    records: tuple[Record, ...] = ()
    """What is kept of the old and of the new ids, after the changes."""
    names: Mapping[str, str] = MappingProxyType({})
    """The new ids by the old ones."""
    news: str = ""
    """What a person should know."""


def relocate(corpus: Corpus, store: Store) -> Relocated:
    """Look for the articles that the folder does not hold any more. One file alone says nothing of the others."""
    if not corpus.whole or not corpus.moves:
        return Relocated()
    missing = dict(_missing(corpus, store))
    if not missing:
        return Relocated()
    known = set(store.ids)
    strangers = ((identity, corpus.size(place)) for place, identity in enumerate(corpus.ids) if identity not in known)
    found = renamed({i: Known(r.sha256, r.length) for i, r in missing.items()}, strangers, _Digests(corpus))
    changes: list[Change] = []
    records: list[Record] = []
    for old, new in found.ids.items():
        taken, put = _moved(missing[old], new)
        changes += [taken, put]
        records += [_emptied(missing[old]), _under(missing[old], new)]
    return Relocated(tuple(changes), tuple(records), found.ids, _news(found, missing))


class _Digests:
    """The digests of articles, read when they are asked for."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus

    def __call__(self, identity: str) -> str | None:
        index = self._corpus.index(identity)
        try:
            return None if index is None else self._corpus.read(index).sha256
        except DecodingError:
            return None


def _missing(corpus: Corpus, store: Store) -> Iterator[tuple[str, Record]]:
    for identity in store.ids:
        if corpus.index(identity) is None:
            try:
                record = store.record(identity)
            except StoreError:
                continue
            if record is not None:
                yield identity, record


def _moved(record: Record, new: str) -> tuple[Change, Change]:
    put = Change(
        new,
        added=record.stray,
        status=("open", record.status) if record.status != "open" else None,
        note=("", record.note) if record.note else None,
        flag=(False, True) if record.flag else None,
        offered=record.adrift,
    )
    return replace(put.inverse, article=record.id), put


def _emptied(record: Record) -> Record:
    return Record(record.id, record.title, record.sha256, record.length)


def _under(record: Record, new: str) -> Record:
    return replace(record, id=new)


def _news(found: Renamed, missing: Mapping[str, Record]) -> str:
    said = []
    if found.ids:
        pairs = [f"{old} is now {new}" for old, new in list(found.ids.items())[:NAMED]]
        more = len(found.ids) - len(pairs)
        along = counted(sum(len(missing[old].stray) for old in found.ids), "span")
        offered = sum(len(missing[old].adrift) for old in found.ids)
        along += f" and {counted(offered, 'suggestion')}" if offered else ""
        said.append(f"{', '.join(pairs)}{f' and {more} more' if more else ''}: {along} went along")
    for old, new in list(found.undecided.items())[:NAMED]:
        said.append(f"{old} is gone, and {' and '.join(new[:NAMED])} have its text: give one of them the old name")
    gone = [i for i in missing.keys() - found.ids.keys() - found.undecided.keys() if missing[i].stray]
    if gone:
        spans = sum(len(missing[identity].stray) for identity in gone)
        names = f"{', '.join(sorted(gone)[:NAMED])}{' and more' if len(gone) > NAMED else ''}"
        said.append(f"not in the folder any more: {names}. The store keeps {counted(spans, 'span')} of it")
    return "; ".join(said)
