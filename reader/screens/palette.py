"""What the command palette offers: every command by name, and the articles by title."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import cached_property
from typing import NamedTuple, Protocol, cast

from rich.markup import escape
from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from reader.commands import Command
from reader.corpus.corpus import Corpus
from reader.session.filter import TITLES, Filter
from reader.session.relabelling import offers
from reader.session.session import Session
from reader.text.visible import visible

FOUND = 50
"""So many of those at most."""


class Entry(NamedTuple):
    """One line of the palette. Nothing in it is markup."""

    title: str
    help: str
    action: str


class WithSession(Protocol):
    """A screen that can offer this palette."""

    session: Session
    table: Sequence[Command]


class ReaderCommandPalette(CommandPalette):
    """Textual's own falls over a page key while its list has not been drawn yet."""

    def _action_command_list(self, action: str) -> None:
        with suppress(KeyError, IndexError):
            super()._action_command_list(action)


class Palette(Provider):
    """Textual's own takes every title for markup: a file name could crash the app or act."""

    async def discover(self) -> Hits:
        """Everything, before anything is typed."""
        for entry in self._entries(""):
            yield DiscoveryHit(Content(entry.title), self._runner(entry.action), entry.title, escape(entry.help))

    async def search(self, query: str) -> Hits:
        """What matches, with the characters that do."""
        matcher = self.matcher(query)
        for entry in self._entries(query):
            score, offsets = matcher.fuzzy_search.match(query, entry.title)
            if score > 0:
                shown = Content(entry.title)
                for offset in offsets:
                    shown = shown.stylize(matcher.match_style, offset, offset + 1)
                yield Hit(score, shown, self._runner(entry.action), entry.title, escape(entry.help))

    @cached_property
    def _filter(self) -> Filter:
        return Filter(cast("WithSession", self.screen).session.corpus, lambda _kind, _asked: ())

    def _entries(self, query: str) -> Iterator[Entry]:
        screen = cast("WithSession", self.screen)
        session = screen.session
        for command in screen.table:
            keys = f"{command.shown_keys} · " if command.keys else ""
            yield Entry(command.title, f"{keys}{command.help}", command.full_action)
        for old, new, many in offers(session):
            action = f"screen.relabel({old!r}, {new!r})"
            yield Entry(visible(f"Relabel {old} as {new}"), f"{many:,} in all articles, one undo", action)
        yield Entry("Theme", "choose the colours", "app.change_theme")
        for index in self._articles(session.corpus, query):
            yield Entry(f"Open {visible(_title(session, index))}", "open this article", f"screen.open_article({index})")

    def _articles(self, corpus: Corpus, query: str) -> Sequence[int]:
        # Looking at the letters of 100,000 titles, however far apart they stand, took 1 s a key.
        if len(corpus) <= TITLES:
            return range(len(corpus))
        return self._filter.matching(query.casefold().removeprefix("open "))[:FOUND]

    def _runner(self, action: str) -> Callable[[], None]:
        async def run() -> None:
            await self.app.run_action(action, default_namespace=self.screen)

        def later() -> None:
            self.app.call_later(run)

        return later


def _title(session: Session, index: int) -> str:
    title = session.corpus.heading(index)[0] if len(session.corpus) <= TITLES else ""
    return title or session.corpus.ids[index]
