"""Steps over many articles, made for a screen: small ones at once, large ones in a thread while the keys go on."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from textual.screen import Screen

from reader.core.errors import BusyError, ReadOnlyError
from reader.session.making import carry_out
from reader.session.session import Session
from reader.session.work import PACE, StoppedError, Work

Answer = str | Work
"""What a screen leaves when it closes: the sentence that says what was done, or what is to be done now."""

GRACE = 0.1
"""Seconds that a key waits for its step, so that most steps are done before the next key is looked at."""


class Carrier:
    """Makes one large step at a time."""

    def __init__(
        self,
        screen: Screen[Any],
        session: Session,
        tell: Callable[[str], None],
        show: Callable[[], None],
        is_free: Callable[[], bool] = lambda: True,
    ) -> None:
        """`tell` is given what was done, or why it was not; `show` is called while a step is worked out, and after it.

        What was worked out is made only when `is_free` says that nothing else is in the middle of something.
        """
        self._screen = screen
        self._session = session
        self._tell = tell
        self._show = show
        self._is_free = is_free
        self._over = asyncio.Event()
        self.work: Work | None = None
        """The large step that this screen is making; another screen may be making another."""

    def start(self, work: Work) -> None:
        """Make a step: a small one before this returns."""
        try:
            if work.large:
                self._session.begin(work)
            else:
                self._tell(carry_out(self._session, work))
        except (ReadOnlyError, BusyError) as error:
            self._tell(str(error))
        else:
            if work.large:
                self.work = work
                self._over.clear()
                self._screen.run_worker(self._beside(work))

    async def carry_out(self, work: Work) -> None:
        """The same, and wait a little for a large one."""
        self._over.set()
        self.start(work)
        with suppress(TimeoutError):
            await asyncio.wait_for(self._over.wait(), GRACE)

    def stop(self) -> bool:
        """Have the step given up that is being worked out for this screen; says whether there is one."""
        if self.work is not None:
            self.work.stop()
        return self.work is not None

    async def _beside(self, work: Work) -> None:
        clock = self._screen.set_interval(PACE, self._show)
        self._show()
        if work.changes:
            # Going through millions of values that are no garbage would hold up the keys for seconds.
            gc.disable()
        try:
            await asyncio.to_thread(work.prepare)
            while not self._is_free():
                await asyncio.sleep(PACE)
            work.check_wanted()
            said = work.finish()
        except StoppedError:
            said = work.given_up
        finally:
            # The thread may still be at it when the screen is left.
            work.stop()
            gc.enable()
            clock.stop()
            self.work = None
            self._session.end()
            self._over.set()
        # Nothing else shows that it is over when nothing was changed.
        self._show()
        self._tell(said)
