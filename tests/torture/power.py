"""Power cuts: a session is recorded, and every disk is made that a cut at any moment of it may have left."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any

from tests.torture.amounts import Amount
from tests.torture.beginnings import beginnings
from tests.torture.children import Child, Send
from tests.torture.figures import Figures
from tests.torture.kills import expected
from tests.torture.looking import STATE, contents, differs, judge, lay, opened, read, workshop
from tests.torture.recording import Event, Fates, Recorder, Said, image
from tests.torture.steps import Author, View, after
from tests.torture.subjects import Subject

BEGUN = Said(("begun",))
"""The session begins; what was there before is on the disk."""


def power(subject: Subject, amount: Amount, seed: int, shard: int, shards: int) -> Figures:
    """After each cut the store opens with all that was acknowledged before it."""
    figures = Figures("power cuts: unsynced writes and names kept, lost, torn")
    with workshop() as place:
        for beginning, files in {"nothing": {}, **beginnings(subject, place / "before", seed)}.items():
            view = read(subject, lay(place / "store", files)).view or {} if files else {}
            events = _recorded(subject, lay(place / "recorded", files).parent, seed, 4 * amount.saves)
            begun = events.index(BEGUN)
            ends = [end for end in range(begun, len(events)) if not isinstance(events[end - 1], Said)]
            for number, end in enumerate(ends):
                if number % shards == shard and not number // shards % amount.stride:
                    for way in range(amount.images):
                        case = f"--seed {seed}, {beginning}, cut {end}, way {way}"
                        _one(figures, case, subject, place / "store", events[:end], way, view)
    return figures


def _recorded(subject: Subject, folder: Path, seed: int, steps: int) -> list[Event]:
    """A session from the opening to the closing, with folds."""

    def work(send: Send, _listening: int) -> None:
        subject.through_os()
        recorder = Recorder(folder)
        recorder.events.append(BEGUN)
        handle, author = subject.open(folder / STATE), Author(Random(f"{seed}/power"), most=8)
        view = handle.view()
        for number in range(steps):
            step = author.step(view)
            recorder.events.append(Said(("try", step)))
            handle.apply(step)
            recorder.events.append(Said(("done", step)))
            view = after(view, [step])
            if number % 4 == 3:
                handle.fold()
        handle.close()
        send(recorder.events)

    events: Any = Child(work).ended()[0]
    if isinstance(events, tuple):
        raise RuntimeError(f"The session could not be recorded: {events[1]}")  # noqa: TRY004, no value of a caller's
    made = image(events, lambda _event: "kept")
    if made != contents(folder):
        raise RuntimeError(f"Something was written past os: {sorted(made)}, {sorted(contents(folder))}")
    recorded: list[Event] = events
    return recorded


def _one(
    figures: Figures, case: str, subject: Subject, folder: Path, events: list[Event], way: int, view: View
) -> None:
    figures.case()
    # Stock TinyDB never syncs the folder: to want POSIX of it would only say that, again and again.
    strict = bool(subject.history) and way % 2 == 1
    path = lay(folder, image(events, Fates(way, case), strict=strict))
    messages = [event.message for event in events if isinstance(event, Said)]
    possible = expected(subject, messages, view)
    begun = any(message[0] == "done" for message in messages)
    if not path.exists() and not begun and not subject.history:
        return
    outcome = read(subject, path)
    if judge(figures, f"{case}, read", outcome, *possible):
        outcome = opened(subject, path)
        if judge(figures, case, outcome, *possible) and outcome.view is not None:
            again = read(subject, path)
            if again.view != outcome.view:
                figures.add("lost", case, f"opened again: {differs(again.view or {}, outcome.view)}")
