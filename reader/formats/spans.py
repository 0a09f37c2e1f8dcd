"""Spans as files have them, of any type and anywhere, made into loaded ones or refused."""

from __future__ import annotations

import math
from typing import Any

from reader.formats.format import LoadedSpan


class RefusedSpanError(Exception):
    """Why a span cannot be read, as a sentence without its full stop."""


def loaded(text: str | None, start: object, end: object, label: object, /, **more: Any) -> LoadedSpan:
    """A span whose offsets are code points. Raises RefusedSpanError.

    One that reaches over the end of the text is let through when the file says what it covers: it can be found.
    """
    first, last = offsets(start, end)
    if not isinstance(label, str) or not label:
        raise RefusedSpanError("a span without a label")
    if text is not None and last > len(text) and not more.get("text"):
        raise RefusedSpanError(f"[{first}, {last}) is outside of a text of {len(text)} characters")
    return LoadedSpan(first, last, label, **more)


def offsets(start: object, end: object) -> tuple[int, int]:
    """Two offsets that make a span. Raises RefusedSpanError."""
    if type(start) is not int or type(end) is not int:
        raise RefusedSpanError("its offsets are not whole numbers")
    if not 0 <= start < end:
        raise RefusedSpanError(f"[{start}, {end}) is no span")
    return start, end


def string(value: object) -> str:
    """A string, or an empty one in the place of anything else."""
    return value if isinstance(value, str) else ""


def identity(value: object) -> str:
    """An id that may be a number; empty in the place of anything else."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else string(value)


def words(value: object) -> str | None:
    """What a span covers by the file's word; None when it does not say."""
    return value if isinstance(value, str) else None


def score(value: object) -> float | None:
    """How sure a model was; None for anything but a number."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if math.isfinite(value) else None
