"""What could not be taken of a file that was read: said, and kept so that nothing of it is gone."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from reader.cli.talk import say
from reader.core.errors import StoreError
from reader.session.importing import Report
from reader.store.outputs import write_new

SAID = 20
"""Reports of a file that are said one by one; all that was refused is in the report file."""

PIECE = 1 << 20
"""Bytes copied at a time."""


class Refused:
    """Takes the reports of one file after the other; as many as there may be, it keeps few of them in memory."""

    def __init__(self, command: str) -> None:
        """`command` is who says it."""
        self.refused = 0
        """How many reports of all files say that something was refused."""
        self._command = command
        self._path = Path()
        self._keep = True
        self._reports = 0
        self._kept: IO[bytes] | None = None

    def begin(self, path: Path, *, keep: bool = True) -> None:
        """The reports from now on are of this file; without `keep` they are only said."""
        self._path, self._keep, self._reports, self._kept = path, keep, 0, None

    def take(self, report: Report) -> None:
        """One more report."""
        self._reports += 1
        self.refused += report.kind == "refused"
        if self._reports <= SAID:
            say(f"{self._command}: {self._path.name}, {report.where}: {report.kind}: {report.why}.")
        elif self._reports == SAID + 1:
            say(f"{self._command}: {self._path.name}: and more.")
        if self._keep and report.kind == "refused" and report.data:
            if self._kept is None:
                self._kept = tempfile.TemporaryFile()  # noqa: SIM115 - closed in `end`
            self._kept.write(report.data + b"\n")

    def end(self) -> str:
        """Put what was refused into a file beside the one that was read; says in a few words where."""
        if self._kept is None:
            return ""
        name = f"{self._path.resolve().name}.refused"
        with self._kept as kept:
            for folder in (self._path.resolve().parent, Path.cwd()):
                kept.seek(0)
                try:
                    made = write_new(folder, f"{name}.jsonl", _pieces(kept), numbered=True)
                except StoreError:
                    continue
                return f" and kept in {folder / made}"
        return "; what was refused cannot be kept, as nothing can be written here"


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    while piece := file.read(PIECE):
        yield piece
