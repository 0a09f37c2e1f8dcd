"""The faults by name."""

from __future__ import annotations

import importlib
import time
import traceback
from collections.abc import Callable, Mapping
from typing import NamedTuple

from tests.torture.amounts import Amount
from tests.torture.app import app
from tests.torture.calls import calls
from tests.torture.damage import damage
from tests.torture.figures import WRONGS, Figures, brief
from tests.torture.foreign import foreign
from tests.torture.kills import kills
from tests.torture.nodes import nodes
from tests.torture.power import power
from tests.torture.subjects import Subject, subject
from tests.torture.together import together


class Fault(NamedTuple):
    """One row of the table."""

    run: Callable[[Subject, Amount, int, int], Figures | None]
    """Does it: subject, how much, seed, and which shard; None when the subject has nothing it could be done to."""
    shards: int = 1
    """In how many parts, done at the same time."""


def _hostile(subject: Subject, amount: Amount, seed: int, shard: int) -> Figures | None:
    """What the other suite found: offsets that moved as lost, what reached the terminal raw as silent."""
    if not subject.history:
        return None
    # Imported here, as it brings the whole app.
    found, lines = importlib.import_module("tests.torture.hostile").tried(
        amount.texts // HOSTILE, seed * HOSTILE + shard
    )
    figures = Figures("hostile texts through every screen and command", tried=found.tried)
    figures.wrong |= {"lost": found.shifted, "silent": found.raw, "crashed": found.crashed}
    figures.examples += [f"--seed {seed}, part {shard}: {brief(line)}" for line in lines]
    return figures


HOSTILE = 3
"""Parts of the hostile texts."""

FAULTS: Mapping[str, Fault] = {
    "kills": Fault(lambda subject, amount, seed, _shard: kills(subject, amount, seed)),
    "calls": Fault(lambda subject, amount, seed, shard: calls(subject, amount, seed, shard, 2), shards=2),
    "damage": Fault(lambda subject, amount, seed, shard: damage(subject, amount, seed, shard, 4), shards=4),
    "nodes": Fault(lambda subject, amount, seed, _shard: nodes(subject, amount, seed)),
    "together": Fault(lambda subject, amount, seed, _shard: together(subject, amount, seed)),
    "foreign": Fault(lambda subject, amount, seed, _shard: foreign(subject, amount, seed)),
    "power": Fault(lambda subject, amount, seed, shard: power(subject, amount, seed, shard, 2), shards=2),
    "app": Fault(lambda subject, amount, seed, shard: app(subject, amount, seed, shard, 4), shards=4),
    "hostile": Fault(_hostile, shards=HOSTILE),
}
"""Name -> fault, in the order of the table."""


def done(name: str, shard: int, of: str, amount: Amount, seed: int) -> Figures | None:
    """Do one part of a fault to the subject with the name `of`."""
    start = time.monotonic()
    try:
        figures = FAULTS[name].run(subject(of), amount, seed, shard)
    except Exception:  # noqa: BLE001, the other faults are to be tried all the same
        figures = Figures(f"{name}: the suite itself failed", wrong=dict.fromkeys(WRONGS, 1))
        figures.examples.append(traceback.format_exc())
    if figures is not None:
        figures.seconds = time.monotonic() - start
    return figures
