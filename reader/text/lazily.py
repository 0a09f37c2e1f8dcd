"""Regular expressions that are compiled when they are first used: compiling is most of what importing them costs."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import regex


def lazily(source: str, flags: int = 0) -> Callable[[], regex.Pattern[str]]:
    """A function that gives the compiled expression, compiling it at the first call."""
    return cache(lambda: regex.compile(source, flags))
