"""The base of everything that scrolls: painted line by line, and only lines that look different are sent again."""

from __future__ import annotations

from collections.abc import Iterable

from textual.binding import Binding
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from reader.theme import Colours
from reader.widgets.painted import Painted

KEPT = 512
"""How many painted lines are kept; more than any screen shows."""


class Lines(Painted, ScrollView, can_focus=True, inherit_bindings=False):
    """A view of numbered lines. A subclass says how many there are and paints one of them."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._strips: dict[int, Strip] = {}

    def bind_keys(self, keys: Iterable[Binding]) -> None:
        """Hear these keys while the view has the focus."""
        for binding in keys:
            self._bindings.bind(binding.key, binding.action, binding.description, show=False)

    def paint(self, line: int) -> Strip:
        """The look of one line, as wide as the view."""
        raise NotImplementedError

    def drawn(self, line: int) -> Strip:
        """One line with runs of one look as one: what is compared and sent."""
        return self.paint(line).simplify()

    def render_line(self, y: int) -> Strip:
        """Textual asks for a line of the view."""
        line = y + self.scroll_offset.y
        if line not in self._strips:
            if len(self._strips) > KEPT:
                self._strips.clear()
            self._strips[line] = self.drawn(line)
        return self._strips[line]

    def repaint(self, lines: Iterable[int] | None = None) -> int:
        """Paint these lines anew, or all in view; says how many look different and are sent to the terminal."""
        top = self.scroll_offset.y
        in_view = range(top, top + self.size.height)
        before = self._strips
        if lines is None:
            self._strips = {}
            lines = in_view
        changed = 0
        for line in set(lines):
            if line not in in_view:
                self._strips.pop(line, None)
                continue
            strip = self.drawn(line)
            if strip != before.get(line):
                self.refresh_line(line)
                changed += 1
            self._strips[line] = strip
        return changed

    def recolour(self, colours: Colours) -> None:
        """Paint everything in other colours."""
        self._strips = {}
        super().recolour(colours)

    def set_lines(self, count: int) -> None:
        """Say how many lines there are now; those in view that look different are sent."""
        self.virtual_size = Size(self.size.width, count)
        self.vertical_scrollbar.window_virtual_size = count
        self.vertical_scrollbar.window_size = self.size.height
        self.scroll_y = self.validate_scroll_y(self.scroll_y)
        self.repaint()

    def bring_into_view(self, line: int, margin: int = 0) -> None:
        """Scroll as little as needed to see a line and `margin` lines around it."""
        height = self.size.height
        margin = min(margin, max(0, (height - 1) // 2))
        top = self.scroll_offset.y
        if line < top + margin:
            self.scroll_to(y=max(0, line - margin), animate=False, immediate=True)
        elif line >= top + height - margin:
            self.scroll_to(y=line + margin + 1 - height, animate=False, immediate=True)

    def bring_to_middle(self, line: int) -> None:
        """Scroll, unless the line is in view, so that it stands in the middle: what follows it then scrolls seldom."""
        top, height = self.scroll_offset.y, self.size.height
        if height and not top <= line < top + height:
            self.scroll_to(y=max(0, line - height // 2), animate=False, immediate=True)
