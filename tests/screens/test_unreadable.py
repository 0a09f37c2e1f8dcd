"""Articles that cannot be read, on the screen: marked in the list, and the page says why."""

from __future__ import annotations

import os
from pathlib import Path

from tests.screens.conftest import OpenApp


async def test_what_cannot_be_read_is_marked_and_says_why(open_app: OpenApp, corpus_folder: Path) -> None:
    """With the guess of its encoding; its neighbours open, and no key does any harm."""
    (corpus_folder / "001.txt").write_bytes("El señor Muñoz dijo que la situación mejoró.".encode("cp1252"))
    os.mkfifo(corpus_folder / "002.txt")
    async with open_app(size=(140, 40)) as driver:
        await driver.type("J")
        page = " ".join(" ".join(row[36:] for row in driver.rows).split())
        marks = [row[1] for row in driver.rows if "00" in row[:8]]
        await driver.type("cA)xJ")

        assert "It looks like windows-1252 (“señor”) or windows-1250 (“seńor”)" in page
        assert marks == ["!", "!"]
        assert driver.session.trouble == "002.txt: cannot be read: it is a pipe"
        await driver.type("J")
        assert driver.session.trouble == ""


async def test_what_is_flagged_is_a_question(open_app: OpenApp) -> None:
    """The article in the list, and the span in the outline."""
    async with open_app() as driver:
        await driver.type("!c!")

        assert "?" in driver.rows[1][:4]
        assert any("C?" in row for row in driver.rows)
