"""What a store held when it was last acknowledged, worked out from whatever files are left.

The history is the truth: whatever was acknowledged has a line in it. The state is the sum of its first lines, so that
not all of them need be read; the previous state is the same, a fold earlier. What an intact state of this history and
the lines after it give is exact. A state that somebody else wrote, or that is damaged, is worked out anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from reader.core.errors import StoreError
from reader.store import blobs, files
from reader.store.folding import fold
from reader.store.history import Reading, read_history
from reader.store.lines import Line
from reader.store.migrations import NewerError
from reader.store.places import Places
from reader.store.records import SCHEMA, from_document
from reader.store.state import State, read_state, stands_at
from reader.store.unread import read_unread

NO_LINES = Reading(())


@dataclass
class Found:
    """A store as it was found."""

    state: State
    """All that it holds, the steps after its files included."""
    reading: Reading
    """The lines that were read of the history; those after the state unless all were needed."""
    notices: list[str] = field(default_factory=list)
    """What a person should know, a sentence each."""
    damaged: list[tuple[Path, str]] = field(default_factory=list)
    """Files that were not used as they are, and what to call their copies."""
    stranger: State | None = None
    """What somebody else has put in the state's place, to be merged."""
    folded: bool = True
    """Is the state file what `state` says?"""
    seq: int = 0
    """The number of the last step."""


def find(places: Places, data: bytes | None) -> Found:
    """Work out what a store holds; `data` are the bytes of its state file, None when there is none.

    Reads, and writes nothing. Raises StoreError when nothing is left to go by, and NewerError.
    """
    state, why = _state(data, places.state)
    if state is not None and state.sound:
        reading = _history(places.history, state.line, state.offset)
        found = _by(state, reading, places)
        if found is not None:
            return found
    else:
        reading = _history(places.history)
        if state is not None and any(line.after and line.after == state.total() for line in reading.lines):
            # It was adopted, and not folded yet.
            return _after(state, reading, places) or _rebuilt(places, state, why, reading, missing=False)
    return _rebuilt(places, state, why, reading, missing=data is None)


def find_unread(places: Places) -> Found | None:
    """What a store holds, the documents of its articles left in the file; None unless it is large and intact."""
    state = read_unread(places.state)
    return None if state is None else _by(state, _history(places.history, state.line, state.offset), places)


def _by(state: State, reading: Reading, places: Places) -> Found | None:
    """The store by an intact state; None when the state is not of this history."""
    log, seq = state.log, state.seq
    found = _after(state, reading, places)
    if found is None:
        return None
    _note_older(found, log, seq, places)
    return _mended(found, places) if state.flawed else found


def _note_older(found: Found, log: str, seq: int, places: Places) -> None:
    """Say that somebody has put an older version back, which looks like one that could not be folded any more."""
    stood = stands_at(places.previous)
    if stood is not None and stood[0] == log and stood[1] > seq:
        found.notices.append(
            f"an older {places.state.name} was put back by another program; the history has what came after, so "
            "nothing was taken back. To go back put the older history back as well"
        )
        found.damaged.append((places.state, "foreign"))
        found.folded = False


def _mended(found: Found, places: Places) -> Found:
    found.notices.append(f"{places.state.name} was damaged where it says what it is; all annotations are there")
    found.damaged.append((places.state, "damaged"))
    found.folded = False
    return found


def _state(data: bytes | None, path: Path) -> tuple[State | None, str]:
    """What the bytes of a state file say, and why they say nothing."""
    if data is None:
        return None, f"{path.name} is not there"
    if is_blank(data):
        return None, f"{path.name} " + ("is empty" if not data else "holds nothing but blanks")
    try:
        return read_state(data, path.name), ""
    except NewerError:
        raise
    except StoreError as error:
        return None, str(error)


def is_blank(data: bytes) -> bool:
    """Does a file hold nothing, or what a file system leaves of one that was not yet written?"""
    return not data.startswith(b"{") and not data.strip(b"\0 \t\r\n")


def readable(state: State) -> State:
    """The state. Raises StoreError when a document in it cannot be read, field for field."""
    for blob in state.articles.values() if not state.sound else ():
        from_document(blobs.document_of(blob))
    return state


def _history(path: Path, line: str = "", offset: int = 0) -> Reading:
    try:
        return read_history(path, line, offset) or NO_LINES._replace(there=False)
    except OSError as error:
        raise StoreError(f"The history {path} cannot be read: {error.strerror}") from error


