"""What is said when something went wrong that nobody foresaw: one sentence; the details go into a file."""

from __future__ import annotations

import sys
import threading
import warnings
from collections.abc import Callable
from typing import TYPE_CHECKING

from reader.cli.talk import say
from reader.text.visible import visible

if TYPE_CHECKING:
    from pathlib import Path
    from sys import UnraisableHookArgs

WORDS = 200
"""Characters of an error's own words that are said; all of them are in the file."""

CRASHED = 1
"""The exit code after it."""


def crashed(error: BaseException, kept: str = "") -> int:
    """Say what went wrong and where it is written down; gives the exit code. `kept` says what became of the work."""
    where = write_down(error)
    details = f"the details are in {where}" if where else "the details could not be written down"
    say(f"reader: something went wrong: {named(error)}; {f'{kept}; ' if kept else ''}{details}.")
    return CRASHED


def named(error: BaseException) -> str:
    """The kind of an error with the beginning of its words."""
    words = _words_of(error)
    short = words if len(words) <= WORDS else f"{words[:WORDS]}…"
    return f"{type(error).__name__}: {short}" if short else type(error).__name__


def write_down(error: BaseException) -> Path | None:
    """Write where an error came from into a new file that nobody else may read; None when that cannot be done."""
    # Imported for those who need it only.
    import tempfile
    import traceback
    from pathlib import Path

    from reader.cli import places

    try:
        folder = places.crashes()
        folder.mkdir(parents=True, exist_ok=True)
        lines = "".join(traceback.format_exception(error)).split("\n")
        with tempfile.NamedTemporaryFile("wb", dir=folder, prefix="crash-", suffix=".txt", delete=False) as file:
            file.write("\n".join(map(visible, lines)).encode())
    except Exception:  # noqa: BLE001 - whatever it is, the sentence must still be said
        return None
    return Path(file.name)


def install_hooks(fail: Callable[[BaseException], None]) -> None:
    """Have nothing that Python says by itself reach the terminal as it is; `fail` is told what went wrong in a thread.

    Textual takes what is said while the screen is shown.
    """

    def in_thread(given: threading.ExceptHookArgs) -> None:
        if given.exc_value is not None and not isinstance(given.exc_value, SystemExit):
            fail(given.exc_value)

    def unraisable(given: UnraisableHookArgs) -> None:
        if given.exc_value is not None:
            say(f"reader: ignored: {named(given.exc_value)}")

    def warned(message: Warning | str, category: type[Warning], *_: object) -> None:
        say(f"reader: {category.__name__}: {message}")

    threading.excepthook = in_thread
    sys.unraisablehook = unraisable
    warnings.showwarning = warned  # type: ignore[assignment]


def _words_of(error: BaseException) -> str:
    try:
        return str(error)
    except Exception:  # noqa: BLE001 - an error may not even be able to say what it is
        return ""
