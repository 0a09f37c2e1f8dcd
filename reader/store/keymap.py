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
    source = _text(path)
    if source is None:
        return None
    # Imported for those who have a keymap only.
    import tomllib  # noqa: PLC0415

    try:
        values = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        why, _, where = str(error).partition(" (at ")
        digits = where.removeprefix("line ").partition(",")[0]
        line = int(digits) if digits.isdecimal() else source.rstrip().count("\n") + 1
        raise _error(path, line, f"this is not TOML: {why}") from error
    return _checked(path, source, values)


def line_of(source: str, name: str, *, last: bool = False) -> int:
    """The line, counted from 1, of the first or the last statement of a TOML text that sets a name, or names in it."""
    lines = [line for line, names in _statements(source) if any(f"{each}.".startswith(f"{name}.") for each in names)]
    return lines[-1 if last else 0]


def flat(value: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, Any]]:
    """Names with dots and their values: `a.b = 1` and `"a.b" = 1` are the same here."""
    for name, inner in value.items():
        if isinstance(inner, dict) and inner:
            yield from flat(inner, f"{before}{name}.")
        else:
            yield f"{before}{name}", inner


def _text(path: Path) -> str | None:
    """The text of a file; None when there is no file."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise ReaderError(f"The keymap {path} cannot be read: {error.strerror}") from error
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise _error(path, data.count(b"\n", 0, error.start) + 1, "this is not UTF-8") from error


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


def _statements(source: str) -> Iterator[tuple[int, set[str]]]:
    """The first line of each statement of a TOML text, and the names that it sets.

    A statement ends with the first line at which what was read since the last one is TOML: whatever stands in quotes,
    in comments and over several lines is told apart by the parser itself.
    """
    import tomllib  # noqa: PLC0415

    table, begun, first = "", "", 0
    for number, line in enumerate(source.split("\n"), 1):
        first = first if begun else number
        begun += f"{line}\n"
        try:
            names = [name for name, _ in flat(tomllib.loads(begun))]
        except tomllib.TOMLDecodeError:
            continue
        if begun.lstrip().startswith("["):
            table = f"{names[0]}."
            yield first, set(names)
        else:
            yield first, {f"{table}{name}" for name in names}
        begun = ""


def _error(path: Path, line: int, sentence: str) -> ReaderError:
    return ReaderError(f"The keymap {path}, line {line}: {sentence}")
