"""What the command line writes to standard output, whoever reads it and whether anybody does."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable

from reader.core.errors import StoreError


def print_bytes(pieces: Iterable[bytes]) -> None:
    """Write to standard output, and have it there. Raises StoreError.

    Nothing is wrong when whoever reads has enough.
    """
    if sys.stdout is None:
        raise StoreError("Standard output is closed")
    try:
        for data in pieces:
            sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        _let_go()
    except OSError as error:
        # What is left in it would be tried again, and said again, at the end.
        _let_go()
        raise StoreError(f"Standard output cannot be written: {error.strerror or error}") from error


def print_lines(*lines: str) -> None:
    """Write lines in which nothing acts on a terminal. Raises StoreError."""
    print_bytes(f"{line}\n".encode() for line in lines)


def _let_go() -> None:
    """Lead standard output nowhere: Python would complain again when it closes the stream at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
