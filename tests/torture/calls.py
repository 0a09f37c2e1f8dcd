"""A kill or an error at every single call to the file system that a session makes."""

from __future__ import annotations

from typing import Any

from tests.torture.amounts import Amount
from tests.torture.beginnings import beginnings
from tests.torture.faulty import HARDEST, WAYS, Fault, fits
from tests.torture.figures import Figures
from tests.torture.kills import expected
from tests.torture.looking import contents, differs, judge, lay, opened, read, workshop
from tests.torture.scene import Done
from tests.torture.session import Script
from tests.torture.steps import Edit, Step, View, after, ids
from tests.torture.subjects import Subject


def calls(subject: Subject, amount: Amount, seed: int, shard: int, shards: int) -> Figures:
    """Each way at each call; the session goes on after an error and is opened again after a kill."""
    figures = Figures("kill or error at every call of saves, folds and openings")
    with workshop() as place:
        script = Script(subject, lay(place / "store", {}), amount.saves, seed)
        for beginning, files in beginnings(subject, place / "before", seed).items():
            plain = beginning == "after a kill"
            for folds in (True, False) if plain else (True,):
                for way in WAYS if plain else HARDEST:
                    each = range(shard, 1 << 30, shards * amount.stride)
                    _every_call(figures, beginning, files, script._replace(folds=folds), way, each)
    return figures


def _every_call(
    figures: Figures, beginning: str, files: dict[str, bytes], script: Script, way: str, each: range
) -> None:
    """Do the session once for each call with one of these numbers."""
    folder = script.path.parent
    lay(folder, files)
    view = read(script.subject, script.path).view or {}
    for at, name in enumerate(_names(script.run(Fault(-1, WAYS[way])))):
        if fits(way, name) and at in each:
            figures.case()
            lay(folder, files)
            said = script.run(Fault(at, WAYS[way]))
            folds = "with folds" if script.folds else "without folds"
            _check(
                figures, f"--seed {script.seed}, {beginning}, {folds}, {way} at call {at} ({name})", script, view, said
            )


def _names(said: list[Any]) -> list[str]:
    """The calls of a session that nothing happened to."""
    calls = [message[1] for message in said if message[0] == "calls"]
    if not calls:
        raise RuntimeError(f"The session fails without any fault: {said}")
    names: list[str] = calls[0]
    return names


def _check(figures: Figures, case: str, script: Script, view: View, said: list[Any]) -> None:
    done, subject, path = Done(), script.subject, script.path
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
