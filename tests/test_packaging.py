"""The wheel, installed on its own in a fresh venv, works from another folder."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.terminal import Terminal, environment

ROOT = Path(__file__).parent.parent

pytestmark = pytest.mark.packaging


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout."""
    place = tmp_path_factory.mktemp("wheel")
    subprocess.run([sys.executable, "-m", "build", "--wheel", "--outdir", str(place), str(ROOT)], check=True)
    (made,) = place.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The `bin` folder of a fresh venv that holds the wheel and what it needs, nothing else."""
    place = tmp_path_factory.mktemp("venv")
    subprocess.run([sys.executable, "-m", "venv", str(place)], check=True)
    subprocess.run([place / "bin" / "pip", "install", "--quiet", str(wheel)], check=True)
    return place / "bin"


def test_the_wheel_holds_the_package_and_nothing_else(wheel: Path) -> None:
    """Sheets and samples are inside, byte for byte; tests, stores and caches are not."""
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        seeds = {Path(n).name: archive.read(n) for n in names if n.startswith("reader/seeds/")}

    assert seeds == {path.name: path.read_bytes() for path in (ROOT / "seeds").glob("*.txt")}
    assert {n for n in names if n.startswith("reader/styles/")} == {
        f"reader/styles/{p.name}" for p in (ROOT / "styles").iterdir()
    }
    assert {n.partition("/")[0] for n in names if not n.startswith("close_reader-")} == {"reader"}
    assert [n for n in names if n.endswith((".pyc", ".json")) or "test" in n] == []


def test_the_app_runs_and_the_export_is_right(installed: Path, tmp_path: Path) -> None:
    """Headless, in a folder without articles: the samples open, a key tags, the export has it."""
    code = """
import asyncio
from pathlib import Path
from reader.app import ReaderApp
from reader.cli.places import find, make_own_folder
from reader.session.session import Session
from reader.store.store import Store

async def main():
    corpus, place = find(None, None)
    make_own_folder(place)
    session = Session(corpus, Store.for_writing(place), "me")
    async with ReaderApp(session).run_test(size=(120, 40)) as pilot:
        await pilot.press("c")
    assert session.close()

asyncio.run(main())
"""
    env = environment(tmp_path)
    env.pop("PYTHONPATH", None)

    subprocess.run([installed / "python", "-c", code], cwd=tmp_path, env=env, check=True)
    done = subprocess.run([installed / "reader", "export"], cwd=tmp_path, env=env, check=True, capture_output=True)

    first = json.loads(done.stdout.split(b"\n")[0])
    assert [(span["label"], span["start"], span["end"]) for span in first["spans"]] == [("claim", 0, 223)]


def test_the_command_opens_in_a_terminal(installed: Path, tmp_path: Path) -> None:
    """As a person starts it, by its name."""
    with Terminal([str(installed / "reader")], tmp_path, cwd=tmp_path, env={"PYTHONPATH": ""}) as terminal:
        terminal.wait_for("nothing to save", timeout=60)
        terminal.send("q")

        assert terminal.exit() == 0
    assert (tmp_path / ".local" / "state" / "close-reader" / "desk.json").exists()
