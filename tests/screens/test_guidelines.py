"""The guidelines on the screen: at the label under the cursor, by keys, and edited in the person's editor."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from reader.screens.editing import edit, editor
from reader.screens.guidelines import Guidelined
from tests.screens.conftest import OpenApp, check
from tests.terminal import Terminal


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
async def test_how_it_looks(open_app: OpenApp, size: tuple[int, int]) -> None:
    """At the label of the span under the cursor; compared with a text picture."""
    async with open_app(size=size) as driver:
        driver.go("Moscow")
        await driver.type("a<f2>")
        await driver.pilot.pause(0.1)
        rows = driver.rows

        check(rows, f"guidelines_{size[0]}x{size[1]}")


async def test_keys_lead_through_it_and_back(open_app: OpenApp) -> None:
    """A label's key goes to its heading, `g` to the beginning; nothing is tagged meanwhile."""
    async with open_app(size=(80, 24)) as driver:
        await driver.type("<f2>")
        await driver.pilot.pause(0.1)
        first = driver.rows[0]
        await driver.type("p")
        place = driver.rows[0]
        await driver.type("jk<pagedown>g")
        again = driver.rows[0]
        await driver.type("<f2>")

        assert [row.split()[0] for row in (first, place, again)] == ["Guidelines", "place", "Guidelines"]
        assert not isinstance(driver.app.screen, Guidelined)
        assert driver.tagged == []


async def test_without_a_terminal_of_its_own_nothing_is_edited(open_app: OpenApp, corpus_folder: Path) -> None:
    """It says where the file is, which is there from now on; who only looks makes none."""
    async with open_app() as driver:
        driver.session.read_only = "only looking"
        await driver.type("<f2>e")
        looking, there = driver.rows[38], (corpus_folder / "guidelines.md").exists()
        driver.session.read_only = ""
        await driver.type("e")
        await driver.pilot.pause(0.1)

        assert looking.strip() == "only looking"
        assert not there
        assert (corpus_folder / "guidelines.md").exists()


def test_it_is_edited_in_the_persons_editor(corpus_folder: Path, tmp_path: Path) -> None:
    """The editor has the terminal; what it wrote is shown when it is left, and the app goes on."""
    script = tmp_path / "editor.py"
    script.write_text(
        "import sys\nprint('editing', flush=True)\nsys.stdin.readline()\n"
        "open(sys.argv[-1], 'w').write('# Mine\\n\\n## place\\n\\nnew rules\\n')\n"
    )
    env = {"EDITOR": f"{sys.executable} '{script}' --wait"}
    with Terminal([sys.executable, "-m", "reader", str(corpus_folder)], tmp_path, env=env) as terminal:
        terminal.wait_for("nothing to save")
        terminal.press("f2")
        terminal.wait_for("no guidelines.md here yet")
        terminal.send("e")
        terminal.wait_for("editing")
        terminal.send("\n")
        terminal.wait_for("new rules")
        terminal.send("q")
        terminal.wait_for("nothing to save")
        terminal.send("c")
        terminal.wait_for("saved")
        terminal.send("q")
        assert terminal.exit() == 0


def test_which_editor_is_meant(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """VISUAL before EDITOR, each with its options; else one that is there, or a sentence."""
    assert editor({"EDITOR": "a", "VISUAL": "b -c 'd e'"}) == ["b", "-c", "d e"]
    assert editor({"EDITOR": "a"}) == ["a"]
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("PATH", "")

    def said(command: str) -> str:
        monkeypatch.setenv("EDITOR", command)
        return edit(tmp_path / "x")

    assert said("").startswith("there is no editor: name one in EDITOR")
    assert said("'a") == "the editor that VISUAL or EDITOR names cannot be understood: No closing quotation"
    assert said("/none/there") == "/none/there cannot be run: No such file or directory"
    assert said(f"{sys.executable} -c 'raise SystemExit(3)'") == f"{sys.executable} ended with 3"
