"""Somebody else replaces or changes the files, while a session is open or between two sessions."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

from tests.torture.amounts import Amount
from tests.torture.children import Child, Send
from tests.torture.figures import Figures
from tests.torture.hands import STATES, Hand
from tests.torture.looking import STATE, Outcome, contents, differs, opened, workshop
from tests.torture.pasts import NOT_AT_REST, PASTS
from tests.torture.scene import Done, Scene
from tests.torture.steps import Author, View, after, ids
from tests.torture.subjects import Handle, Subject


def foreign(subject: Subject, amount: Amount, seed: int) -> Figures:
    """Each kind in an open session and between two: all of ours is there, and theirs is there or lies aside."""
    figures = Figures("files replaced by others, in a session and between two")
    hands = {**STATES, **(PASTS if subject.history else {})}
    for run in range(amount.replaced):
        for name, hand in hands.items():
            # Between two sessions only a history tells what somebody undid on purpose from what they never saw.
            for at_rest in (False, True) if subject.history and name not in NOT_AT_REST else (False,):
                figures.case()
                case = f"--seed {seed}, run {run}, {name}, {'between two sessions' if at_rest else 'in a session'}"
                with workshop() as place:
                    _one(figures, case, subject, place, hand, at_rest=at_rest)
    return figures


def _one(figures: Figures, case: str, subject: Subject, place: Path, hand: Hand, *, at_rest: bool) -> None:
    random, path = Random(case), place / "corpus" / STATE
    path.parent.mkdir()

    def work(send: Send, _listening: int) -> None:
        Session(subject, path, place / "elsewhere", random, send).run(hand, at_rest=at_rest)

    said = Child(work).ended()
    done = next((m[1] for m in said if m[0] == "foreign"), None)
    for message in said:
        match message:
            case ("crash" | "stuck", why):
                figures.add("crashed", case, why)
            case ("refused", what, why):
                figures.remark(f"{what} refused: {case.split(', ', 2)[2]}: {why.replace(str(place), '…')}")
    if done is None:
        return
    mine, ever = _mine(said)
    outcome = opened(subject, path)
    for file in (path, path.with_name(subject.history or STATE)):
        if outcome.refused and not file.is_file() and os.path.lexists(file):
            # A folder, say, is for a person to take away.
            file.rename(path.with_name("of somebody"))
            outcome = opened(subject, path)
    if done.still is not None and not done.still(path):
        figures.add("silent", case, "the mode or the link was not kept")
    notices = [*outcome.notices, *next((m[1] for m in said if m[0] == "notices"), ())]
    _judge(figures, case, outcome, mine, ever, done, contents(path.parent), said=bool(notices))


def _mine(said: list[Any]) -> tuple[View, set[str]]:
    """All that was acknowledged, and every id that we ever had."""
    mine: View = {}
    ever: set[str] = set()
    for message in said:
        if message[0] == "done":
            mine = after(mine, [message[1]])
            ever |= ids(mine).keys()
    return mine, ever


ENOUGH = 3
"""How many annotations there are at the least, so that somebody else finds one to change."""


class Session:
    """What the worker does."""

    def __init__(self, subject: Subject, path: Path, elsewhere: Path, random: Random, send: Send) -> None:
        self._subject, self._path, self._elsewhere, self._random, self._send = subject, path, elsewhere, random, send
        self._author = Author(random, most=30)
        self._view: View = {}
        self._handle: Handle = subject.open(path)

    def run(self, hand: Hand, *, at_rest: bool) -> None:
        """Work, let somebody else in, and go on."""
        self._steps(self._random.randint(6, 12))
        self._try("fold", self._handle.fold)
        earlier = contents(self._path.parent)
        self._steps(self._random.randint(2, 5))
        self._try("fold", self._handle.fold)
        self._steps(self._random.randint(0, 3))
        if at_rest:
            self._handle.close()
        done = hand(Scene(self._subject, self._path, self._elsewhere, earlier, self._random))
        self._send(("foreign", done))
        if at_rest and not self._again():
            return
        self._steps(3)
        self._try("fold", self._handle.fold)
        self._steps(2)
        self._send(("notices", tuple(self._handle.notices)))
        if self._random.randrange(2):
            self._try("close", self._handle.close)

    def _again(self) -> bool:
        """Open it again, if it can be opened as it is."""
        opening: list[Handle] = []
        self._try("open", lambda: opening.append(self._subject.open(self._path)))
        if opening:
            self._handle = opening[0]
        return bool(opening)

    def _steps(self, count: int) -> None:
        while count > 0 or (count > -50 and len(ids(self._view)) < ENOUGH):
            count -= 1
            step = self._author.step(self._view)
            if self._try("step", partial(self._handle.apply, step)):
                self._send(("done", step))
                self._view = after(self._view, [step])

    def _try(self, what: str, do: Any) -> bool:
        try:
            do()
        except self._subject.refusals as error:
            self._send(("refused", what, f"{type(error).__name__}: {error}"))
            return False
        return True


def _judge(
    figures: Figures,
    case: str,
    outcome: Outcome,
    mine: View,
    ever: set[str],
    done: Done,
    files: dict[str, bytes],
    *,
    said: bool,
) -> None:
    if outcome.view is None:
        figures.add("crashed" if outcome.crashed else "unreadable", case, outcome.crashed or outcome.refused)
        return
    found, wanted, theirs, added = ids(outcome.view), ids(mine), ids(done.theirs), ids(done.added)
    good = {i for i, tag in wanted.items() if found.get(i) == tag}
    taken = {i for i in done.touched if found.get(i) == theirs.get(i)}
    if wanted.keys() - good - taken:
        figures.add("lost", case, f"of ours: {differs(outcome.view, mine)}")
    if found.keys() - wanted.keys() - added.keys() - taken:
        figures.add("lost", case, f"removed ones are back: {differs(outcome.view, mine)}")
    merged = all(found.get(i) == tag for i, tag in added.items()) and taken == done.touched & ever
    if done.foreign and (not (added or done.touched) or not merged):
        kept = all(any(data in content for content in files.values()) for data in done.foreign)
        if not kept:
            figures.add("lost", case, "what somebody else wrote is neither taken in nor kept aside")
        if not said:
            figures.add("silent", case, "what somebody else wrote was not taken in, and nothing was said")
