"""What the export screen says of what would be written: the result, the counts, what is lost, the first record."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reader.core.errors import ReaderError
from reader.core.label import LabelSet
from reader.formats.format import Entry, Format, Options
from reader.session.export import Plan
from reader.session.exporting import losing, preview, tally
from reader.theme import Colours
from reader.widgets.exporting import Line, counts, record_lines, wrapped

LEFT_OUT = 3
"""How many sentences on what is left out are shown."""


def plan_lines(plan: Plan, labels: LabelSet, width: int, colours: Colours) -> Iterator[Line]:
    """How much would be written, and what of it would be lost."""
    yield from counts(plan.articles, tally(plan, labels), width, colours)
    for sentence in losing(plan):
        yield from wrapped(sentence, width, colours.trouble, 2)
    if not plan.losses:
        yield from wrapped("no span is lost", width, colours.done)


def left_out_lines(left_out: Sequence[str], width: int, colours: Colours) -> Iterator[Line]:
    """The first of what cannot be read and is left out, and how much more there is."""
    for sentence in left_out[:LEFT_OUT]:
        yield from wrapped(sentence, width, colours.trouble, 2)
    if len(left_out) > LEFT_OUT:
        yield from wrapped(f"and {len(left_out) - LEFT_OUT} more left out", width, colours.trouble)


def preview_lines(
    form: Format, options: Options, entry: Entry, width: int, height: int, colours: Colours
) -> Iterator[Line]:
    """The first record as the format writes it, or why it cannot."""
    try:
        lines = preview(form, options, entry)
    except (ReaderError, ValueError) as error:
        lines = [str(error)]
    yield from record_lines(form, lines, width, height, colours)
