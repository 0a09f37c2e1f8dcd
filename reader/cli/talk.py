"""What the command line says to a person."""

from __future__ import annotations

import sys

from reader.text.visible import visible


def say(sentence: str) -> None:
    """Print a sentence on standard error; nothing in it can act on the terminal."""
    sys.stderr.write(visible(sentence) + "\n")
