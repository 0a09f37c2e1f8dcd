"""The torture suite: `python -m tests.torture [--long] [--only NAME] [--subject ours|stock] [--seed N]`."""

from __future__ import annotations

import argparse
import multiprocessing
import os
import sys
from concurrent.futures import ProcessPoolExecutor

from tests.torture.amounts import LONG, SHORT, TINY
from tests.torture.faults import FAULTS, done
from tests.torture.figures import Figures, table


def main() -> int:
    """Run, print the table; 1 when anything went wrong."""
    options = _options()
    amount = LONG if options.long else TINY if options.tiny else SHORT
    names = [name for name in FAULTS if not options.only or name in options.only]
    # The last rows of the table take longest: they begin.
    shards = [(name, shard) for name in reversed(names) for shard in range(FAULTS[name].shards)]
    # Each fault in a process of its own that nothing was imported into: forks of it are quick, and it has no threads.
    context = multiprocessing.get_context("spawn")
    rows: dict[str, Figures] = {}
    with ProcessPoolExecutor(options.jobs, context, max_tasks_per_child=1) as pool:
        tasks = [
            (name, pool.submit(done, name, shard, options.subject, amount, options.seed)) for name, shard in shards
        ]
        for name, task in tasks:
            part = task.result()
            if part is not None:
                rows.setdefault(name, Figures(part.name)).join(part)
    ordered = [rows[name] for name in names if name in rows]
    print(f"{options.subject}, seed {options.seed}, load {os.getloadavg()[0]:.1f}")
    print("\n".join(table(ordered)))
    for row in ordered:
        print(f"{row.seconds:6.1f} s  {row.name}")
        for remark, count in row.remarks.items():
            print(f"          {count} x {remark}")
    print("\n".join(example for row in ordered for example in row.examples))
    return 0 if all(row.sound for row in ordered) else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.torture", description="What a store must survive.")
    parser.add_argument("--long", action="store_true", help="the long form")
    parser.add_argument("--tiny", action="store_true", help="only enough to see that it runs")
    parser.add_argument("--only", action="append", choices=FAULTS, help="one fault; may be given several times")
    parser.add_argument("--subject", choices=("ours", "stock"), default="ours", help="which store")
    parser.add_argument("--seed", type=int, default=1, help="other random numbers")
    parser.add_argument("--jobs", type=int, default=1 + (os.cpu_count() or 1), help="processes at a time")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
