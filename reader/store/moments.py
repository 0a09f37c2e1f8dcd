"""When what was done: the steps of a history without what is in them, so that millions can be counted."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import orjson

from reader.core.errors import StoreError
from reader.store import files
from reader.store.lines import read_line
from reader.store.places import places

OURS = re.compile(rb'\{(?:"after":"[^"\\]*",)?"at":"([^"\\]*)","by":"((?:[^"\\]|\\.)*)","changes":\[')
"""How a line begins that we have written."""

LIST = b'":['
"""What stands before a list, behind its name; with a backslash before it, it is inside a string."""

STATUS = re.compile(rb'"(\w+)","(\w+)"\]')
"""The status of an article before and after."""

TAIL = re.compile(rb'\](?:,"keys":(\d+))?,"kind":"(\w+)"')
"""What stands behind the changes of a step."""

END = 256
"""Bytes at the end of a line in which that is looked for first: behind it refusals may come."""

ITEM = b'"annotator":"'
"""What every annotation has once."""


class Moment(NamedTuple):
    """One step."""

    at: str
    """When it was made: UTC, ISO 8601."""
    by: str
    """The annotator."""
    kind: str
    """How it came about; see `core.step.Kind`."""
    added: int
    """How many annotations it put in."""
    removed: int
    """How many it took away; one that was changed is in both."""
    done: int
    """How many articles it marked as done, less those that it opened again."""
    keys: int | None = None
    """How many keys were pressed for it, since the step before; None as long as nobody counts them."""


def moments(store: Path) -> Iterator[Moment]:
    """The steps of a store's history, oldest first; what is no step is passed over. Raises StoreError.

    Keys are read from the field `keys` of a line, a whole number beside `kind`, that a line may lack.
    """
    path = places(store).history
    try:
        with files.opened(path) as handle, os.fdopen(os.dup(handle), "rb") as lines:
            for line in lines:
                if (moment := _moment(line)) is not None:
                    yield moment
    except FileNotFoundError:
        return
    except OSError as error:
        raise StoreError(f"The history {path} cannot be read: {error.strerror}") from error


def _moment(line: bytes) -> Moment | None:
    begin = OURS.match(line)
    if begin is None:
        # Another program may have written it anew, with its keys in another order.
        read = read_line(line) if line.strip() else None
        line = b"" if read is None else orjson.dumps(read.document, option=orjson.OPT_SORT_KEYS)
        begin = OURS.match(line)
    tail = TAIL.search(line, max(0, len(line) - END)) or TAIL.search(line)
    if begin is None or tail is None:
        return None
    added, removed, done = _counted(line, begin.end())
    by = orjson.loads(b'"%b"' % begin[2])
    return Moment(begin[1].decode(), by, tail[2].decode(), added, removed, done, int(tail[1]) if tail[1] else None)


def _counted(line: bytes, start: int) -> tuple[int, int, int]:
    """How many annotations a line puts in and takes away, and how many articles it marks as done."""
    added = removed = done = 0
    lists = list(_lists(line, start))
    ends = [*(end for _, end in lists[1:]), len(line)]
    for (name, begin), end in zip(lists, ends, strict=True):
        if name == b"added":
            added += line.count(ITEM, begin, end)
        elif name == b"removed":
            removed += line.count(ITEM, begin, end)
        elif name == b"status" and (status := STATUS.match(line, begin)) is not None:
            done += (status[2] == b"done") - (status[1] == b"done")
    return added, removed, done


def _lists(line: bytes, start: int) -> Iterator[tuple[bytes, int]]:
    """The name and the beginning of every list of a line from an offset on."""
    end = line.find(LIST, start)
    while end >= 0:
        begin = end + len(LIST)
        if line[end - 1 : end] != b"\\":
            yield line[line.rfind(b'"', start, end) + 1 : end], begin
        end = line.find(LIST, begin)
