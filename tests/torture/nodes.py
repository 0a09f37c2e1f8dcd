"""Things in the place of a file that are no files: folders, pipes, links."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.torture.amounts import Amount
from tests.torture.figures import Figures
from tests.torture.looking import STATE, judge, lay, opened, read, workshop
from tests.torture.story import Story, tell
from tests.torture.subjects import Subject


def _folder(file: Path) -> None:
    file.mkdir()


def _full_folder(file: Path) -> None:
    file.mkdir()
    (file / "something").write_text("of somebody")


def _loop(file: Path) -> None:
    file.symlink_to(file.name)


def _nowhere(file: Path) -> None:
    file.symlink_to("nowhere/at/all")


def _unreadable(file: Path) -> None:
    file.write_bytes(b"{}")
    file.chmod(0)


NODES: Mapping[str, Callable[[Path], None]] = {
    "a folder": _folder,
    "a folder with something": _full_folder,
    "a pipe": os.mkfifo,
    "a link to itself": _loop,
    "a link to nowhere": _nowhere,
}
"""What is put there."""


def nodes(subject: Subject, _amount: Amount, seed: int) -> Figures:
    """Each in the place of each file: a clear answer, in time; with it gone again, everything is there."""
    figures = Figures("folders, pipes, links in the place of a file")
    makers = dict(NODES) if os.geteuid() == 0 else {**NODES, "mode 000": _unreadable}
    with workshop() as place:
        story = tell(subject, place / "before", f"{seed}/nodes")
        for name in filter(None, (STATE, story.history, story.previous)):
            for what, make in makers.items():
                figures.case()
                _one(figures, f"--seed {seed}, {what} for {name}", subject, story, place / "store", (name, make))
    return figures


def _one(
    figures: Figures,
    case: str,
    subject: Subject,
    story: Story,
    folder: Path,
    node: tuple[str, Callable[[Path], None]],
) -> None:
    path, (name, make) = lay(folder, story.files), node
    (folder / name).unlink()
    make(folder / name)
    possible = story.possible({n: data for n, data in story.files.items() if n != name})
    outcomes = {"read": read(subject, path), "opened": opened(subject, path)}
    for how, outcome in outcomes.items():
        if outcome.refused:
            figures.remark(f"{how} with a pipe, folder or link for {name}: refused")
        elif judge(figures, f"{case}, {how}", outcome, *possible) and not outcome.notices and name != story.previous:
            figures.add("silent", f"{case}, {how}", "nothing was said")
    if outcomes["opened"].refused:
        (folder / name).rename(folder / "of somebody")
        (folder / name).write_bytes(story.files[name])
        judge(figures, f"{case}, put right again", opened(subject, path), story.last)
