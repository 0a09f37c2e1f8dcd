"""Spans whose label is none of the project's: they are kept and shown, and get another label when a person says so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from reader.core.article import Article
from reader.core.change import Change
from reader.core.label import LabelSet
from reader.core.record import Record
from reader.session.making import Making
from reader.session.session import Session
from reader.session.wording import counted

NAMED = 4
"""So many labels are named in a sentence, those with the most spans."""

NONE: Mapping[str, int] = {}
"""No labels."""

OFFERED = 20
"""So many labels are offered to be changed, those with the most spans."""


def unknown(found: Mapping[str, int], labels: LabelSet, suggested: Mapping[str, int] = NONE) -> str:
    """What is said of labels that are none of the project's, with how often spans and suggestions have each.

    Nothing when all are the project's.
    """
    spans, offered = (sum(many for name, many in some.items() if name not in labels) for some in (found, suggested))
    others = _by_count({n: many for n, many in (Counter(found) + Counter(suggested)).items() if n not in labels})
    if not others:
        return ""
    named = ", ".join(f"{name} {many}" for name, many in others[:NAMED])
    more = f" and {counted(len(others) - NAMED, 'more label')}" if len(others) > NAMED else ""
    return f"{_both(spans, offered)} with labels that are not this project's: {named}{more}"


def notice(session: Session) -> str:
    """The same of all that is stored, once in a session, as soon as it is known."""
    spans, suggested = session.others, session.others_suggested
    if session.labels_noticed or not (spans or suggested):
        return ""
    session.labels_noticed = True
    return unknown(spans, session.labels, suggested)


def offers(session: Session) -> Iterator[tuple[str, str, int]]:
    """Which label can be made which, and how many spans and suggestions have it, the most first."""
    for old, many in _by_count(Counter(session.others) + Counter(session.others_suggested))[:OFFERED]:
        for label in session.labels:
            yield old, label.name, many


def relabelling(session: Session, old: str, new: str) -> Making:
    """What gives every span of one label another, in all articles, as one step. Suggestions follow."""
    session.check_writable()
    now, doubled = session.author.now, Counter[str]()

    def change(_article: Article, record: Record) -> Change | None:
        made = _relabelled(record, old, new, now)
        doubled[record.id] = sum(a.label == old for a in (*record.annotations, *record.stray)) - len(made.removed)
        return made if made.removed or made.withdrawn else None

    def said(changes: Sequence[Change], unreadable: int) -> str:
        spans, offered = (sum(map(len, each)) for each in ([c.added for c in changes], [c.offered for c in changes]))
        told = [f"{_both(spans, offered)} in {counted(len(changes), 'article')}: {new}, was {old}"]
        told += [f"{counted(doubled.total(), 'span')} left, as {new} is there already"] if doubled.total() else []
        told += [f"{counted(unreadable, 'article')} cannot be read"] if unreadable else []
        return "; ".join(told)

    wanted = [(identity, change) for identity in dict.fromkeys(session.records.labelled(old))]
    return Making(session, f"relabelling {old} as {new}", wanted, said)


def _relabelled(record: Record, old: str, new: str, now: str) -> Change:
    """What gives the spans of one article another label; those stay where the same span has that one already."""
    spans, offered = (record.annotations, record.stray), (record.suggestions, record.adrift)
    here, there = (
        tuple(a for some in both for a in some if a.label == old and not both[0].has(a.span, new))
        for both in (spans, offered)
    )
    return Change(
        record.id,
        removed=here,
        added=tuple(a.relabelled(new, now) for a in here),
        withdrawn=there,
        offered=tuple(a.relabelled(new, now) for a in there),
    )


def _both(spans: int, suggestions: int) -> str:
    """`2 spans`, `2 spans and 1 suggestion`, `1 suggestion`."""
    said = ((spans, "span"), (suggestions, "suggestion"))
    return " and ".join(counted(many, noun) for many, noun in said if many) or counted(0, "span")


def _by_count(found: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(found.items(), key=lambda each: (-each[1], each[0]))
