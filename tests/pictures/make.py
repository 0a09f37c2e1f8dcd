"""Makes the pictures in README: the app itself, on the samples, driven by keys.

    python -m tests.pictures.make

Writes `reading_dark.svg` and `reading_light.svg` beside this file.
"""

from __future__ import annotations

import asyncio
import re
import tempfile
from pathlib import Path

from reader.app import ReaderApp
from reader.corpus.corpus import open_corpus
from reader.resources import folder
from reader.session import annotating
from reader.session.session import Session
from reader.store.store import Store

HERE = Path(__file__).parent
SIZE = (120, 34)
TAGS = {
    "claim": [
        "Armenia and Azerbaijan fought their last large-scale war in 2020",
        "In 2020 Azerbaijan won back most",
        "The 2020 war ended by Russia",
        "Russia brokering a ceasefire",
        "As a result of the",
        "It also requested assistance",
        "Russia has a military base",
        "Azerbaijan could soon provoke",
        "constantly talking to Pashinyan",
    ],
    "actor": [
        "Nikol Pashinyan",
        "CSTO",
        "UN Security Council",
        "Vladimir Putin",
        "Pashinyan and",
        "Russia has",
        "Putin\n",
    ],
    "place": [
        "Armenia-Azerbaijan",
        "Moscow to",
        "Gyumri",
        "Vladivostok",
        "Nagorno-Karabakh.",
        "Nagorno-Karabakh conflict",
    ],
    "figure": ["two leaders", "two hours"],
}
"""What is tagged, each at the first place where these words stand."""


async def picture(theme: str) -> str:
    """The reading screen as SVG, with the fonts of whoever looks at it."""
    with tempfile.TemporaryDirectory() as home:
        place = Path(home)
        session = Session(open_corpus(folder("seeds")), Store.for_writing(place / "a.json", place / "locks"), "ann")
        app = ReaderApp(session, theme)
        async with app.run_test(size=SIZE) as pilot:
            for label, places in TAGS.items():
                for words in places:
                    session.caret.go(session.article.text.index(words))
                    annotating.tag(session, label)
            session.saving.flush()
            session.caret.go(session.article.text.index("Vladimir"))
            await pilot.press("l")
            await pilot.pause(0.2)
            drawn = app.export_screenshot(title="reader")
        session.close()
    # The font is asked of another host, and the ids change with the time of the save: neither belongs into a checkout.
    drawn = re.sub(r"@font-face \{.*?\}\s*", "", drawn, flags=re.DOTALL)
    drawn = drawn.replace("Fira Code, monospace", "ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace")
    drawn = drawn.replace("font-family: Fira Code;", "font-family: ui-monospace;")
    drawn = re.sub(r"<!--.*?-->\s*", "", drawn)
    drawn = re.sub(r"\d\d:\d\d:\d\d", "12:04:31", drawn)
    return re.sub(r"terminal-\d+", "reader", drawn)


def main() -> None:
    """Write the pictures."""
    for name in ("dark", "light"):
        (HERE / f"reading_{name}.svg").write_text(asyncio.run(picture(f"reader-{name}")))


if __name__ == "__main__":
    main()
