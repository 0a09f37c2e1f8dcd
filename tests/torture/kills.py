"""Workers killed with SIGKILL at random moments, on one store that is carried on."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any

from tests.torture.amounts import Amount
from tests.torture.children import Child, Send
from tests.torture.figures import Figures
from tests.torture.looking import STATE, Outcome, judge, read, workshop
from tests.torture.steps import Author, Step, View, after
from tests.torture.subjects import Subject

FOLD_EVERY = 25
"""Steps from one fold to the next, about."""


def kills(subject: Subject, amount: Amount, seed: int) -> Figures:
    """After each kill the acknowledged steps are there; the one on its way is there or not; nothing else."""
    figures = Figures("kill -9 at random moments, one store carried on")
    with workshop() as place:
        path, view = _fresh(place, 0), View()
        for life in range(amount.kills):
            case = f"--seed {seed}, life {life}"
            random = Random(f"{seed}/{life}")
            figures.case()
            possible = one_life(figures, case, subject, path, view, random)
            if not any(path.parent.iterdir()) and {} in possible:
                # Killed before there was anything.
                continue
            outcome = read(subject, path)
            if judge(figures, case, outcome, *possible) and outcome.view is not None:
                view = outcome.view
            else:
                path, view = _fresh(place, life + 1), View()
    return figures


def one_life(figures: Figures, case: str, subject: Subject, path: Path, view: View, random: Random) -> list[View]:
    """Let a worker work and kill it; gives what may be there afterwards."""
    child = Child(lambda send, _listening: worker(send, subject, path, random))
    # Some die while they open.
    messages = child.heard(random.choice([random.uniform(0, 0.01), random.uniform(0, 0.1)]))
    before = len(messages)
    seen = read(subject, path) if subject.history and before and not random.randrange(3) else None
    messages += child.kill()
    if seen is not None:
        since = [expected(subject, messages[:count], view) for count in range(before, len(messages) + 1)]
        moments = [moment for several in since for moment in several]
        judge(figures, f"{case}, read meanwhile", seen, *moments)
    for message in messages:
        match message:
            case ("opened", found):
                if found != view:
                    judge(figures, f"{case}, opened", Outcome(found), view)
            case ("done", _):
                figures.remark("steps were acknowledged")
            case ("crash", why):
                figures.add("crashed", case, why)
    return expected(subject, messages, view)


def expected(subject: Subject, messages: list[Any], view: View) -> list[View]:
    """What may be there after what a worker said: all acknowledged, with the step on its way or without it.

    The last is the one without.
    """
    flying: list[Step] = []
    for message in messages:
        match message:
            case ("try", Step() as step):
                flying = subject.parts(step)
            case ("done", Step() as step):
                view, flying = after(view, [step]), []
    return [after(view, flying[:count]) for count in range(len(flying), -1, -1)]


def worker(send: Send, subject: Subject, path: Path, random: Random) -> None:
    """Work until killed."""
    handle = subject.open(path)
    view, author = handle.view(), Author(random)
    send(("opened", view))
    while True:
        step = author.step(view)
        send(("try", step))
        handle.apply(step)
        send(("done", step))
        view = after(view, [step])
        if not random.randrange(FOLD_EVERY):
            handle.fold()
        if not random.randrange(FOLD_EVERY * 8):
            handle.close()
            handle = subject.open(path)


def _fresh(place: Path, number: int) -> Path:
    (place / str(number)).mkdir()
    return place / str(number) / STATE
