"""The list of notes and flags."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from reader.session.remarked import Remark
from reader.widgets.fitting import cut, filled
from reader.widgets.rowlist import RowList

LABEL = 8
"""Cells for the name of the label."""


class RemarkRows(RowList):
    """A row a remark: `? place    Moscow   metonymy or town?   000.txt`."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.remarks: Sequence[Remark] = ()
        """What is listed, row by row."""

    def put(self, remarks: Sequence[Remark]) -> None:
        """List these."""
        self.remarks = remarks
        self.show_rows(len(remarks), min(self.bar, max(0, len(remarks) - 1)))
        self.repaint()

    def row(self, index: int) -> list[Segment]:
        """Flag, label, the words of the span, the note, the article."""
        remark = self.remarks[index]
        span = remark.annotation
        room = max(0, self.scrollable_size.width - 3 - LABEL - 1)
        words, name = room // 3, room // 4
        label = span.label if span is not None else "article"
        text = span.text if span is not None else ""
        look = self.colours.label(label) if span is not None else self.colours.soft
        note = cut(remark.note, room - words - name - 2)
        gap = " " * (room - words - name - 2 - cell_len(note))
        return [
            Segment(" ? " if remark.flag else "   ", self.colours.trouble),
            Segment(filled(cut(label, LABEL), LABEL + 1), look),
            Segment(filled(cut(text, words), words + 1), Style.null()),
            Segment(f"{note}{gap} ", Style(bold=True)),
            Segment(filled(cut(remark.id, name), name), self.colours.soft),
        ]
