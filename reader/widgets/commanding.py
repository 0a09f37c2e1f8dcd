"""The list of spans that a command is for, with the text around each, and the line that says what it does."""

from __future__ import annotations

from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.binding import Binding, BindingType

from reader.commands.keys import textual_name
from reader.commands.lists import LIST_KEYS
from reader.session.commanding.preview import Preview
from reader.session.wording import in_thousands
from reader.text.visible import visible
from reader.widgets.bars import Bar
from reader.widgets.fitting import cut, filled, fitting, fitting_end
from reader.widgets.rowlist import RowList


class SpanRows(RowList, inherit_bindings=False):
    """A row a span: `✓ 000.txt   the army left Moscow on Friday   actor → place`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(",".join(map(textual_name, row.keys)), row.action, show=False)
        for row in LIST_KEYS
        if row.action != "choose"
    ]

    def __init__(self, preview: Preview, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._preview = preview

    def grow(self) -> None:
        """Show what was found since; what is in view stays where it is."""
        self.count = len(self._preview.rows)
        self.set_lines(self.count)

    def row(self, index: int) -> list[Segment]:
        """Mark, article, text before, the words in the look of the label, text behind, what becomes of it."""
        preview, edit = self._preview, self._preview.rows[index].edit
        shown = edit.shown
        if shown is None:
            return []
        mark = "✓" if preview.is_chosen(index) else " " if edit.why or not preview.command.changes else "✗"
        article, left, right = self._columns()
        words = cut(shown.text, right * 3 // 4)
        right -= cell_len(words)
        end = cut(f" · {self._outcome(index)}", right)
        right -= cell_len(end)
        plain = self.colours.soft if edit.why else Style.null()
        return [
            Segment(f" {mark} ", self.colours.state(mark) if mark == "✓" else self.colours.trouble),
            Segment(filled(cut(preview.article_of(index), article), article), self.colours.soft),
            Segment(filled("  " + fitting_end(shown.before, left), left + 2, at_end=True), plain),
            Segment(words, self.colours.label(shown.label)),
            Segment(filled(fitting(shown.after, right), right), plain),
            Segment(end, self.colours.soft),
        ]

    def _outcome(self, index: int) -> str:
        edit = self._preview.rows[index].edit
        return edit.why or edit.outcome(self._preview.command)

    def _columns(self) -> tuple[int, int, int]:
        """The cells for the article, for the text before, and for everything from the words on."""
        width = self.scrollable_size.width
        article = min(24, max(10, width // 6))
        rest = max(0, width - 3 - article - 2)
        return article, rest // 3, rest - rest // 3


class Counts(Bar):
    """The command, and how many spans it is for."""

    def show(self, preview: Preview) -> None:
        """`relabel actor place   41 spans in 3 articles · 2 left out · 7 left as they are`."""
        tally = preview.tally
        counts = [f"{preview.chosen:,} in {in_thousands(len(tally.articles), 'article')}"]
        out, skipped = tally.spans - preview.chosen, tally.skipped.total()
        counts += [f"{out:,} not"] if out else []
        counts += [f"{skipped:,} left as {'it is' if skipped == 1 else 'they are'}"] if skipped else []
        self.put(
            [
                Segment(f" {visible(preview.title)}   ", Style(bold=True)),
                Segment(" · ".join(counts), self.colours.soft),
            ]
        )
