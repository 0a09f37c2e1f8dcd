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
from reader.store.toml import Written, flat, line_of, parsed, read_text, wrong

WHAT = "The keymap"
KEYS = "keys"
"""The table of the commands."""
NAMES = ("preset", KEYS)
"""What a keymap is made of."""


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
    what: str = WHAT
    """What begins the sentences about the file."""

    def line(self, id_: str) -> int:
        """The line, counted from 1, in which the keys of a command begin."""
        return line_of(self.source, f"{KEYS}.{id_}")

    def error(self, line: int, sentence: str) -> ReaderError:
        """The error that something in a line is wrong."""
        return wrong(self.path, self.what, line, sentence)


def read_keymap(path: Path) -> Keymap | None:
    """The keymap in a file; None when there is no file.

    Raises ReaderError, with the line, for what is not TOML or not of this form.
    """
    source = read_text(path, WHAT)
    if source is None:
        return None
    written, values = Written(path, WHAT, source), parsed(source, path, WHAT)
    for name in values:
        if name not in NAMES:
            known = "known are preset and, under [keys], the ids of commands"
            raise written.error(name, f'"{name}" is not known here; {known}')
    return keymap_of(written, values)


def keymap_of(written: Written, values: Mapping[str, Any]) -> Keymap:
    """The keymap among the values of a file. Raises ReaderError with the line."""
    preset, keys = values.get("preset"), values.get(KEYS, {})
    if not isinstance(preset, str | None):
        raise written.error("preset", 'preset needs a name in quotes, such as "vim"')
    if not isinstance(keys, dict):
        raise written.error(KEYS, 'keys is a table: write [keys], and below it "go.next" = ["f5"]')
    path, what, source = written
    return Keymap(
        path, source, preset, {id_: _listed(written, id_, value) for id_, value in _once(written, keys)}, what
    )


def _once(written: Written, keys: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Ids and values; to TOML itself `"go.next"` and `go.next` are two names."""
    seen = set()
    for id_, value in flat(keys):
        if id_ in seen:
            name = f"{KEYS}.{id_}"
            first, second = line_of(written.source, name), line_of(written.source, name, last=True)
            raise wrong(written.path, written.what, second, f"{id_} has its keys in line {first} already")
        seen.add(id_)
        yield id_, value


def _listed(written: Written, id_: str, value: object) -> tuple[str, ...]:
    if isinstance(value, list) and all(isinstance(key, str) for key in value):
        return tuple(value)
    what = 'needs a list of keys in quotes, such as ["f5"]; [] takes its keys away'
    raise written.error(f"{KEYS}.{id_}", f"{id_} {what}")
