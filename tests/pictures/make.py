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
from html import unescape
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
NOW = "2026-11-22T12:04:31.000+00:00"
"""When everything was done."""
GOLD = HERE.parent / "gold" / "samples.jsonl"
PICTURES = {
    "reading": (0, "Vladimir", ("l",)),
    "second": (1, "Antony Blinken", ("l",)),
    "statistics": (0, "Vladimir", ("f3",)),
    "export": (0, "Vladimir", ("f4", "o", "ctrl+u", *"news.jsonl", "enter")),
}
"""Name of the picture: the article, where the cursor stands, and the keys that lead to it."""


def tagged(place: Path) -> Session:
    """The samples with all the spans they should have, the same on every run."""
    session = opened(place)
    for article in range(len(session.corpus)):
        session.open(article)
        gold = next(one for one in read_gold(GOLD, session.labels) if one.id == session.article.id)
        spans = [session.author.annotate(gold.text, span, label) for span, label in gold.wanted]
        session.do(Change(gold.id, added=tuple(a._replace(id=f"{n:08x}{article:08x}") for n, a in enumerate(spans, 1))))
    session.close()
    return opened(place)


def opened(place: Path) -> Session:
    """A session on the samples."""
    return Session(open_corpus(place), Store.for_writing(place / "a.json"), "ann", clock=lambda: NOW)


async def picture(theme: str, index: int, words: str, keys: tuple[str, ...]) -> str:
    """A screen as SVG, with the fonts of whoever looks at it."""
    with tempfile.TemporaryDirectory() as home:
        place = Path(home) / "news"
        shutil.copytree(folder("seeds"), place, ignore=shutil.ignore_patterns("*.json"))
        session = tagged(place)
        session.open(index)
        # Before anything is shown: what is scrolled away counts as seen when it stood there long enough.
        session.caret.go(session.article.text.index(words))
        app = ReaderApp(session, theme)
        async with app.run_test(size=SIZE) as pilot:
            while not list(session.views.here):
                # The top line says how much was seen.
                await pilot.pause(0.02)
            for key in keys:
                await pilot.press(key)
                # What is counted beside the keys.
                await app.workers.wait_for_complete()
                await pilot.pause()
            drawn = app.export_screenshot(title="reader")
        session.close()
    # The font is asked of another host, and the ids change with the time: neither belongs into a checkout.
    drawn = re.sub(r"@font-face \{.*?\}\s*", "", drawn, flags=re.DOTALL)
    drawn = drawn.replace("Fira Code, monospace", "ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace")
    drawn = drawn.replace("font-family: Fira Code;", "font-family: ui-monospace;")
    # Some drop the blank that a piece of a line begins with.
    drawn = drawn.replace("<svg ", '<svg xml:space="preserve" ', 1)
    drawn = re.sub(r"<!--.*?-->\s*", "", drawn)
    return re.sub(r"terminal-\d+", "reader", drawn)


def shown(drawn: str) -> str:
    """What stands in a picture."""
    return "".join(unescape(piece) for piece in re.findall(r"<text [^>]*>([^<]*)</text>", drawn))


def main() -> None:
    """Write the pictures."""
    for theme in ("dark", "light"):
        for name, (index, words, keys) in PICTURES.items():
            (HERE / f"{name}_{theme}.svg").write_text(asyncio.run(picture(f"reader-{theme}", index, words, keys)))


if __name__ == "__main__":
    main()
