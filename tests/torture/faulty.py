"""What may become of a call to the file system."""

from __future__ import annotations

import errno
import os
import signal
from collections.abc import Callable, Mapping
from typing import Any

from tests.torture.layer import LOOKING, Call

Way = Callable[["Fault", Call], Any]
"""What happens instead of a call."""


class Fault:
    """Lets the calls through but for the n-th, counted from 0, and counts them."""

    def __init__(self, at: int, way: Way) -> None:
        self.made: list[str] = []
        self.lasting = False
        """Do all calls that change something fail, until this is set back?"""
        self.next_too = False
        """Does the next write fail?"""
        self._at, self._way = at, way

    def __call__(self, call: Call) -> Any:
        """Make the call, or what is in its place."""
        if call.name == "close":
            return call()
        self.made.append(call.name)
        if len(self.made) - 1 == self._at:
            return self._way(self, call)
        if (self.lasting and changes(call)) or (self.next_too and call.name in ("write", "pwrite")):
            self.next_too = False
            raise _error(errno.ENOSPC)
        return call()


def changes(call: Call) -> bool:
    """Does it change something on the disk?"""
    return call.name not in LOOKING or (call.name == "open" and bool(call.args[1] & (os.O_CREAT | os.O_TRUNC)))


def _error(number: int) -> OSError:
    return OSError(number, os.strerror(number))


def _raise(number: int) -> Way:
    def way(_fault: Fault, _call: Call) -> Any:
        raise _error(number)

    return way


def _kill(_fault: Fault, _call: Call) -> Any:
    os.kill(os.getpid(), signal.SIGKILL)


def _half(call: Call) -> Any:
    descriptor, data, *rest = call.args
    return call.make(descriptor, bytes(data)[: max(1, len(data) // 2)], *rest)


def _torn(fault: Fault, call: Call) -> Any:
    _half(call)
    _kill(fault, call)


def _short(_fault: Fault, call: Call) -> Any:
    return _half(call)


def _short_then_full(fault: Fault, call: Call) -> Any:
    fault.next_too = True
    return _half(call)


def _late(_fault: Fault, call: Call) -> Any:
    call()
    raise _error(errno.EIO)


def _stays(fault: Fault, call: Call) -> Any:
    fault.lasting = True
    if changes(call):
        raise _error(errno.ENOSPC)
    return call()


WAYS: Mapping[str, Way] = {
    "kill": _kill,
    "EIO": _raise(errno.EIO),
    "ENOSPC": _raise(errno.ENOSPC),
    "EACCES": _raise(errno.EACCES),
    "EDQUOT": _raise(errno.EDQUOT),
    "ENOSPC for a while": _stays,
    "EIO although done": _late,
    "kill in the middle": _torn,
    "short write": _short,
    "short write, then ENOSPC": _short_then_full,
}
"""What a call comes to."""

HARDEST = ("kill", "kill in the middle", "EIO", "EIO although done", "ENOSPC for a while")
"""Those that are done to a store that is in trouble already."""

ONLY_WRITES = ("kill in the middle", "short write", "short write, then ENOSPC")


def fits(way: str, call: str) -> bool:
    """Can this happen to that call?"""
    if way in ONLY_WRITES:
        return call in ("write", "pwrite")
    return way != "EIO although done" or call not in LOOKING
