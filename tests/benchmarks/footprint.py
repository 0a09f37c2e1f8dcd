"""What apps take of the machine: memory, and what they do when nobody types."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path

from tests.benchmarks.aims import Aim, Row, mean_ms, silent
from tests.benchmarks.contestants import Contestant
from tests.benchmarks.pressing import SETTLED, opened, prepare, rest, terminal_of
from tests.benchmarks.processes import cpu_seconds, memory

SECONDS = 10
"""How long doing nothing is watched."""


def measure_memory(players: Sequence[Contestant], home: Path, times: int, aims: Mapping[str, Aim]) -> list[Row]:
    """The memory in MB of an app that went to the end of its article, some pages back, and to its start."""
    rows = []
    for player in players:
        aim = (aims[player.name],) if player.name in aims else ()
        most, after = Row(player.name, "memory at most, MB", aims=aim), Row(player.name, "memory afterwards, MB")
        rows += [most, after]
        for _ in range(times):
            now, highest = memory_of(player, home)
            most.lasts.append(highest)
            after.lasts.append(now)
    return rows


def memory_of(player: Contestant, home: Path) -> tuple[float, float]:
    """The memory of one such app at the end and at most."""
    with terminal_of(player, home) as terminal:
        opened(terminal, player)
        for key in ("G", "pageup", "pageup", "pageup", "g"):
            prepare(terminal, (key,))
        rest(terminal, SETTLED, first=SETTLED)
        return memory(terminal.pid)


def measure_idling(players: Sequence[Contestant], home: Path) -> list[Row]:
    """What the apps do when nobody types, all of them in the same seconds."""
    rows = [Row(player.name, "idle, cpu ms a second", aims=(mean_ms(2), silent())) for player in players]
    with ExitStack() as stack:
        terminals = [stack.enter_context(terminal_of(player, home)) for player in players]
        for terminal, player in zip(terminals, players, strict=True):
            opened(terminal, player)
            rest(terminal, SETTLED, first=SETTLED)
        time.sleep(2)
        for terminal in terminals:
            terminal.settle(0)
        for _ in range(SECONDS):
            before = [(cpu_seconds(terminal.pid), len(terminal.raw)) for terminal in terminals]
            time.sleep(1)
            for terminal, row, (busy, sent) in zip(terminals, rows, before, strict=True):
                row.lasts.append(1000 * (cpu_seconds(terminal.pid) - busy))
                terminal.settle(0)
                row.sent.append(len(terminal.raw) - sent)
    return rows
