"""Keys are counted for the history: what `reader stats` divides by the spans."""

from __future__ import annotations

import orjson

from tests.screens.conftest import OpenApp


async def test_every_step_says_how_many_keys_it_took(open_app: OpenApp) -> None:
    """From the step before on, motions included; an undo is a step of its own."""
    async with open_app() as driver:
        driver.go("Moscow")
        await driver.type("pll<space>au")
        await driver.saved()
        lines = (driver.session.corpus.root / "annotations.history.jsonl").read_bytes().splitlines()

    assert [orjson.loads(line).get("keys") for line in lines] == [1, 4, 1]
