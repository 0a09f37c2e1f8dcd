"""The user's configuration: one TOML file that a person writes."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from reader.store.toml import line_of, parsed, read_text, wrong

WHAT = "The configuration"


class Config(NamedTuple):
    """What a person can set for all their work."""

    annotator: str | None = None
    """The name written into annotations; the login name when None."""
    theme: str | None = None
    """The theme at start."""


def read_config(path: Path) -> Config:
    """The configuration in a file; the defaults when there is none.

    Raises ReaderError, with the line where there is one, for a file that is not TOML, an unknown key or a value that is
    not text.
    """
    source = read_text(path, WHAT)
    if source is None:
        return Config()
    values = parsed(source, path, WHAT)
    for key, value in values.items():
        if key not in Config._fields:
            known = f"{key!r:.60} is not known here; known are {', '.join(Config._fields)}"
            raise wrong(path, WHAT, line_of(source, key), known)
        if not isinstance(value, str) or not value.strip():
            raise wrong(path, WHAT, line_of(source, key), f"{key} needs a text in quotes")
    return Config(**values)
