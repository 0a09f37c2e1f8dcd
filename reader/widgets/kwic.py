"""The list of occurrences with the text around each, and the lines that say how far the search and the choice are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar, Protocol

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.binding import Binding, BindingType
from textual.strip import Strip

from reader.commands.keys import textual_name
from reader.commands.lists import LIST_KEYS
from reader.session.concordance import Concordance
from reader.session.wording import in_thousands, quoted
from reader.text.visible import visible
from reader.widgets.bars import Bar
from reader.widgets.fitting import cut, filled, fitting, fitting_end
from reader.widgets.rowlist import RowList

MARKS = {"tag": "✓", "undecided": "·", "refuse": "✗", "skipped": " "}
"""One character for what is decided of an occurrence."""
OUT = "Esc"
"""The key that leads back from every list."""


class KwicRows(RowList, inherit_bindings=False):
    """A row an occurrence: `✓ 000.txt   the army left Moscow on Friday`, the words one below the other."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(",".join(map(textual_name, row.keys)), row.action, show=False)
        for row in LIST_KEYS
        if row.action != "choose"
    ]

    def __init__(self, concordance: Concordance, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._concordance = concordance

    def grow(self) -> None:
        """Show what was found since; what is in view stays where it is."""
        self.count = len(self._concordance.hits)
        self.set_lines(self.count)

    def row(self, index: int) -> list[Segment]:
        """Mark, article, text before, the words in the look of the label, text behind, why it is not offered."""
        concordance = self._concordance
        hit, decision = concordance.hits[index], concordance.decision(index)
        article, left, right = self._columns()
        words = cut(hit.text, right)
        right -= cell_len(words)
        why = cut(f" · {hit.why}", right) if hit.why else ""
        right -= cell_len(why)
        plain = self.colours.soft if why else Style.null()
        return [
            Segment(f" {MARKS[decision]} ", self._look(decision)),
            Segment(filled(cut(concordance.article_of(index), article), article), self.colours.soft),
            Segment(filled("  " + fitting_end(hit.before, left), left + 2, at_end=True), plain),
            Segment(words, self.colours.label(concordance.asked.label)),
            Segment(filled(fitting(hit.after, right), right), plain),
            Segment(why, self.colours.soft),
        ]

    def _columns(self) -> tuple[int, int, int]:
        """The cells for the article, for the text before, and for everything from the words on."""
        width = self.scrollable_size.width
        article = min(24, max(10, width // 6))
        rest = max(0, width - 3 - article - 2)
        return article, rest * 2 // 5, rest - rest * 2 // 5

    def _look(self, decision: str) -> Style:
        return self.colours.trouble if decision == "refuse" else self.colours.state(MARKS[decision])


class Choice(Bar):
    """What is looked for, and how much of it is decided."""

    def show(self, concordance: Concordance) -> None:
        """`place “Moscow” in every article   41 to tag · 260 undecided · 3 refused · 8 not offered`."""
        asked = concordance.asked
        counts = [f"{concordance.count('tag'):,} to tag", f"{concordance.count('undecided'):,} undecided"]
        for many, what in (
            (concordance.count("refuse"), "refused"),
            (concordance.count("skipped"), "not offered"),
            (concordance.refused_before, "refused before"),
        ):
            counts += [f"{many:,} {what}"] if many else []
        self.put(
            [
                Segment(" "),
                Segment(visible(asked.label), self.colours.label(asked.label)),
                Segment(f" {visible(quoted(asked.string))} everywhere   ", Style(bold=True)),
                Segment(" · ".join(counts), self.colours.soft),
            ]
        )


class Search(Protocol):
    """What is looked for in every article."""

    @property
    def searched(self) -> int:
        """How many articles were looked through."""

    @property
    def unreadable(self) -> int:
        """How many of them could not be read."""

    @property
    def size(self) -> int:
        """How many there are."""

    @property
    def found(self) -> int:
        """How many places were found."""


class Progress(Bar):
    """How far the search is."""

    def show(self, concordance: Search, *, searching: bool, edited: int = 0) -> None:
        """`━━━━────── 1,240 of 100,000 articles · 312 found`; those that were `edited` wait until they are opened."""
        done, size = concordance.searched, concordance.size
        cells = 30 if self.size.width >= 100 else 12  # noqa: PLR2004 - where the words leave room
        full = cells * done // max(1, size)
        state = "" if searching or done == size else "stopped at "
        found = f"{state}{done:,} of {in_thousands(size, 'article')} · {concordance.found:,} found"
        segments = [
            Segment(" "),
            Segment("━" * full, self.colours.key),
            Segment("─" * (cells - full), self.colours.soft),
            Segment(f" {found}"),
        ]
        if concordance.unreadable:
            many = in_thousands(concordance.unreadable, "article")
            segments.append(Segment(f" · {many} cannot be read", self.colours.trouble))
        if edited:
            many = in_thousands(edited, "article")
            segments.append(
                Segment(f" · {many} edited: open {'it' if edited == 1 else 'them'} first", self.colours.trouble)
            )
        self.put(segments)


class KwicKeys(Bar):
    """The keys of the list, each to be clicked too. Those that do not fit are left out, the way out never."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._shown: Sequence[tuple[str, str, str]] = ()

    def show(self, keys: Iterable[tuple[str, str, str]]) -> None:
        """Key, word and action of each; without an action it cannot be clicked."""
        if self._shown != (shown := tuple(keys)):
            self._shown = shown
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """`Enter Go there  Esc Back`."""
        self._segments = [Segment(" ")]
        for place, (key, word, action) in enumerate(self._fitting(self.size.width + 1)):
            call = f"screen.{action if action.endswith(')') else f'{action}()'}"
            click = Style(meta={"@click": call}) if action else Style.null()
            gap = Segment("  " if place else "")
            self._segments += [gap, Segment(key, self.colours.key + click), Segment(f" {word}", click)]
        return super().render_line(y)

    def _fitting(self, room: int) -> Iterator[tuple[str, str, str]]:
        """Those that have room, each with two blanks behind it."""
        room -= sum(len(key) + len(word) + 3 for key, word, _ in self._shown if key == OUT)
        for key, word, action in self._shown:
            size = 0 if key == OUT else len(key) + len(word) + 3
            if size <= room:
                room -= size
                yield key, word, action
