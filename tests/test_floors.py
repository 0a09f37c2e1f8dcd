"""The floors hold: what is below the terminal never loads it, and a start pays only for what it uses."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "reader"
HEADLESS = ("core", "text", "store", "corpus", "formats", "session", "resources", "disk")
MODULES = sorted(
    ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__")
    for path in PACKAGE.rglob("*.py")
    if path.relative_to(PACKAGE).with_suffix("").parts[0] in HEADLESS
)


def loaded(code: str) -> set[str]:
    """The top-level packages that a fresh interpreter has loaded after this code."""
    names = "sorted({m.partition('.')[0] for m in sys.modules})"
    report = f"{code}\nimport sys, json; sys.stderr.write('\\n' + json.dumps({names}))"
    done = subprocess.run([sys.executable, "-c", report], capture_output=True, text=True, check=True)
    return set(json.loads(done.stderr.splitlines()[-1]))


def test_no_headless_module_loads_a_terminal() -> None:
    """All of them together load neither textual nor rich."""
    assert len(MODULES) > 25

    assert loaded("\n".join(f"import {name}" for name in MODULES)) & {"textual", "rich"} == set()


@pytest.mark.parametrize("floor", HEADLESS)
def test_each_floor_stands_alone(floor: str) -> None:
    """A floor imported on its own works, and loads no terminal."""
    names = [name for name in MODULES if name.split(".")[1] == floor]

    assert loaded("\n".join(f"import {name}" for name in names)) & {"textual", "rich"} == set()


def test_only_the_store_loads_tinydb() -> None:
    """Text, core, corpus and formats need no database."""
    names = [name for name in MODULES if name.split(".")[1] in ("core", "text", "corpus", "formats", "resources")]

    assert "tinydb" not in loaded("\n".join(f"import {name}" for name in names))


def test_version_and_export_load_no_textual(tmp_path: Path) -> None:
    """The version loads nothing heavy at all; export, check and stats neither textual nor rich."""
    (tmp_path / "a.txt").write_text("Some text.")
    version = "from reader.cli import main\nmain(['--version'])"
    export = f"from reader.cli import main\nmain(['export', {str(tmp_path)!r}])"

    assert loaded(version) & {"textual", "rich", "tinydb", "regex", "orjson"} == set()
    for command in ("export", "check", "stats"):
        assert loaded(export.replace("export", command)) & {"textual", "rich"} == set()
