"""Processes that can be killed at any moment, and what they said before."""

from __future__ import annotations

import os
import pickle
import select
import signal
import time
import traceback
from collections.abc import Callable
from typing import Any

Send = Callable[[Any], None]
"""Tells the parent a value; it has it whatever happens to the child afterwards."""

# Kept here, as a child puts others in their place.
_read, _write = os.read, os.write


class Child:
    """A fork that does some work."""

    def __init__(self, work: Callable[[Send, int], None]) -> None:
        """`work` is given what tells the parent, and a descriptor that has a byte whenever the parent tells it to."""
        self._said, saying = os.pipe()
        listening, self._telling = os.pipe()
        self._left = b""
        self.status: int | None = None
        """The exit code, or minus the signal, once it was waited for."""
        self.pid = os.fork()
        if not self.pid:
            os.close(self._said)
            os.close(self._telling)
            _work(work, saying, listening)
        os.close(saying)
        os.close(listening)

    def heard(self, timeout: float, *, once: bool = False) -> list[Any]:
        """What it says within the time or until its end; with `once`, only until it said something."""
        end, messages = time.monotonic() + timeout, list[Any]()
        while select.select([self._said], [], [], max(0.0, end - time.monotonic()))[0]:
            data = _read(self._said, 1 << 20)
            self._left += data
            messages += self._taken()
            if not data or (once and messages):
                break
        return messages

    def tell(self) -> None:
        """Give it a sign."""
        _write(self._telling, b".")

    def kill(self) -> list[Any]:
        """End it with SIGKILL; gives what it said and nobody heard yet."""
        os.kill(self.pid, signal.SIGKILL)
        return self.ended()

    def ended(self, timeout: float = 60.0) -> list[Any]:
        """Wait for its end; gives what it said and nobody heard yet. Killed after the timeout, in seconds."""
        messages = self.heard(timeout)
        done, status = os.waitpid(self.pid, os.WNOHANG)
        until = time.monotonic() + 5
        while not done and time.monotonic() < until:
            time.sleep(0.001)
            done, status = os.waitpid(self.pid, os.WNOHANG)
        if not done:
            os.kill(self.pid, signal.SIGKILL)
            _, status = os.waitpid(self.pid, 0)
            messages.append(("crash", f"no answer in {timeout} s"))
        self.status = os.waitstatus_to_exitcode(status)
        os.close(self._said)
        os.close(self._telling)
        return messages

    def _taken(self) -> list[Any]:
        messages = []
        while len(self._left) >= 4 and len(self._left) >= 4 + (size := int.from_bytes(self._left[:4], "big")):
            messages.append(pickle.loads(self._left[4 : 4 + size]))  # noqa: S301, said by our own fork
            self._left = self._left[4 + size :]
        return messages


def _work(work: Callable[[Send, int], None], saying: int, listening: int) -> None:
    def send(message: Any) -> None:
        data = pickle.dumps(message)
        data = len(data).to_bytes(4, "big") + data
        while data:
            data = data[_write(saying, data) :]

    try:
        work(send, listening)
    except BaseException:  # noqa: BLE001, whatever it is the parent must know
        send(("crash", traceback.format_exc()))
        os._exit(1)
    os._exit(0)
