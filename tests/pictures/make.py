"""Makes the pictures in README: the app itself, on the samples, driven by keys.

    python -m tests.pictures.make

Writes `reading_dark.svg`, `second_dark.svg` and the same in light beside this file: both samples with all the spans of
their gold standard.
"""

from __future__ import annotations

import asyncio
import re
import tempfile
from pathlib import Path

from reader.app import ReaderApp
from reader.core.change import Change
from reader.corpus.corpus import open_corpus
from reader.resources import folder
from reader.session.session import Session
from reader.store.store import Store
from tests.benchmarks.keys.gold import read_gold

HERE = Path(__file__).parent
SIZE = (120, 40)
GOLD = HERE.parent / "gold" / "samples.jsonl"
PICTURES = {"reading": (0, "Vladimir"), "second": (1, "Antony Blinken")}
"""Name of the picture: the article and where the cursor stands."""


def tag_as_gold(session: Session) -> None:
    """Give the article in hand the spans it should have."""
    gold = next(one for one in read_gold(GOLD, session.labels) if one.id == session.article.id)
    author = session.author
    made = tuple(author.annotate(gold.text, span, label) for span, label in gold.wanted)
    session.do(Change(gold.id, added=made))


async def picture(theme: str, index: int, words: str) -> str:
    """The reading screen as SVG, with the fonts of whoever looks at it."""
    with tempfile.TemporaryDirectory() as home:
        place = Path(home)
        session = Session(open_corpus(folder("seeds")), Store.for_writing(place / "a.json"), "ann")
        app = ReaderApp(session, theme)
        async with app.run_test(size=SIZE) as pilot:
            for article in (0, 1):
                session.open(article)
                tag_as_gold(session)
            session.open(index)
            session.saving.flush()
            session.caret.go(session.article.text.index(words))
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
    for theme in ("dark", "light"):
        for name, (index, words) in PICTURES.items():
            (HERE / f"{name}_{theme}.svg").write_text(asyncio.run(picture(f"reader-{theme}", index, words)))


if __name__ == "__main__":
    main()
