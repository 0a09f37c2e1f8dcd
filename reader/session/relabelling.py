"""Spans whose label is none of the project's: they are kept and shown, and get another label when a person says so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from reader.core.change import Change
from reader.core.errors import DecodingError, StoreError
from reader.core.label import LabelSet
from reader.session.session import Session
from reader.session.wording import counted

NAMED = 4
"""So many labels are named in a sentence, those with the most spans."""

OFFERED = 20
"""So many labels are offered to be changed, those with the most spans."""


def unknown(found: Mapping[str, int], labels: LabelSet) -> str:
    """What is said of labels, with how many spans each has, that are none of the project's; nothing when all are."""
    others = _by_count({name: many for name, many in found.items() if name not in labels})
    if not others:
        return ""
    named = ", ".join(f"{name} {many}" for name, many in others[:NAMED])
    more = f" and {counted(len(others) - NAMED, 'more label')}" if len(others) > NAMED else ""
    return f"{counted(sum(many for _, many in others), 'span')} with labels that are not this project's: {named}{more}"


def notice(session: Session) -> str:
    """The same of all that is stored, once in a session, as soon as it is known."""
    if session.labels_noticed or not session.others:
        return ""
    session.labels_noticed = True
    return unknown(session.others, session.labels)


def offers(session: Session) -> Iterator[tuple[str, str, int]]:
    """Which label can be made which, and how many spans have it, the most first."""
    for old, many in _by_count(session.others)[:OFFERED]:
        for label in session.labels:
            yield old, label.name, many


def relabel(session: Session, old: str, new: str) -> str:
    """Give every span of one label another, in all articles, as one step; says what was done."""
    session.check_writable()
    changes, doubled, unreadable, now = [], 0, 0, session.author.now
    for identity in session.labelled(old):
        try:
            record = session.record(identity)
        except (DecodingError, StoreError):
            unreadable += 1
            continue
        having = [a for a in (*record.annotations, *record.stray) if a.label == old]
        free = tuple(a for a in having if not record.annotations.has(a.span, new))
        doubled += len(having) - len(free)
        if free:
            changes.append(Change(identity, removed=free, added=tuple(a.relabelled(new, now) for a in free)))
    if changes:
        session.do(*changes)
    spans = sum(len(change.added) for change in changes)
    said = [f"{counted(spans, 'span')} in {counted(len(changes), 'article')}: {new}, was {old}"]
    said += [f"{counted(doubled, 'span')} left, as {new} is there already"] if doubled else []
    said += [f"{counted(unreadable, 'article')} cannot be read"] if unreadable else []
    return "; ".join(said)


def _by_count(found: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(found.items(), key=lambda each: (-each[1], each[0]))
