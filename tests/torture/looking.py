"""How a store is looked at after a fault: does it open, in time, with what, and what does it say?"""

from __future__ import annotations

import shutil
import signal
import tempfile
import traceback
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import NamedTuple

from tests.torture.figures import Figures
from tests.torture.steps import View, ids
from tests.torture.subjects import Handle, Subject

STATE = "annotations.json"
"""The name of a store."""

PATIENCE = 10.0
"""Seconds after which an opening counts as hung."""


class Hung(BaseException):
    """No answer in time. No Exception, as a store might take that for one of its own."""


class Outcome(NamedTuple):
    """What came of opening a store."""

    view: View | None = None
    """What is there; None when it did not open."""
    notices: tuple[str, ...] = ()
    """What was said."""
    refused: str = ""
    """The sentence with which it did not open."""
    crashed: str = ""
    """How it ended when that was no answer."""


@contextmanager
def limit(seconds: float) -> Iterator[None]:
    """Raise Hung in the block when it takes longer."""

    def ring(_signal: int, _frame: FrameType | None) -> None:
        raise Hung

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def read(subject: Subject, path: Path) -> Outcome:
    """What somebody sees who only reads."""
    return _tried(subject, lambda: _seen(*subject.read(path)))


def opened(subject: Subject, path: Path, then: Callable[[Handle], None] | None = None) -> Outcome:
    """What somebody sees who opens it to write, does something with it, and closes it."""

    def opening() -> Outcome:
        handle = subject.open(path)
        try:
            view = handle.view()
            if then is not None:
                then(handle)
        finally:
            handle.close()
        return _seen(view, handle.notices)

    return _tried(subject, opening)


def _seen(view: View, notices: object) -> Outcome:
    return Outcome(view, tuple(map(str, notices if isinstance(notices, list | tuple) else ())))


def _tried(subject: Subject, opening: Callable[[], Outcome]) -> Outcome:
    try:
        with limit(PATIENCE):
            return opening()
    except subject.refusals as error:
        return Outcome(refused=f"{type(error).__name__}: {error}")
    except Hung:
        return Outcome(crashed=f"no answer in {PATIENCE:.0f} s")
    except Exception:  # noqa: BLE001, this is what is looked for
        return Outcome(crashed=traceback.format_exc())


def differs(found: View, wanted: View) -> str:
    """In which annotations two views differ, as a short sentence."""
    here, there = ids(found), ids(wanted)
    lost = sorted(there.keys() - here.keys())
    back = sorted(here.keys() - there.keys())
    other = sorted(i for i in here.keys() & there.keys() if here[i] != there[i])
    parts = [f"{len(w)} {n} ({w[0]})" for n, w in (("missing", lost), ("too many", back), ("changed", other)) if w]
    return ", ".join(parts) or "the same"


def judge(figures: Figures, case: str, outcome: Outcome, *allowed: View) -> bool:
    """Hold what came of opening against what may be there; says whether it is one of that."""
    if outcome.crashed:
        figures.add("crashed", case, outcome.crashed)
    elif outcome.view is None:
        figures.add("unreadable", case, outcome.refused)
    elif outcome.view not in allowed:
        figures.add("lost", case, differs(outcome.view, allowed[-1]))
    else:
        return True
    return False


@contextmanager
def workshop() -> Iterator[Path]:
    """A folder on the real file system that is gone afterwards."""
    place = Path(tempfile.mkdtemp(prefix="torture-"))
    try:
        yield place
    finally:
        shutil.rmtree(place, ignore_errors=True)


def lay(folder: Path, files: Mapping[str, bytes]) -> Path:
    """Fill a folder anew with these files; gives the path of the store in it."""
    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return folder / STATE


def contents(folder: Path) -> dict[str, bytes]:
    """Every regular file of a folder."""
    return {p.name: p.read_bytes() for p in sorted(folder.iterdir()) if p.is_file() and not p.is_symlink()}
