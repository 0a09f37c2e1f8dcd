"""What somebody else does to the history of a store, and to the version before."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.torture.hands import Hand
from tests.torture.looking import STATE
from tests.torture.scene import Done, Scene, link


def _changed(change: Callable[[bytes], bytes], *, in_place: bool = False, kept: bool = True) -> Hand:
    """`kept` says that what was written is worth keeping."""

    def hand(scene: Scene) -> Done:
        data = change(scene.history.read_bytes())
        (scene.overwrite if in_place else scene.replace)(data, scene.history)
        return Done((data,) if kept else ())

    return hand


def _older(scene: Scene) -> Done:
    scene.replace(scene.earlier[scene.subject.history], scene.history)
    return Done()


def _longer(scene: Scene) -> Done:
    clone, added = scene.clone(3)
    data = clone.with_name(scene.subject.history).read_bytes()
    scene.replace(data, scene.history)
    return Done((data,), added)


def _line_of_another(scene: Scene) -> Done:
    clone, added = scene.clone(1)
    lines = clone.with_name(scene.subject.history).read_bytes().splitlines(keepends=True)
    wanted = next(iter(next(iter(added.values())))).encode()
    line = next(line for line in lines if wanted in line)
    with scene.history.open("ab") as stream:
        stream.write(line)
    return Done((line,), added)


def _gone(*names: str) -> Hand:
    def hand(scene: Scene) -> Done:
        for name in (getattr(scene.subject, n) if n != STATE else STATE for n in names):
            scene.path.with_name(name).unlink(missing_ok=True)
        return Done()

    return hand


def _folder(scene: Scene) -> Done:
    scene.history.unlink()
    scene.history.mkdir()
    return Done()


def _linked(scene: Scene) -> Done:
    scene.elsewhere.mkdir(exist_ok=True)
    (scene.elsewhere / "moved.jsonl").write_bytes(scene.history.read_bytes())
    link(scene.elsewhere / "moved.jsonl", scene.history)
    return Done()


def _locks(scene: Scene) -> Done:
    for file in scene.path.parent.glob(".*lock*"):
        file.unlink()
    return Done()


def _previous(scene: Scene) -> Done:
    file: Path = scene.path.with_name(scene.subject.previous)
    scene.replace(b"something else\n", file)
    return Done()


def _reordered(data: bytes) -> bytes:
    lines = data.split(b"\n")[:-1]
    return b"".join(json.dumps(json.loads(line), sort_keys=True).encode() + b"\n" for line in lines)


PASTS: Mapping[str, Hand] = {
    "history deleted": _gone("history"),
    "history older": _older,
    "history longer": _longer,
    "history emptied in place": _changed(lambda _data: b"", in_place=True, kept=False),
    "history halved in place": _changed(lambda data: data[: len(data) // 2], in_place=True, kept=False),
    "history with a garbage line more": _changed(lambda data: data + b"somebody else's\n", in_place=True),
    "history with garbage and no newline": _changed(lambda data: data + b"somebody else's", in_place=True, kept=False),
    "history with a line of another": _line_of_another,
    "history replaced by a text": _changed(lambda _data: b"Dear diary, today\n"),
    "history with CRLF": _changed(lambda data: data.replace(b"\n", b"\r\n"), kept=False),
    "history with keys sorted": _changed(_reordered, kept=False),
    "history a folder": _folder,
    "history moved elsewhere and linked": _linked,
    "state and history deleted": _gone(STATE, "history"),
    "state, history and previous deleted": _gone(STATE, "history", "previous"),
    "previous deleted": _gone("previous"),
    "previous replaced": _previous,
    "lock deleted": _locks,
}
"""What is done to the history, the version before, or everything."""

NOT_AT_REST = frozenset(
    {
        "git checkout of an older version, all files",
        "a link to another store",
        "state and history deleted",
        "state, history and previous deleted",
    }
)
"""What leaves nothing of the last steps when no store is open, or means another store from then on."""
