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
from tests.torture.beginnings import beginnings
from tests.torture.children import Child, Send
from tests.torture.figures import Figures
from tests.torture.hands import STATES
from tests.torture.kills import expected
from tests.torture.layer import LOOKING, Call, install
from tests.torture.looking import contents, differs, judge, lay, opened, read, workshop
from tests.torture.scene import Done, Scene
from tests.torture.steps import Author, Edit, Step, View, after, ids
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

HARDEST = ("kill", "kill in the middle", "EIO", "EIO although done", "ENOSPC for a while")
"""Those that are done to a store that is in trouble already."""

ONLY_WRITES = ("kill in the middle", "short write", "short write, then ENOSPC")


def fits(way: str, call: str) -> bool:
    """Can this happen to that call?"""
    if way in ONLY_WRITES:
        return call in ("write", "pwrite")
    return way != "EIO although done" or call not in LOOKING


def calls(subject: Subject, amount: Amount, seed: int, shard: int, shards: int) -> Figures:
    """Each way at each call; the session goes on after an error and is opened again after a kill."""
    figures = Figures("kill or error at every call of saves, folds and openings")
    with workshop() as place:
        for beginning, files in beginnings(subject, place / "before", seed).items():
            plain = beginning == "after a kill"
            view = read(subject, lay(place / "store", files)).view or {}
            for way in WAYS if plain else HARDEST:
                names = _names(_session(subject, lay(place / "store", files), amount, seed, Fault(-1, _kill)))
                for at, name in enumerate(names):
                    if fits(way, name) and at % shards == shard and not at // shards % amount.stride:
                        figures.case()
                        case = f"--seed {seed}, {beginning}, {way} at call {at} ({name})"
                        path = lay(place / "store", files)
                        said = _session(subject, path, amount, seed, Fault(at, WAYS[way]))
                        _check(figures, case, subject, path, view, said)
    return figures


def _names(said: list[Any]) -> list[str]:
    """The calls of a session that nothing happened to."""
    calls = [message[1] for message in said if message[0] == "calls"]
    if not calls:
        raise RuntimeError(f"The session fails without any fault: {said}")
    names: list[str] = calls[0]
    return names


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

    scene = Scene(subject, path, path.parent, {}, random)
    handle: Handle = again("open", lambda: subject.open(path))
    view, author = handle.view(), Author(random)
    send(("opened", view))
    for number in range(saves):
        step = author.step(view)
        send(("try", step))
        again("step", partial(handle.apply, step))
        send(("done", step))
        view = after(view, [step])
        if number == 2 and subject.history:
            # Written past `os`, and so nothing of it fails.
            send(("foreign", STATES["a span added with an editor, in place"](scene)))
        if number % 2:
            again("fold", handle.fold)
    again("close", handle.close)


def _check(figures: Figures, case: str, subject: Subject, path: Path, view: View, said: list[Any]) -> None:
    done = Done()
    for message in said:
        match message:
            case (("crash" | "stuck"), why):
                figures.add("crashed", case, why)
            case ("opened", found) if found != view:
                figures.add("lost", case, f"at the opening: {differs(found, view)}")
            case ("foreign", Done() as done):
                pass
    possible = expected(subject, said, view)
    added = Step(tuple(Edit(article, {}, tags) for article, tags in done.added.items()))
    possible = [*(after(moment, [added]) for moment in possible), *possible]
    if judge(figures, case, read(subject, path), *possible):
        outcome = opened(subject, path)
        judge(figures, f"{case}, opened again", outcome, *possible)
        kept = contents(path.parent)
        theirs = ids(done.added).keys() <= ids(outcome.view or {}).keys()
        if not theirs and not all(data in kept.values() for data in done.foreign):
            figures.add("lost", case, "what somebody else wrote is neither taken in nor kept aside")
        for name in kept:
            if name.endswith(".tmp"):
                figures.remark(f"left behind: {name}")
