"""A kill or an error at every single call to the file system that a session makes."""

from __future__ import annotations

import errno
import os
import signal
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

from tests.torture.amounts import Amount
from tests.torture.children import Child, Send
from tests.torture.figures import Figures
from tests.torture.kills import expected
from tests.torture.layer import LOOKING, Call, install
from tests.torture.looking import STATE, contents, judge, lay, opened, read, workshop
from tests.torture.steps import Author, View, after
from tests.torture.subjects import Handle, Subject

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

ONLY_WRITES = ("kill in the middle", "short write", "short write, then ENOSPC")
KILLS = ("kill", "kill in the middle")


def fits(way: str, call: str) -> bool:
    """Can this happen to that call?"""
    if way in ONLY_WRITES:
        return call in ("write", "pwrite")
    return way != "EIO although done" or call not in LOOKING


def calls(subject: Subject, amount: Amount, seed: int) -> Figures:
    """Each way at each call; the session goes on after an error and is opened again after a kill."""
    figures = Figures("kill or error at every call of saves, folds and openings")
    with workshop() as place:
        before = _prepared(subject, place / "before", seed)
        view = read(subject, place / "before" / STATE).view or {}
        for way in WAYS:
            made = _session(subject, lay(place / "store", before), amount, seed, Fault(-1, _kill))
            names: list[str] = next((m[1] for m in made if m[0] == "calls"), [])
            for at, name in enumerate(names):
                if fits(way, name) and not at % amount.stride:
                    path = lay(place / "store", before)
                    said = _session(subject, path, amount, seed, Fault(at, WAYS[way]))
                    figures.case()
                    _check(figures, f"--seed {seed}, {way} at call {at} ({name})", subject, path, view, said)
    return figures


def _prepared(subject: Subject, folder: Path, seed: int) -> dict[str, bytes]:
    """A store with something in everything it keeps."""
    folder.mkdir()

    def work(_send: Send, _listening: int) -> None:
        handle, author = subject.open(folder / STATE), Author(Random(f"{seed}/before"))
        view = handle.view()
        for number in range(9):
            step = author.step(view)
            handle.apply(step)
            view = after(view, [step])
            if number in (2, 5):
                handle.fold()

    Child(work).ended()
    return contents(folder)


def _session(subject: Subject, path: Path, amount: Amount, seed: int, fault: Fault) -> list[Any]:
    """Open, save, fold, close, each tried once more when it fails; gives what was said of it."""

    def work(send: Send, _listening: int) -> None:
        subject.through_os()
        install(path.parent, fault)
        session(send, subject, path, amount.saves, Random(f"{seed}/session"), fault)
        send(("calls", fault.made))

    return Child(work).ended()


def session(send: Send, subject: Subject, path: Path, saves: int, random: Random, fault: Fault) -> None:
    """A session with a fold after every second step; what fails is done once more, and must work then."""

    def again(what: str, do: Callable[[], Any]) -> Any:
        try:
            return do()
        except subject.refusals as error:
            fault.lasting = False
            send(("refused", what, str(error)))
        try:
            return do()
        except subject.refusals as error:
            send(("stuck", f"{what} fails for ever: {type(error).__name__}: {error}"))
            send(("calls", fault.made))
            os._exit(1)

    handle: Handle = again("open", lambda: subject.open(path))
    view, author = handle.view(), Author(random)
    send(("opened", view))
    for number in range(saves):
        step = author.step(view)
        send(("try", step))
        again("step", partial(handle.apply, step))
        send(("done", step))
        view = after(view, [step])
        if number % 2:
            again("fold", handle.fold)
    again("close", handle.close)


def _check(figures: Figures, case: str, subject: Subject, path: Path, view: View, said: list[Any]) -> None:
    for message in said:
        match message:
            case (("crash" | "stuck"), why):
                figures.add("crashed", case, why)
            case ("opened", found) if found != view:
                figures.add("lost", case, "at the opening in spite of the fault")
    possible = expected(subject, said, view)
    if judge(figures, case, read(subject, path), *possible):
        judge(figures, f"{case}, opened again", opened(subject, path), *possible)
    for name in contents(path.parent):
        if name not in (STATE, subject.history, subject.previous) and ".lock" not in name:
            figures.remark(f"left behind: {name}")
