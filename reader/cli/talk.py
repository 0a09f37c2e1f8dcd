"""What the command line says to a person."""

from __future__ import annotations

import sys
from contextlib import suppress

from reader.text.visible import visible


def say(sentence: str) -> None:
    """Print a sentence on standard error; nothing in it can act on the terminal."""
    # A terminal that is gone hears nothing, and that is no reason to end otherwise; a closed stream is None.
    with suppress(OSError, ValueError, AttributeError):
        sys.stderr.write(visible(sentence) + "\n")
        sys.stderr.flush()
