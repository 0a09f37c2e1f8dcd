"""Opening a file in the editor that a person has named, while the app waits."""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

USUAL = ("nano", "vi")
"""The editors that are looked for when nobody names one."""


def editor(environment: Mapping[str, str]) -> list[str]:
    """The command of the editor; empty when there is none."""
    for name in ("VISUAL", "EDITOR"):
        if words := shlex.split(environment.get(name, "")):
            return words
    return next(([found] for name in USUAL if (found := shutil.which(name))), [])


def edit(path: Path) -> str:
    """Wait until the editor is left; says what went wrong. The terminal has to be given back before."""
    try:
        command = editor(os.environ)
    except ValueError as error:
        return f"the editor that VISUAL or EDITOR names cannot be understood: {error}"
    if not command:
        return f"there is no editor: name one in EDITOR; the file is {path}"
    try:
        with _signals_are_the_editors():
            code = subprocess.run([*command, str(path)], check=False).returncode  # noqa: S603 - the person's own
    except OSError as error:
        return f"{command[0]} cannot be run: {error.strerror}"
    return f"{command[0]} ended with {code}" if code else ""


@contextmanager
def _signals_are_the_editors() -> Iterator[None]:
    """What the terminal sends to both is meant for the editor: ctrl+z stops both, ctrl+c only what it says."""
    before = {
        signal.SIGTSTP: signal.signal(signal.SIGTSTP, signal.SIG_DFL),
        signal.SIGINT: signal.signal(signal.SIGINT, lambda *_: None),
    }
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
