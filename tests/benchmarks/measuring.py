"""Apps in turns: starts, keys, and keys in an app started for them.

The apps of a table run side by side, a lap of one after a lap of another, so that whatever else the machine does meets
all of them alike.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

from tests.benchmarks.aims import Row
from tests.benchmarks.contestants import LAP, Contestant, Course
from tests.benchmarks.pressing import (
    UnansweredError,
    answer_slowly,
    completed,
    first_frame,
    leave,
    opened,
    prepare,
    press,
    terminal_of,
)
from tests.benchmarks.processes import cpu_seconds
from tests.terminal import Terminal


def measure_starts(players: Sequence[Contestant], home: Path, times: int) -> list[Row]:
    """Start every app so often, in turns, after once for nothing."""
    rows = [Row(player.name, "start", "start", player.aims, by_frame=True) for player in players]
    for number in range(times + 1):
        for player, row in zip(players, rows, strict=True):
            with terminal_of(player, home) as terminal:
                opened(terminal, player)
                cpu = cpu_seconds(terminal.pid)
            if number:
                frame, last = (
                    when - terminal.started for when in (completed(terminal, player.awaited), terminal.last_byte)
                )
                row.note(frame=frame, last=last, cpu=cpu, sent=len(terminal.raw))
    return rows


def measure_keys(players: Sequence[Contestant], home: Path, times: int) -> list[Row]:
    """Press every key so often, in turns of a lap each, after one lap for nothing."""
    rows = {(p.name, c.name): rows_of(p, c) for p in players for c in p.courses}
    lap = min(LAP, times)
    with ExitStack() as stack:
        terminals = {player.name: stack.enter_context(terminal_of(player, home)) for player in players}
        for player in players:
            opened(terminals[player.name], player)
        for number in range(-(-times // lap) + 1):
            for player, course in turns(players):
                kept = rows[player.name, course.name]
                if not kept[0].trouble:
                    noted = kept if number else rows_of(player, course)
                    kept[0].trouble = run(terminals[player.name], player, course, noted, lap)
        for player in players:
            leave(terminals[player.name], player)
    return [row for kept in rows.values() for row in kept]


def rows_of(player: Contestant, course: Course) -> list[Row]:
    """The empty rows of a course: one, or two if it changes annotations."""
    row = Row(player.name, course.name, course.floor, course.aims)
    return [row, Row(player.name, f"{course.name}, saved")] if course.saves else [row]


def turns(players: Sequence[Contestant]) -> Iterator[tuple[Contestant, Course]]:
    """Whose turn it is, and at what: the first act of each, the second of each, and so on."""
    for place in range(max(len(player.courses) for player in players)):
        for player in players:
            yield player, player.courses[place % len(player.courses)]


def run(terminal: Terminal, player: Contestant, course: Course, rows: Sequence[Row], lap: int) -> str:
    """One lap; says why it ended before its time."""
    prepare(terminal, [*(player.top if course.from_top else ()), *course.before])
    try:
        if course.opener:
            answer_slowly(terminal, course.opener, 1.0)
        for _ in range(lap):
            press(terminal, course, rows)
            prepare(terminal, course.between)
    except UnansweredError as error:
        return str(error)
    finally:
        prepare(terminal, course.after)
    return ""


def measure_fresh(players: Sequence[Contestant], home: Path, times: int) -> list[Row]:
    """Press the one key of each app so often, each time in an app started for it, until its screen is complete."""
    rows = [Row(player.name, player.courses[0].name, aims=player.courses[0].aims, by_frame=True) for player in players]
    for _ in range(times):
        for player, row in zip(players, rows, strict=True):
            try:
                press_fresh(player, home, row)
            except UnansweredError as error:
                row.trouble = str(error)
    return rows


def press_fresh(player: Contestant, home: Path, row: Row) -> None:
    """Start an app, press its one key, and measure what comes."""
    course = player.courses[0]
    with terminal_of(player, home) as terminal:
        opened(terminal, player)
        prepare(terminal, course.before)
        before, busy = len(terminal.raw), cpu_seconds(terminal.pid)
        since = answer_slowly(terminal, course.key, 30)
        cpu = cpu_seconds(terminal.pid) - busy
        frame = max(completed(terminal, player.awaited), first_frame(terminal, before)) - since
        row.note(frame=frame, last=terminal.last_byte - since, cpu=cpu, sent=len(terminal.raw) - before)
