"""What a session may find when it begins: a store as a kill left it, and the same store in trouble."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

from tests.torture.children import Child, Send
from tests.torture.looking import STATE, contents
from tests.torture.scene import dumped, places
from tests.torture.steps import Author, after
from tests.torture.subjects import Subject


def beginnings(subject: Subject, folder: Path, seed: int) -> dict[str, dict[str, bytes]]:
    """Name -> files. A store without a history has nothing to get out of trouble with."""
    files = _killed(subject, folder, seed)
    if not subject.history:
        return {"after a kill": files}
    state, history = files[STATE], files[subject.history]
    return {
        "after a kill": files,
        "state damaged": {**files, STATE: state[: len(state) // 2]},
        "state and history damaged": {**files, STATE: state[: len(state) // 2], subject.history: history[:-9]},
        "state changed by another": {**files, STATE: _changed(state)},
        "state deleted": {name: data for name, data in files.items() if name != STATE},
    }


def _killed(subject: Subject, folder: Path, seed: int) -> dict[str, bytes]:
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


def _changed(state: bytes) -> bytes:
    """With one annotation more and the label of another changed."""
    content = json.loads(state)
    first, *_, last = list(places(content))
    last.item["label"] = "claim" if last.item["label"] != "claim" else "actor"
    first.container.append({**first.item, "id": "of somebody else", "end": first.item["start"] + 1})
    first.container[-1]["text"] = first.item["text"][:1]
    return dumped(content)
