"""How quick the reader is, in a real terminal, beside the least a Textual app can do.

    python -m tests.benchmarks.speed [--keys 200] [--starts 7] [--json FILE]

from the top of a checkout. It takes some minutes and asserts nothing: read the ratios, not the milliseconds.

Three apps run in terminals of 120x40: `minimal`, which is the floor, the reader with the samples, and the reader with
an article of 1 MB that has 10,000 spans. They are measured in turns, so that whatever else the machine does meets all
of them alike.

- start: `frame` is from starting the process until the screen first shows what it will: for the reader its list, the
  article and the legend, for the floor every line. `last` is when the starting app fell silent; the reader's top line
  says a tenth of a second after the rest how much was seen.
- a key: `frame` is from writing it until the end of the first frame, `last` until the last byte before 30 ms of quiet.
  A key that changes annotations has two rows: until the last byte of the repaint, and until the legend says that they
  are on disk.
- p99, min..max and `x floor` are of `last`, for starts of `frame`. `x floor` divides the p50 by that of the most
  similar thing the floor does: `right` sends one line, `down` two, `page down` all.
- cpu: the median CPU time of the app for one act, which a busy machine changes least.
- bytes: the median sent for one act, and the most.

Between runs on a busy machine ratios differed by 10 to 20 %; p99 is the second or third worst of 200.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks import corpora
from tests.benchmarks.aims import Row, bytes_sent, p99_ms, times
from tests.benchmarks.command import command
from tests.benchmarks.contestants import DEEP, FLOOR_COURSES, PAGE, Contestant, Course, floor, reader
from tests.benchmarks.measuring import measure_keys, measure_starts

LARGE_SIZE, LARGE_SPANS = 1_000_000, 10_000

READER_COURSES = (
    Course("right", "right", "right", aims=(times(2, "minimal", "right"), p99_ms(20), bytes_sent(600))),
    Course("down", "down", "down", aims=(times(2, "minimal", "down"), p99_ms(20), bytes_sent(600))),
    Course("down, scrolling", "down", "page down", before=("down",) * PAGE),
    Course("next word", "w", "right", aims=(times(2, "minimal", "right"), p99_ms(20))),
    Course("tag a claim", "c", "down", between=(")",), saves=True, aims=(p99_ms(40),)),
    Course("undo", "u", "down", from_top=False, saves=True),
)
SAMPLE_COURSES = (*READER_COURSES, Course("page down", "pagedown", "page down", between=("g",)))
LARGE_COURSES = (*READER_COURSES, Course("page down", "pagedown", "page down", aims=(p99_ms(60),)))


def measure(options: argparse.Namespace, work: Path) -> Iterator[list[Row]]:
    """The starts, then the keys."""
    large = corpora.large(work / "large", size=LARGE_SIZE, spans=LARGE_SPANS)
    start_aim = (times(1.25, "minimal", "start"),)
    players = (
        floor(*FLOOR_COURSES),
        Contestant("samples", reader(corpora.samples(work / "samples")), courses=SAMPLE_COURSES, aims=start_aim),
        Contestant("1 MB, 10,000", reader(large), courses=LARGE_COURSES, top=DEEP),
    )
    yield measure_starts(players, work, options.starts)
    yield measure_keys(players, work, options.keys)


if __name__ == "__main__":
    sys.exit(command("speed", __doc__ or "", measure))
