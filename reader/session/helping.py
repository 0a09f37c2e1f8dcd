"""Other processes that go through some of the articles: half the time on two cores, and the same result."""

from __future__ import annotations

import os
import pickle
import signal
from collections.abc import Callable, Sequence
from contextlib import suppress
from tempfile import TemporaryFile
from typing import IO, Generic, TypeVar

ENOUGH = 4_000
"""Articles from which on it is worth while."""

MOST = 4
"""Processes at most: each needs memory, and what comes before and after is done by one."""


Result = TypeVar("Result")
"""What a helper finds."""


def processes(articles: int) -> int:
    """How many are worth while here for so many articles."""
    if articles < ENOUGH or not hasattr(os, "fork"):
        return 1
    able = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(able, MOST)


def parts(articles: int, many: int) -> Sequence[range]:
    """The places in the list of the articles of each of so many processes, this one's first."""
    return [range(articles * number // many, articles * (number + 1) // many) for number in range(many)]


class Helper(Generic[Result]):
    """A copy of this process, which does one thing and ends. It answers by a file, so that nobody waits for a pipe."""

    def __init__(self, numbers: range, work: Callable[[Callable[[], None]], Result]) -> None:
        """`numbers` are the places in the list of its articles; `work` calls what it is given after each."""
        self.numbers = numbers
        """The places in the list of its articles."""
        self._answer: IO[bytes] | None = None
        self._process = 0
        # Without room for a file or a process its articles are left to whoever asks for the result.
        with suppress(OSError):
            self._answer = TemporaryFile()  # noqa: SIM115 - it lives as long as the helper
            self._process = os.fork()
            if self._process == 0:
                self._be_it(work, self._answer)

    def result(self) -> Result | None:
        """Wait for what it has found; None when it came to nothing, whatever the reason."""
        if not self._process or self._answer is None:
            return None
        code = os.waitpid(self._process, 0)[1]
        self._process = 0
        if code != 0:
            return None
        self._answer.seek(0)
        found: Result = pickle.load(self._answer)  # noqa: S301 - nobody else could write it
        return found

    def stop(self) -> None:
        """Nobody wants it any more."""
        process, self._process = self._process, 0
        if process:
            os.kill(process, signal.SIGKILL)
            os.waitpid(process, 0)
        if self._answer is not None:
            self._answer.close()

    def _be_it(self, work: Callable[[Callable[[], None]], Result], answer: IO[bytes]) -> None:
        """What the copy does. It never comes back, and says nothing."""
        code, parent = 1, os.getppid()

        def tick() -> None:
            # Whoever asked was killed.
            if os.getppid() != parent:
                os._exit(1)

        try:
            for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT, signal.SIGPIPE):
                signal.signal(each, signal.SIG_DFL)
            pickle.dump(work(tick), answer, pickle.HIGHEST_PROTOCOL)
            answer.flush()
            code = 0
        finally:
            os._exit(code)
