"""The app on the samples, driven by real keys."""

from __future__ import annotations

import unicodedata
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest
from textual import events
from textual.keys import REPLACED_KEYS, _get_unicode_name_from_key
from textual.pilot import Pilot

from reader.app import ReaderApp
from reader.commands import Command
from reader.commands.keys import textual_name
from reader.screens.reading import Reading
from reader.session.session import Session
from tests.conftest import OpenSession

PICTURES = Path(__file__).parent.parent / "pictures"
"""Text pictures of screens."""
OpenApp = Callable[..., AbstractAsyncContextManager["Driver"]]
"""Opens the app at a size."""


class Driver:
    """Presses keys as a person types them, and looks."""

    def __init__(self, app: ReaderApp, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot

    @property
    def session(self) -> Session:
        """The session of the app."""
        return self.app.session

    async def press(self, key: str) -> None:
        """Press one key by Textual's name."""
        await self.hit(key)
        await self.pilot.pause()

    async def hit(self, key: str) -> None:
        """Press one key, and wait until everything that comes of it was heard: Textual's pilot waits for 40 ms.

        What a thread or a worker does goes on; so may painting.
        """
        self.app.post_message(events.Key(key, _character(key)))
        await self.app.animator.wait_until_complete()
        while await self.pilot._wait_for_screen() and self._unheard:
            pass

    @property
    def _unheard(self) -> bool:
        """Is there anything that somebody on the screen has not looked at?"""
        return any(pump.message_queue_size for pump in (self.app, *self.app.screen.walk_children(with_self=True)))

    async def type(self, keys: str) -> None:
        """Type characters; names of keys stand in angle brackets: `c<tab>`."""
        while keys:
            if keys.startswith("<"):
                key, _, keys = keys[1:].partition(">")
            else:
                key, keys = textual_name(keys[0]), keys[1:]
            await self.hit(key)
        await self.pilot.pause()

    @property
    def rows(self) -> list[str]:
        """The screen as text."""
        strips = self.app.screen._compositor.render_strips()
        return ["".join(segment.text for segment in strip).rstrip() for strip in strips]

    @property
    def highlighted(self) -> str | None:
        """The text that is highlighted."""
        span = self.session.caret.place.highlight
        return span.of(self.session.article.text) if span else None

    @property
    def tagged(self) -> list[tuple[str, str]]:
        """Label and text of every annotation of the article."""
        return [(a.label, a.text) for a in self.session.annotations]

    def go(self, words: str) -> None:
        """Put the cursor on the first place of these words."""
        self.session.caret.go(self.session.article.text.index(words))
        if isinstance(self.app.screen, Reading):
            self.app.screen.show()

    async def saved(self) -> None:
        """Wait until all is on disk, in the state file as well."""
        assert self.session.saving.settle(timeout=30)
        await self.pilot.pause()


def _character(key: str) -> str | None:
    """What Textual's pilot takes for the character of a key."""
    try:
        return unicodedata.lookup(_get_unicode_name_from_key(REPLACED_KEYS.get(key, key)))
    except KeyError:
        return key if len(key) == 1 else None


def check(rows: Sequence[str], name: str) -> None:
    """Hold rows of the screen against their picture; one that is not there is made."""
    path = PICTURES / f"{name}.txt"
    picture = "\n".join(rows) + "\n"
    if not path.exists():
        path.write_text(picture)
    assert picture == path.read_text()


@pytest.fixture
def open_app(open_session: OpenSession) -> OpenApp:
    """The app on the corpus folder."""

    @asynccontextmanager
    async def opening(
        size: tuple[int, int] = (120, 40),
        theme: str = "reader-dark",
        table: Sequence[Command] | None = None,
        session: Session | None = None,
    ) -> AsyncIterator[Driver]:
        session = session or open_session()
        app = ReaderApp(session, theme, table=table)
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            for _ in range(100):
                # The top line says how much was seen only when the page has told what is in view.
                if list(session.views.here) or not session.article.text:
                    break
                await pilot.pause(0.01)
            await pilot.pause()
            yield Driver(app, pilot)

    return opening
