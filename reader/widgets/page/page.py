"""The page widget: shows an article, keeps the cursor in view, and tells what the mouse did."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from time import perf_counter

from rich.segment import Segment
from textual import events
from textual.binding import Binding
from textual.message import Message
from textual.strip import Strip

from reader.core.annotation import Annotation
from reader.core.annotations import NO_ANNOTATIONS, Annotations
from reader.core.label import DEFAULT_LABELS, LabelSet
from reader.core.span import Span
from reader.session.place import Place
from reader.theme import Colours
from reader.widgets.lines import Lines
from reader.widgets.page.lanes import LANES, lanes_over
from reader.widgets.page.paint import GUTTER, Scene, paint_row
from reader.widgets.page.rows import Rows

MEASURE = 84
"""Cells of text a row has at most: longer rows are tiring to read."""

BLOCK = 64
"""Rows whose lanes are worked out together."""

PAUSE = 0.005
"""Seconds for which a long text is wrapped on, and between two such times."""

DWELL = 0.1
"""Seconds that a part of the text must be in view to have been seen."""

CONTEXT = 3
"""Rows that stay in view above and below the cursor: a sentence is read on over the edge of the screen."""

EMPTY = "this article is empty"
"""Stands in the place of a text without any character."""

AIR = 2
"""Cells free right of the text; a blank that hangs over a row stands in the first."""


class Page(Lines):
    """An article's text with its highlights. Given values by `show`; asked where screen lines lead by the rest."""

    @dataclass
    class Selected(Message):
        """The mouse was drawn from one code point to another."""

        start: int
        end: int

    @dataclass
    class Pressed(Message):
        """The mouse was pressed on a code point: `times` 1, 2 or 3 in a row."""

        offset: int
        times: int

    @dataclass
    class Viewed(Message):
        """A part of the text, `[start, end)`, is on the screen."""

        text: str
        start: int
        end: int

    @dataclass
    class BarClicked(Message):
        """The gutter bar of an annotation was clicked."""

        annotation: Annotation

    def __init__(
        self,
        labels: LabelSet = DEFAULT_LABELS,
        keys: Iterable[Binding] = (),
        *,
        id: str | None = None,  # noqa: A002 - Textual's name
    ) -> None:
        super().__init__(id=id)
        self._scene = Scene(Rows("", MEASURE), Annotations(), self.colours, labels=labels)
        self._lanes: dict[int, Mapping[str, int]] = {}
        self._goal = 0
        self._goal_cursor = -1
        self._pressed: int | None = None
        self._text = ""
        self._viewed = ("", 0, 0)
        self._trouble = ""
        self._instead = ""
        self.bind_keys(keys)

    # Showing

    def show(
        self,
        text: str,
        annotations: Annotations,
        place: Place,
        trouble: str = "",
        query: str = "",
        suggestions: Annotations = NO_ANNOTATIONS,
        unseen: Sequence[Span] = (),
    ) -> None:
        """Show a text with its annotations and the place in it.

        `trouble` says why there is no text; every occurrence of `query` is marked, and in the gutter what is `unseen`.
        """
        before = self._scene
        instead = trouble or ("" if text else EMPTY)
        text = instead or text
        fresh = text is not self._text
        self._text, self._instead, self._trouble = text, instead, trouble
        cursor = None if instead else place.cursor
        scene = before._replace(
            highlight=place.highlight, cursor=cursor, query=query, suggestions=suggestions, unseen=unseen
        )
        lanes = self._lanes
        if annotations is not before.annotations:
            scene = scene._replace(annotations=annotations)
            self._lanes = {}
        self._scene = scene
        if not self.size.width:
            # Before the first layout: wrapping to no width would cost as much as to the right one, and be seen.
            return
        if fresh:
            self._wrap()
            self.scroll_to(y=0, animate=False, immediate=True)
            self.set_lines(len(self._scene.rows))
        else:
            touched = chain(
                self._touched(before, scene), self._tagged(before.annotations, lanes), self._offered(before)
            )
            self.repaint(touched if (query, unseen) == (before.query, before.unseen) else None)
        self._show_cursor()
        self._tell_view()

    def recolour(self, colours: Colours) -> None:
        """Paint everything in other colours."""
        self._scene = self._scene._replace(colours=colours)
        super().recolour(colours)

    def paint(self, line: int) -> Strip:
        """One row, centred, the gutter left of the text."""
        self._wrap()
        width, base = self.size.width, self.base
        if not 0 <= line < len(self._scene.rows):
            return Strip.blank(width, base)
        scene = self._scene._replace(lanes=self._lanes_around(line))
        segments = [Segment(" " * self._margin()), *paint_row(scene, line)]
        over = self.colours.trouble if self._trouble else self.colours.soft if self._instead else None
        return Strip(Segment.apply_style(segments, base, over)).adjust_cell_length(width, base)

    # Where screen lines lead

    def offset_below(self, lines: int) -> int:
        """The code point so many rows below the cursor (above if negative), at the cell the last such motion began."""
        cursor = self._scene.cursor or 0
        row, cell = self._scene.rows.cell_of(cursor)
        if cursor != self._goal_cursor:
            self._goal = cell
        self._goal_cursor = self._scene.rows.offset_at(row + lines, self._goal)
        return self._goal_cursor

    def turn(self, pages: float) -> int:
        """Scroll by pages (back if negative), and give the code point as many rows from the cursor."""
        lines = int(pages * max(2, self.size.height - 2))
        self.scroll_to(y=self.scroll_offset.y + lines, animate=False, immediate=True)
        return self.offset_below(lines)

    def line_start(self) -> int:
        """The first code point of the cursor's row."""
        return self._scene.rows.bounds(self._scene.rows.row_of(self._scene.cursor or 0))[0]

    def line_end(self) -> int:
        """The last code point of the cursor's row, its newline and the blank it wraps at left out."""
        start, end = self._scene.rows.bounds(self._scene.rows.row_of(self._scene.cursor or 0))
        return start + max(0, len(self._scene.rows.text[start:end].rstrip(" ")) - 1)

    # The mouse

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Put the cursor there, or pick the claim of a gutter bar."""
        if event.button != 1 or self._instead:
            return
        bar = self._bar_under(event.x, event.y)
        if bar is not None:
            self.post_message(self.BarClicked(bar))
            return
        self._pressed = self._offset_under(event.x, event.y)
        self.capture_mouse()
        self.post_message(self.Pressed(self._pressed, 1))

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Select what the mouse is drawn over."""
        if self._pressed is not None:
            offset = self._offset_under(event.x, event.y)
            if offset != self._pressed:
                self.post_message(self.Selected(self._pressed, offset))

    def on_mouse_up(self) -> None:
        """Let the mouse go."""
        self._pressed = None
        self.release_mouse()

    def on_click(self, event: events.Click) -> None:
        """Take the word on a double click, the sentence on a triple one."""
        if event.chain > 1 and self._bar_under(event.x, event.y) is None:
            self.post_message(self.Pressed(self._offset_under(event.x, event.y), min(event.chain, 3)))

    # The view

    def on_resize(self) -> None:
        """Wrap to the new width and keep the cursor in view."""
        self._wrap()
        self.set_lines(len(self._scene.rows))
        self._show_cursor()
        self._tell_view()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Textual tells that it scrolled."""
        super().watch_scroll_y(old_value, new_value)
        self._tell_view()

    def _tell_view(self) -> None:
        """Say what is on the screen, when it is another part than before."""
        rows, top, height = self._scene.rows, self.scroll_offset.y, self.size.height
        if not height or self._instead or rows.text is not self._text:
            return
        # The newline that ends the last row is seen with it: a text that ends in one would never be seen whole.
        view = (self._text, rows.bounds(top)[0], rows.bounds(top + height)[0])
        if view != self._viewed:
            self._viewed = view
            # What is turned over faster was not seen; nor is the width that a page has on the way to a new layout.
            self.set_timer(DWELL, partial(self._tell_seen, view))

    def _tell_seen(self, view: tuple[str, int, int]) -> None:
        if view == self._viewed:
            self.post_message(self.Viewed(*view))

    def _wrap(self) -> None:
        """Have the rows of this text at this width; Textual paints a new size before it tells of it."""
        rows, measure = self._scene.rows, self._measure()
        if rows.text is not self._text or rows.width != measure:
            rows = Rows(self._text, measure)
            self._scene = self._scene._replace(rows=rows)
            self._lanes = {}
            if not rows.complete:
                self.set_timer(PAUSE, partial(self._wrap_on, rows))

    def _wrap_on(self, rows: Rows) -> None:
        """Wrap the rest of a long text bit by bit between the keys, unless other rows are shown by now."""
        if rows is self._scene.rows and self.is_attached:
            end = perf_counter() + PAUSE
            while not rows.complete and perf_counter() < end:
                rows.wrap()
            if rows.complete:
                self.set_lines(len(rows))
            else:
                self.set_timer(PAUSE, partial(self._wrap_on, rows))

    def _show_cursor(self) -> None:
        if self.size.height and self._scene.cursor is not None:
            row = self._scene.rows.row_of(self._scene.cursor)
            if self.virtual_size.height != len(self._scene.rows):
                # Going far had more of a long text wrapped; what was reckoned may be too low to scroll there.
                self.set_lines(len(self._scene.rows))
            self.bring_into_view(row, margin=min(CONTEXT, self.size.height // 8))

    def _measure(self) -> int:
        return max(2, min(MEASURE, self.size.width - GUTTER - AIR))

    def _margin(self) -> int:
        return max(0, (self.size.width - GUTTER - AIR - self._measure()) // 2)

    def _touched(self, before: Scene, after: Scene) -> Iterator[int]:
        """The rows that a moved cursor or another highlight can change."""
        for scene, other in ((before, after), (after, before)):
            if scene.cursor is not None and scene.cursor != other.cursor:
                yield scene.rows.row_of(scene.cursor)
            if scene.highlight is not None and scene.highlight != other.highlight:
                yield from self._rows_in_view(scene.highlight)

    def _tagged(self, before: Annotations, lanes: Mapping[int, Mapping[str, int]]) -> Iterator[int]:
        """The rows in view whose spans or lanes are others than before."""
        rows, after = self._scene.rows, self._scene.annotations
        if after is before:
            return
        for row in range(self.scroll_offset.y, min(self.scroll_offset.y + self.size.height, len(rows))):
            start, end = rows.bounds(row)
            here = after.overlapping(Span(start, max(end, start + 1)))
            was, now = lanes.get(row // BLOCK, {}), self._lanes_around(row)
            if here != before.overlapping(Span(start, max(end, start + 1))) or any(
                was.get(a.id) != now.get(a.id) for a in here
            ):
                yield row

    def _offered(self, before: Scene) -> Iterator[int]:
        """The rows in view whose suggestions are others than before."""
        rows, after = self._scene.rows, self._scene.suggestions
        if after is before.suggestions:
            return
        for row in range(self.scroll_offset.y, min(self.scroll_offset.y + self.size.height, len(rows))):
            start, end = rows.bounds(row)
            reach = Span(start, max(end, start + 1))
            if after.overlapping(reach) != before.suggestions.overlapping(reach):
                yield row

    def _rows_in_view(self, span: Span) -> Iterable[int]:
        rows, top = self._scene.rows, self.scroll_offset.y
        in_view = rows.bounds(top + self.size.height)[1]
        first, last = rows.row_of(min(span.start, in_view)), rows.row_of(min(span.end, in_view))
        return range(max(first, top), min(last, top + self.size.height) + 1)

    def _offset_under(self, x: int, y: int) -> int:
        row = y + self.scroll_offset.y
        return self._scene.rows.offset_at(row, x - self._margin() - GUTTER)

    def _bar_under(self, x: int, y: int) -> Annotation | None:
        lane, row = x - self._margin(), y + self.scroll_offset.y
        if not (0 <= lane < LANES and 0 <= row < len(self._scene.rows)):
            return None
        start, end = self._scene.rows.bounds(row)
        here = self._scene.annotations.overlapping(Span(start, max(end, start + 1)))
        lanes = self._lanes_around(row)
        return next((a for a in reversed(here) if lanes.get(a.id) == lane), None)

    def _lanes_around(self, row: int) -> Mapping[str, int]:
        """The lanes of the long spans around a row, worked out once an edit for each block of rows."""
        block = row // BLOCK
        if block not in self._lanes:
            rows = self._scene.rows
            start = rows.bounds(block * BLOCK)[0]
            end = rows.bounds(min((block + 1) * BLOCK, len(rows)) - 1)[1]
            part = Span(start, max(end, start + 1))
            self._lanes[block] = lanes_over(self._scene.annotations, self._scene.labels, part)
        return self._lanes[block]
