"""An article that was edited after it had been tagged, for tests of what becomes of its spans."""

from __future__ import annotations

from pathlib import Path

from reader.core.annotation import Annotation
from reader.core.article import Article
from reader.core.change import Change
from reader.core.record import Record
from reader.core.span import Span
from tests.stores import keep

OLD = """The president met the army's chief in Yerevan on Monday, as he had done before.

He said that at least 49 soldiers had died near the border of the country.

The opposition leader Nikol Pashinyan answered on Tuesday that nobody else was to blame for it.
"""

TAGS = (
    ("actor", "president"),
    ("place", "Yerevan"),
    ("claim", "He said that at least 49 soldiers had died near the border of the country."),
    ("figure", "at least 49"),
    ("actor", "Nikol Pashinyan"),
)
"""What is tagged in it."""

NEW = (
    "Updated on Wednesday.\n\n"
    + OLD.replace("at least 49", "about fifty").replace("The opposition leader Nikol Pashinyan answered", "He answered")
    + "\nNikol Pashinyan was there. Nobody asked Nikol Pashinyan.\n"
)
"""The same after an edit: two are certain, two have other words, one may be at two places."""


def tagged(name: str, text: str = OLD, tags: tuple[tuple[str, str], ...] = TAGS) -> Record:
    """The record of an article with its tags, each on the first place of its words."""
    made = []
    for number, (label, words) in enumerate(tags):
        span = Span(start := text.index(words), start + len(words))
        made.append(Annotation(f"{number:016x}", span, label, "", "me", "", "").placed(text, span))
    return Record.of(Article(name, text)).changed(Change(name, added=tuple(made)))


def edited_folder(folder: Path, new: str = NEW) -> Path:
    """A folder with that one article, tagged before and edited since."""
    folder.mkdir(exist_ok=True)
    for old in folder.glob("*.txt"):
        old.unlink()
    keep(folder / "annotations.json", tagged("000.txt"))
    (folder / "000.txt").write_bytes(new.encode())
    return folder
