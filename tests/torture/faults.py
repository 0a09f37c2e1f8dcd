"""The faults by name."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import NamedTuple

from tests.torture.amounts import Amount
from tests.torture.calls import calls
from tests.torture.damage import damage
from tests.torture.figures import Figures
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


FAULTS: Mapping[str, Fault] = {
    "kills": Fault(lambda subject, amount, seed, _shard: kills(subject, amount, seed)),
    "calls": Fault(lambda subject, amount, seed, _shard: calls(subject, amount, seed)),
    "damage": Fault(lambda subject, amount, seed, shard: damage(subject, amount, seed, shard, 4), shards=4),
    "nodes": Fault(lambda subject, amount, seed, _shard: nodes(subject, amount, seed)),
    "together": Fault(lambda subject, amount, seed, _shard: together(subject, amount, seed)),
    "foreign": Fault(lambda subject, amount, seed, _shard: foreign(subject, amount, seed)),
    "power": Fault(lambda subject, amount, seed, shard: power(subject, amount, seed, shard, 2), shards=2),
}
"""Name -> fault, in the order of the table."""


def done(name: str, shard: int, of: str, amount: Amount, seed: int) -> Figures | None:
    """Do one part of a fault to the subject with the name `of`."""
    start = time.monotonic()
    figures = FAULTS[name].run(subject(of), amount, seed, shard)
    if figures is not None:
        figures.seconds = time.monotonic() - start
    return figures
