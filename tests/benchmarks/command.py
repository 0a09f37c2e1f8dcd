"""What every benchmark command does: ask for its options, measure, and print."""

from __future__ import annotations

import argparse
import compileall
import json
import os
import platform
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path

from reader import __version__
from tests.benchmarks.aims import Row
from tests.benchmarks.contestants import COLUMNS, LAP, ROWS
from tests.benchmarks.pressing import ROOT
from tests.benchmarks.table import table


def command(
    name: str, about: str, measure: Callable[[argparse.Namespace, Path], Iterator[list[Row]]], *parts: str
) -> int:
    """What every command here does: ask for the options, measure in a temporary folder, print a table for each part."""
    options = arguments(name, about, parts)
    for sources in ("reader", "tests"):
        # A start that has to compile would measure the compiler.
        compileall.compile_dir(ROOT / sources, quiet=1)
    print(
        "  ".join(f"{name} {value}" for name, value in surroundings().items()), f"terminal {COLUMNS}x{ROWS}", sep="  "
    )
    rows: list[Row] = []
    try:
        with tempfile.TemporaryDirectory() as work:
            for measured in measure(options, Path(work)):
                print("", *table(measured), sep="\n", flush=True)
                rows += measured
    finally:
        if options.json:
            write_json(rows, options.json)
    return 0


def arguments(name: str, about: str, parts: Sequence[str] = ()) -> argparse.Namespace:
    """What was asked for: keys, starts, json, and the parts of a command that has some."""
    asked = argparse.ArgumentParser(prog=f"python -m tests.benchmarks.{name}", description=about.partition("\n")[0])
    asked.add_argument(
        "--keys", type=positive, default=200, help=f"presses of each key, in laps of up to {LAP} (default 200)"
    )
    asked.add_argument("--starts", type=positive, default=7, help="starts of each app (default 7)")
    asked.add_argument("--json", type=Path, metavar="FILE", help="write every single measurement to a file")
    if parts:
        asked.add_argument(
            "parts", nargs="*", metavar="PART", type=one_of(parts), help=f"{', '.join(parts)} (default: all)"
        )
    return asked.parse_args()


def one_of(parts: Sequence[str]) -> Callable[[str], str]:
    """A check that a word is one of these; `choices` refuses an empty list."""

    def part(text: str) -> str:
        if text not in parts:
            raise argparse.ArgumentTypeError(f"{text!r} is none of {', '.join(parts)}")
        return text

    return part


def positive(text: str) -> int:
    """A number of one or more."""
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("it takes at least one")
    return number


def surroundings() -> Mapping[str, str | int]:
    """What the numbers depend on."""
    return {
        "reader": __version__,
        "python": platform.python_version(),
        "textual": version("textual"),
        "cores": os.cpu_count() or 0,
        "load": "{:.1f} {:.1f} {:.1f}".format(*os.getloadavg()),
    }


def write_json(rows: Sequence[Row], path: Path) -> None:
    """Write every single measurement to a file."""
    measured = [
        {
            "app": row.app,
            "act": row.act,
            "floor": row.floor,
            "frame_ms": row.frames,
            "last_ms": row.lasts,
            "cpu_ms": row.cpu,
            "bytes": row.sent,
            "trouble": row.trouble,
        }
        for row in rows
    ]
    path.write_text(json.dumps({**surroundings(), "measured": measured}, indent=1) + "\n")
