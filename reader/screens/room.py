"""How much room there must be."""

from __future__ import annotations

from textual.geometry import Size

LEAST = Size(60, 15)
"""The smallest terminal in which one can work."""


def has_room(size: Size) -> bool:
    """Is a terminal of this size large enough?"""
    return size.width >= LEAST.width and size.height >= LEAST.height
