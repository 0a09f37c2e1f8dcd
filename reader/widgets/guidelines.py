"""Guidelines as lines of the screen: headings, lists and emphasis of Markdown, wrapped by words, harmless."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from reader.core.label import LabelSet
from reader.session.guidelines import Block, is_about
from reader.text.visible import visible
from reader.theme import Colours
from reader.widgets.exporting import Line
from reader.widgets.fitting import fitting

EMPHASIS = re.compile(r"\*\*(?P<bold>[^*]+)\*\*|\*(?P<italic>[^*\s][^*]*)\*|`(?P<key>[^`]+)`")
"""What is emphasised, and how."""

Word = list[tuple[str, Style]]
"""A word in pieces of one look."""


class Drawn(NamedTuple):
    """A text ready to be shown."""

    lines: Sequence[Line]
    """From the top."""
    headings: Sequence[tuple[str, int]]
    """The words of each heading, and its line."""

    def line_of(self, label: str) -> int | None:
        """The line of the heading of a label; None when there is none."""
        return next((line for words, line in self.headings if label and is_about(words, label)), None)


def drawn_guidelines(blocks: Iterable[Block], width: int, colours: Colours, labels: LabelSet) -> Drawn:
    """The blocks in so many cells; the heading of a label has the look of the label."""
    lines: list[Line] = []
    headings = []
    for block in blocks:
        if block.kind == "heading":
            headings.append((block.text, len(lines)))
        lines += _lines(block, max(20, width), colours, labels)
    return Drawn(lines, headings)


def _lines(block: Block, width: int, colours: Colours, labels: LabelSet) -> Iterator[Line]:
    match block.kind:
        case "blank":
            yield []
        case "code":
            yield [Segment(f"   {visible(block.text)}", colours.soft)]
        case "heading":
            look = next(
                (colours.label(label.name) for label in labels if is_about(block.text, label.name)), colours.key
            )
            yield [Segment(f" {visible(block.text)}", look + Style(bold=True))]
        case "item":
            before = " " * (1 + block.indent)
            mark = f"{'•' if block.mark in '-*+' else visible(block.mark)} "
            yield from _wrapped(block.text, width, colours, [Segment(before), Segment(mark, colours.soft)])
        case "text":
            yield from _wrapped(block.text, width, colours, [Segment(" ")])


def _wrapped(text: str, width: int, colours: Colours, before: Line) -> Iterator[Line]:
    """Words in lines; those after the first begin below the first word."""
    indent = sum(cell_len(segment.text) for segment in before)
    line, room = [*before], width - indent
    begun = False
    for word in _words(text, colours):
        cells = sum(cell_len(piece) for piece, _ in word)
        if begun and cells + 1 > room:
            yield line
            line, room, begun = [Segment(" " * indent)], width - indent, False
        if begun:
            line.append(Segment(" "))
            room -= 1
        # A word longer than a line is cut: what is longer is no word.
        line += [Segment(fitting(piece, width - indent), style) for piece, style in word]
        room, begun = room - cells, True
    yield line


def _words(text: str, colours: Colours) -> Iterator[Word]:
    word: Word = []
    for piece, style in _pieces(visible(text), colours):
        first, *rest = piece.split(" ")
        word.append((first, style))
        for part in rest:
            yield word
            word = [(part, style)]
    yield word


def _pieces(text: str, colours: Colours) -> Iterator[tuple[str, Style]]:
    """The text in pieces of one look, without the marks of emphasis."""
    looks = {"bold": Style(bold=True), "italic": Style(italic=True), "key": colours.key}
    end = 0
    for found in EMPHASIS.finditer(text):
        yield text[end : found.start()], Style.null()
        yield found[found.lastgroup or 0], looks[found.lastgroup or "bold"]
        end = found.end()
    yield text[end:], Style.null()