def _after(state: State, reading: Reading, places: Places) -> Found | None:
    """The store by an intact state and the lines after it; None when the state is not of this history."""
    lines = reading.lines
    if not lines or reading.tail:
        return _found(state, lines, reading, places)
    total = state.total() if any(line.after for line in lines) else ""
    for index, line in enumerate(lines):
        if line.sum == state.line:
            # Of two branches put together the state has one: doing again what it has changes nothing.
            rest = lines if _is_forked(lines[: index + 1]) else lines[index + 1 :]
            return _found(state, rest, reading, places)
        if line.after and line.after == total:
            return _found(state, lines[index:], reading, places)
    if lines[-1].log != state.log or any(line.seq == state.seq for line in lines):
        return None
    if lines[-1].seq > state.seq:
        # The very line it stands at is damaged.
        return _found(state, [line for line in lines if line.seq > state.seq], reading, places)
    found = _found(state, (), reading, places)
    found.notices.append(
        f"{places.history.name} has lost its end; all annotations are there, but undo does not reach back before now"
    )
    return found


def _found(state: State, lines: Sequence[Line], reading: Reading, places: Places) -> Found:
    """The store with some lines after a state."""
    notices = []
    name = places.history.name
    gaps = _gaps(state.seq, lines) + reading.bad
    if state.line and not reading.there:
        notices.append(f"{name} is not there: undo does not reach back before now, and what was not folded is missing")
    elif not reading.lines and reading.damaged and not reading.tail:
        notices.append(f"{name} cannot be read: all that was folded is there, but undo does not reach back before now")
    elif gaps:
        notices.append(
            f"{name} is damaged: {gaps} of the newest changes cannot be read. All others are there; "
            "look at what you tagged last"
        )
    elif reading.conflict:
        notices.append(f"git left a conflict in {name}: what was done on either side is there")
    elif reading.torn:
        notices.append(f"the last line of {name} is cut off: the very last change may not have been saved any more")
    seq = max((line.seq for line in lines), default=state.seq)
    fold(state, (line.step for line in lines))
    if lines:
        state.log, state.seq, state.line = lines[-1].log, seq, lines[-1].sum
    return Found(state, reading, notices, folded=not lines and state.schema == SCHEMA, seq=seq)


def _rebuilt(places: Places, theirs: State | None, why: str, reading: Reading, *, missing: bool) -> Found:
    """The store by the previous state or the first line, and what is in the state's place taken for a stranger's."""
    previous = _previous(places.previous)
    found = _after(previous, reading, places) if previous is not None and previous.sound and reading.lines else None
    if found is None and reading.lines and reading.lines[0].after == "":
        found = _found(State(), reading.lines, reading, places)
        source = "its history"
    elif found is not None:
        source = "the version before it and its history"
    elif theirs is not None:
        return _adopted(theirs, reading, places)
    elif previous is not None:
        found, source = _found(previous, (), reading, places), "the version before it"
    elif reading.lines:
        found, source = _found(State(), reading.lines, reading, places), "what is left of its history"
    elif missing:
        return Found(State(), reading, folded=True)
    else:
        raise StoreError(
            f"{why}. It lies in {places.state.parent} as it was, without a version before it or a history to mend it "
            "from: restore it from a copy, or name another with --store FILE"
        )
    found.folded = False
    try:
        found.stranger = None if theirs is None else readable(theirs)
    except StoreError as error:
        why = str(error)
    if found.stranger is None:
        found.notices.insert(0, f"{why}; everything was read from {source}")
        if not missing:
            found.damaged.append((places.state, "damaged"))
    return found


def _adopted(theirs: State, reading: Reading, places: Places) -> Found:
    """A state that is all there is: from an older reader, from another machine, or changed by hand."""
    notices, damaged = [], []
    if theirs.schema == SCHEMA and not theirs.sound:
        notices.append(f"{places.state.name} was changed by another program; its version was taken as it is")
        damaged.append((places.state, "foreign"))
    elif theirs.schema != SCHEMA:
        damaged.append((places.state, f"schema-{theirs.schema}"))
    theirs.log = "" if not reading.lines else theirs.log
    return Found(theirs, reading, notices, damaged, folded=not damaged, seq=theirs.seq)


def _previous(path: Path) -> State | None:
    try:
        data = files.read_file(path)
        return None if data is None else read_state(data, str(path))
    except (OSError, StoreError):
        return None


def _is_forked(lines: Sequence[Line]) -> bool:
    """Were two versions of a history put together, as git does? Their numbers then do not only rise."""
    return any(after.seq <= before.seq for before, after in pairwise(lines))


def _gaps(seq: int, lines: Iterable[Line]) -> int:
    """How many steps are missing between some."""
    missing = 0
    for line in lines:
        missing += max(0, line.seq - seq - 1)
        seq = max(seq, line.seq)
    return missing
