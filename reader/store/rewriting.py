"""Changing one setting in a file that a person wrote: everything else in it stays as it is, comments as well."""

from __future__ import annotations

import re

import orjson

from reader.store.toml import statements


def with_value(source: str, name: str, value: str | bool | None) -> str:
    """A text of TOML in which a name of the topmost level has this value; None takes it out.

    The statement that sets it is replaced, else the comment that would, else there is a new line before the tables.
    """
    lines = source.split("\n")
    found = [(first - 1, last, names) for first, last, names in statements(source)]
    written = [f"{name} = {orjson.dumps(value).decode()}"] if value is not None else []
    for first, last, names in found:
        if names == {name}:
            return "\n".join([*lines[:first], *written, *lines[last:]])
    if not written:
        return source
    table = next((first for first, _, _ in found if lines[first].lstrip().startswith("[")), len(lines))
    comment = re.compile(rf"#\s*{re.escape(name)}\s*=")
    for first, last, names in found:
        if first < table and not names and comment.match(lines[first]):
            return "\n".join([*lines[:first], *written, *lines[last:]])
    before, after = lines[:table], lines[table:]
    while before and not before[-1].strip():
        before.pop()
    return "\n".join([*before, *written, "", *after]) if after else "\n".join([*before, *written, ""])
