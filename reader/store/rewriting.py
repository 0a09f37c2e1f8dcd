"""Changing one setting in a file that a person wrote: everything else in it stays as it is, comments as well."""

from __future__ import annotations

import re
from collections.abc import Sequence

import orjson

from reader.store.toml import statements

Value = str | bool | int | Sequence[str]
"""What a setting can be."""

Statement = tuple[int, int, set[str]]
"""Its first line, the line behind its last, both counted from 0, and the names it sets."""


def with_value(source: str, name: str, value: Value | None) -> str:
    """A text of TOML in which a name, `theme` or `export.format`, has this value; None takes it out.

    The statement that sets it is replaced, else the comment that would, else there is a new line: before the tables, or
    in its own table, which is made where there is none.
    """
    lines = source.split("\n")
    found = [(first - 1, last, names) for first, last, names in statements(source)]
    table, _, key = name.rpartition(".")
    shown = orjson.dumps(value).decode()
    for first, last, names in found:
        if names == {name}:
            # Outside of its table it has its whole name.
            written = name if table and lines[first].lstrip(" \t\"'").startswith(table) else key
            return "\n".join([*lines[:first], *([f"{written} = {shown}"] if value is not None else []), *lines[last:]])
    if value is None:
        return source
    return "\n".join((_in_table if table else _before_tables)(lines, found, table, f"{key} = {shown}"))


def _before_tables(lines: list[str], found: Sequence[Statement], _: str, written: str) -> list[str]:
    end = next((first for first, _, _ in found if _is_header(lines[first])), len(lines))
    at = _comment(lines, found, 0, end, written)
    if at is not None:
        return [*lines[:at], written, *lines[at + 1 :]]
    before, after = lines[:end], lines[end:]
    while before and not before[-1].strip():
        before.pop()
    return [*before, written, "", *after] if after else [*before, written, ""]


def _in_table(lines: list[str], found: Sequence[Statement], table: str, written: str) -> list[str]:
    header = f"[{table}]"
    at = next((first for first, _, _ in found if re.sub(r"\s|#.*", "", lines[first]) == header), None)
    if at is None:
        at = _commented(lines, found, header)
    if at is None:
        while lines and not lines[-1].strip():
            lines = lines[:-1]
        return [*lines, *([""] if lines else []), header, written, ""]
    begun = lines[at] if _is_header(lines[at]) else header
    # What is commented out there belongs to this table as far as the next one, commented out or not.
    end = next((n for n in range(at + 1, len(lines)) if _is_header(lines[n].lstrip("# \t"))), len(lines))
    there = _comment(lines, found, at + 1, end, written)
    if there is None:
        return [*lines[:at], begun, written, *lines[at + 1 :]]
    return [*lines[:at], begun, *lines[at + 1 : there], written, *lines[there + 1 :]]


def _commented(lines: list[str], found: Sequence[Statement], header: str) -> int | None:
    """The comment that would begin a table, when nothing that is set behind it would come into the table."""
    for place, (first, _, names) in enumerate(found):
        if not names and re.sub(r"[\s#]", "", lines[first]) == header:
            behind = next((each for each in found[place:] if each[2]), None)
            return first if behind is None or _is_header(lines[behind[0]]) else None
    return None


def _comment(lines: list[str], found: Sequence[Statement], start: int, end: int, written: str) -> int | None:
    """The line of the comment that would set a name."""
    comment = re.compile(rf"#\s*{re.escape(written.partition(' = ')[0])}\s*=")
    return next((f for f, _, names in found if start <= f < end and not names and comment.match(lines[f])), None)


def _is_header(line: str) -> bool:
    return line.lstrip().startswith("[")
