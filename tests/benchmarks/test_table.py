"""The table says what was reached and what was not, and why something was not measured."""

from __future__ import annotations

from tests.benchmarks.aims import Row, faster, p99_ms, times
from tests.benchmarks.table import table

FLOOR = Row("minimal", "right", "right", lasts=[2.0, 2.0, 3.0])


def test_an_aim_is_met_or_missed() -> None:
    """Every aim stands beside its row, with what was reached."""
    row = Row("reader", "right", "right", (times(2, "minimal", "right"), p99_ms(20)), lasts=[4.0, 4.0, 100.0])

    _, _, first, second = table([FLOOR, row])

    assert first.endswith("2x <= 2x minimal: met")
    assert second.endswith("p99 98.1 <= 20 ms: MISSED")


def test_faster_is_the_other_way_round() -> None:
    """The slower the other, the better."""
    row = Row("reader", "down", aims=(faster(3, "minimal", "right"),), lasts=[1.0])

    assert list(table([FLOOR, row]))[-1].endswith("2x faster >= 3x than minimal: MISSED")


def test_what_was_not_measured_says_why() -> None:
    """A peer that is not installed, and a key that does nothing."""
    alone = Row("reader", "down", aims=(faster(2, "SLATE, 0", "down"),), lasts=[1.0])
    dead = Row("reader", "hop", trouble="not measured: the key space does nothing here")

    _, _, compared, unanswered = table([FLOOR, alone, dead])

    assert compared.endswith("no SLATE, 0 down to compare with")
    assert unanswered.endswith("not measured: the key space does nothing here")
