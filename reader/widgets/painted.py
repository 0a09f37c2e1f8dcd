"""What every widget of ours has in common: it paints its own lines, in the colours of the theme."""

from __future__ import annotations

from rich.style import Style
from textual.color import Color
from textual.geometry import Region, Size
from textual.reactive import Reactive
from textual.strip import Strip
from textual.widget import Widget

from reader.core.label import DEFAULT_LABELS
from reader.theme import Colours


class Painted(Widget):
    """A widget that paints its own lines."""

    ALLOW_SELECT = False

    # Textual's own lays the whole screen out again when it changes. The room of ours never depends on what they show:
    # a bar is one row high, and the scrollbar of a view is always there.
    virtual_size = Reactive(Size(0, 0), layout=False, repaint=False)

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.colours = Colours.of(self.app.theme_variables, getattr(self.app, "labels", DEFAULT_LABELS))
        """The colours in force."""
        self._base: Style | None = None
        self._behind: Color | None = None

    @property
    def base(self) -> Style:
        """The style of a blank cell, kept until the sheets change: Textual works it out anew for every line."""
        if self._base is None:
            self._base = self.rich_style
        return self._base

    @property
    def _ground(self) -> Color:
        if self._behind is None:
            self._behind = self.background_colors[1]
        return self._behind

    def render_lines(self, crop: Region) -> list[Strip]:
        """Some lines as they are sent. Textual's own looks for borders, padding and the like, which ours never have."""
        strips = [self.render_line(y).crop_extend(*crop.column_span, self.base) for y in crop.line_range]
        for change in self.get_line_filters():
            strips = [strip.apply_filter(change, self._ground) for strip in strips]
        return strips

    def notify_style_update(self) -> None:
        """Textual says that the sheets changed."""
        self._base = self._behind = None
        super().notify_style_update()

    def recolour(self, colours: Colours) -> None:
        """Paint everything in other colours."""
        self.colours = colours
        self._base = self._behind = None
        self.refresh()
