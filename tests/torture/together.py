"""Several processes that want to write one store, and the one that writes is killed."""

from __future__ import annotations

import os
import socket
from pathlib import Path
from random import Random
from typing import Any

from tests.torture.amounts import Amount
from tests.torture.children import Child, Send
from tests.torture.figures import Figures
from tests.torture.kills import expected
from tests.torture.looking import STATE, judge, read, workshop
from tests.torture.steps import Author, View, after
from tests.torture.subjects import Subject

STEPS = 40
"""Steps that a writer does before it waits to be killed."""


def together(subject: Subject, amount: Amount, seed: int) -> Figures:
    """One gets to write and the others are told who; after a kill another gets it at once; nothing is lost."""
    figures = Figures("two and four processes on one store, the writer killed")
    for run in range(amount.runs):
        for count in (2, 4):
            figures.case()
            with workshop() as place:
                _one(figures, f"--seed {seed}, run {run} of {count} processes", subject, place / STATE, count)
    return figures


def _one(figures: Figures, case: str, subject: Subject, path: Path, count: int) -> None:
    children = [Child(_wanting(subject, path, f"{case}/{number}")) for number in range(count)]
    view: View = {}
    while children:
        for child in children:
            child.tell()
        firsts = [child.heard(20, once=True) for child in children]
        writers = [child for child, said in zip(children, firsts, strict=True) if said and said[0][0] == "opened"]
        if not writers:
            figures.add("unreadable", case, f"nobody could open it: {firsts}")
            break
        if len(writers) > 1:
            figures.add("silent", case, f"{len(writers)} processes write at once")
        _told(figures, case, writers[0].pid, [said for said in firsts if said and said[0][0] == "refused"])
        view = _killed(
            figures, case, subject, path, view, [(c, s) for c, s in zip(children, firsts, strict=True) if c in writers]
        )
        children = [child for child in children if child not in writers]
    for child in children:
        child.kill()


def _killed(
    figures: Figures, case: str, subject: Subject, path: Path, view: View, writers: list[tuple[Child, list[Any]]]
) -> View:
    """Kill whoever writes; gives what is there."""
    flying: list[Any] = []
    for child, first in writers:
        said = [*first, *child.heard(Random(f"{case}/{child.pid}").uniform(0, 0.06)), *child.kill()]
        if len(writers) == 1 and said[0][1] != view:
            figures.add("lost", case, "the next one did not find what was acknowledged")
        *_, view = possible = expected(subject, said, view)
        flying += possible[:-1] if len(writers) == 1 else []
        for message in said:
            if message[0] == "crash":
                figures.add("crashed", case, message[1])
    outcome = read(subject, path)
    judge(figures, case, outcome, *flying, view)
    return outcome.view if outcome.view is not None else view


def _told(figures: Figures, case: str, pid: int, refused: list[list[Any]]) -> None:
    for said in refused:
        sentence = said[0][1]
        if str(pid) not in sentence or socket.gethostname() not in sentence:
            figures.add("silent", case, f"not told that {pid} on {socket.gethostname()} holds it: {sentence}")


def _wanting(subject: Subject, path: Path, seed: str) -> Any:
    """A worker that tries to open whenever it is told to, and writes once it is let."""

    def work(send: Send, listening: int) -> None:
        random = Random(seed)
        handle = None
        while handle is None:
            os.read(listening, 1)
            try:
                handle = subject.open(path)
            except subject.refusals as error:
                send(("refused", str(error)))
        view, author = handle.view(), Author(random)
        send(("opened", view))
        for number in range(STEPS):
            step = author.step(view)
            send(("try", step))
            handle.apply(step)
            send(("done", step))
            view = after(view, [step])
            if number % 10 == 9:
                handle.fold()
        os.read(listening, 1)

    return work
