"""The user's configuration: one TOML file that a person writes."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from reader.core.errors import ReaderError


class Config(NamedTuple):
    """What a person can set for all their work."""

    annotator: str | None = None
    """The name written into annotations; the login name when None."""
    theme: str | None = None
    """The theme at start."""


def read_config(path: Path) -> Config:
    """The configuration in a file; the defaults when there is none.

    Raises ReaderError for a file that is not TOML, an unknown key or a value that is not text.
    """
    if not path.exists():
        return Config()
    # Imported for those who have a configuration only.
    import tomllib  # noqa: PLC0415

    try:
        values = tomllib.loads(path.read_bytes().decode())
    except (OSError, ValueError) as error:
        raise ReaderError(f"The configuration {path} cannot be read: {error}") from error
    for key, value in values.items():
        if key not in Config._fields:
            known = ", ".join(Config._fields)
            raise ReaderError(f"The configuration {path} sets {key!r}, which is not known; known are {known}")
        if not isinstance(value, str) or not value.strip():
            raise ReaderError(f"The configuration {path} sets {key} to {value!r}; it needs a text in quotes")
    return Config(**values)
