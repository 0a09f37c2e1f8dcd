"""Plans the keys for a gold standard: span after span in the shortest way, on a session without a screen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from reader.commands import Command, commands
from reader.session.session import Session
from tests.benchmarks.keys.gold import GoldArticle, Wanted
from tests.benchmarks.keys.ways import FARTHER, Keys, best_way, everywhere

AHEAD = 3
"""How many of the next spans are compared."""

NAMES = {"space": " ", "backspace": "\x7f", "enter": "\r", "tab": "\t"}
"""What is typed for keys named so in the table."""


class Plan(NamedTuple):
    """The keys for one article."""

    keys: Keys
    """All of them, in order."""
    by_label: Counter[str]
    """How many keys went into the spans of each label."""
    spans: Counter[str]
    """How many spans each label has."""


def plan(session: Session, article: GoldArticle) -> Plan:
    """Make the spans of the article in hand; the session is left as the keys leave it.

    Raises AssertionError when a key did not do what its rule says: then the planner and the tool differ.
    """
    missing, by_label = set(article.wanted), Counter[str]()
    typed: list[str] = []
    while missing:
        keys, wanted = _next(session, missing)
        Typist(session).type(keys)
        done = {one for one in missing if session.annotations.has(one.span, one.label)}
        if wanted not in done:
            raise AssertionError(f"{article.id}: {keys} did not make {wanted.label} {wanted.span.of(article.text)!r}")
        missing -= done
        by_label[wanted.label] += len(keys)
        typed += keys
    return Plan(tuple(typed), by_label, Counter(one.label for one in article.wanted))


def _next(session: Session, missing: set[Wanted]) -> tuple[Keys, Wanted]:
    """The keys with the best yield among those for the next spans, and the span they are for."""
    order = sorted(missing, key=lambda one: (one.span.start, -one.span.end))
    # Nothing behind the first is taken before it: what is passed over is only reached again with many keys.
    near = [one for one in order[:AHEAD] if one.span.start < order[0].span.end]
    ways = [(way, one) for one in near if (way := best_way(session, one))]
    if not ways and (far := best_way(session, order[0], FARTHER)):
        ways = [(far, order[0])]
    if not ways:
        at = session.article.text[session.caret.place.cursor :][:30]
        raise AssertionError(f"no way from {at!r} to {order[0].label} {order[0].span.of(session.article.text)!r}")
    offers = []
    for way, one in ways:
        all_key = everywhere(session, one, missing)
        label = session.labels[one.label]
        if all_key and way[-1] == label.key:
            offers.append((len(way) / all_key[1], len(way), one.span.start, (*way[:-1], all_key[0]), one))
        offers.append((len(way), len(way), one.span.start, way, one))
    *_, keys, wanted = min(offers, key=lambda offer: offer[:3])
    return keys, wanted


class Typist:
    """Does to a session what keys do in the app, by the table of commands."""

    def __init__(self, session: Session) -> None:
        self._session = session
        table = commands(session.labels)
        self._by_key: Mapping[str, Command] = {NAMES.get(key, key): c for c in table for key in c.keys}

    def type(self, keys: Keys) -> None:
        """Press keys."""
        number = 0
        for key in keys:
            if key.isdecimal():
                number = 10 * number + int(key)
                continue
            command = self._by_key[key]
            if isinstance(command.do, str):
                raise TypeError(f"{command.id} needs the screen")
            for _ in range(max(1, number) if command.repeats else 1):
                command.do(self._session)
            number = 0
