"""The real app in a terminal: tag, wait for `saved`, end it with a signal, and look what is on the disk."""

from __future__ import annotations

import os
import re
import shutil
import signal
import sys
from collections import Counter
from pathlib import Path
from random import Random

from reader.resources import folder
from tests.terminal import Terminal
from tests.torture.amounts import Amount
from tests.torture.figures import Figures
from tests.torture.looking import STATE, Outcome, read, workshop
from tests.torture.steps import LABELS, ids
from tests.torture.subjects import Subject

SIGNALS = (signal.SIGKILL, signal.SIGTERM, signal.SIGHUP)

ACTS = (")c", "))c", "(c", " a", "  p", " f", ")vwwwc", "d", "u", "U", "md", "mma", "A", "ggc")
"""What a person may type, most of which changes something."""

SAVED = re.compile(r"✓ (saved|nothing to save)")
COUNTS = re.compile(rf"\b({'|'.join(LABELS)}) (\d+)\b")

HELP = "quit; all is saved"
"""What only the help says."""

Counts = dict[str, int]
"""Label -> how many."""


def app(subject: Subject, amount: Amount, seed: int, shard: int, shards: int) -> Figures | None:
    """What the legend counted while it said `saved` is what the store has afterwards."""
    if not subject.history:
        return None
    figures = Figures("the app: tag, saved on the screen, KILL, TERM or HUP")
    with workshop() as place:
        corpus = place / "corpus"
        corpus.mkdir()
        shutil.copy(folder("seeds") / "000_6ab15a8d931c05ba.txt", corpus)
        for start in range(shard, amount.starts, shards):
            figures.case()
            _one(figures, f"--seed {seed}, start {start}", subject, corpus, Random(f"{seed}/{start}"))
    return figures


def _one(figures: Figures, case: str, subject: Subject, corpus: Path, random: Random) -> None:
    number = random.choice(SIGNALS)
    case = f"{case}, {number.name}"
    command = [sys.executable, "-m", "reader", str(corpus)]
    with Terminal(command, corpus.parent / "home", columns=120, rows=40) as terminal:
        try:
            shown = _typed(terminal, random)
        except AssertionError as error:
            figures.add("crashed", case, str(error))
            return
        os.kill(terminal.pid, number)
        terminal.exit()
    _judge(figures, case, read(subject, corpus / STATE), shown)


def _typed(terminal: Terminal, random: Random) -> Counts:
    """Type, and wait until it is saved; gives what the legend counts then."""
    terminal.wait_for(lambda rows: bool(_legend(rows)), timeout=30)
    shown = _legend(terminal.lines)
    for _ in range(random.randint(1, 4)):
        terminal.send(random.choice(ACTS))
        # Keys are done in order: when the help has come and gone, those before it were done too.
        terminal.send("?")
        terminal.wait_for(HELP)
        terminal.send("?")
        terminal.wait_for(_back)
        terminal.settle(0.1)
        shown = _legend(terminal.lines)
    return shown


def _back(rows: list[str]) -> bool:
    """Is the help gone, and all saved?"""
    return bool(_legend(rows)) and not any(HELP in row for row in rows)


def _legend(rows: list[str]) -> Counts:
    """What the legend counts, while it says that all is saved; nothing otherwise."""
    row = next((row for row in rows if SAVED.search(row)), "")
    return {label: int(count) for label, count in COUNTS.findall(row)}


def _judge(figures: Figures, case: str, outcome: Outcome, shown: Counts) -> None:
    if outcome.view is None:
        figures.add("crashed" if outcome.crashed else "unreadable", case, outcome.crashed or outcome.refused)
        return
    found = Counter(tag[2] for _, tag in ids(outcome.view).values())
    if found != +Counter(shown):
        figures.add("lost", case, f"the screen had {shown}, the store has {dict(found)}")
