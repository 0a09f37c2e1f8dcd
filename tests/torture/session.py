"""A session in which something may go wrong: what fails is done once more, and must work then."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from tests.torture.children import Child, Send
from tests.torture.faulty import Fault
from tests.torture.hands import STATES
from tests.torture.layer import install
from tests.torture.scene import Scene
from tests.torture.steps import Author, after
from tests.torture.subjects import Subject


class Script(NamedTuple):
    """What is done in it."""

    subject: Subject
    path: Path
    saves: int
    """How many steps."""
    seed: int
    folds: bool = True
    """Fold after every second step, close at the end, and let another program write in between; otherwise the history
    alone has what was acknowledged when the process goes."""

    def run(self, fault: Fault) -> list[Any]:
        """Do it in a process of its own; gives what was said of it."""

        def work(send: Send, _listening: int) -> None:
            self.subject.through_os()
            install(self.path.parent, fault)
            _Session(self, send, fault).run()

        return Child(work).ended()


class _Session:
    def __init__(self, script: Script, send: Send, fault: Fault) -> None:
        self._script, self._send, self._fault = script, send, fault

    def run(self) -> None:
        script, random = self._script, Random(f"{self._script.seed}/session")
        handle = self._again("open", lambda: script.subject.open(script.path))
        view, author = handle.view(), Author(random)
        self._send(("opened", view))
        for number in range(script.saves):
            step = author.step(view)
            self._send(("try", step))
            self._again("step", partial(handle.apply, step))
            self._send(("done", step))
            view = after(view, [step])
            if script.folds and number == 2 and script.subject.history:
                # Written past `os`, and so nothing of it fails.
                scene = Scene(script.subject, script.path, script.path.parent, {}, random)
                self._send(("foreign", STATES["a span added with an editor, in place"](scene)))
            if script.folds and number % 2:
                self._again("fold", handle.fold)
        if script.folds:
            self._again("close", handle.close)
        self._send(("calls", self._fault.made))

    def _again(self, what: str, do: Callable[[], Any]) -> Any:
        refusals = self._script.subject.refusals
        try:
            return do()
        except refusals as error:
            self._fault.lasting = False
            self._send(("refused", what, str(error)))
        try:
            return do()
        except refusals as error:
            self._send(("stuck", f"{what} fails for ever: {type(error).__name__}: {error}"))
            os._exit(1)
