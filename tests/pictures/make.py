"""Makes the pictures in README: the app itself, on the samples, driven by keys.

    python -m tests.pictures.make

Writes `reading_dark.svg`, `second_dark.svg`, `statistics_dark.svg`, `export_dark.svg` and the same in light beside this
file: both samples with all the spans of their gold standard, what is counted of them, and what an export would lose.
"""

from __future__ import annotations

import asyncio
import re
import shutil
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
PICTURES = {
    "reading": (0, "Vladimir", ("l",)),
    "second": (1, "Antony Blinken", ("l",)),
    "statistics": (0, "Vladimir", ("f3",)),
    "export": (0, "Vladimir", ("f4",)),
}
"""Name of the picture: the article, where the cursor stands, and the keys that lead to it."""


def tag_as_gold(session: Session) -> None:
    """Give the article in hand the spans it should have."""
    gold = next(one for one in read_gold(GOLD, session.labels) if one.id == session.article.id)
    author = session.author
    made = tuple(author.annotate(gold.text, span, label) for span, label in gold.wanted)
    session.do(Change(gold.id, added=made))


async def picture(theme: str, index: int, words: str, keys: tuple[str, ...]) -> str:
    """A screen as SVG, with the fonts of whoever looks at it."""
    with tempfile.TemporaryDirectory() as home:
        place = Path(home)
        shutil.copytree(folder("seeds"), place / "news")
        session = Session(open_corpus(place / "news"), Store.for_writing(place / "a.json"), "ann")
        app = ReaderApp(session, theme)
        async with app.run_test(size=SIZE) as pilot:
            for article in (0, 1):
                session.open(article)
                tag_as_gold(session)
            session.open(index)
            session.saving.flush()
            session.caret.go(session.article.text.index(words))
            for key in keys:
                await pilot.press(key)
                await pilot.pause(0.2)
            # What is counted beside the keys.
            await app.workers.wait_for_complete()
            await pilot.pause(0.5)
            drawn = app.export_screenshot(title="reader")
        session.close()
    # The font is asked of another host, and the ids change with the time of the save: neither belongs into a checkout.
    drawn = re.sub(r"@font-face \{.*?\}\s*", "", drawn, flags=re.DOTALL)
    drawn = drawn.replace("Fira Code, monospace", "ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace")
    drawn = drawn.replace("font-family: Fira Code;", "font-family: ui-monospace;")
    drawn = drawn.replace(home, "~")
    drawn = re.sub(r"<!--.*?-->\s*", "", drawn)
    drawn = re.sub(r"\d\d:\d\d:\d\d", "12:04:31", drawn)
    return re.sub(r"terminal-\d+", "reader", drawn)


def main() -> None:
    """Write the pictures."""
    for theme in ("dark", "light"):
        for name, (index, words, keys) in PICTURES.items():
            (HERE / f"{name}_{theme}.svg").write_text(asyncio.run(picture(f"reader-{theme}", index, words, keys)))


if __name__ == "__main__":
    main()
