"""The file of a person's own keys, as it is written: which preset, and which keys for which command, and in which line.

preset = "vim"
[keys]
"tag.claim" = ["q"]
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from reader.core.errors import ReaderError
from reader.store.toml import flat, line_of, parsed, read_text, wrong

WHAT = "The keymap"
KEYS = "keys"
"""The table of the commands."""


class Keymap(NamedTuple):
    """What the file says; whether there are such commands and keys is for others to know."""

    path: Path
    """The file."""
    source: str
    """Its text."""
    preset: str | None
    """The name of the preset that it changes; the keys the tool comes with when None."""
    keys: Mapping[str, tuple[str, ...]]
    """Ids of commands, in the order of the file, with all keys each is to have."""

    def line(self, id_: str) -> int:
        """The line, counted from 1, in which the keys of a command begin."""
        return line_of(self.source, f"{KEYS}.{id_}")

    def error(self, line: int, sentence: str) -> ReaderError:
        """The error that something in a line is wrong."""
        return _error(self.path, line, sentence)


def read_keymap(path: Path) -> Keymap | None:
    """The keymap in a file; None when there is no file.

    Raises ReaderError, with the line, for what is not TOML or not of this form.
    """
    source = read_text(path, WHAT)
    return None if source is None else _checked(path, source, parsed(source, path, WHAT))


def _checked(path: Path, source: str, values: Mapping[str, Any]) -> Keymap:
    for name in values:
        if name not in ("preset", KEYS):
            known = "known are preset and, under [keys], the ids of commands"
            raise _error(path, line_of(source, name), f'"{name}" is not known here; {known}')
    preset, keys = values.get("preset"), values.get(KEYS, {})
    if not isinstance(preset, str | None):
        raise _error(path, line_of(source, "preset"), 'preset needs a name in quotes, such as "vim"')
    if not isinstance(keys, dict):
        raise _error(path, line_of(source, KEYS), 'keys is a table: write [keys], and below it "go.next" = ["f5"]')
    return Keymap(
        path, source, preset, {id_: _listed(path, source, id_, value) for id_, value in _once(path, source, keys)}
    )


def _once(path: Path, source: str, keys: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Ids and values; to TOML itself `"go.next"` and `go.next` are two names."""
    seen = set()
    for id_, value in flat(keys):
        if id_ in seen:
            name = f"{KEYS}.{id_}"
            first, second = line_of(source, name), line_of(source, name, last=True)
            raise _error(path, second, f"{id_} has its keys in line {first} already")
        seen.add(id_)
        yield id_, value


def _listed(path: Path, source: str, id_: str, value: object) -> tuple[str, ...]:
    if isinstance(value, list) and all(isinstance(key, str) for key in value):
        return tuple(value)
    what = 'needs a list of keys in quotes, such as ["f5"]; [] takes its keys away'
    raise _error(path, line_of(source, f"{KEYS}.{id_}"), f"{id_} {what}")


def _error(path: Path, line: int, sentence: str) -> ReaderError:
    return wrong(path, WHAT, line, sentence)
