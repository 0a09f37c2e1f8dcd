"""README's table of what each format keeps is what writing and reading gives."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from reader.formats import format_of
from tests.formats.kept import heading, rows

README = (Path(__file__).parents[2] / "README.md").read_text()

MODULES = {"": "orjson", "spacy": "spacy", "parquet": "pyarrow"}
"""What an extra installs."""


def test_the_table_in_readme_is_true() -> None:
    """Row by row, for every format whose extra is installed."""
    installed = [row for name, row in rows() if find_spec(MODULES[format_of(name).extra])]

    assert heading() in README
    assert [row for row in installed if row not in README] == []
    assert len(installed) >= len([name for name, _ in rows()]) - 2
