"""What a running process takes of the machine, as Linux tells it."""

from __future__ import annotations

import math
import time
from pathlib import Path

_CPU_CLOCK = 2
"""What the kernel calls the clock that counts a process's own time (CPUCLOCK_SCHED)."""

MEGABYTE = 1_000_000


def cpu_seconds(pid: int) -> float:
    """The CPU time of all threads of a process so far, to the nanosecond; /proc/PID/stat counts in hundredths.

    It is no number (NaN) on a system that does not tell.
    """
    try:
        return time.clock_gettime((~pid << 3) | _CPU_CLOCK)
    except OSError:
        return math.nan


def memory(pid: int) -> tuple[float, float]:
    """The memory a process has now and had at most, in MB of a million bytes."""
    status = dict(line.split(":", 1) for line in Path(f"/proc/{pid}/status").read_text().splitlines())
    now, most = (int(status[name].split()[0]) * 1024 / MEGABYTE for name in ("VmRSS", "VmHWM"))
    return now, most
