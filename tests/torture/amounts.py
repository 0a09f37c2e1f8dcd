"""How much of each fault is done."""

from __future__ import annotations

from typing import NamedTuple


class Amount(NamedTuple):
    """How often each fault is tried."""

    kills: int
    """Workers killed at random moments."""
    saves: int
    """Steps during which each call to the file system fails once."""
    stride: int
    """Files are cut at each so many bytes."""
    flips: int
    """Bits flipped, one at a time."""
    runs: int
    """Runs of two and of four processes on one store."""
    replaced: int
    """How often each kind of foreign replacement is done."""
    starts: int
    """Starts of the real app that end with a signal."""
    images: int
    """Images made of what a power cut may leave, for each moment of a session."""
    texts: int
    """Hostile texts."""


TINY = Amount(4, 1, 97, 40, 1, 1, 1, 1, 3)
"""Shows that the harness runs."""
SHORT = Amount(100, 4, 1, 2000, 5, 1, 20, 8, 300)
"""What CI does."""
LONG = Amount(1000, 12, 1, 20_000, 50, 10, 300, 40, 3000)
"""What is done before a change of the store is called done."""
