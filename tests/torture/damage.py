"""Files that were cut, zeroed, flipped, taken away or replaced by something else between two sessions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import NamedTuple

from tests.torture.amounts import Amount
from tests.torture.figures import Figures
from tests.torture.looking import STATE, Outcome, contents, judge, lay, opened, read, workshop
from tests.torture.special import special
from tests.torture.steps import Author, View, after
from tests.torture.story import Story, same, tell
from tests.torture.subjects import Handle, Subject

GO_ON = 16
"""Every so many cases the session goes on after the damage."""


NEWER = re.compile(rb'"schema":\s*([3-9]|[0-9]{2})')
"""A layout that is newer than ours."""


class Case(NamedTuple):
    """One damage."""

    name: str
    """What was done, so that it can be done again."""
    files: dict[str, bytes]
    """Everything there is afterwards."""
    refusable: bool = False
    """May the store refuse to open?"""
    refused: bool = False
    """Must it, and leave everything as it is?"""


def damage(subject: Subject, amount: Amount, seed: int, shard: int, shards: int) -> Figures | None:
    """Each damage by itself: the last acknowledged state or an earlier one, and then it is said."""
    figures = Figures("files cut at every byte, NUL tails, flips, special files")
    with workshop() as place:
        story = tell(subject, place / "before", f"{seed}/damage")
        for number, case in enumerate(cases(story, amount, seed)):
            if number % shards == shard:
                figures.case()
                _one(figures, seed, subject, story, case, place / "store", go_on=number % GO_ON < shards)
    return figures


def cases(story: Story, amount: Amount, seed: int) -> Iterator[Case]:
    """Every damage."""
    for name in filter(None, (STATE, story.history, story.previous)):
        # The version before is looked at only when the state is gone.
        yield from _cut(story, name, amount.stride * (16 if name == story.previous else 1))
        yield from _nul(story, name, amount)
    yield from _flips(story, amount.flips, Random(f"{seed}/flips"))
    if story.history:
        yield from _both(story, amount, Random(f"{seed}/both"))
    for name, files in special(story):
        yield Case(name, files, refusable="repeated" in name, refused="newer schema" in name)


def _cut(story: Story, name: str, stride: int) -> Iterator[Case]:
    data = story.files[name]
    for size in range(0, len(data), stride):
        yield Case(f"{name} cut at {size}", {**story.files, name: data[:size]})


def _nul(story: Story, name: str, amount: Amount) -> Iterator[Case]:
    data = story.files[name]
    for size in (1, 2, 7, 64, 511, 512, 4096):
        yield Case(f"{name} with {size} NUL behind", {**story.files, name: data + bytes(size)})
    for size in range(1, len(data) + 1, 37 * amount.stride):
        yield Case(f"{name} with the last {size} NUL", {**story.files, name: data[:-size] + bytes(size)})


def _flips(story: Story, count: int, random: Random) -> Iterator[Case]:
    names = [name for name in (STATE, story.history) if name]
    for _ in range(count):
        name = random.choice(names)
        data, bit = bytearray(story.files[name]), random.randrange(len(story.files[name]) * 8)
        data[bit // 8] ^= 1 << bit % 8
        # A number of the layout that became higher cannot be told from the work of a newer reader.
        newer = name == STATE and NEWER.search(data) is not None
        yield Case(f"{name} with bit {bit} flipped", {**story.files, name: bytes(data)}, refusable=newer)


def _both(story: Story, amount: Amount, random: Random) -> Iterator[Case]:
    state, history = story.files[STATE], story.files[story.history]
    for size in range(0, len(state), 7 * amount.stride):
        there = random.randrange(len(history))
        files = {**story.files, STATE: state[:size], story.history: history[:there]}
        yield Case(f"{STATE} cut at {size} and {story.history} at {there}", files)
        without = {name: data for name, data in files.items() if name != story.history}
        yield Case(f"{STATE} cut at {size}, no {story.history}", without)


def _one(figures: Figures, seed: int, subject: Subject, story: Story, case: Case, folder: Path, *, go_on: bool) -> None:
    label, before = f"--seed {seed}, {case.name}", len(figures.examples)
    path = lay(folder, case.files)
    outcome = read(subject, path)
    _judge(figures, f"{label}, read", story, case, outcome)
    if contents(folder) != case.files:
        figures.add("lost", label, "reading wrote something")
        path = lay(folder, case.files)
    if len(figures.examples) > before:
        return
    after_it: list[View] = []

    def then(handle: Handle) -> None:
        view = handle.view()
        for number in range(2 if go_on else 0):
            step = Author(Random(f"{seed}/{number}"), most=12).step(view)
            handle.apply(step)
            view = after(view, [step])
        after_it.append(view)

    outcome = opened(subject, path, then)
    _judge(figures, label, story, case, outcome)
    _kept(figures, label, story, case, folder)
    if after_it and not outcome.crashed:
        judge(figures, f"{label}, gone on", read(subject, path), after_it[-1])


def _judge(figures: Figures, label: str, story: Story, case: Case, outcome: Outcome) -> None:
    if case.refused and outcome.view is not None:
        figures.add("silent", label, "it was to be refused")
    elif outcome.refused and (case.refusable or case.refused):
        return
    elif judge(figures, label, outcome, *story.possible(case.files)):
        if outcome.view != story.last:
            figures.remark("opened to less than all that was acknowledged")
        changed = not same(case.files.get(STATE), story.files[STATE])
        if not outcome.notices and (changed or (outcome.view != story.last and not _at_an_end(story, case))):
            figures.add("silent", label, "nothing was said")
    elif outcome.view is not None and not outcome.notices:
        figures.add("silent", label, "and nothing was said")


def _at_an_end(story: Story, case: Case) -> bool:
    """Was the history cut between two lines, where nobody can tell that there was another?"""
    data, whole = case.files.get(story.history), story.files.get(story.history, b"")
    # Without its newline a line is a line still.
    return data is not None and whole.startswith(data) and bool({len(data), len(data) + 1} & {*story.ends})


def _kept(figures: Figures, label: str, story: Story, case: Case, folder: Path) -> None:
    """What was damaged is still somewhere, byte for byte; of a history at least its whole lines."""
    kept = contents(folder).values()
    state, history = case.files.get(STATE, b""), case.files.get(story.history, b"")
    if not same(state, story.files[STATE]) and state.strip() and state not in kept:
        figures.add("lost", label, "the damaged state was not kept")
    whole = history[: history.rfind(b"\n") + 1]
    if story.history and whole and not any(data.startswith(whole) for data in kept):
        figures.add("lost", label, "the damaged history was not kept")
