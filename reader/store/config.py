"""The settings that a person writes into a TOML file: their own `config.toml`, or the `reader.toml` of a corpus."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from reader.core.change import STATUSES
from reader.store.toml import Written, parsed, read_text
from reader.text.visible import visible

WHAT = "The configuration"
EXPORT = "export"
"""The table of what an export does when nobody says otherwise."""

Check = Callable[[object], str]
"""Says what a value needs to be; nothing when it is fine."""


class Config(NamedTuple):
    """What one file sets; None for what it does not."""

    annotator: str | None = None
    """The name written into annotations."""
    theme: str | None = None
    """The theme at start."""
    store: str | None = None
    """Where the annotations are, as a path below the folder of the articles."""
    advance: bool | None = None
    """Does the cursor go on by itself after a tag?"""
    determiner: str | None = None
    """Are names tagged `with` a determiner or `without`? `learnt` for as the annotations there are."""
    encoding: str | None = None
    """How articles are read that are not UTF-8 and do not say what they are."""
    export: Mapping[str, Any] = MappingProxyType({})
    """What an export does, by the names of `EXPORTS`."""
    written: Written | None = None
    """The file; None when there is none."""


def read_config(path: Path) -> Config:
    """The settings in a file; none when there is no such file.

    Raises ReaderError, with the line where there is one, for a file that is not TOML, an unknown name or a value of the
    wrong kind.
    """
    source = read_text(path, WHAT)
    if source is None:
        return Config()
    written = Written(path, WHAT, source)
    return config_of(written, parsed(source, path, WHAT))


def config_of(written: Written, values: Mapping[str, Any], more: Iterable[str] = ()) -> Config:
    """The settings among the values of a file, in which `more` names may stand. Raises ReaderError."""
    known = {**SETTINGS, EXPORT: _a_table}
    _check(written, "", values, known, more)
    _check(written, f"{EXPORT}.", values.get(EXPORT, {}), EXPORTS)
    return Config(**{name: value for name, value in values.items() if name in known}, written=written)


def _check(
    written: Written, before: str, values: Mapping[str, Any], checks: Mapping[str, Check], more: Iterable[str] = ()
) -> None:
    more = tuple(more)
    for name, value in values.items():
        if name in more:
            continue
        if name not in checks:
            known = ", ".join((*checks, *more))
            raise written.error(f"{before}{name}", f"{f'{before}{name}'!r:.60} is not known here; known are {known}")
        if needs := checks[name](value):
            raise written.error(f"{before}{name}", f"{before}{name} {needs}")


def text_fault(value: object) -> str:
    """What keeps a value from being a text that can be shown; nothing when it is one."""
    if not isinstance(value, str) or not value.strip():
        return "needs a text in quotes"
    if odd := next((character for character in value if visible(character) != character), ""):
        return f"holds a character that cannot be shown, U+{ord(odd):04X}"
    return ""


def one_of(*values: str) -> Check:
    """The check of a text that is one of a few."""

    def check(value: object) -> str:
        return "" if value in values else f"needs to be one of {', '.join(values)}, in quotes"

    return check


def _yes_or_no(value: object) -> str:
    return "" if isinstance(value, bool) else "needs true or false"


def _number(value: object) -> str:
    return "" if isinstance(value, int) and not isinstance(value, bool) else "needs a whole number"


def _names(value: object) -> str:
    if not isinstance(value, list) or not value:
        return 'needs a list of names in quotes, such as ["a", "b"]'
    return next(filter(None, map(text_fault, value)), "")


def _a_table(value: object) -> str:
    return "" if isinstance(value, dict) else 'is a table: write [export], and below it format = "jsonl"'


SETTINGS: Mapping[str, Check] = {
    "annotator": text_fault,
    "theme": text_fault,
    "store": text_fault,
    "advance": _yes_or_no,
    "determiner": one_of("with", "without", "learnt"),
    "encoding": text_fault,
}
"""What can be set, and what each needs to be."""

EXPORTS: Mapping[str, Check] = {
    "format": text_fault,
    "status": one_of(*map(str, STATUSES)),
    "labels": _names,
    "annotator": _names,
    "split": text_fault,
    "seed": _number,
    "offsets": one_of("codepoint", "utf16", "grapheme"),
    "flatten": one_of("outermost", "innermost"),
    "scheme": one_of("IOB2", "BIOES"),
    "ents": _yes_or_no,
    "spreadsheet": _yes_or_no,
}
"""What can be set of exports under `[export]`; the names are those of the options of `reader export`."""
