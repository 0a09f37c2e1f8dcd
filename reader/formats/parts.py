"""Train, dev and test: which part an article belongs to, the same however many articles there are."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from itertools import accumulate

PARTS = ("train", "dev", "test")
"""What the parts are called, in the order of the shares."""


def part_of(article: str, shares: Sequence[int], seed: int = 0) -> str:
    """The part of an article, by its id alone, so that adding others moves none; `train` when nothing is shared out.

    The shares are in any unit: 80, 10, 10 and 8, 1, 1 say the same. What one part gets is right in the mean only.
    """
    if not any(shares):
        return PARTS[0]
    digest = hashlib.sha256(f"{seed} {article}".encode(errors="surrogatepass")).digest()
    drawn = int.from_bytes(digest[:8]) * sum(shares) >> 64
    bounds = accumulate(shares)
    return next(part for part, bound in zip(PARTS, bounds, strict=False) if drawn < bound)
